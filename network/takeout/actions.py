"""Ask for the file, make it, tell who asked, delete it after a week."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from network.accounts.models import User
from network.common.outbox import publish
from network.notifications.actions import notify
from network.takeout.exceptions import TookAlready
from network.takeout.models import KEPT_FOR, ONE_EVERY, Takeout, TakeoutQuerySet
from network.takeout.writing import write

MAKE = "takeout.make"
READY = "takeout.ready"


@transaction.atomic
def ask_takeout(*, user: User, company_id: int | None = None) -> Takeout:
    """Ask for everything about oneself, or about a company whose owner one is; the caller has proven that.

    Raises:
        TookAlready: asked for less than a day ago.

    """
    User.objects.select_for_update().get(pk=user.pk)
    theirs = Takeout.objects.of_person(user) if company_id is None else Takeout.objects.of_company(company_id)
    last = theirs.filter(asked_at__gt=timezone.now() - ONE_EVERY).first()
    if last is not None:
        raise TookAlready(last.asked_at + ONE_EVERY)
    asked = Takeout.objects.create(asked_by=user, company_id=company_id)
    publish(MAKE, asked.pk)
    return asked


@transaction.atomic
def make_takeout(*, takeout: Takeout) -> None:
    """Write the file and tell who asked; nothing when it is made already."""
    if takeout.file:
        return
    reader = takeout.asked_by
    with TemporaryDirectory() as folder, translation.override(reader.language):
        path = Path(folder) / "comptoir.zip"
        write(path, reader, takeout.company_id)
        with path.open("rb") as file:
            takeout.file.save(f"{takeout.pk}.zip", File(file), save=False)
    takeout.expires_at = timezone.now() + KEPT_FOR
    takeout.save(update_fields=["file", "expires_at"])
    page = reverse("takeout:mine") if takeout.company_id is None else reverse("closing:page")
    notify([reader], READY, arguments={"days": KEPT_FOR.days}, url=page, company_id=takeout.company_id)


@transaction.atomic
def forget(takeouts: TakeoutQuerySet) -> int:
    """Delete files and what is known of them."""
    found = list(takeouts)
    for takeout in found:
        if takeout.file:
            transaction.on_commit(partial(takeout.file.storage.delete, takeout.file.name))
    Takeout.objects.filter(pk__in=[takeout.pk for takeout in found]).delete()
    return len(found)


def forget_expired() -> int:
    """Delete what lay there for a week."""
    return forget(Takeout.objects.filter(expires_at__lte=timezone.now()))
