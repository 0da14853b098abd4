"""The money of one company on the operator's page about it: orders, subscriptions, refunds, credits, units."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.dossier import Line, Panel, panels
from network.common.signs import money
from premium.features import features
from premium.models import CategoryCredit, Dispute, Grant, Order, Refund, Subscription
from premium.operators import CONFIRM_PAYMENTS, REFUND


def feature_label(key: str) -> str:
    """The name of a right, also when no app knows it any more."""
    found = features.get(key)
    return str(found.label) if found else key


panels.register(
    "subscriptions",
    Panel(
        title=_("Subscriptions"),
        permission="premium.view_subscription",
        columns=(_("Pack"), _("State"), _("Begins"), _("Ends")),
        rows=lambda company: Subscription.objects.filter(company=company).select_related("pack").order_by("-ends_at"),
        line=lambda held: Line(
            (held.pack.name, held.get_state_display(), held.starts_at, held.ends_at),
            reverse("premium_office:order", args=[held.order_id]),
        ),
        link_permission=CONFIRM_PAYMENTS,
        all_rows="subscription:index",
        order=30,
    ),
)
panels.register(
    "orders",
    Panel(
        title=_("Orders"),
        permission="premium.view_order",
        columns=(_("Order"), _("Pack"), _("Total with VAT"), _("State"), _("Ordered"), _("To be paid by")),
        rows=lambda company: Order.objects.filter(company=company).select_related("pack").order_by("-placed_at"),
        line=lambda order: Line(
            (
                order.number,
                order.pack.name,
                money(order.total_cents, order.currency),
                order.get_state_display(),
                order.placed_at,
                order.due_on,
            ),
            reverse("premium_office:order", args=[order.pk]),
        ),
        link_permission=CONFIRM_PAYMENTS,
        all_rows="order:index",
        order=31,
    ),
)
panels.register(
    "refunds",
    Panel(
        title=_("Refunds"),
        permission="premium.view_order",
        columns=(_("Order"), _("Amount"), _("Reason"), _("Given back")),
        rows=lambda company: Refund.objects.filter(order__company=company).select_related("order").order_by("-pk"),
        line=lambda refund: Line(
            (refund.order.number, money(refund.cents, refund.order.currency), refund.reason, refund.made_at),
            reverse("premium_office:money", args=[refund.order_id]),
        ),
        link_permission=REFUND,
        order=33,
    ),
)
panels.register(
    "disputes",
    Panel(
        title=_("Disputes"),
        permission="premium.view_order",
        columns=(_("Order"), _("Amount"), _("State"), _("Opened")),
        rows=lambda company: Dispute.objects.filter(order__company=company).select_related("order"),
        line=lambda dispute: Line(
            (
                dispute.order.number,
                money(dispute.cents, dispute.order.currency),
                dispute.get_state_display(),
                dispute.opened_at,
            ),
            reverse("premium_office:money", args=[dispute.order_id]),
        ),
        link_permission=REFUND,
        order=34,
    ),
)
panels.register(
    "credits",
    Panel(
        title=_("Credits"),
        permission="premium.view_categorycredit",
        columns=(_("Order"), _("Amount"), _("Sent back")),
        rows=lambda company: (
            CategoryCredit.objects.filter(order__company=company).select_related("order").order_by("-pk")
        ),
        line=lambda credit: Line(
            (credit.order.number, money(credit.cents, credit.order.currency), credit.sent_at),
            reverse("premium_office:credit", args=[credit.pk]),
        ),
        link_permission=REFUND,
        order=35,
    ),
)
panels.register(
    "units",
    Panel(
        title=_("Units"),
        permission="premium.view_subscription",
        columns=(_("Feature"), _("Used"), _("Limit"), _("Begins"), _("Ends")),
        rows=lambda company: Grant.objects.filter(company=company).order_by("-starts_at", "-pk"),
        line=lambda grant: Line(
            (
                feature_label(grant.feature),
                grant.used,
                _("no limit") if grant.limit is None else grant.limit,
                grant.starts_at,
                grant.ends_at,
            )
        ),
        order=36,
    ),
)
