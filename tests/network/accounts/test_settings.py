"""Settings: name, language, time zone, appearance; with the person, or in cookies for visitors."""

import pytest

from network.accounts import demo
from network.accounts.models import User
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client):
    user = UserFactory(email="ana@sillage.example", name="Ana", language="en")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return user


def test_settings_are_saved_and_the_page_speaks_the_new_language(client, ana):
    answer = client.post(
        "/en/account/",
        {"name": "Ana Ferreira", "language": "fr", "time_zone": "America/Martinique", "theme": "dark"},
        follow=True,
    )

    user = User.objects.get()
    assert (user.name, user.language, user.time_zone, user.theme) == (
        "Ana Ferreira",
        "fr",
        "America/Martinique",
        "dark",
    )
    assert answer.redirect_chain[-1][0] == "/fr/account/"
    page = answer.content.decode()
    assert "Vos réglages sont enregistrés." in page
    assert 'data-theme="dark"' in page


def test_an_unknown_time_zone_is_refused(client, ana):
    answer = client.post("/en/account/", {"name": "Ana", "language": "en", "time_zone": "Mars/Base", "theme": "auto"})

    assert answer.status_code == 200
    assert User.objects.get().time_zone == "Europe/Paris"


def test_the_language_choice_leads_to_the_same_page(client, ana):
    answer = client.post("/en/account/preferences/", {"language": "fr", "next": "/en/account/email/?a=1"})

    assert answer.url == "/fr/account/email/?a=1"
    assert User.objects.get().language == "fr"


def test_a_visitor_keeps_language_and_theme_in_cookies(client):
    answer = client.post("/en/account/preferences/", {"theme": "dark", "language": "fr", "next": "/en/account/login/"})

    assert answer.url == "/fr/account/login/"
    assert answer.cookies["theme"].value == "dark"
    assert answer.cookies["django_language"].value == "fr"
    assert 'data-theme="dark"' in client.get(answer.url).content.decode()


def test_preferences_never_lead_to_another_host(client):
    answer = client.post("/en/account/preferences/", {"theme": "dark", "next": "https://evil.example/"})

    assert answer.url == "/"


def test_an_unknown_theme_changes_nothing(client, ana):
    answer = client.post("/en/account/preferences/", {"theme": "neon", "next": "/en/"})

    assert answer.status_code == 400
    assert User.objects.get().theme == "auto"


def test_demonstration_accounts_sign_in_with_one_button(client):
    owner = UserFactory(name="Claire Verdier")
    account = demo.register_account(owner, ("Owner of a merchant", "Propriétaire d’un marchand"), order=1)

    assert "Propriétaire d’un marchand" in client.get("/fr/account/demo/").content.decode()
    page = client.get("/en/account/demo/").content.decode()
    assert "Owner of a merchant" in page
    assert demo.PASSWORD in page
    client.post(f"/en/account/demo/{account.pk}/")

    assert client.session["_auth_user_id"] == str(owner.pk)
    assert User.objects.get().check_password(demo.PASSWORD)
