"""Staff: roles of a company's own, memberships, their projection for django-guardian, and invitations."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from companies.models.company import Company
from companies.querysets import CustomRoleQuerySet, InvitationQuerySet, MemberQuerySet
from companies.roles import GRANTS, CompanyPermission, Role


class CustomRole(models.Model):
    """A role a company made for itself out of the permissions. Written only by `actions.custom_roles`."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="custom_roles")
    name = models.CharField(_("name"), max_length=40)
    permissions = models.JSONField(
        _("permissions"), help_text="Permission to true: an object, since SQLite looks for keys, not for elements."
    )
    spending_ceiling_cents = models.PositiveIntegerField(_("spending ceiling"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CustomRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("role of a company")
        verbose_name_plural = _("roles of companies")
        constraints = [
            # Two roles of one name: whoever gives one could not tell which.
            models.UniqueConstraint(Lower("name"), "company", name="one_custom_role_of_a_name"),
            # A second way to become an owner, beside the one that keeps the last owner.
            models.CheckConstraint(
                condition=~Q(permissions__has_key=CompanyPermission.APPOINT_OWNER.value),
                name="no_custom_role_appoints_owners",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def held(self) -> frozenset[str]:
        """The permissions of the role; one that the network no longer knows counts for nothing."""
        return frozenset(self.permissions) & frozenset(CompanyPermission.values)


class RoleHolder(models.Model):
    """Somebody with a role: a built-in one, or one the company made for itself."""

    role = models.CharField(_("role"), max_length=20, choices=Role, blank=True)
    custom_role = models.ForeignKey(CustomRole, models.RESTRICT, null=True, blank=True, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def given_role(self) -> "str | CustomRole":
        return self.custom_role or self.role

    @given_role.setter
    def given_role(self, role: "str | CustomRole") -> None:
        self.custom_role = role if isinstance(role, CustomRole) else None
        self.role = "" if isinstance(role, CustomRole) else role

    @property
    def permissions(self) -> frozenset[str]:
        """What the role allows; no query where `custom_role` was selected with its holder."""
        return self.custom_role.held if self.custom_role else GRANTS[self.role]

    @property
    def role_name(self) -> str:
        """The role in the reader's language; a role of the company's own as the company called it."""
        return self.custom_role.name if self.custom_role else str(Role(self.role).label)

    @property
    def role_key(self) -> str:
        """What the journal and mails keep: the key of a built-in role, the name of a role of the company's own."""
        return self.custom_role.name if self.custom_role else str(self.role)

    @property
    def spending_ceiling_cents(self) -> int | None:
        """Euro cents an order may cost before VAT; None without ceiling. An owner never has one."""
        if self.custom_role:
            return self.custom_role.spending_ceiling_cents
        return self.company.ceiling_of(self.role)


def one_role(name: str) -> models.CheckConstraint:
    """Neither no role nor two: nobody could say what the person may do."""
    return models.CheckConstraint(
        condition=Q(custom_role__isnull=True) & ~Q(role="") | Q(custom_role__isnull=False, role=""), name=name
    )


class Member(RoleHolder):
    """A person's membership of one company, with one role. Written only by `actions.staff`."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    title = models.CharField(_("function"), max_length=80, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    lent_by = models.ForeignKey(
        Company,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The company whose staff the person is.",
    )

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            # One person with two roles: nobody could say what he may do.
            models.UniqueConstraint(
                fields=["company", "user"], condition=Q(ended_at__isnull=True), name="one_membership_per_person"
            ),
            one_role("one_role_of_a_member"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.company}"


class CompanyUserPermission(UserObjectPermissionBase):
    """django-guardian's rows for companies, with a direct foreign key; a projection of Member and GRANTS."""

    content_object = models.ForeignKey(Company, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("object permission")


class Invitation(RoleHolder):
    """An invitation by mail: 7 days, single use, for the address it was sent to."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
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
            one_role("one_role_of_an_invitation"),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
