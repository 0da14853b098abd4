"""Changing a limit or a flag of the network."""

from typing import Any

from django.db import IntegrityError, transaction

from companies.operators import require_operator
from network.accounts.models import User
from network.common.live_settings import Setting
from network.common.models import SettingChange
from network.home.exceptions import SetAlready, SetMeanwhile
from network.home.operators import CHANGE_SETTINGS


@transaction.atomic
def change_setting(*, operator: User, setting: Setting[Any], value: Any, reason: str, seen: int) -> SettingChange:
    """Put another value in force, in every process from its next question on.

    `seen` is the version the operator looked at; 0 when nothing was ever changed.

    Raises:
        NotAnOperator: nothing was changed.
        SetMeanwhile: another version is in force; also when both save at the same instant.
        SetAlready: the value is in force.
        ValueError: the setting does not allow the value; its form said so before.

    """
    require_operator(operator, CHANGE_SETTINGS)
    if setting.within(value) != value:
        raise ValueError(f"{setting.name} cannot be {value}")
    newest = SettingChange.objects.filter(name=setting.name).order_by("-version").first()
    if (newest.version if newest else 0) != seen:
        raise SetMeanwhile
    if setting.now() == value:
        raise SetAlready
    try:
        with transaction.atomic():
            return SettingChange.objects.create(
                name=setting.name, version=seen + 1, value=value, reason=reason, changed_by=operator
            )
    except IntegrityError as error:
        raise SetMeanwhile from error
