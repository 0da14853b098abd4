"""What is asked of Stripe: written down with its idempotency key in the deciding transaction, sent afterwards."""

import logging
from datetime import timedelta
from typing import Any, Final

from celery import current_app
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import get_random_string

from companies.models import Company
from premium.models import StripeCall, StripeSubscription
from premium.stripe import gateway
from premium.stripe.gateway import Answer, StripeRefused, StripeUnreachable

logger = logging.getLogger(__name__)

GROWING_DELAYS_SECONDS: Final = (2, 10, 60, 300, 1800, 3600)
SERVE: Final = "premium.tasks.serve_stripe"
AWAKE: Final = "premium.stripe.awake"
CLAIMED_FOR: Final = timedelta(seconds=90)


def ask(
    operation: str,
    key: str,
    *,
    contract: StripeSubscription | None = None,
    company: Company | None = None,
    **arguments: Any,
) -> StripeCall:
    """Write down what Stripe is to do, once for each key; the worker sends it after the commit.

    With a contract, the call is about that subscription unless `id` names something else.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("ask inside the transaction that decides it")
    if contract:
        arguments.setdefault("id", contract.stripe_id)
        company = contract.customer.company
    call, _made = StripeCall.objects.get_or_create(
        key=key, defaults={"operation": operation, "arguments": arguments, "company": company, "contract": contract}
    )
    transaction.on_commit(nudge)
    return call


def ask_renewal(contract: StripeSubscription, *, is_renewed: bool) -> None:
    """Let the subscription go on after its term, or end with it."""
    ask("update_subscription", _once(contract), contract=contract, cancel_at_period_end=not is_renewed)


def ask_pause(contract: StripeSubscription) -> None:
    """Charge nothing while the pack is paused."""
    ask("update_subscription", _once(contract), contract=contract, pause_collection={"behavior": "void"})


def ask_resume(contract: StripeSubscription, ends_at: int) -> None:
    """Charge again, at a term that lies as many days later as the pack was paused."""
    ask(
        "update_subscription",
        _once(contract),
        contract=contract,
        pause_collection="",
        trial_end=ends_at,
        proration_behavior="none",
    )


def ask_term(contract: StripeSubscription, key: str, ends_at: int) -> None:
    """Charge the next year at another moment than Stripe's own, and nothing before."""
    ask("update_subscription", key, contract=contract, trial_end=ends_at, proration_behavior="none")


def _once(contract: StripeSubscription) -> str:
    """A key for a wish that may be changed and repeated: written down with the wish, so a repeated call is the same one."""
    return f"update:{contract.stripe_id}:{get_random_string(12)}"


def nudge() -> None:
    """Wake the worker, once for as many wishes as come before it begins; the tick finds them in any case."""
    if not cache.add(AWAKE, 1, timeout=1):
        return
    try:
        current_app.send_task(SERVE, expires=30, retry=False)
    except Exception:  # noqa: BLE001 - any broker failure: the row is safe and the tick comes
        logger.warning("broker unreachable; what is asked of Stripe waits for the next tick")


def wake() -> None:
    """The worker begins: whatever is written from now on wakes it again."""
    cache.delete(AWAKE)


def obtain(operation: str, key: str, *, company: Company | None = None, **arguments: Any) -> Answer:
    """The answer to a call, sent now unless it was answered before. Call it outside a transaction.

    Raises:
        StripeUnreachable, StripeRefused: the call stays written down; ask again with the same key.

    """
    call, _made = StripeCall.objects.get_or_create(
        key=key,
        defaults={
            "operation": operation,
            "arguments": arguments,
            "company": company,
            "run_at": timezone.now() + CLAIMED_FOR,
        },
    )
    if call.done_at is None:
        try:
            _finish(call, result=gateway.perform(call.operation, call.arguments, call.key))
        except StripeRefused as error:
            StripeCall.objects.filter(pk=call.pk).delete()  # nothing happened: a later try may be made with other words
            raise error from None
        except StripeUnreachable as error:
            StripeCall.objects.filter(pk=call.pk).update(attempts=F("attempts") + 1, error=str(error)[:500])
            raise
    return call.result


def perform_due() -> int:
    """Send what is due, in order for each subscription; stop at once when Stripe is not there. Returns how many were sent."""
    done = 0
    held_back: set[int] = set()
    for call in StripeCall.objects.to_do().order_by("pk")[:500]:
        if call.contract_id in held_back:
            continue
        if not _claim(call):
            held_back.update({call.contract_id} - {None})
            continue
        try:
            _send(call)
            done += 1
        except StripeUnreachable as error:
            _postpone(call, error)
            break
    return done


def _claim(call: StripeCall) -> bool:
    """Take a call from the other workers for a while; one that dies gives it back, and the key makes a second try safe."""
    now = timezone.now()
    claimed = StripeCall.objects.due().filter(pk=call.pk).update(run_at=now + CLAIMED_FOR, attempts=F("attempts") + 1)
    call.attempts += 1
    return bool(claimed)


def _send(call: StripeCall) -> None:
    try:
        _finish(call, result=gateway.perform(call.operation, call.arguments, call.key))
    except StripeRefused as error:
        logger.warning("Stripe refused %s: %s", call.key, error)
        _finish(call, error=str(error)[:500])


def _finish(call: StripeCall, *, result: Answer | None = None, error: str = "") -> None:
    call.done_at, call.result, call.error = timezone.now(), _kept(result or {}), error
    call.save(update_fields=["done_at", "result", "error"])


def _kept(result: Answer) -> Answer:
    """Of an answer only what is used later: no personal data lies about."""
    return {name: result[name] for name in ("id", "url", "status", "expires_at") if name in result}


def _postpone(call: StripeCall, error: Exception) -> None:
    seconds = GROWING_DELAYS_SECONDS[min(call.attempts - 1, len(GROWING_DELAYS_SECONDS) - 1)]
    StripeCall.objects.filter(pk=call.pk).update(
        run_at=timezone.now() + timedelta(seconds=seconds), error=str(error)[:500]
    )
