"""Asking a second person, and taking the request back."""

import json
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from companies import journal
from companies.actions.staff import lock_staff
from companies.approvals.actions import telling
from companies.approvals.choices import DEFAULT_HOURS, ApprovalState
from companies.approvals.exceptions import NoLongerWaiting, NotYourRequest
from companies.approvals.models import ApprovalRequest
from companies.approvals.permissions import people_asked, rule_of
from companies.models import Member
from companies.second_person import Act, NeedsSecondPerson, Payload, gated_acts
from network.common.outbox import publish

DEADLINE = "approvals.deadline"
"""Outbox topic: the time of a request (its key) runs out."""


class Gate:
    """What `companies.second_person` asks: hold up, let pass, write down."""

    def check(self, acting: Member, act: Act, approval: int | None) -> None:
        """Let an act go on, or hold it up.

        Raises:
            NeedsSecondPerson: the company chose so, and there is somebody to ask.

        """
        if approval is not None:
            use_approval(acting, act, approval)
            return
        kind = gated_acts[act.key].kind
        rule = rule_of(acting.company_id, kind)
        if rule is None:
            return
        if people_asked(rule, acting.company_id, kind, acting.user_id):
            raise NeedsSecondPerson(acting, act)
        # The company has shrunk to one: he is not locked out, and the journal says that nobody else looked.
        journal.record(
            company=acting.company,
            act=telling.ALONE,
            acting=acting,
            subject=telling.journal_subject(act.key, act.name),
        )

    def ask(self, acting: Member, act: Act) -> tuple[str, str]:
        """Write the request down; the sentence for the person, and the address of the request."""
        request, people = ask_approval(acting=acting, act=act)
        names = get_text_list([member.user.display_name for member in people], _("and"))
        sentence = _("Sent to %(names)s for approval. Nothing changes until then.") % {"names": names}
        return sentence, request.get_absolute_url()


@transaction.atomic
def ask_approval(*, acting: Member, act: Act) -> tuple[ApprovalRequest, list[Member]]:
    """Ask for an act of one's own; a request that waits for the same subject is replaced.

    Returns the request and who was asked.
    """
    lock_staff(acting.company_id)
    kind = gated_acts[act.key].kind
    rule = rule_of(acting.company_id, kind)
    people = people_asked(rule, acting.company_id, kind, acting.user_id)
    same = ApprovalRequest.objects.pending().filter(
        company_id=acting.company_id, act=act.key, subject=act.subject, requested_by=acting.user_id
    )
    now = timezone.now()
    same.update(state=ApprovalState.WITHDRAWN, decided_at=now)
    hours = rule.hours if rule else DEFAULT_HOURS
    request = ApprovalRequest.objects.create(
        company=acting.company,
        kind=kind,
        act=act.key,
        subject=act.subject,
        name=act.name,
        payload=act.payload,
        requested_by=acting.user,
        asked_at=now,
        hours=hours,
        deadline_at=now + timedelta(hours=hours),
    )
    publish(DEADLINE, request.pk, run_at=request.deadline_at)
    telling.note(request, telling.ASKED, acting)
    telling.tell((member.user for member in people), telling.ASKED, request, by=acting.user.display_name)
    return request, people


@transaction.atomic
def withdraw_request(*, acting: Member, request: ApprovalRequest) -> ApprovalRequest:
    """Take one's own request back; the text is one's draft again.

    Raises:
        NotYourRequest: somebody else made it.
        NoLongerWaiting: it was decided meanwhile.

    """
    request = waiting(request)
    if request.requested_by_id != acting.user_id:
        raise NotYourRequest
    close(request, ApprovalState.WITHDRAWN)
    telling.note(request, telling.WITHDRAWN, acting)
    return request


@transaction.atomic
def withdraw_all(*, company_id: int, user_id: int) -> int:
    """Whoever left the company asks for nothing any more; his texts stay his drafts. How many requests there were."""
    lock_staff(company_id)
    found = ApprovalRequest.objects.pending().filter(company_id=company_id, requested_by=user_id)
    requests = list(found.select_related("company", "requested_by").select_for_update(of=("self",)))
    for request in requests:
        close(request, ApprovalState.WITHDRAWN)
        telling.note(request, telling.WITHDRAWN, None)
    return len(requests)


def waiting(request: ApprovalRequest) -> ApprovalRequest:
    """The request as it is now, behind the locks (the company's first, as in every act the gate holds up).

    Raises:
        NoLongerWaiting: it is not pending.

    """
    lock_staff(request.company_id)
    rows = ApprovalRequest.objects.select_for_update(of=("self",)).select_related("company", "requested_by")
    found = rows.get(pk=request.pk)
    if not found.is_pending:
        raise NoLongerWaiting
    return found


def close(request: ApprovalRequest, state: str, *, comment: str = "", decided_by: Member | None = None) -> None:
    """End a request without doing its act: the text goes back to who asked."""
    request.state, request.comment, request.decided_at = state, comment, timezone.now()
    request.decided_by = decided_by.user if decided_by else None
    request.save(update_fields=["state", "comment", "decided_at", "decided_by"])
    if request.requested_by is not None:
        request.gated.give_back(request.company, request.requested_by, request.payload)


def use_approval(acting: Member, act: Act, approval: int) -> None:
    """Let an approved act pass, once: what counts is the row, not who says so.

    Raises:
        NeedsSecondPerson: no approval of exactly this act is left.

    """
    found = (
        ApprovalRequest.objects.select_for_update()
        .filter(pk=approval, company_id=acting.company_id, requested_by=acting.user_id, state=ApprovalState.APPROVED)
        .filter(act=act.key, subject=act.subject, applied_at=None)
        .first()
    )
    if found is None or found.payload != _as_kept(act.payload):
        raise NeedsSecondPerson(acting, act)
    found.applied_at = timezone.now()
    found.save(update_fields=["applied_at"])


def _as_kept(payload: Payload) -> Payload:
    return json.loads(json.dumps(payload))
