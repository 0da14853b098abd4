"""A payment link, and the questions its payer asks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from premium.choices import OrderState
from premium.models import Order
from premium.payment_links.choices import LinkState
from premium.payment_links.querysets import PaymentLinkQuerySet
from premium.payment_links.tokens import token_of

STATE_OF_ORDER = {
    OrderState.PAID: LinkState.PAID,
    OrderState.PROCESSING: LinkState.PROCESSING,
    OrderState.CANCELLED: LinkState.CANCELLED,
}


class PaymentLink(models.Model):
    """One order, sent to whoever pays; the signed address names the row, and its nonce makes a former one useless."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="payment_links", verbose_name=_("order"))
    nonce = models.CharField(max_length=16)
    email = models.EmailField(_("e-mail address of who pays"))
    message = models.TextField(_("message"), max_length=600, blank=True)
    language = models.CharField(max_length=2)
    may_join = models.BooleanField(_("may join as billing member"), default=False)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("valid until"))
    opened_at = models.DateTimeField(_("opened"), null=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    accepted_name = models.CharField(_("accepted by"), max_length=100, blank=True)
    accepted_function = models.CharField(_("function"), max_length=100, blank=True)
    accepted_total_cents = models.PositiveIntegerField(null=True)
    invited_at = models.DateTimeField(_("invited to join"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)

    objects = PaymentLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment link")
        verbose_name_plural = _("payment links")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            # Two payers are asked for the same order, and it is paid twice.
            models.UniqueConstraint(
                fields=["order"], condition=Q(withdrawn_at=None), name="one_open_payment_link_per_order"
            ),
            # A quote accepted by nobody.
            models.CheckConstraint(
                condition=Q(accepted_at=None) | ~Q(accepted_name=""), name="accepted_link_names_who_accepted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.email}"

    def get_absolute_url(self) -> str:
        return reverse("payment_links:pay", args=[token_of(self.pk, self.nonce)])

    @property
    def state(self) -> LinkState:
        """The order's own state first: it may have been paid another way."""
        if self.withdrawn_at:
            return LinkState.WITHDRAWN
        if self.order.state in STATE_OF_ORDER:
            return STATE_OF_ORDER[self.order.state]
        if self.is_expired:
            return LinkState.EXPIRED
        if self.accepted_at:
            return LinkState.ACCEPTED
        return LinkState.OPENED if self.opened_at else LinkState.SENT

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether the payer may still act."""
        return self.state in {LinkState.SENT, LinkState.OPENED, LinkState.ACCEPTED}


class PaymentQuestion(models.Model):
    """What the payer asks before paying, and the buyer's answer."""

    link = models.ForeignKey(PaymentLink, models.CASCADE, related_name="questions")
    text = models.TextField(_("question"), max_length=1000)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("question of a payer")
        verbose_name_plural = _("questions of payers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
