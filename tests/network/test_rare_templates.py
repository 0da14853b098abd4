"""Mails and error pages that few tests meet: each is rendered whole, in both languages."""

import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils import translation

from network.common.mails import words_from
from tests.environment import ROOT
from tests.factories.accounts import UserFactory

FOLDERS = (
    "companies/templates",
    "companies/recovery/templates",
    "companies/staffing/templates",
    "companies/verification/templates",
    "network/accounts/templates",
    "network/templates",
    "premium/templates",
    "premium/payment_links/templates",
    "search_index/alerts/templates",
)
PATTERNS = (
    "mail/*.txt",
    "account/email/*.txt",
    "account/messages/*.txt",
    "mfa/*/*.txt",
    "usersessions/messages/*.txt",
    "4*.html",
    "500.html",
    "premium/leave.html",
)
NAMES = sorted(
    {
        str(path.relative_to(ROOT / folder))
        for folder in FOLDERS
        for pattern in PATTERNS
        for path in (ROOT / folder).glob(pattern)
        if path.name != "layout.txt"
    }
)


def source_of(name: str) -> str:
    return next((ROOT / folder / name).read_text() for folder in FOLDERS if (ROOT / folder / name).exists())


VALUES = {
    "day": "2026-11-30",
    "reason": "Name another owner first.",
    "company": "Acme",
    "name": "Alice Martin",
    "person": "Alice Martin",
    "inviter": "Alice Martin",
    "role": "editor",
    "email": "alice@acme.example",
    "code": "ABC-DEF",
    "days": 7,
    "key": "abc",
    "url": "https://comptoir.example/en/",
    "password_reset_url": "https://comptoir.example/en/",
    "activate_url": "https://comptoir.example/en/",
    "signup_url": "https://comptoir.example/en/",
    "answer": "We corrected it.",
    "total_cents": 58_800,
    "currency": "EUR",
    "title": "New companies for your search",
    "searches": [{"name": "logistics", "lines": ["Acme, Lyon"], "more": 2, "off": "https://comptoir.example/en/off/"}],
}


MAILS = [
    name
    for name in NAMES
    if name.startswith(("mail/", "account/email/", "mfa/email/")) and "partialdef body" in source_of(name)
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", MAILS)
def test_a_mail_has_its_subject_and_its_body(name, language):
    with translation.override(language):
        words = words_from(name, VALUES)

    assert words.subject
    assert words.paragraphs


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_rare_template_renders(name, language):
    request = RequestFactory().get(f"/{language}/")
    request.user = UserFactory()
    request.session = {}
    request.member = None

    with translation.override(language):
        text = get_template(name).render({**VALUES, "user": request.user}, request)

    assert text.strip() or name in MAILS or name == "account/messages/logged_in.txt"  # silent on purpose


@pytest.mark.django_db
def test_a_person_without_a_password_can_set_one(client):
    user = UserFactory(password=None)
    user.set_unusable_password()
    user.save()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")

    response = client.get("/en/account/password/set/")

    assert response.status_code == 200
    assert b"password1" in response.content
