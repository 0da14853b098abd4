"""Many invitations at once: each row is judged before anything is sent, and what is wrong stays to be mended."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from companies.actions import custom_roles, invitations
from companies.exceptions import RoleTooSmall
from companies.models import Invitation
from companies.roles import CompanyPermission, Role
from companies.staffing import lists
from companies.staffing.actions.bulk import invite_many
from companies.staffing.exceptions import UnreadableList
from tests.factories.companies import MemberFactory
from tests.factories.settings import put_in_force

PAGE = "/en/page/staff/invite/list/"


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


def verdicts(acting, text):
    return [str(one.verdict) for one in lists.judge(acting, lists.read_rows(text))]


@pytest.mark.any_database
@pytest.mark.parametrize(
    "text",
    [
        "e-mail;role;language\nana@acme.fr;editor;fr\n\nbob@acme.fr;sales\n",
        "\ufeffana@acme.fr,editor,fr\r\nbob@acme.fr,sales\r\n",
        "Adresse e-mail\tRôle\nana@acme.fr\teditor\tfr\nbob@acme.fr\tsales",
    ],
)
def test_lists_are_read_as_people_write_them(text):
    rows = [(row.email, row.role_name, row.language) for row in lists.read_rows(text)]

    assert rows == [("ana@acme.fr", "editor", "fr"), ("bob@acme.fr", "sales", "")]


@pytest.mark.any_database
def test_a_file_of_excel_is_read_too():
    assert lists.decoded("é".encode("cp1252")) == lists.decoded("\ufeffé".encode()) == "é"


@pytest.mark.any_database
@pytest.mark.parametrize("text", ["", "e-mail;role\n", "a@acme.fr;editor\n" * 201])
def test_an_empty_list_and_one_of_more_than_200_lines_are_refused(text):
    with pytest.raises(UnreadableList):
        lists.read_rows(text)


def test_each_row_is_judged(acme, alice):
    admin = MemberFactory(company=acme, role=Role.ADMIN, user__email="old@acme.fr")
    invitations.invite(acting=alice, email="asked@acme.fr", role=Role.EDITOR)
    custom_roles.create_role(acting=alice, name="Night shift", permissions=[CompanyPermission.READ_JOURNAL])

    found = verdicts(
        admin,
        "new@acme.fr;Éditeur\nnew2@acme.fr;night SHIFT;EN\nOLD@acme.fr;editor\nasked@acme.fr;editor\nno address;editor\n"
        "x@acme.fr;king\ny@acme.fr;owner\nNEW@acme.fr;editor\nz@acme.fr;editor;de\nw@acme.fr",
    )

    assert found == [
        "invite", "invite", "on_staff", "invited", "invalid", "unknown_role", "beyond", "twice", "language", "unknown_role",
    ]  # fmt: skip


def test_only_the_good_rows_are_sent_each_with_its_entry_in_the_journal(acme, alice):
    rows = lists.read_rows("a@acme.fr;editor;fr\nb@acme.fr;sales\nnobody;sales")

    judged = invite_many(acting=alice, rows=rows)

    assert [one.is_good for one in judged] == [True, True, False]
    assert list(Invitation.objects.order_by("pk").values_list("email", "role", "language")) == [
        ("a@acme.fr", "editor", "fr"),
        ("b@acme.fr", "sales", "en"),
    ]
    assert [(entry.act, entry.subject) for entry in acme.journal.order_by("pk")] == [
        ("staff.invited", "a@acme.fr"),
        ("staff.invited", "b@acme.fr"),
    ]


def test_who_may_not_invite_sends_nothing(acme):
    with pytest.raises(RoleTooSmall):
        invite_many(acting=MemberFactory(company=acme, role=Role.EDITOR), rows=lists.read_rows("a@acme.fr;analyst"))

    assert not Invitation.objects.exists()


def test_a_company_does_not_send_a_mailing(acme, alice):
    put_in_force(lists.MOST_A_DAY, 2)
    invitations.invite(acting=alice, email="first@acme.fr", role=Role.EDITOR)

    assert verdicts(alice, "a@acme.fr;editor\nb@acme.fr;editor") == ["invite", "limit"]


def test_the_page_shows_then_sends_and_keeps_what_is_to_be_mended(acme, alice, client_of):
    browser = client_of(alice)
    text = "a@acme.fr;editor\nnobody;sales"

    shown = browser.post(PAGE, {"text": text, "step": "check"}).content.decode()
    assert "not an e-mail address" in shown
    assert "Send 1 invitation" in shown
    assert "nobody;sales" in shown
    assert not Invitation.objects.exists()

    sent = browser.post(PAGE, {"text": text, "step": "send"}).content.decode()
    assert "1 invitation is on its way." in sent
    assert ">\nnobody;sales</textarea>" in sent
    assert Invitation.objects.get().email == "a@acme.fr"
    assert browser.post(PAGE, {"text": "c@acme.fr;editor", "step": "send"}).url == "/en/page/staff/"


def test_a_file_is_shown_before_it_is_sent(alice, client_of):
    file = SimpleUploadedFile("list.csv", "e-mail;rôle\na@acme.fr;éditeur\n".encode("cp1252"))

    shown = client_of(alice).post(PAGE, {"file": file, "step": "send"}).content.decode()

    assert "a@acme.fr;éditeur" in shown
    assert not Invitation.objects.exists()


def test_an_empty_list_and_a_huge_file_say_what_to_do(alice, client_of):
    browser = client_of(alice)

    empty = browser.post(PAGE, {"text": " ", "step": "check"})
    huge = browser.post(PAGE, {"text": "a@acme.fr;editor", "file": SimpleUploadedFile("l.csv", b"x" * 100_001)})

    assert (empty.status_code, huge.status_code) == (422, 422)
    assert "There is no address in this list." in empty.content.decode()
    assert "This file is too large" in huge.content.decode()
    assert "a@acme.fr;editor" in huge.content.decode()


def test_the_file_to_fill_in_is_a_list_that_can_be_sent(alice, client_of):
    content = b"".join(client_of(alice).get(f"{PAGE}template/").streaming_content)

    assert set(verdicts(alice, lists.decoded(content))) == {"invite"}
