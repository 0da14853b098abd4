"""Publishing a section beside a bare Wagtail revision saved (not published) of the same text, in one run."""

from benchmarks.measure import spread, timed

MOST_RATIO = 6.0
"""A published section also checks the version, keeps the journal's chain, and tells readers and followers."""

TEXT = "We sell good bicycles in Paris and in Lyon. " * 60


def main(size: int = 60) -> dict[str, object]:
    """`size` saves of each, taking turns."""
    from companies.actions.sections import save_section
    from companies.models import Member
    from network.home.models import TextPage

    member = _member()
    page = _page(TextPage)

    def publish(version: int):
        return lambda: save_section(
            acting=Member.objects.with_rights().get(pk=member.pk),
            kind="presentation",
            content={"text": f"{TEXT} {version}"},
            base_version=version,
        )

    def bare(version: int):
        def call() -> None:
            page.introduction = f"{version} {TEXT}"[:250]
            page.save_revision(user=member.user, log_action=False)

        return call

    ours, theirs = [], []
    for version in range(size):
        ours += timed([publish(version)])
        theirs += timed([bare(version)])
    ratio = round(spread(ours)["p50"] / spread(theirs)["p50"], 2)
    return {
        "name": "sections",
        "size": size,
        "ours": spread(ours),
        "wagtail": spread(theirs),
        "ratio": ratio,
        "held": ratio <= MOST_RATIO,
    }


def _member():
    from django.utils import timezone

    from companies.models import Company, Member
    from network.accounts.models import User

    user = User.objects.create(email="editor@bench.example", name="Editor")
    company = Company.objects.create(
        name="Bench", slug="bench", category="brand", country="FR", claimed_at=timezone.now()
    )
    return Member.objects.create(company=company, user=user, role="owner")


def _page(model):
    from network.home.models import SitePage

    root = SitePage.objects.order_by("depth").first()
    return root.add_child(instance=model(title="Bench", slug="bench-page", introduction="", body=[]))
