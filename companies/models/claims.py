"""Requests an operator decides: a claim of an imported page, a change of category."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.choices import Category, RequestState
from companies.models.company import Company
from companies.storage import PrivateStorage


class Claim(models.Model):
    """A person says "this is my company": mailbox, typed registration number and document, judged by an operator.

    A mailbox alone never proves a claim. Until the decision the claimant works on a private draft (`draft`, contents by section kind).
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="claims")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    function = models.CharField(_("your function in the company"), max_length=80)
    registration_number = models.CharField(_("registration number"), max_length=60)
    number_matches = models.BooleanField(_("the number is the page's"), default=False)
    mailbox_matches = models.BooleanField(_("the mailbox is on the company's domain"), default=False)
    document = models.FileField(_("document"), upload_to="claims/", storage=PrivateStorage(), blank=True)
    message = models.TextField(_("message to the operator"), blank=True, max_length=1000)
    draft = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.PENDING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason given to the claimant"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["created_at"]
        constraints = [
            # Clicking twice makes two claims to judge.
            models.UniqueConstraint(
                fields=["company", "user"], condition=Q(state="pending"), name="one_pending_claim_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.user}"


class CategoryChange(models.Model):
    """A company asks for another category; an operator confirms, because the category decides who pays."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="category_changes")
    category = models.CharField(_("new category"), max_length=20, choices=Category)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("why"), max_length=600)
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.PENDING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of category")
        verbose_name_plural = _("changes of category")
        constraints = [
            models.UniqueConstraint(
                fields=["company"], condition=Q(state="pending"), name="one_pending_category_change"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_category_display()}"
