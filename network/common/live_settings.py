"""Limits and flags that operators change while the network runs, each with its history.

An app registers a setting where it uses it and asks for `now()` each time. Nothing is kept in a process: one row by a unique
index costs as little as asking whether a kept value still holds, and is right in every process (decision 0045).
"""

from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from network.common.models import SettingChange
from network.common.registries import Registry

Words = str | Promise
Value = TypeVar("Value", bool, int)
TheSetting = TypeVar("TheSetting", bound="Setting[Any]")


@dataclass(frozen=True, kw_only=True)
class Setting(Generic[Value]):
    """`name` is `app.what` and stays for ever: the history is kept under it. `group` and `label` are what operators read."""

    name: str
    group: Words
    label: Words
    help: Words = ""
    default: Value

    def now(self) -> Value:
        """The value in force, for whoever asks from now on; one query."""
        newest = (
            SettingChange.objects.filter(name=self.name).order_by("-version").values_list("value", flat=True).first()
        )
        return self.default if newest is None else self.within(newest)

    def within(self, value: Value) -> Value:
        """The allowed value nearest to one that was kept: a later release may allow less."""
        return value

    def in_words(self, value: Value) -> str:
        raise NotImplementedError

    def field(self) -> forms.Field:
        """What an operator types it into; it takes no value that is not allowed."""
        raise NotImplementedError


@dataclass(frozen=True, kw_only=True)
class Limit(Setting[int]):
    """A whole number from `least` to `most`, both allowed; `unit` says of what and in which time."""

    least: int = 1
    most: int
    unit: Words

    def within(self, value: int) -> int:
        return min(max(value, self.least), self.most)

    def in_words(self, value: int) -> str:
        return f"{value} {self.unit}"

    def field(self) -> forms.Field:
        bounds = {"least": self.least, "most": self.most}
        says = _("Give a whole number from %(least)s to %(most)s.") % bounds
        return forms.IntegerField(
            label=f"{self.label}, {self.unit}",
            min_value=self.least,
            max_value=self.most,
            help_text=_("From %(least)s to %(most)s.") % bounds,
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), says),
        )


@dataclass(frozen=True, kw_only=True)
class Flag(Setting[bool]):
    """Yes or no."""

    default: bool = True

    def in_words(self, value: bool) -> str:  # noqa: FBT001 - a value among values
        return _("yes") if value else _("no")

    def field(self) -> forms.Field:
        return forms.TypedChoiceField(
            label=str(self.label),
            choices=[(value, self.in_words(value)) for value in (True, False)],
            coerce=lambda typed: typed == "True",
            error_messages={"required": _("Choose yes or no.")},
        )


all_settings: Final[Registry[Setting[Any]]] = Registry("settings")

COMPANIES: Final = gettext_lazy("Companies")
"""The group of what concerns each company."""


def register(setting: TheSetting) -> TheSetting:
    all_settings.register(setting.name, setting)
    return setting
