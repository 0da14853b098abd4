"""How a payer may pay today: by transfer always, by card and direct debit once a key of Stripe is configured."""

from network.common.mails import absolute
from premium.actions.billing import close_pages
from premium.choices import PaymentWay
from premium.payment_links.models import PaymentLink
from premium.stripe.checkout import page_for
from premium.stripe.gateway import is_configured


def ways_to_pay() -> list[PaymentWay]:
    """The quicker ways come first, where they are on."""
    return [PaymentWay.CARD, PaymentWay.SEPA, PaymentWay.TRANSFER] if is_configured() else [PaymentWay.TRANSFER]


def page_of(link: PaymentLink, language: str) -> str:
    """The address of Stripe's page, which leads back to the payer's own page; a page opened by the buyer is closed.

    Raises:
        StripeUnreachable, StripeRefused: nothing was charged.

    """
    close_pages(link.order)
    return page_for(link.order, language, back=absolute(link.get_absolute_url()))
