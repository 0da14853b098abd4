"""What a pack has brought, counted by the apps that know it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from companies.models import Company
from network.common.registries import Registry


@dataclass(frozen=True)
class Result:
    """One fact counted between two moments, such as introductions accepted; `feature` is the right it comes from."""

    label: str | Promise
    count: Callable[[Company, datetime, datetime], int]
    feature: str = ""


results: Registry[Result] = Registry("results of packs")
