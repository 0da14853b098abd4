"""A text that goes on line later: seen by colleagues, changed, called off, published once, and never over a newer one."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from companies.actions.sections import save_section
from companies.models import JournalEntry, SectionDraft
from companies.publication.actions.due import publish_due
from companies.publication.actions.planning import plan_publication
from companies.publication.choices import PlanState
from companies.publication.exceptions import WaitsAlready
from companies.publication.models import PlannedPublication
from companies.roles import Role
from companies.sections import section_of
from network.common.models import OutboxEvent
from network.common.outbox import relay
from network.notifications.models import Notification
from tests.factories.companies import MemberFactory

PLAN = "/en/page/edit/presentation/plan/"
PLANNED = "/en/page/planned/"


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def ana(acme):
    return MemberFactory(company=acme, role=Role.EDITOR, user__name="Ana Ferreira")


@pytest.fixture
def planned(ana):
    return plan(ana, "Autumn sale.")


def plan(member, text: str, base: int = 0, **more) -> PlannedPublication:
    return plan_publication(
        acting=member,
        kind="presentation",
        content={"text": text},
        base_version=base,
        due_at=timezone.now() + timedelta(days=1),
        **more,
    )


def come(planned: PlannedPublication) -> None:
    """Its time comes, and the worker with it."""
    PlannedPublication.objects.filter(pk=planned.pk).update(due_at=timezone.now() - timedelta(seconds=1))
    OutboxEvent.objects.filter(topic="publication.due").update(run_at=timezone.now())
    relay()
    planned.refresh_from_db()


def text_of(company) -> str:
    return section_of(company, "presentation").content["text"]


def in_the_form(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_text_is_planned_from_the_form_and_colleagues_see_it(acme, alice, ana, client_of, language):
    due = timezone.now() + timedelta(days=2)
    browser = client_of(ana)
    browser.post(PLAN, {"text": "Autumn sale.", "base_version": 0, "due_at": in_the_form(due), "reason": "The season"})

    planned = PlannedPublication.objects.get()
    pages = [client_of(alice).get(f"/{language}/page/{path}") for path in ("planned/", f"planned/{planned.pk}/", "")]
    form = client_of(alice).get(f"/{language}/page/edit/presentation/")

    assert abs(planned.due_at - due) < timedelta(minutes=1)
    assert all("Ana Ferreira" in page.content.decode() for page in [*pages[:2], form])
    assert "<ins>Autumn sale.</ins>" in pages[1].content.decode()
    assert f"/page/planned/{planned.pk}/" in pages[2].content.decode()
    assert text_of(acme) == ""
    assert not SectionDraft.objects.exists()


@pytest.mark.parametrize(
    ("due", "sentence"),
    [
        ("2020-01-01T09:00", "This time has passed."),
        ("2120-01-01T09:00", "next twelve months"),
        ("", "Choose the day and the time"),
        ("soon", "2026-12-24 09:00"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused_and_nothing_typed_is_lost(alice, client_of, due, sentence):
    posted = {"text": "Autumn sale.", "base_version": 0, "due_at": due, "reason": "The season"}

    page = client_of(alice).post(PLAN, posted).content.decode()

    assert sentence in page
    assert ">\nAutumn sale.</textarea>" in page
    assert 'value="The season"' in page
    assert f'value="{due}"' in page
    assert SectionDraft.objects.get().fields["text"] == ["Autumn sale."]
    assert not PlannedPublication.objects.exists()


def test_at_its_time_the_text_is_published_by_its_author_once(acme, ana, planned):
    come(planned)

    section = section_of(acme, "presentation")
    assert (section.version, section.content, section.saved_by) == (1, {"text": "Autumn sale."}, ana.user)
    assert planned.state == PlanState.PUBLISHED
    assert publish_due(planned_id=planned.pk) is None
    assert section.revisions.count() == 1
    assert JournalEntry.objects.filter(act="publication.planned").count() == 1


def test_before_its_time_nothing_is_published(acme, planned):
    assert publish_due(planned_id=planned.pk) is None
    assert text_of(acme) == ""


def test_a_section_that_moved_is_not_overwritten(acme, alice, ana, client_of, planned):
    save_section(acting=alice, kind="presentation", content={"text": "Closed today."}, base_version=0)

    come(planned)

    assert text_of(acme) == "Closed today."
    assert planned.state == PlanState.OVERTAKEN
    draft = SectionDraft.objects.get()
    assert (draft.author, draft.fields, draft.base_version) == (ana.user, {"text": ["Autumn sale."]}, 0)
    news = Notification.objects.get(user=ana.user)
    page = client_of(ana).get(news.url).content.decode()
    assert "Closed today." in page
    assert "<ins>Autumn sale.</ins>" in page


def test_an_author_who_is_gone_publishes_nothing_and_the_staff_is_told(acme, alice, ana, planned):
    ana.ended_at = timezone.now()
    ana.save()

    come(planned)

    assert text_of(acme) == ""
    assert planned.state == PlanState.REFUSED
    assert Notification.objects.get().user == alice.user


def test_called_off_it_is_its_authors_draft_again(acme, alice, ana, client_of, planned):
    client_of(alice).post(f"{PLANNED}{planned.pk}/call-off/")
    come(planned)

    assert planned.state == PlanState.CALLED_OFF
    assert text_of(acme) == ""
    assert SectionDraft.objects.get().author == ana.user
    assert Notification.objects.get().user == ana.user
    assert client_of(alice).post(f"{PLANNED}{planned.pk}/call-off/").status_code == 409


def test_published_now_it_waits_no_more(acme, alice, client_of, planned):
    client_of(alice).post(f"{PLANNED}{planned.pk}/now/")
    come(planned)

    section = section_of(acme, "presentation")
    assert (section.version, section.saved_by) == (1, alice.user)


def test_publishing_now_over_a_newer_text_is_compared(acme, alice, client_of, planned):
    save_section(acting=alice, kind="presentation", content={"text": "Closed today."}, base_version=0)

    answer = client_of(alice).post(f"{PLANNED}{planned.pk}/now/")

    planned.refresh_from_db()
    assert answer.status_code == 409
    assert (text_of(acme), planned.state) == ("Closed today.", PlanState.WAITING)


def test_the_form_opens_with_the_planned_text_and_replaces_it(acme, alice, ana, client_of, planned):
    browser = client_of(ana)
    page = browser.get(f"{PLANNED}{planned.pk}/change/").content.decode()
    browser.post(
        PLAN,
        {
            "text": "Winter sale.",
            "base_version": 0,
            "replaces": planned.pk,
            "due_at": in_the_form(timezone.now() + timedelta(days=3)),
        },
    )
    come(planned)

    assert ">\nAutumn sale.</textarea>" in page
    assert planned.state == PlanState.REPLACED
    assert PlannedPublication.objects.waiting().get().content == {"text": "Winter sale."}


def test_nobody_replaces_a_planned_text_he_has_not_seen(alice, planned):
    with pytest.raises(WaitsAlready):
        plan(alice, "Something else.")

    assert PlannedPublication.objects.waiting().get() == planned


def test_a_colleagues_text_that_is_replaced_comes_back_to_him(alice, ana, planned):
    plan(alice, "Something else.", replaces=planned.pk)

    assert SectionDraft.objects.get(author=ana.user).fields == {"text": ["Autumn sale."]}
    assert Notification.objects.get().user == ana.user


def test_the_team_cannot_be_planned(alice, client_of):
    posted = {"appears": "on", "base_version": 0, "due_at": in_the_form(timezone.now() + timedelta(days=1))}

    assert client_of(alice).post("/en/page/edit/team/plan/", posted).status_code == 403
    assert not PlannedPublication.objects.exists()


def test_a_text_that_is_on_line_already_is_not_planned(acme, alice, client_of):
    save_section(acting=alice, kind="presentation", content={"text": "Same."}, base_version=0)
    posted = {"text": "Same.", "base_version": 1, "due_at": in_the_form(timezone.now() + timedelta(days=1))}

    assert "This text is on line already." in client_of(alice).post(PLAN, posted).content.decode()


def test_the_page_of_what_is_planned_costs_the_same(acme, alice, client_of, django_assert_num_queries, planned):
    browser = client_of(alice)
    browser.get(PLANNED)
    for _round in range(2):
        with django_assert_num_queries(8):
            browser.get(PLANNED)
        plan_publication(
            acting=MemberFactory(company=acme),
            kind="references",
            content={"references": [{"client": "Borg", "years": "", "sentence": "", "page": ""}]},
            base_version=0,
            due_at=timezone.now() + timedelta(days=1),
            replaces=getattr(PlannedPublication.objects.waiting().filter(kind="references").first(), "pk", None),
        )


def test_a_text_planned_after_a_wrong_time_leaves_no_draft_behind(alice, client_of):
    browser = client_of(alice)
    posted = {"text": "Autumn sale.", "base_version": 0, "due_at": "2020-01-01T09:00"}
    known = re.search(r'name="draft_known" value="([^"]+)"', browser.post(PLAN, posted).content.decode())[1]

    browser.post(PLAN, posted | {"due_at": in_the_form(timezone.now() + timedelta(days=2)), "draft_known": known})

    assert PlannedPublication.objects.get().content == {"text": "Autumn sale."}
    assert not SectionDraft.objects.exists()
