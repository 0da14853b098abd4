"""An operator acts for a person of a company: with a reason, in sight, for half an hour, never with powers or money."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from companies.models import JournalEntry, Section
from companies.roles import Role
from companies.standing_in.actions import stand_in
from companies.standing_in.exceptions import MayNotStandIn, NeverForAnOperator, NobodyThere, OneAtATime
from companies.standing_in.middleware import is_closed
from companies.standing_in.models import StandIn
from connections.actions import request_introduction
from network.accounts.models import User
from network.home.operators import ensure_groups
from network.notifications.models import Notification
from tests.access.routes import views_of_ours
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db
END = "/back-office/act-for/end/"

WRITTEN_WITHOUT_A_PERMISSION = {
    "companies:act_for",
    "companies:category",
    "companies:compare",
    "companies:confirm",
    "companies:draft",
    "companies:draft_change",
    "companies:edit",
    "companies:overview",
    "companies:presence",
    "companies:revision",
    "companies:share",
    "companies:staff",
    "companies:versions",
    "alerts:delete",
    "alerts:frequency",
    "alerts:save",
    "alerts:searches",
    "approvals:requests",
    "benefits:page",
    "connections:introduction",
    "connections:network",
    "duplicates:merged",
    "feed:dashboard",
    "premium:subscription",
    "premium:units",
    "publication:call_off",
    "publication:change",
    "publication:compare",
    "publication:look",
    "publication:plan",
    "publication:publish_now",
    "recovery:ours",
    "shortlists:add",
    "shortlists:delete_note",
    "shortlists:note",
    "shortlists:remove",
    "shortlists:shortlist",
    "staffing:second_factor_needed",
    "tree:group",
}
"""Open to a stand-in and guarded by no permission of their declaration: think before you add one."""


@pytest.fixture
def olga():
    ensure_groups()
    user = UserFactory(name="Olga", is_staff=True, language="en")
    user.groups.add(Group.objects.get(name="Operators"))
    return user


@pytest.fixture
def dan(borg):
    return MemberFactory(company=borg, user__name="Dan Dufour", role=Role.OWNER)


@pytest.fixture
def office(client, olga):
    client.force_login(olga, backend=BACKEND)
    return client


@pytest.fixture
def as_dan(office, dan):
    """Olga's browser after she began to act for Dan."""
    begin(office, dan)
    return office


def begin(office, member, reason="Cannot save his page, asked by telephone."):
    return office.post(f"/back-office/act-for/company/{member.company_id}/", {"member": member.pk, "reason": reason})


def acts_of(company):
    return list(JournalEntry.objects.filter(company=company).order_by("pk").values_list("act", "author_name"))


def test_it_begins_from_the_page_about_the_company_with_a_reason_and_the_person_is_told(office, dan):
    assert (
        f"/back-office/act-for/company/{dan.company_id}/"
        in office.get(f"/back-office/decide/company/{dan.company_id}/everything/").content.decode()
    )
    assert "Dan Dufour" in office.get(f"/back-office/act-for/company/{dan.company_id}/").content.decode()
    assert "Say why" in begin(office, dan, reason="").content.decode()
    assert not StandIn.objects.exists()

    answer = begin(office, dan)
    page = office.get(answer.url).content.decode()

    assert "You act for Dan Dufour at Borg" in page
    assert f'action="{END}"' in page
    assert Notification.objects.get(user=dan.user).kind == "staff.stand_in_started"
    entry = JournalEntry.objects.get(company=dan.company)
    assert (entry.author_name, entry.subject) == ("Comptoir (Olga)", "Dan Dufour")
    assert entry.details["reason"].startswith("Cannot save")
    for path in ("/en/", "/fr/search/", "/back-office/", "/back-office/standin/"):
        assert END in office.get(path).content.decode(), path


def test_what_is_written_stands_in_the_journal_with_the_operators_name(as_dan, dan):
    as_dan.post("/en/page/edit/presentation/", {"text": "Mended.", "base_version": 0})
    as_dan.post("/en/search/kept/add/", {"name": "Carriers", "address": "q=carrier", "frequency": "weekly"})

    assert Section.objects.get(company=dan.company, kind="presentation").content["text"] == "Mended."
    assert acts_of(dan.company)[1:] == [
        ("page.section_saved", "Comptoir (Olga)"),
        ("staff.stand_in_acted", "Comptoir (Olga)"),
    ]


def test_looking_leaves_no_trace(as_dan, dan, acme):
    alice = MemberFactory(company=acme)
    words = {"purpose_kind": "buy", "purpose": "A warehouse near Lyon.", "benefit": "400 parcels a day."}
    asked = request_introduction(acting=alice, company=dan.company, **words)

    assert as_dan.get(f"/en/network/introductions/{asked.pk}/").status_code == 200

    asked.refresh_from_db()
    assert asked.opened_at is None, "Dan has not seen it"
    assert len(acts_of(dan.company)) == 1


def test_powers_money_letters_and_personal_pages_stay_closed(as_dan, dan, acme):
    colleague = MemberFactory(company=dan.company, role=Role.EDITOR)
    for path, fields in (
        ("/en/page/staff/invite/", {"email": "new@sillage.example", "role": "owner"}),
        (f"/en/page/staff/members/{colleague.pk}/", {"role": "owner"}),
        ("/en/page/staff/leave/", {}),
        ("/en/packs/essential/order/", {}),
    ):
        assert as_dan.post(path, fields).status_code == 403, path
    for path in ("/en/account/", "/en/notifications/", "/en/messages/", "/en/account/data/"):
        assert as_dan.get(path).status_code == 403, path

    assert len(acts_of(dan.company)) == 1
    colleague.refresh_from_db()
    assert colleague.role == Role.EDITOR


def test_what_no_permission_guards_is_listed_here():
    listed = {
        name
        for name, view in views_of_ours()
        if view.access.kind == "member" and not view.access.permission and not is_closed(view)
    }

    assert listed == WRITTEN_WITHOUT_A_PERMISSION


def test_one_click_ends_it(as_dan, dan):
    assert as_dan.post(END).url == f"/back-office/decide/company/{dan.company_id}/everything/"

    assert StandIn.objects.get().ended_at is not None
    assert acts_of(dan.company)[-1] == ("staff.stand_in_ended", "Comptoir (Olga)")
    assert END not in as_dan.get("/en/").content.decode()
    assert as_dan.get("/en/page/").url == "/en/companies/start/"
    assert as_dan.post(END).status_code == 302


def test_half_an_hour_later_it_is_over(as_dan, dan, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=31))
    answer = as_dan.post("/en/page/edit/presentation/", {"text": "Too late.", "base_version": 0})

    assert answer.url == "/en/companies/start/"
    assert not Section.objects.filter(company=dan.company, kind="presentation").exists()
    assert [act for act, _name in acts_of(dan.company)] == ["staff.stand_in_started", "staff.stand_in_ended"]
    standing = StandIn.objects.get()
    assert standing.ended_at == standing.ends_at


def test_the_end_is_written_by_the_job_when_nobody_comes_back(as_dan, relay_outbox, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=31))
    relay_outbox()

    assert StandIn.objects.get().ended_at is not None


def test_taking_the_right_away_ends_it_at_once(as_dan, olga, dan):
    olga.groups.clear()

    assert as_dan.get("/en/page/").url == "/en/companies/start/"
    assert StandIn.objects.get().ended_at is not None


def test_never_for_operators_nor_without_the_right_nor_twice(olga, dan, acme):
    gone = MemberFactory(company=acme, ended_at=timezone.now())
    other = MemberFactory(company=acme, user__is_staff=True)
    for operator, member, refusal in (
        (UserFactory(is_staff=True), dan, MayNotStandIn),
        (olga, MemberFactory(company=acme, user=olga), NeverForAnOperator),
        (olga, other, NeverForAnOperator),
        (olga, gone, NobodyThere),
    ):
        with pytest.raises(refusal):
            stand_in(operator=User.objects.get(pk=operator.pk), member=member, reason="Help.")
    assert not StandIn.objects.exists()

    stand_in(operator=olga, member=dan, reason="Help.")
    with pytest.raises(OneAtATime):
        stand_in(operator=olga, member=dan, reason="Help.")
