"""Staff: memberships, their projection for django-guardian, and invitations."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from companies.models.company import Company
from companies.querysets import InvitationQuerySet, MemberQuerySet
from companies.roles import Role


class Member(models.Model):
    """A person's membership of one company, with one role. Written only by `actions.staff`."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    title = models.CharField(_("function"), max_length=80, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            # One person with two roles: nobody could say what he may do.
            models.UniqueConstraint(
                fields=["company", "user"], condition=Q(ended_at__isnull=True), name="one_membership_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"


class CompanyUserPermission(UserObjectPermissionBase):
    """django-guardian's rows for companies, with a direct foreign key; a projection of Member and GRANTS."""

    content_object = models.ForeignKey(Company, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("object permission")


class Invitation(models.Model):
    """An invitation by mail: 7 days, single use, for the address it was sent to."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    language = models.CharField(max_length=5, default="fr")
    token_digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token in the mail.")
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            # Two open invitations to one mailbox with two roles.
            models.UniqueConstraint(
                Lower("email"),
                "company",
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_per_address",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
