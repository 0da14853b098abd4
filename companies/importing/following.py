"""What apps above make of an import once all its rows are in."""

from collections.abc import Callable

from network.common.registries import Registry

followers: Registry[Callable[[str], int]] = Registry("followers of the import")
"""By the name of the figure in the command's last line: a function of the source, repeatable, that gives the count."""
