"""Deleting one's account: asked for, called off within two weeks, then everything is handed over and the person erased."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from companies.actions.staff import leave
from companies.models import Member
from companies.roles import Role
from companies.staffing.exceptions import LastOwnerSomewhere
from companies.staffing.models import AccountClosing
from network.accounts.languages import address_in
from network.accounts.models import User
from network.accounts.sessions import end_all_sessions
from network.common.erasing import erase_person
from network.common.exceptions import Refusal
from network.common.outbox import publish
from network.notifications.actions import send_mail_to

STEP: Final = "staffing.account_closing"
GRACE: Final = timedelta(days=14)
REMINDED_BEFORE: Final = timedelta(days=3)
Heirs = Mapping[int, int]
"""Company to the member who looks after the person's things there."""


def owned_alone_by(user: User) -> list[Member]:
    """Memberships in which nobody else is an owner: nobody could name the next one. At most two queries."""
    owning = list(Member.objects.of_user(user).filter(role=Role.OWNER))
    others = Member.objects.active().filter(company__in=[member.company_id for member in owning], role=Role.OWNER)
    shared = set(others.exclude(user=user).values_list("company_id", flat=True)) if owning else set()
    return [member for member in owning if member.company_id not in shared]


@transaction.atomic
def ask_closing(*, user: User, heirs: Heirs) -> AccountClosing:
    """Close the account in two weeks, told by mail; asking again changes nothing but the heirs.

    Raises:
        LastOwnerSomewhere: names the companies that would have no owner left.

    """
    User.objects.select_for_update().get(pk=user.pk)
    refuse_last_owner(user)
    chosen = {str(company): member for company, member in heirs.items()}
    closing = AccountClosing.objects.filter(user=user).first()
    if closing is not None:
        closing.heirs = chosen
        closing.save(update_fields=["heirs"])
        return closing
    closing = AccountClosing.objects.create(user=user, heirs=chosen, due_at=timezone.now() + GRACE)
    for step, moment in (("remind", closing.due_at - REMINDED_BEFORE), ("close", closing.due_at)):
        publish(STEP, user.pk, {"step": step, "due": closing.due_at.isoformat()}, run_at=moment)
    _write_to(user, "account_closing", closing.due_at)
    return closing


@transaction.atomic
def keep_account(*, user: User) -> bool:
    """Call the deletion off; False when none was asked for."""
    count, _rows = AccountClosing.objects.filter(user=user).delete()
    if count:
        _write_to(user, "account_kept")
    return bool(count)


@transaction.atomic
def take_step(*, user_id: int, step: str, due: str) -> User | None:
    """Remind, or close what is due; the person as he was before he was erased, to whom one mail still goes. Safe to repeat.

    An account that cannot be closed (its person has become a last owner meanwhile) is kept, and he is told why.
    """
    closing = AccountClosing.objects.select_for_update().select_related("user").filter(user_id=user_id).first()
    if closing is None or closing.due_at.isoformat() != due:
        return None
    user = closing.user
    if step == "remind":
        _write_to(user, "account_closing_soon", closing.due_at)
        return None
    try:
        with transaction.atomic():
            _close(user, closing.heirs)
    except Refusal as refusal:
        closing.delete()
        with translation.override(user.language):
            _write_to(user, "account_not_closed", reason=str(refusal.sentence))
        return None
    return user


def refuse_last_owner(user: User) -> None:
    if alone := owned_alone_by(user):
        raise LastOwnerSomewhere([member.company.name for member in alone])


def _close(user: User, heirs: dict[str, int]) -> None:
    refuse_last_owner(user)
    for member in Member.objects.of_user(user).select_related("user"):
        chosen = heirs.get(str(member.company_id))
        leave(acting=member, heir=Member.objects.active().filter(company_id=member.company_id, pk=chosen or 0).first())
    end_all_sessions(user)
    erase_person(user)


def _write_to(user: User, template: str, due_at: datetime | None = None, reason: str = "") -> None:
    day = due_at.date().isoformat() if due_at else ""
    url = address_in(reverse("staffing:close_account"), user.language)
    arguments = {"url": url, "day": day, "reason": reason}
    send_mail_to(user.email, user.language, template, arguments)
