"""Everything about one company on one page of the back office: each app adds its panels, the page knows none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode

from companies.models import Company
from network.accounts.models import User
from network.common.registries import Registry

SHOWN: Final = 20
"""Rows a panel shows; the list of the back office has the others."""

Text = str | Promise
Cell = str | Promise | int | date | None


@dataclass(frozen=True)
class Line:
    """One row of a panel: a cell for each column, dates as dates; the first one leads to `url`."""

    cells: Sequence[Cell]
    url: str = ""


@dataclass(frozen=True)
class Panel:
    """A table of one company: `rows` costs one query, `line` none.

    `permission` is needed to see it, `link_permission` to follow its links. `all_rows` is a list of the back office that
    can be searched by the name of the company.
    """

    title: Text
    permission: str
    columns: Sequence[Text]
    rows: Callable[[Company], QuerySet[Any] | list[Any]]
    line: Callable[[Any], Line]
    order: int
    link_permission: str = ""
    all_rows: str = ""


@dataclass(frozen=True)
class ShownPanel:
    """A panel with its rows; `more_url` leads to the rest when there is more than is shown."""

    key: str
    title: Text
    columns: Sequence[Text]
    lines: list[Line] = field(default_factory=list)
    is_cut: bool = False
    more_url: str = ""


panels: Registry[Panel] = Registry("panels about a company")


def panels_for(user: User, company: Company) -> list[ShownPanel]:
    """The panels this operator may see, in order, those without rows too."""
    found = sorted(panels.keys(), key=lambda key: panels[key].order)
    return [_shown(key, panels[key], user, company) for key in found if user.has_perm(panels[key].permission)]


def _shown(key: str, panel: Panel, user: User, company: Company) -> ShownPanel:
    rows = list(panel.rows(company)[: SHOWN + 1])
    lines = [panel.line(row) for row in rows[:SHOWN]]
    if panel.link_permission and not user.has_perm(panel.link_permission):
        lines = [Line(line.cells) for line in lines]
    more_url = f"{reverse(panel.all_rows)}?{urlencode({'q': company.name})}" if panel.all_rows else ""
    return ShownPanel(key, panel.title, panel.columns, lines, len(rows) > SHOWN, more_url)
