"""The logo: a square made from any picture."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from companies.roles import Role
from tests.factories.companies import MemberFactory

ADDRESS = "/en/page/logo/"


def picture(kind: str = "JPEG") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (40, 20), "green").save(drawn, kind)
    return SimpleUploadedFile("../../logo.svg", drawn.getvalue())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_form_is_shown(acme, owner_of, client_of, language):
    assert client_of(owner_of(acme)).get(f"/{language}/page/logo/").status_code == 200


def test_a_picture_becomes_a_square_png(acme, owner_of, client_of):
    answer = client_of(owner_of(acme)).post(ADDRESS, {"picture": picture()})

    acme.refresh_from_db()
    assert answer.status_code == 302
    with Image.open(acme.logo) as logo:
        assert (logo.format, logo.size) == ("PNG", (312, 312))


def test_the_former_file_is_deleted(acme, owner_of, client_of, django_capture_on_commit_callbacks):
    browser = client_of(owner_of(acme))
    browser.post(ADDRESS, {"picture": picture()})
    acme.refresh_from_db()
    storage, former = acme.logo.storage, acme.logo.name

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(ADDRESS, {"remove": "1"})

    acme.refresh_from_db()
    assert not acme.logo
    assert not storage.exists(former)


@pytest.mark.parametrize("content", [b"<svg onload=alert(1)>", b"GIF89a", b""])
def test_anything_else_is_refused(acme, owner_of, client_of, content):
    answer = client_of(owner_of(acme)).post(ADDRESS, {"picture": SimpleUploadedFile("logo.png", content)})

    assert answer.status_code == 200
    acme.refresh_from_db()
    assert not acme.logo


def test_an_analyst_changes_nothing(acme, client_of):
    answer = client_of(MemberFactory(company=acme, role=Role.ANALYST)).post(ADDRESS, {"picture": picture()})

    assert answer.status_code == 403
    acme.refresh_from_db()
    assert not acme.logo
