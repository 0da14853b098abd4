"""The history pages with ten revisions, with one full page and with a thousand, in one run: a page of lines costs the same."""

from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from benchmarks.measure import spread, timed

MOST_RATIO = 1.3
"""How much slower the long history may be than one full page, at the median; the queries must be the same."""

FULL_PAGE = 21
"""Revisions that fill the first page; ten fill half of it."""


def main(size: int = 200) -> dict[str, object]:
    """`size` revisions in the long history."""
    short, full, long = (_pages(number, count) for number, count in enumerate((10, FULL_PAGE, size)))
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for pages in (short, full, long):
            _open(*pages)()
        ours = {}
        for name in ("versions", "page"):
            path = "/en/page/edit/presentation/versions/" if name == "versions" else "/en/page/history/"
            ten, few, many = (timed([_open(pages[0], path)], 30) for pages in (short, full, long))
            ours[name] = {
                "ten": spread(ten),
                "full_page": spread(few),
                "many": spread(many),
                "ratio": round(spread(many)["p50"] / spread(few)["p50"], 2),
                "queries": [_queries(client, path) for client in (short[0], full[0], long[0])],
            }
    held = all(page["ratio"] <= MOST_RATIO and len(set(page["queries"])) == 1 for page in ours.values())
    return {"name": "history", "size": size, "ours": ours, "held": held}


def _pages(number: int, count: int) -> tuple[Client, str]:
    """A signed-in browser of a company whose presentation has `count` versions."""
    from django.utils import timezone

    from companies.models import Company, Member, Section, SectionRevision
    from network.accounts.models import User

    user = User.objects.create(email=f"editor{number}@bench.example", name="Editor")
    company = Company.objects.create(
        name=f"Bench {number}", slug=f"bench-{number}", category="brand", country="FR", claimed_at=timezone.now()
    )
    Member.objects.create(company=company, user=user, role="owner")
    now = timezone.now()
    section = Section.objects.create(
        company=company, kind="presentation", version=count, content={"text": "Last"}, saved_at=now, confirmed_at=now
    )
    SectionRevision.objects.bulk_create(
        SectionRevision(
            section=section, version=version, content={"text": f"Text {version}. " * 100}, author=user, saved_at=now
        )
        for version in range(1, count + 1)
    )
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client, "/en/page/history/"


def _open(client: Client, path: str):
    def call() -> None:
        answer = client.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")

    return call


def _queries(client: Client, path: str) -> int:
    from django.db import connection

    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
