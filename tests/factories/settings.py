"""Limits and flags as an operator left them."""

from typing import Any

from network.common.live_settings import Setting
from network.common.models import SettingChange


def put_in_force(setting: Setting[Any], value: Any) -> SettingChange:
    """Set once more, past the page and its bounds."""
    version = SettingChange.objects.filter(name=setting.name).count() + 1
    return SettingChange.objects.create(name=setting.name, version=version, value=value, reason="For this test.")
