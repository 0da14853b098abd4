"""What was set when, by whom and why: every setting by group, and the history of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from network.common.live_settings import Setting, Words, all_settings
from network.common.models import SettingChange


@dataclass(frozen=True)
class Step:
    """One value and what stood before it; version 0 is the value the setting came with, which nobody set."""

    version: int
    value: Any
    words: str
    before: str = ""
    change: SettingChange | None = None


@dataclass(frozen=True)
class History:
    """The steps of one setting, the newest first; the last is its default."""

    setting: Setting[Any]
    steps: tuple[Step, ...]

    @property
    def newest(self) -> Step:
        return self.steps[0]

    @property
    def default(self) -> Step:
        return self.steps[-1]

    @property
    def in_force(self) -> str:
        return self.setting.in_words(self.setting.within(self.newest.value))

    def value_in(self, version: int) -> Any:
        """What stood in a version, as far as it is allowed today; the newest value where there never was one."""
        found = next((step for step in self.steps if step.version == version), self.newest)
        return self.setting.within(found.value)


def history_of(setting: Setting[Any]) -> History:
    return _history(setting, SettingChange.objects.filter(name=setting.name).select_related("changed_by"))


def histories() -> list[tuple[Words, list[History]]]:
    """Every setting under its group, in the reader's alphabet; one query."""
    changes: dict[str, list[SettingChange]] = {}
    for change in SettingChange.objects.select_related("changed_by"):
        changes.setdefault(change.name, []).append(change)
    found = sorted(all_settings, key=lambda setting: (str(setting.group), str(setting.label)))
    return [
        (group, [_history(setting, changes.get(setting.name, [])) for setting in settings])
        for group, settings in groupby(found, key=lambda setting: str(setting.group))
    ]


def _history(setting: Setting[Any], changes: Iterable[SettingChange]) -> History:
    steps = [Step(0, setting.default, setting.in_words(setting.default))]
    for change in sorted(changes, key=lambda change: change.version):
        words = setting.in_words(change.value)
        steps.append(Step(change.version, change.value, words, steps[-1].words, change))
    return History(setting, tuple(reversed(steps)))
