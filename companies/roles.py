"""Who may do what for a company: one enum of permissions, one table of roles, on one screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CompanyPermission(models.TextChoices):
    """Object permissions on Company; guardian's rows are a projection of GRANTS."""

    EDIT_PAGE = "edit_page", _("edit the page")
    MANAGE_IDENTITY = "manage_identity", _("change the legal identity and the category")
    MANAGE_STAFF = "manage_staff", _("invite colleagues and change roles")
    APPOINT_OWNER = "appoint_owner", _("name or remove an owner")
    CONNECT = "connect", _("follow, connect and ask for introductions")
    READ_MESSAGES = "read_messages", _("read the messages")
    WRITE_MESSAGES = "write_messages", _("write in the company's name")
    BUY = "buy", _("buy packs and see what was bought")
    READ_JOURNAL = "read_journal", _("read the journal")


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Administrator")
    EDITOR = "editor", _("Editor")
    SALES = "sales", _("Sales")
    BILLING = "billing", _("Billing")
    ANALYST = "analyst", _("Analyst")


_P = CompanyPermission
GRANTS: dict[str, frozenset[str]] = {
    Role.OWNER: frozenset(_P.values),
    Role.ADMIN: frozenset(set(_P.values) - {_P.APPOINT_OWNER}),
    Role.EDITOR: frozenset({_P.EDIT_PAGE, _P.READ_MESSAGES, _P.READ_JOURNAL}),
    Role.SALES: frozenset({_P.CONNECT, _P.READ_MESSAGES, _P.WRITE_MESSAGES, _P.READ_JOURNAL}),
    Role.BILLING: frozenset({_P.BUY, _P.READ_JOURNAL}),
    Role.ANALYST: frozenset({_P.READ_MESSAGES, _P.READ_JOURNAL}),
}

ROLE_EXPLANATIONS = {
    Role.OWNER: _("Everything, owners included."),
    Role.ADMIN: _("Everything except naming or removing an owner."),
    Role.EDITOR: _("Edits the page and reads the messages."),
    Role.SALES: _("Connects, asks for introductions and answers messages."),
    Role.BILLING: _("Buys packs and sees the orders."),
    Role.ANALYST: _("Reads the messages and the journal."),
}


def roles_allowing(permission: str) -> list[str]:
    """Roles that hold a permission, largest first."""
    return [role for role in Role.values if permission in GRANTS[role]]
