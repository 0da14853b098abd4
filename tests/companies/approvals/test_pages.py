"""The pages of the second person, and what other pages say of it."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from companies.actions.identity import change_logo
from companies.actions.sections import save_section
from companies.approvals.actions.deciding import approve_request, send_back_request
from companies.approvals.models import ApprovalRequest
from companies.models import Section
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from companies.sections import section_of
from network.notifications.models import Notification
from tests.factories.approvals import ApprovalRequestFactory
from tests.factories.companies import MemberFactory

LIST, EDIT = "/en/page/second-person/", "/en/page/edit/presentation/"


def read(browser, path: str) -> str:
    return browser.get(path).content.decode()


def test_the_editor_reads_who_was_asked_and_keeps_his_text(acme, alice, ana, choose, client_of):
    choose(acme, "page")
    browser = client_of(ana)
    assert "What you publish goes on line once Alice Martin has approved it." in read(browser, EDIT)

    answer = browser.post(EDIT, {"text": "Bicycles.", "base_version": 0}, follow=True)

    page = answer.content.decode()
    assert "Sent to Alice Martin for approval. Nothing changes until then." in page
    assert "Bicycles.</textarea>" in page
    assert "Sent for approval," in page
    assert not Section.objects.exists()
    request = ApprovalRequest.objects.get()
    own = read(browser, request.get_absolute_url())
    assert "Withdraw the request" in own
    assert "Your decision" not in own
    browser.post(f"{request.get_absolute_url()}withdraw/")
    assert ApprovalRequest.objects.get().state == "withdrawn"


def test_a_colleague_sees_what_waits_and_approves_it(acme, alice, ana, choose, ask, client_of):
    save_section(acting=alice, kind="presentation", content={"text": "We sell cars."}, base_version=0)
    choose(acme, "page")
    request = ask(ana, "We sell bicycles.", base_version=1)
    browser = client_of(alice)

    assert "Ana Ferreira wants to publish another text" in read(browser, EDIT)
    assert "Ana Ferreira asks to publish the section Presentation" in read(browser, "/en/page/")
    assert "request of a colleague to approve" in read(browser, "/en/desk/")
    assert "Read and decide" in read(browser, LIST)
    shown = read(browser, request.get_absolute_url())
    assert "<del>cars.</del> <ins>bicycles.</ins>" in shown
    answer = browser.post(request.get_absolute_url(), {"approve": "1"}, follow=True)

    assert "Approved: it is done." in answer.content.decode()
    assert section_of(acme, "presentation").content == {"text": "We sell bicycles."}
    assert "request of a colleague to approve" not in read(browser, "/en/desk/")
    assert "Alice Martin approved it" in read(browser, request.get_absolute_url())


def test_sending_back_needs_a_comment(acme, alice, ana, choose, ask, client_of):
    choose(acme, "page")
    path = ask(ana).get_absolute_url()
    browser = client_of(alice)

    refused = browser.post(path, {"send_back": "1", "comment": ""})
    answer = browser.post(path, {"send_back": "1", "comment": "Name the brands."}, follow=True)

    assert refused.status_code == 422
    assert "it is all your colleague will know" in refused.content.decode()
    assert "Sent back with your comment." in answer.content.decode()
    assert "Name the brands." in read(client_of(ana), path)


def test_a_request_that_was_overtaken_says_so(acme, alice, ana, choose, ask, client_of):
    choose(acme, "page")
    path = ask(ana).get_absolute_url()
    save_section(acting=None, company=acme, kind="presentation", content={"text": "A"}, base_version=0, system="import")
    browser = client_of(alice)

    assert "Something else came first" in read(browser, path)
    answer = browser.post(path, {"approve": "1"}, follow=True).content.decode()

    assert "Your colleague was told and can ask again." in answer
    assert "Nothing was overwritten" in answer
    assert section_of(acme, "presentation").content == {"text": "A"}


def test_a_new_role_ends_on_the_page_of_its_request(acme, alice, ana, choose, client_of):
    MemberFactory(company=acme, role=Role.ADMIN, user__name="Zoe")
    choose(acme, "roles")
    browser = client_of(alice)

    answer = browser.post(f"/fr/page/staff/members/{ana.pk}/", {"role": "sales"}, follow=True)
    invited = browser.post("/en/page/staff/invite/", {"email": "new@example.com", "role": "sales"}, follow=True)

    page = answer.content.decode()
    assert "Envoyé pour accord à Zoe." in page
    assert "Alice Martin demande à changer le rôle de Ana Ferreira" in page
    assert "<del>Éditeur</del> <ins>Commercial</ins>" in page
    assert "Alice Martin asks to invite new@example.com" in invited.content.decode()
    assert "Waits for a second person" in read(browser, "/en/page/staff/")


def test_a_logo_is_shown_beside_the_one_on_line(acme, alice, choose, client_of):
    admin = MemberFactory(company=acme, role=Role.ADMIN)
    choose(acme, "identity")
    with pytest.raises(NeedsSecondPerson):
        change_logo(acting=alice, picture=ContentFile(b"png", name="a.png"))

    page = read(client_of(admin), ApprovalRequest.objects.get().get_absolute_url())

    assert 'src="data:image/png;base64,cG5n"' in page
    assert "No logo" in page


def test_whoever_is_alone_reads_that_it_goes_on_line_at_once(acme, alice, choose, client_of):
    choose(acme, "page")
    browser = client_of(alice)

    assert "nobody else could approve now" in read(browser, EDIT)
    assert "your acts go through directly" in read(browser, f"{LIST}choice/")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Nothing needs a second person yet"), ("fr", "Rien ne demande")]
)
def test_a_company_that_chose_nothing_reads_what_it_could(alice, client_of, language, words):
    assert words in read(client_of(alice), f"/{language}/page/second-person/")


def test_a_foreign_request_is_not_found(borg, owner_of, ana, choose, ask, acme, alice, client_of):
    choose(acme, "page")
    path = ask(ana).get_absolute_url()
    browser = client_of(owner_of(borg))

    assert [browser.get(path).status_code, browser.post(path).status_code] == [404, 404]
    assert browser.post(f"{path}withdraw/").status_code == 404
    assert ApprovalRequest.objects.get().is_pending


def test_the_list_asks_as_many_questions_for_many_requests_as_for_one(
    acme, alice, ana, choose, client_of, django_assert_max_num_queries
):
    choose(acme, "page")
    browser = client_of(alice)

    def count() -> int:
        with django_assert_max_num_queries(30) as asked:
            assert browser.get(LIST).status_code == 200
        return len(asked)

    decided = {"decided_by": alice.user, "decided_at": timezone.now()}
    ApprovalRequestFactory(company=acme, requested_by=ana.user)
    ApprovalRequestFactory(company=acme, requested_by=ana.user, subject="team", state="sent_back", **decided)
    few = count()
    for number in range(25):
        ApprovalRequestFactory(company=acme, requested_by=ana.user, subject=f"s{number}")
        ApprovalRequestFactory(company=acme, requested_by=ana.user, state="withdrawn", subject=f"w{number}", **decided)

    assert count() == few
    assert "Next" in read(browser, LIST)


def test_news_are_told_in_each_readers_language(acme, alice, ana, choose, ask):
    choose(acme, "page")
    ana.user.language = "fr"
    ana.user.save()

    send_back_request(acting=alice, request=ask(ana), comment="Plus court.")
    approve_request(acting=alice, request=ask(ana))

    acts = Notification.objects.filter(user=ana.user).values_list("arguments__act", flat=True)
    assert list(acts) == ["publier la section Présentation"] * 2
