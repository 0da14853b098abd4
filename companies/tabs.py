"""The pages about one's own company, side by side as tabs; apps above register theirs in `ready()`."""

from dataclasses import dataclass

from django.utils.functional import Promise

from network.common.registries import Registry


@dataclass(frozen=True, slots=True)
class Tab:
    """One page: its name, the name of its address, and where it stands."""

    label: "str | Promise"
    address: str
    order: int


tabs: Registry[Tab] = Registry("tabs of our company")


def in_order() -> list[Tab]:
    return sorted(tabs, key=lambda tab: tab.order)
