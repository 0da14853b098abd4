"""What is said of a grace, in its mails and on its pages: what is kept and until when, what comes then, what goes back."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from premium.credits import credits_of
from premium.differences import between_categories
from premium.exceptions import shown_day
from premium.exchange import shown_sum
from premium.models import CategoryCredit, CategoryGrace, Subscription
from premium.rights import current_pack

Spoken = dict[str, Callable[[], str]]


def kept_words(grace: CategoryGrace) -> Spoken:
    """The words of the notice and of the reminder."""
    return {"day": lambda: shown_day(grace.ends_at), "kept": lambda: kept(grace), "then": lambda: then(grace)}


def ended_words(grace: CategoryGrace) -> Spoken:
    """The words of the last letter, once its credits are written down."""
    return {"ended": lambda: ended(grace), "back": lambda: back(grace)}


def kept(grace: CategoryGrace) -> str:
    """What stays meanwhile."""
    day = shown_day(grace.ends_at)
    sentences = []
    if rights := _lost_rights(grace):
        words = {"day": day, "former": grace.get_former_category_display(), "rights": rights}
        sentences.append(_("Until %(day)s you keep what you had for nothing as “%(former)s”: %(rights)s.") % words)
    if packs := _packs(grace):
        sentences.append(
            _(
                "You keep the pack %(packs)s until %(day)s at the latest, and nothing more is charged. "
                "The provider search does not list you any more."
            )
            % {"packs": packs, "day": day}
        )
    return " ".join(sentences)


def then(grace: CategoryGrace) -> str:
    """What comes after the last day."""
    if grace.unlisted_at:
        since = grace.unlisted_at
        amount = shown_sum(credit.amount for credit in credits_of(grace.company, since))
        if not amount:
            return _("Then it ends. Nothing was paid for days that remain, so no money goes back.")
        return _("Then it ends, and %(amount)s go back to you, VAT included, for the days from %(since)s on.") % {
            "amount": amount,
            "since": shown_day(since),
        }
    if not grace.company.is_provider:
        return _("Then you have what is free for your new category.")
    if pack := current_pack(grace.company):
        return _("Then you have what your pack %(pack)s gives.") % {"pack": pack.name}
    return _("Then a provider needs a pack for it: you can choose one at any time.")


def ended(grace: CategoryGrace) -> str:
    """What is over."""
    if grace.unlisted_at:
        return _("Your pack has ended. Your page, your messages and all texts are kept.")
    return _("What you had for nothing as “%(former)s” has ended.") % {"former": grace.get_former_category_display()}


def back(grace: CategoryGrace) -> str:
    """Which money is on its way, and which waits for an account number; or what to do next."""
    owed = list(CategoryCredit.objects.filter(grace=grace).select_related("order"))
    by_hand = shown_sum(credit.amount for credit in owed if credit.call_id is None)
    by_stripe = shown_sum(credit.amount for credit in owed if credit.call_id)
    sentences = []
    if by_stripe:
        sentences.append(_("%(amount)s go back in the way you paid: it takes up to ten days.") % {"amount": by_stripe})
    if by_hand:
        sentences.append(
            _("You paid %(amount)s of it by transfer: we write to you and ask for your account number.")
            % {"amount": by_hand}
        )
    if not owed and grace.company.is_provider and not current_pack(grace.company):
        sentences.append(_("Choose a pack to be found, and to ask for introductions."))
    return " ".join(sentences)


def _lost_rights(grace: CategoryGrace) -> str:
    losses = between_categories(None, grace.former_category, grace.category).losses
    return ", ".join(f"{line.label} ({line.before})" for line in losses)


def _packs(grace: CategoryGrace) -> str:
    """Names of the packs that end with the grace."""
    if not grace.unlisted_at:
        return ""
    years = Subscription.objects.of(grace.company).reaching(grace.unlisted_at)
    return ", ".join(dict.fromkeys(year.pack.name for year in years))
