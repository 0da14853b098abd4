"""What becomes of what was bought when two pages of one company are merged: money never changes its owner."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.merge_rules import HISTORY, keep, refuse
from premium.choices import OrderState

BOUGHT = _("The merged company has ordered or bought. Merge the other way round: keep the page that bought.")

refuse(
    "premium.Order", why=BOUGHT, only=lambda pair: ~Q(state=OrderState.CANCELLED) | Q(ledger_transactions__isnull=False)
)
refuse("premium.Subscription", why=BOUGHT)
refuse("premium.StripeCustomer", why=BOUGHT)
refuse("premium.StripeCall", why=BOUGHT)
refuse(
    "premium.CategoryGrace",
    why=_("A change of category of the merged company gives money back or keeps rights. Merge the other way round."),
)
keep("premium.BillingDeputy", why=_("nobody pays for the hidden page"))
keep("premium.Grant", why=HISTORY)
