"""Claiming an imported page: what is checked, the private draft, the operator's decision."""

from io import BytesIO

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from companies.actions.claims import CLAIMS_ARE_OPEN, approve_claim, refuse_claim, submit_claim
from companies.choices import EvidenceLevel, IdentifierStatus, RequestState
from companies.exceptions import AlreadyAsked, AlreadyClaimed, AlreadyDecided, NotAnOperator
from companies.models import Claim, Identifier, JournalEntry, Member
from companies.roles import Role
from companies.sections import section_of
from companies.signals import company_claimed
from network.notifications.models import Notification
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory
from tests.factories.settings import put_in_force

CLAIM = "/en/companies/gxo/claim/"


@pytest.fixture
def gxo(db):
    company = CompanyFactory(
        name="Gxo Logistics Spain SL.",
        slug="gxo",
        country="ES",
        category="undetermined",
        claimed_at=None,
        origin="imported",
        website="https://www.gxo.example",
    )
    Identifier.objects.create(
        company=company, country="ES", scheme="cif", value="B79083358", status=IdentifierStatus.VALID
    )
    return company


@pytest.fixture
def nina(db):
    return UserFactory(email="nina@gxo.example", name="Nina Neuf")


@pytest.fixture
def operator(db):
    user = UserFactory(is_staff=True)
    codenames = ["change_claim", "change_company", "change_categorychange", "change_pagenotice", "access_admin"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def signed_in(user) -> Client:
    made = Client()
    made.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


def png() -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (8, 8), "white").save(drawn, "PNG")
    return SimpleUploadedFile("register.png", drawn.getvalue(), "image/png")


def claim_of(user, company, **values) -> Claim:
    return submit_claim(user=user, company=company, function="Director", registration_number="B79083358", **values)


def test_a_visitor_signs_up_first_and_comes_back(gxo):
    assert Client().get(CLAIM).headers["Location"] == "/en/account/signup/?next=%2Fen%2Fcompanies%2Fgxo%2Fclaim%2F"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_form_says_what_is_checked(gxo, nina, language):
    page = signed_in(nina).get(f"/{language}/companies/gxo/claim/").content.decode()

    assert "nina@gxo.example" in page
    assert "gxo.example" in page


def test_mailbox_and_number_are_checked_when_the_claim_is_sent(gxo, nina):
    posted = {"function": "Director", "registration_number": "B-79083358", "document": png()}

    answer = signed_in(nina).post(CLAIM, posted)

    claim = Claim.objects.get()
    assert answer.status_code == 302
    assert claim.mailbox_matches
    assert claim.number_matches
    assert claim.document.name.endswith(".png")
    assert "register" not in claim.document.name


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("nina@gxo.example", True),
        ("nina@es.gxo.example", True),
        ("nina@notgxo.example", False),
        ("nina@example", False),
        ("nina@gmail.com", False),
    ],
)
def test_a_mailbox_matches_only_on_the_domain(gxo, email, expected):
    assert claim_of(UserFactory(email=email), gxo).mailbox_matches is expected


def test_a_mailbox_nobody_verified_matches_nothing(gxo, nina):
    EmailAddress.objects.update(verified=False)

    assert not claim_of(nina, gxo).mailbox_matches


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("a.pdf", b"<html>not a pdf</html>", "application/pdf"),
        SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n" + b"broken" * 20, "image/png"),
        SimpleUploadedFile("a.pdf", b"%PDF-1.4 " + b"x" * (5 * 1024 * 1024), "application/pdf"),
    ],
)
def test_a_document_is_judged_by_its_content(gxo, nina, upload):
    upload.seek(0)
    posted = {"function": "Director", "registration_number": "B79083358", "document": upload}

    answer = signed_in(nina).post(CLAIM, posted)

    assert answer.status_code == 200
    assert 'value="Director"' in answer.content.decode()
    assert not Claim.objects.exists()


def test_the_claimant_sees_the_state_and_writes_a_private_draft(gxo, nina):
    claim_of(nina, gxo)
    browser = signed_in(nina)

    browser.post(f"{CLAIM}draft/", {"text": "We move goods."})

    assert "We move goods." in browser.get(CLAIM).content.decode()
    assert browser.get(f"{CLAIM}draft/").status_code == 200
    assert "We move goods." not in Client().get("/en/companies/gxo/").content.decode()
    assert section_of(gxo, "presentation").version == 0


def test_nobody_else_reads_the_draft(gxo, nina):
    claim_of(nina, gxo)

    assert signed_in(UserFactory()).get(f"{CLAIM}draft/").status_code == 404


def test_one_person_has_one_waiting_claim(gxo, nina):
    claim_of(nina, gxo)

    with pytest.raises(AlreadyAsked):
        claim_of(nina, gxo)

    assert Claim.objects.count() == 1


def test_withdrawing_deletes_the_document(gxo, nina):
    signed_in(nina).post(CLAIM, {"function": "D", "registration_number": "1", "document": png()})
    claim = Claim.objects.get()
    storage, name = claim.document.storage, claim.document.name

    signed_in(nina).post(f"{CLAIM}withdraw/")

    claim.refresh_from_db()
    assert claim.state == RequestState.WITHDRAWN
    assert not storage.exists(name)


def test_the_document_lies_outside_the_public_folder(gxo, nina, settings):
    signed_in(nina).post(CLAIM, {"function": "D", "registration_number": "1", "document": png()})

    assert not Claim.objects.get().document.path.startswith(str(settings.MEDIA_ROOT))


def test_approval_gives_the_page_to_the_claimant_with_his_draft(
    gxo, nina, operator, django_capture_on_commit_callbacks
):
    heard = []
    company_claimed.connect(lambda company, **kwargs: heard.append(company.pk), weak=False, dispatch_uid="test")
    signed_in(nina).post(CLAIM, {"function": "Director", "registration_number": "B79083358", "document": png()})
    signed_in(nina).post(f"{CLAIM}draft/", {"text": "We move goods."})

    with django_capture_on_commit_callbacks(execute=True):
        approve_claim(operator=operator, claim=Claim.objects.get())

    company_claimed.disconnect(dispatch_uid="test")
    gxo.refresh_from_db()
    member = Member.objects.get(company=gxo)
    assert (member.user, member.role, member.title) == (nina, Role.OWNER, "Director")
    assert gxo.is_claimed
    assert gxo.evidence_level == EvidenceLevel.DOCUMENT
    assert set(gxo.evidence.values_list("level", flat=True)) == {EvidenceLevel.MAILBOX, EvidenceLevel.DOCUMENT}
    assert section_of(gxo, "presentation").content == {"text": "We move goods."}
    assert Notification.objects.get(user=nina, kind="claim.approved").company_id == gxo.pk
    assert JournalEntry.objects.filter(company=gxo, act="company.claimed").count() == 1
    assert heard == [gxo.pk]


def test_rival_claims_are_closed_and_told(gxo, nina, operator):
    rival = UserFactory()
    claim_of(rival, gxo)

    approve_claim(operator=operator, claim=claim_of(nina, gxo))

    assert Claim.objects.get(user=rival).state == RequestState.REFUSED
    assert Notification.objects.get(user=rival).kind == "claim.taken"


def test_a_claim_is_decided_once(gxo, nina, operator):
    claim = claim_of(nina, gxo)
    refuse_claim(operator=operator, claim=claim, reason="No document")

    with pytest.raises(AlreadyDecided):
        approve_claim(operator=operator, claim=claim)

    gxo.refresh_from_db()
    assert not gxo.is_claimed
    assert not Member.objects.exists()


def test_a_refused_claimant_reads_why_and_may_claim_again(gxo, nina, operator):
    refuse_claim(operator=operator, claim=claim_of(nina, gxo), reason="Send an extract of the register.")

    assert "Send an extract of the register." in signed_in(nina).get(CLAIM).content.decode()
    claim_of(nina, gxo)
    assert Claim.objects.count() == 2


def test_only_an_operator_decides(gxo, nina):
    claim = claim_of(nina, gxo)

    with pytest.raises(NotAnOperator):
        approve_claim(operator=nina, claim=claim)
    with pytest.raises(NotAnOperator):
        refuse_claim(operator=nina, claim=claim, reason="No")

    claim.refresh_from_db()
    assert claim.state == RequestState.PENDING


def test_a_claimed_page_cannot_be_claimed(acme, nina):
    with pytest.raises(AlreadyClaimed):
        claim_of(nina, acme)

    assert "/en/companies/acme/join/" in signed_in(nina).get("/en/companies/acme/claim/").content.decode()


def test_the_operator_sees_rivals_side_by_side_and_decides(gxo, nina, operator):
    rival = UserFactory(email="rival@example.com")
    claim, _other = claim_of(nina, gxo, document=None), claim_of(rival, gxo)
    office = signed_in(operator)

    page = office.get(f"/back-office/decide/company/{gxo.pk}/claims/").content.decode()
    office.post(f"/back-office/decide/claim/{claim.pk}/", {"approve": "1"})

    assert "nina@gxo.example" in page
    assert "rival@example.com" in page
    gxo.refresh_from_db()
    assert gxo.is_claimed


def test_a_refusal_in_the_office_needs_a_reason(gxo, nina, operator):
    claim = claim_of(nina, gxo)

    signed_in(operator).post(f"/back-office/decide/claim/{claim.pk}/", {"refuse": "1", "reason": " "})

    claim.refresh_from_db()
    assert claim.state == RequestState.PENDING


def test_the_document_is_read_by_operators_only(gxo, nina, operator):
    signed_in(nina).post(CLAIM, {"function": "D", "registration_number": "1", "document": png()})
    address = f"/back-office/decide/claim/{Claim.objects.get().pk}/document/"

    assert signed_in(nina).get(address).status_code in {302, 403}
    assert signed_in(operator).get(address).status_code == 200


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "No new claims are taken just now."), ("fr", "Les pages ne peuvent pas être revendiquées")],
)
def test_while_claims_are_closed_everybody_is_told_and_the_page_waits(gxo, nina, language, says):
    put_in_force(CLAIMS_ARE_OPEN, False)

    for browser in (signed_in(nina), Client()):
        page = browser.get(CLAIM.replace("/en/", f"/{language}/")).content.decode()
        assert says in page
        assert f'href="/{language}/companies/gxo/"' in page


def test_who_was_typing_when_claims_closed_loses_no_word(gxo, nina):
    put_in_force(CLAIMS_ARE_OPEN, False)

    answer = signed_in(nina).post(CLAIM, {"function": "Director", "registration_number": "B79083358"})

    assert answer.status_code == 409
    assert "No new claims are taken just now." in answer.content.decode()
    assert 'value="Director"' in answer.content.decode()
    assert not Claim.objects.exists()


def test_a_claim_that_was_sent_goes_on_while_claims_are_closed(gxo, nina, operator):
    sent = claim_of(nina, gxo)
    put_in_force(CLAIMS_ARE_OPEN, False)

    assert "An operator reads your claim." in signed_in(nina).get(CLAIM).content.decode()
    approve_claim(operator=operator, claim=sent)

    assert Member.objects.get(user=nina).company == gxo
