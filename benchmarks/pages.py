"""Throughput of the public company page beside the same page without SQL and beside a Wagtail page, in one run.

Requests go through Django's whole handler (every middleware), without a network: pages a second of one core.
"""

from contextlib import ExitStack
from unittest import mock

from benchmarks.measure import spread, timed

MOST_TIMES_BARE = 2.0
"""A page with data keeps at least half the speed of the same page whose data are already there (shared/performance.md)."""

TEXT = "We send parcels for shops, from Lille to the whole of Europe, and take back what does not please. " * 20
PLACES = [
    {"kind": kind, "address": "1 rue du Port", "postal_code": "59000", "city": city, "region": "", "country": "FR"}
    for kind, city in (("headquarters", "Lille"), ("shop", "Lyon"), ("warehouse", "Lens"))
]
CONTENTS = {"presentation": {"text": TEXT}, "places": {"places": PLACES}, "specialties": {"specialties": []}}
"""What the company has written: a page as its visitors meet it."""


def main(size: int = 150) -> dict[str, object]:
    """`size` requests of each, taking turns, by a visitor without a session."""
    from django.test import Client

    from network.common import page_slots

    company = _company()
    article = _article()
    client = Client()

    def get(address: str):
        def call() -> None:
            answer = client.get(address, secure=True)
            assert answer.status_code == 200, answer.status_code

        return call

    ours, theirs = get(company.get_absolute_url()), get(article.url)
    queries = _queries(ours)
    full, bare, wagtail = [], [], []
    known: dict[str, object] = {}
    for _ in range(size):
        full += timed([ours])
        with _data_at_hand(known, company, page_slots.fillings):
            ours()  # the first of them fetches the data
            bare += timed([ours])
            without = _queries(ours) if not known.get("counted") else 0
            assert not without, f"{without} queries in the page without SQL"
            known["counted"] = True
        wagtail += timed([theirs])
    ratio = round(spread(full)["p50"] / spread(bare)["p50"], 2)
    return {
        "name": "pages",
        "size": size,
        "ours": spread(full),
        "without_sql": spread(bare),
        "wagtail": spread(wagtail),
        "pages_a_second": round(1000 / spread(full)["p50"]),
        "queries": queries,
        "ratio": ratio,
        "beside_wagtail": round(spread(full)["p50"] / spread(wagtail)["p50"], 2),
        "held": ratio <= MOST_TIMES_BARE,
    }


def _queries(call) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


def _data_at_hand(known, company, fillings_of):
    """The same view, templates and middleware, given what an earlier request has read."""
    from companies.selectors.page import company_page

    def once(name, read):
        if name not in known:
            known[name] = read()
        return known[name]

    stack = ExitStack()
    view = "companies.views.page"
    stack.enter_context(mock.patch(f"{view}.get_object_or_404", return_value=company))
    stack.enter_context(mock.patch(f"{view}.company_page", lambda *args: once("page", lambda: company_page(*args))))
    stack.enter_context(
        mock.patch(
            "network.common.page_slots.fillings",
            lambda slot, *args: once(slot, lambda: fillings_of(slot, *args)),
        )
    )
    return stack


def _company():
    from benchmarks.sections import _member
    from companies.actions.sections import save_section
    from companies.models import Member

    member = Member.objects.with_rights().get(pk=_member().pk)
    for kind, content in CONTENTS.items():
        save_section(acting=member, kind=kind, content=content, base_version=0)
    return member.company


def _article():
    from network.home.editorial import ensure_pages
    from network.home.models import TextPage

    ensure_pages()
    return TextPage.objects.live().filter(locale__language_code="fr").first()
