"""A picture nobody published goes after a month, its files too; whatever a text names stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.actions.drafts import keep_draft
from companies.actions.sections import save_section
from companies.approvals.models import ApprovalRule
from companies.pictures.actions import keep_picture, make_sizes
from companies.pictures.models import Picture
from companies.pictures.tasks import forget_unpublished_pictures
from companies.publication.actions.planning import plan_publication
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from companies.uploads import picture_from
from tests.companies.pictures.test_pictures import photograph
from tests.factories.companies import MemberFactory


def showing(picture: Picture) -> dict:
    return {"pictures": [{"picture": picture.pk, "alt": "A shop", "is_cover": False}], "video": "", "video_title": ""}


def test_only_what_no_text_names_goes_after_its_term(acme, owner_of, django_capture_on_commit_callbacks):
    alice, editor = owner_of(acme), MemberFactory(company=acme, role=Role.EDITOR)
    names = ("former", "published", "typed", "planned", "asked", "unpublished", "young")
    pictures = {name: keep_picture(acting=alice, drawn=picture_from(photograph())) for name in names}
    for version, name in enumerate(("former", "published")):
        save_section(acting=alice, kind="pictures", content=showing(pictures[name]), base_version=version)
    typed = {"pictures-0-picture": [str(pictures["typed"].pk)]}
    keep_draft(acting=editor, kind="pictures", base_version=2, fields=typed)
    later = {"base_version": 2, "due_at": timezone.now() + timedelta(days=90)}
    plan_publication(acting=alice, kind="pictures", content=showing(pictures["planned"]), **later)
    ApprovalRule.objects.create(company=acme, kind="page")
    with pytest.raises(NeedsSecondPerson):
        save_section(acting=editor, kind="pictures", content=showing(pictures["asked"]), base_version=2)
    make_sizes(picture_id=pictures["unpublished"].pk)
    Picture.objects.exclude(pk=pictures["young"].pk).update(sent_at=timezone.now() - timedelta(days=31))
    gone = Picture.objects.get(pk=pictures["unpublished"].pk)
    storage, files = gone.file.storage, [gone.file.name, gone.name_of(320)]
    assert all(map(storage.exists, files))

    with django_capture_on_commit_callbacks(execute=True):
        count = forget_unpublished_pictures()

    assert count == 1
    assert {*Picture.objects.values_list("pk", flat=True)} == {each.pk for each in pictures.values()} - {gone.pk}
    assert not any(map(storage.exists, files))
    assert storage.exists(pictures["typed"].file.name)
    assert forget_unpublished_pictures() == 0
