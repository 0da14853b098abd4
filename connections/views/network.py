"""Whom the company follows, who follows it, its connections and what waits for an answer."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.access import member_required
from companies.models import Company
from companies.permissions import may
from companies.roles import CompanyPermission
from connections.models import Connection, Follow, Introduction
from connections.selectors import (
    NetworkCounts,
    followers_of,
    introduction_row,
    network_counts,
    proposals_of,
    relation_row,
)

PER_PAGE = 25
TABS = ("followers", "following", "connections", "requests")
BOXES = ("received", "sent", "proposals")


@require_safe
@member_required()
def network(request: HttpRequest) -> HttpResponse:
    """One tab at a time, each with its own address."""
    company = request.member.company
    tab = _chosen(request.GET.get("tab"), TABS)
    box = _chosen(request.GET.get("box"), BOXES)
    counts = network_counts(company)
    page = Paginator(_rows(tab, box, company), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "tab": tab,
        "box": box,
        "page": page,
        "rows": [_shown(row, company) for row in page],
        "tabs": _tabs(tab, counts),
        "boxes": _boxes(box, counts),
        "may_connect": may(request.member, CompanyPermission.CONNECT),
    }
    return render(request, "connections/network.html", context)


def _chosen(asked: str | None, known: tuple[str, ...]) -> str:
    return asked if asked in known else known[0]


def _rows(tab: str, box: str, company: Company) -> Any:
    queries = {
        "followers": lambda: followers_of(company),
        "following": lambda: Follow.objects.by(company).select_related("followed"),
        "connections": lambda: (
            Connection.objects.touching(company.pk).confirmed().with_companies().order_by("-answered_at")
        ),
        "received": lambda: Introduction.objects.received_by(company).with_companies(),
        "sent": lambda: Introduction.objects.sent_by(company).with_companies(),
        "proposals": lambda: proposals_of(company),
    }
    return queries[box if tab == "requests" else tab]()


def _shown(row: Any, company: Company) -> Any:
    if isinstance(row, Connection):
        return relation_row(row, company)
    if isinstance(row, Introduction):
        return introduction_row(row, company)
    return row


def _tabs(current: str, counts: NetworkCounts) -> list[dict[str, Any]]:
    address = reverse("connections:network")
    labels = {
        "followers": _("Followers"),
        "following": _("Following"),
        "connections": _("Connections"),
        "requests": _("Requests"),
    }
    return [
        {
            "label": label,
            "url": address if key == TABS[0] else f"{address}?tab={key}",
            "current": key == current,
            "count": getattr(counts, key),
        }
        for key, label in labels.items()
    ]


def _boxes(current: str, counts: NetworkCounts) -> list[dict[str, Any]]:
    address = reverse("connections:network") + "?tab=requests"
    labels = {
        "received": (_("Introductions received"), counts.received or ""),
        "sent": (_("Introductions sent"), ""),
        "proposals": (_("Proposals of connection"), counts.proposals or ""),
    }
    return [
        {"label": label, "url": f"{address}&box={key}", "current": key == current, "count": count}
        for key, (label, count) in labels.items()
    ]
