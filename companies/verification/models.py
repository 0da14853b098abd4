"""What a company gave to prove who it is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.choices import RequestState
from companies.models import Company
from companies.storage import PrivateStorage
from companies.verification.choices import ASKABLE, Found, PaperKind, ProofMethod, ProofState
from companies.verification.querysets import DomainProofQuerySet, PaperProofQuerySet


class MailboxCode(models.Model):
    """The code last sent to a mailbox of a company's domain; only its digest is kept."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="mailbox_code")
    email = models.EmailField(_("e-mail address"))
    domain = models.CharField(max_length=253)
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_on = models.DateField()
    sent_count = models.PositiveSmallIntegerField(default=0, help_text="Codes sent on that day.")

    class Meta:
        verbose_name = _("code for a mailbox")
        verbose_name_plural = _("codes for mailboxes")

    def __str__(self) -> str:
        return self.email


class DomainProof(models.Model):
    """A mailbox, a DNS record or a file that shows whose domain it is; one row for each method."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="domain_proofs")
    domain = models.CharField(_("domain"), max_length=253)
    method = models.CharField(_("method"), max_length=10, choices=ProofMethod)
    state = models.CharField(_("state"), max_length=10, choices=ProofState)
    token = models.CharField(max_length=60, blank=True, help_text="What the record or the file must hold.")
    email = models.EmailField(blank=True, help_text="The mailbox that received the code.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    last_checked_at = models.DateTimeField(_("checked"), null=True)
    next_check_at = models.DateTimeField(_("next check"), null=True)
    failures = models.PositiveSmallIntegerField(default=0, help_text="Looks in a row that did not find it.")
    failing_since = models.DateTimeField(null=True)
    found = models.CharField(max_length=10, choices=Found, blank=True)
    found_text = models.CharField(_("what was found"), max_length=200, blank=True)

    objects = DomainProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("proof of a domain")
        verbose_name_plural = _("proofs of domains")
        constraints = [
            # Two rows for one method: one holds, the other fails, and nobody could say which counts.
            models.UniqueConstraint(fields=["company", "method"], name="one_proof_per_method"),
        ]
        indexes = [
            models.Index(
                fields=["next_check_at"], condition=Q(next_check_at__isnull=False), name="domain_proofs_to_check"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain} ({self.get_method_display()})"

    @property
    def is_being_checked(self) -> bool:
        """Whether the answer is on its way."""
        is_due = self.next_check_at is not None and self.next_check_at <= timezone.now()
        return self.state == ProofState.CHECKING or (self.state == ProofState.FAILING and is_due)

    @property
    def may_be_asked(self) -> bool:
        return self.state in ASKABLE


class PaperProof(models.Model):
    """A signed mandate or a document of the register: private, read by operators, deleted after the decision."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="paper_proofs")
    kind = models.CharField(_("paper"), max_length=10, choices=PaperKind)
    file = models.FileField(_("file"), upload_to="proofs/", storage=PrivateStorage(), blank=True)
    signatory = models.CharField(_("who signed"), max_length=120, blank=True)
    signatory_function = models.CharField(_("function of who signed"), max_length=120, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.PENDING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason given to the company"), blank=True, max_length=1000)
    valid_until = models.DateField(_("valid until"), null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PaperProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper to check")
        verbose_name_plural = _("papers to check")
        ordering = ["-pk"]
        constraints = [
            # Two papers of one kind wait: two operators decide differently on the same day.
            models.UniqueConstraint(
                fields=["company", "kind"], condition=Q(state="pending"), name="one_paper_of_a_kind_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_kind_display()}"


class EndingNotice(models.Model):
    """The staff was told that a rung ends on a day: told once, however often the job runs."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    level = models.PositiveSmallIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "level", "ends_at"], name="ending_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.level}"
