"""Where a person is signed in, and ending it everywhere: pages and sockets."""

import time
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from network.accounts.sessions import is_still_signed_in
from network.accounts.signals import sessions_ended
from tests.factories.accounts import UserFactory

PASSWORD = "correct horse battery"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def ana():
    return UserFactory(email="ana@sillage.example")


def signed_in(user, user_agent: str) -> Client:
    client = Client(HTTP_USER_AGENT=user_agent)
    client.post("/en/account/login/", {"login": user.email, "password": PASSWORD})
    return client


def test_the_list_names_browser_system_and_this_device(ana):
    signed_in(ana, SAFARI)

    page = signed_in(ana, FIREFOX).get("/en/account/devices/").content.decode()

    assert "Safari on iPhone" in page
    assert "Firefox on Linux" in page
    assert page.count("this device") == 1


def test_every_other_device_is_signed_out_and_open_sockets_are_told(ana, django_capture_on_commit_callbacks):
    here, there, told = signed_in(ana, FIREFOX), signed_in(ana, SAFARI), []
    sessions_ended.connect(lambda user_id, **_: told.append(user_id), weak=False, dispatch_uid="test")
    session_there = there.session

    with django_capture_on_commit_callbacks(execute=True):
        here.post("/en/account/devices/")

    sessions_ended.disconnect(dispatch_uid="test")
    assert told == [ana.pk]
    assert not is_still_signed_in(session_there, ana)
    assert is_still_signed_in(here.session, ana)
    assert there.get("/en/account/").url.startswith("/en/account/login/")
    assert here.get("/en/account/").status_code == 200


def test_everywhere_is_here_too(ana):
    here, there = signed_in(ana, FIREFOX), signed_in(ana, SAFARI)

    here.post("/en/account/devices/sign-out/")

    assert {client.get("/en/account/").status_code for client in (here, there)} == {302}
    assert not UserSession.objects.exists()


def test_another_password_ends_sockets_of_other_devices(ana):
    there = signed_in(ana, SAFARI).session

    ana.set_password("quite another secret")
    ana.save()

    assert not is_still_signed_in(there, ana)


def test_a_session_is_noted_as_seen_every_quarter_of_an_hour(ana):
    here = signed_in(ana, FIREFOX)
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=3))

    here.get("/en/account/")
    assert UserSession.objects.get().last_seen_at < timezone.now() - timedelta(days=2)
    session = here.session
    session["seen_at"] = int(time.time()) - 3600
    session.save()
    here.get("/en/account/")

    assert UserSession.objects.get().last_seen_at > timezone.now() - timedelta(minutes=1)
