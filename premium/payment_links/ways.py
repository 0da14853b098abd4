"""From a payment link to Stripe's page and back to the link."""

from network.common.mails import absolute
from premium.actions.billing import close_pages
from premium.payment_links.models import PaymentLink
from premium.stripe.checkout import page_for


def page_of(link: PaymentLink, language: str) -> str:
    """The address of Stripe's page, which leads back to the payer's own page; a page opened by the buyer is closed.

    Raises:
        StripeUnreachable, StripeRefused: nothing was charged.

    """
    close_pages(link.order)
    return page_for(link.order, language, back=absolute(link.get_absolute_url()))
