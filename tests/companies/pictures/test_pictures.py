"""Pictures of a page: drawn anew, described, ordered, versioned; hostile files cost nobody a word."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile

from companies.actions.sections import save_section
from companies.models import SectionDraft
from companies.pictures.actions import MOST_KEPT, SIZES, erase_picture, keep_picture
from companies.pictures.exceptions import PictureIsShown, TooManyPictures
from companies.pictures.models import Picture
from companies.sections import section_of
from companies.uploads import picture_from
from network.common import outbox
from network.common.models import OutboxEvent
from tests.factories.settings import put_in_force

ADDRESS = "/en/page/edit/pictures/"


def photograph(width: int = 900, height: int = 600, kind: str = "JPEG", name: str = "shop.jpg") -> SimpleUploadedFile:
    """With the place and the camera, as telephones write them."""
    marks = Image.Exif()
    marks[0x010F] = "SpyCam"
    marks.get_ifd(0x8825)[1] = "N"
    drawn = BytesIO()
    Image.effect_noise((width, height), 20).convert("RGB").save(drawn, kind, exif=marks)
    return SimpleUploadedFile(name, drawn.getvalue())


def bomb() -> bytes:
    """A PNG of some hundred bytes that says it is 60,000 pixels wide and high."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def posted(*pictures: Picture, **typed: str) -> dict[str, str]:
    rows = {f"pictures-{number}-picture": picture.pk for number, picture in enumerate(pictures)}
    return rows | {"pictures-TOTAL_FORMS": len(pictures), "pictures-INITIAL_FORMS": 0, "base_version": 0} | typed


@pytest.fixture
def editor(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def kept(editor):
    return [keep_picture(acting=editor, drawn=picture_from(photograph())) for _number in range(2)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_photograph_is_drawn_anew_and_described_before_it_is_shown(acme, editor, client_of, language):
    browser, address = client_of(editor), f"/{language}/page/edit/pictures/"
    tail = b"<script>alert(1)</script>"
    sent = photograph(2600, 1300)
    polyglot = SimpleUploadedFile("../../x.php", sent.read() + tail)

    added = browser.post(address, {"video_title": "Our day", "files": [polyglot], **posted()})
    picture = Picture.objects.get()
    refused = browser.post(address, posted(picture))
    browser.post(address, posted(picture, **{"pictures-0-alt": "A grey shop"}))

    content = picture.file.open().read()
    with Image.open(BytesIO(content)) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("WEBP", (2000, 1000), {})
    assert b"SpyCam" not in content
    assert tail not in content
    assert picture.file.name.startswith("pictures/")
    assert picture.file.name.endswith(".webp")
    assert 'value="Our day"' in added.content.decode()
    assert section_of(acme, "pictures").version == 1
    assert refused.status_code == 200
    assert 'alt="A grey shop"' in browser.get(f"/{language}/companies/acme/").content.decode()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "can carry a program"),
        (b"\xef\xbb\xbf<!DOCTYPE html><script>1</script>", "can carry a program"),
        (b"GIF89a<script>alert(1)</script>", "of another kind"),
        (bomb(), "too many pixels"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "damaged"),
        (photograph().read()[:900], "damaged"),
        (b"%PDF-1.7", "of another kind"),
        (photograph(10, 10).read(), "too small"),
        (b"\0" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        (b"", "empty"),
    ],
    ids=["svg", "html", "gif polyglot", "bomb", "broken png", "cut jpeg", "pdf", "tiny", "large", "empty"],
)
def test_a_hostile_file_is_refused_and_nothing_typed_is_lost(acme, editor, client_of, kept, content, says, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint leaves it
    body = posted(kept[0], **{"pictures-0-alt": "Half a sentence"})

    answer = client_of(editor).post(ADDRESS, {**body, "files": [SimpleUploadedFile("shop.png", content)]})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert says in page
    assert 'value="Half a sentence"' in page
    assert SectionDraft.objects.get().fields["pictures-0-alt"] == ["Half a sentence"]
    assert Picture.objects.count() == 2
    assert section_of(acme, "pictures").version == 0


def test_a_row_moves_up_and_the_order_is_kept(acme, editor, client_of, kept):
    browser = client_of(editor)
    body = posted(*kept, **{"pictures-0-alt": "First", "pictures-1-alt": "Second"})

    page = browser.post(ADDRESS, {**body, "move_row": "1-up"}).content.decode()
    nonsense = browser.post(ADDRESS, {**body, "move_row": "9-down"})

    assert page.index('value="Second"') < page.index('value="First"')
    assert nonsense.status_code == 200


def test_what_cannot_be_is_told_beside_its_row(acme, borg, owner_of, editor, client_of, kept):
    foreign = keep_picture(acting=owner_of(borg), drawn=picture_from(photograph()))
    browser = client_of(editor)
    cover = {"pictures-0-is_cover": "on", "pictures-1-is_cover": "on"}

    answers = {
        "Only one picture can be the cover": posted(*kept, **cover),
        "stands here twice": posted(kept[0], kept[0], **{"pictures-0-alt": "A", "pictures-1-alt": "B"}),
        "This picture was deleted": posted(foreign, **{"pictures-0-alt": "Theirs"}),
        "Copy the address of one video": posted(video="https://evil.example/watch?v=aaaa"),
        "Give the video a title": posted(video="https://youtu.be/dQw4w9WgXcQ"),
    }

    for sentence, body in answers.items():
        assert sentence in browser.post(ADDRESS, body).content.decode()
    assert section_of(acme, "pictures").version == 0


def test_two_editors_meet_in_the_three_way_comparison(acme, editor, client_of, kept):
    row = {"picture": kept[0].pk, "alt": "The shop", "is_cover": True}
    save_section(acting=editor, kind="pictures", content={"pictures": [row], "video": ""}, base_version=0)

    answer = client_of(editor).post(ADDRESS, posted(kept[1], **{"pictures-0-alt": "The street"}))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The street" in page
    assert "The shop" in page
    assert section_of(acme, "pictures").content["pictures"] == [row]


def test_a_job_makes_the_narrower_copies_the_page_offers(acme, editor, client_of, kept):
    outbox.relay()
    outbox.relay()

    picture = Picture.objects.first()
    assert not OutboxEvent.objects.filter(topic=SIZES, done_at=None).exists()
    assert picture.widths == [320, 640]
    with Image.open(picture.file.storage.open(picture.name_of(640))) as copy:
        assert copy.size == (640, 427)
    save_section(
        acting=editor,
        kind="pictures",
        content={"pictures": [{"picture": picture.pk, "alt": "", "is_cover": True}]},
        base_version=0,
    )
    page = client_of(editor).get("/en/companies/acme/").content.decode()
    assert f'<img class="cover" src="{picture.url}"' in page
    assert "640w" in page


def test_a_picture_is_deleted_for_good_once_it_is_no_longer_shown(
    acme, editor, client_of, kept, django_capture_on_commit_callbacks
):
    outbox.relay()
    shown, spare = Picture.objects.get(pk=kept[0].pk), Picture.objects.get(pk=kept[1].pk)
    row = {"picture": shown.pk, "alt": "The shop", "is_cover": False}
    save_section(acting=editor, kind="pictures", content={"pictures": [row]}, base_version=0)
    storage, name = spare.file.storage, spare.file.name

    with pytest.raises(PictureIsShown):
        erase_picture(acting=editor, picture=shown)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(editor).post(f"/en/page/pictures/{spare.pk}/delete/")

    spare.refresh_from_db()
    assert spare.is_erased
    assert not storage.exists(name)
    assert not storage.exists(spare.name_of(320))
    assert storage.exists(shown.file.name)
    assert f'value="{spare.pk}"' not in client_of(editor).get(ADDRESS).content.decode()


def test_there_is_a_most_of_pictures_and_earlier_ones_can_be_shown_again(acme, editor, client_of, kept):
    put_in_force(MOST_KEPT, 20)
    spare = [Picture(company=acme, file=f"{number}.webp", width=80, height=60) for number in range(20 - len(kept))]
    Picture.objects.bulk_create(spare)

    with pytest.raises(TooManyPictures, match="may keep 20 pictures"):
        keep_picture(acting=editor, drawn=picture_from(photograph()))
    page = client_of(editor).post(ADDRESS, {**posted(), "take_again": kept[0].pk}).content.decode()

    assert f'name="pictures-0-picture" value="{kept[0].pk}"' in page
    assert Picture.objects.count() == 20


def test_a_video_is_loaded_from_its_site_on_its_own_page_only(acme, borg, owner_of, editor, client_of, client):
    content = {"pictures": [], "video": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "video_title": "A day here"}
    save_section(acting=editor, kind="pictures", content=content, base_version=0)

    page = client.get("/en/companies/acme/")
    door = client.get("/fr/companies/acme/video/")

    assert "A day here" in page.content.decode()
    assert "youtube" not in page.content.decode().replace("Video on YouTube", "")
    assert "frame-src" not in page["Content-Security-Policy"]
    assert "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" in door.content.decode()
    assert "frame-src https://www.youtube-nocookie.com" in door["Content-Security-Policy"]
    assert client.get("/en/companies/borg/video/").status_code == 404
