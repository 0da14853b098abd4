"""Invoices and credit notes as they were issued, their files, the counters of their numbers, and what VIES answered."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from companies.storage import PrivateStorage
from premium.choices import CURRENCY, VatReason
from premium.exchange import EURO, Rate
from premium.invoices.choices import InvoiceKind, ViesAnswer
from premium.invoices.querysets import InvoiceQuerySet
from premium.models import Order


class InvoiceSeries(models.Model):
    """One sequence of numbers; its row is locked while a number is taken, and a failed issue gives the number back."""

    prefix = models.CharField(_("series"), max_length=12, unique=True)
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("series of invoices")
        verbose_name_plural = _("series of invoices")

    def __str__(self) -> str:
        return self.prefix


class VatCheck(models.Model):
    """One question to VIES and its answer: the evidence of a rate."""

    country = models.CharField(_("country"), max_length=2)
    number = models.CharField(_("VAT number"), max_length=20)
    answer = models.CharField(_("answer"), max_length=10, choices=ViesAnswer)
    consultation = models.CharField(_("consultation number"), max_length=60, blank=True)
    name = models.CharField(_("registered name"), max_length=200, blank=True)
    reason = models.CharField(_("why it could not be asked"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked"))

    class Meta:
        verbose_name = _("check of a VAT number")
        verbose_name_plural = _("checks of VAT numbers")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["number", "-asked_at"], name="vat_check_of_number")]

    def __str__(self) -> str:
        return f"{self.number} {self.get_answer_display()}"


class VatQuestion(models.Model):
    """A VAT number still to be asked for; the job takes those that are due."""

    order = models.OneToOneField(Order, models.CASCADE, related_name="vat_question")
    ask_at = models.DateTimeField(_("to be asked"))
    attempts = models.PositiveSmallIntegerField(_("asked so far"), default=0)

    class Meta:
        verbose_name = _("question to VIES")
        verbose_name_plural = _("questions to VIES")
        indexes = [models.Index(fields=["ask_at"], name="vat_question_due")]

    def __str__(self) -> str:
        return self.order.number


class Invoice(models.Model):
    """An invoice or a credit note: everything that is printed is kept here, and triggers refuse every change.

    `cause` names what it bills or credits (`order:PF-2026-ABCDEF`, `refund:…`); `evidence` is what decided the VAT.
    """

    number = models.CharField(_("number"), max_length=35, unique=True)
    series = models.ForeignKey(InvoiceSeries, models.PROTECT, related_name="invoices")
    position = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=InvoiceKind)
    cause = models.CharField(max_length=100, unique=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="credit_notes", verbose_name=_("credits")
    )
    order = models.ForeignKey(Order, models.PROTECT, related_name="invoices", verbose_name=_("order"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="invoices", verbose_name=_("company"))
    language = models.CharField(max_length=2)

    issued_on = models.DateField(_("issued"))
    settled_on = models.DateField(_("paid"))
    period_from = models.DateField(_("from"))
    period_to = models.DateField(_("to"))
    seller = models.JSONField()
    buyer = models.JSONField()
    purchase_order = models.CharField(_("purchase order"), max_length=60, blank=True)
    text = models.CharField(_("what is billed"), max_length=200)
    reason = models.CharField(_("reason of the credit note"), max_length=200, blank=True)

    currency = models.CharField(max_length=3, default=CURRENCY)
    price_cents = models.PositiveIntegerField(_("price"))
    deduction_cents = models.PositiveIntegerField(_("deducted"), default=0)
    deductions = models.JSONField(default=list, help_text="The parts of what is deducted: text and cents.")
    net_cents = models.PositiveIntegerField(_("before VAT"))
    vat_reason = models.CharField(_("reason of the VAT rate"), max_length=20, choices=VatReason)
    vat_basis_points = models.PositiveSmallIntegerField(_("VAT rate in basis points"))
    vat_cents = models.PositiveIntegerField(_("VAT"))
    total_cents = models.PositiveIntegerField(_("total"))
    exchange = models.JSONField(
        null=True, help_text="In a foreign currency: rate, its day and source, and the VAT in cents of a euro."
    )
    evidence = models.JSONField(default=dict)
    xml = models.TextField()
    created_at = models.DateTimeField()

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            # Two invoices under one number: neither holds before the tax office.
            models.UniqueConstraint(fields=["series", "position"], name="one_invoice_per_position"),
            # An invoice whose lines do not add up to its total.
            models.CheckConstraint(
                condition=Q(net_cents=F("price_cents") - F("deduction_cents"))
                & Q(total_cents=F("net_cents") + F("vat_cents")),
                name="invoice_adds_up",
            ),
            # A credit note that credits nothing, or an invoice that claims to correct another one.
            models.CheckConstraint(
                condition=Q(kind=InvoiceKind.INVOICE, corrects=None)
                | Q(kind=InvoiceKind.CREDIT_NOTE, corrects__isnull=False),
                name="credit_note_names_its_invoice",
            ),
        ]
        indexes = [models.Index(fields=["company", "-issued_on"], name="invoice_of_company")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("invoices:download", args=[self.number])

    @property
    def rate(self) -> Rate:
        """What its currency was worth when it was ordered, credit notes as their invoice."""
        if self.exchange is None:
            return EURO
        day = date.fromisoformat(self.exchange["rate_on"])
        return Rate(self.currency, self.exchange["euro_rate"], day, self.exchange["rate_source"])

    @property
    def vat_euro_cents(self) -> int:
        """The VAT in euros, which French law wants on every invoice."""
        return self.vat_cents if self.exchange is None else self.exchange["vat_euro_cents"]

    @property
    def is_credit_note(self) -> bool:
        return self.kind == InvoiceKind.CREDIT_NOTE


class InvoiceDocument(models.Model):
    """The file of an invoice, made once by the job."""

    invoice = models.OneToOneField(Invoice, models.PROTECT, related_name="document")
    file = models.FileField(upload_to="invoices/", storage=PrivateStorage())
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of an invoice")
        verbose_name_plural = _("files of invoices")

    def __str__(self) -> str:
        return self.file.name
