"""Four eyes: what a company chose goes through a second person, whoever writes by whichever way."""

import pytest
from django.core import mail  # noqa: F401

from companies.actions.sections import save_section
from companies.approvals.actions.deciding import approve_request
from companies.approvals.models import ApprovalRequest, ApprovalRule
from companies.models import JournalEntry, Section
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from companies.sections import section_of
from network.notifications.models import Notification
from tests.factories.companies import MemberFactory


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def ana(acme):
    return MemberFactory(company=acme, role=Role.EDITOR, user__name="Ana Ferreira")


def choose(company, *kinds, deputy=None):
    for kind in kinds:
        ApprovalRule.objects.create(company=company, kind=kind, deputy=deputy)


def ask(acting, text="Bicycles.", base_version=0) -> ApprovalRequest:
    with pytest.raises(NeedsSecondPerson):
        save_section(acting=acting, kind="presentation", content={"text": text}, base_version=base_version)
    return ApprovalRequest.objects.pending().get(requested_by=acting.user)


def test_publishing_is_held_up_and_the_second_person_asked(acme, alice, ana):
    choose(acme, "page")

    with pytest.raises(NeedsSecondPerson) as held:
        save_section(acting=ana, kind="presentation", content={"text": "Bicycles."}, base_version=0)

    request = ApprovalRequest.objects.get()
    assert str(held.value.sentence) == "Sent to Alice Martin for approval. Nothing changes until then."
    assert held.value.next_url.endswith(f"/page/second-person/{request.pk}/")
    assert not Section.objects.exists()
    assert (request.kind, request.subject, request.state) == ("page", "presentation", "pending")
    news = Notification.objects.get()
    assert (news.user, news.kind, news.arguments["act"]) == (
        alice.user,
        "approvals.asked",
        "publish the section Presentation",
    )
    assert list(JournalEntry.objects.values_list("act", "author_name")) == [("approvals.asked", "Ana Ferreira")]


def test_an_approved_text_is_published_as_its_author_wrote_it(acme, alice, ana):
    choose(acme, "page")
    request = ask(ana)

    decided = approve_request(acting=alice, request=request)

    section = section_of(acme, "presentation")
    assert (section.version, section.content, section.saved_by) == (1, {"text": "Bicycles."}, ana.user)
    assert (decided.state, decided.decided_by) == ("approved", alice.user)
    assert set(JournalEntry.objects.values_list("act", "author_name")) == {
        ("approvals.asked", "Ana Ferreira"),
        ("page.section_saved", "Ana Ferreira"),
        ("approvals.approved", "Alice Martin"),
    }
    assert Notification.objects.get(user=ana.user).kind == "approvals.approved"
