"""The panels of companies themselves on the operator's page about one: flags, staff, journal, requests, imports."""

from datetime import datetime
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.choices import EvidenceLevel
from companies.dossier import Line, Panel, Text, panels
from companies.models import (
    CategoryChange,
    Claim,
    Company,
    ImportedRecord,
    Invitation,
    JournalEntry,
    Member,
    PageNotice,
)
from companies.operators import ANSWER_NOTICES, CHANGE_COMPANIES, DECIDE_CLAIMS, VIEW_COMPANIES
from network.accounts.operators import RESTORE_ACCESS


class Flag(NamedTuple):
    """Something out of the ordinary about a company, and since when."""

    words: Text
    since: datetime | None


def flags_of(company: Company) -> list[Flag]:
    """What an operator must know before anything else."""
    flags = [
        (company.hidden_at, Flag(_("Page hidden"), company.hidden_at)),
        (company.merged_into_id, Flag(_("Merged into another page"), None)),
        (company.claimed_at is None, Flag(_("Nobody has claimed the page"), None)),
        (company.category_confirmed_at is None, Flag(_("Category not confirmed"), None)),
        (company.evidence_level == EvidenceLevel.DECLARED, Flag(_("Identity only declared"), None)),
        (
            company.second_factor_from,
            Flag(_("Asks its staff for a second factor"), company.second_factor_from),
        ),
    ]
    return [flag for is_set, flag in flags if is_set]


panels.register(
    "flags",
    Panel(
        title=_("Flags"),
        permission=VIEW_COMPANIES,
        columns=(_("Flag"), _("Since")),
        rows=flags_of,
        line=lambda flag: Line((flag.words, flag.since)),
        order=10,
    ),
)
panels.register(
    "staff",
    Panel(
        title=_("Staff"),
        permission=VIEW_COMPANIES,
        columns=(_("Person"), _("E-mail address"), _("Role"), _("Function"), _("Since"), _("Left")),
        rows=lambda company: (
            Member.objects.filter(company=company)
            .select_related("user", "custom_role")
            .order_by("-ended_at", "joined_at")
        ),
        line=lambda member: Line(
            (
                member.user.display_name,
                member.user.email,
                member.role_name,
                member.title,
                member.joined_at,
                member.ended_at,
            ),
            reverse("accounts_office:person", args=[member.user_id]),
        ),
        link_permission=RESTORE_ACCESS,
        order=20,
    ),
)
panels.register(
    "invitations",
    Panel(
        title=_("Invitations"),
        permission=VIEW_COMPANIES,
        columns=(_("E-mail address"), _("Role"), _("Sent"), _("Valid until")),
        rows=lambda company: Invitation.objects.filter(company=company).waiting().select_related("custom_role"),
        line=lambda invitation: Line(
            (invitation.email, invitation.role_name, invitation.created_at, invitation.expires_at)
        ),
        order=21,
    ),
)
panels.register(
    "claims",
    Panel(
        title=_("Claims"),
        permission="companies.view_claim",
        columns=(_("Claimant"), _("Function"), _("State"), _("Received")),
        rows=lambda company: Claim.objects.filter(company=company).select_related("user").order_by("-pk"),
        line=lambda claim: Line(
            (claim.user.display_name, claim.function, claim.get_state_display(), claim.created_at),
            reverse("company_office:claims", args=[claim.company_id]),
        ),
        link_permission=DECIDE_CLAIMS,
        all_rows="claim:index",
        order=50,
    ),
)
panels.register(
    "category_changes",
    Panel(
        title=_("Changes of category"),
        permission="companies.view_categorychange",
        columns=(_("New category"), _("Asked by"), _("State"), _("Received")),
        rows=lambda company: CategoryChange.objects.filter(company=company).select_related("asked_by").order_by("-pk"),
        line=lambda change: Line(
            (
                change.get_category_display(),
                change.asked_by.display_name if change.asked_by else "",
                change.get_state_display(),
                change.created_at,
            ),
            reverse("company_office:company", args=[change.company_id]),
        ),
        link_permission=CHANGE_COMPANIES,
        order=51,
    ),
)
panels.register(
    "page_notices",
    Panel(
        title=_("Requests about pages"),
        permission="companies.view_pagenotice",
        columns=(_("Request"), _("Sender"), _("State"), _("Received")),
        rows=lambda company: PageNotice.objects.filter(company=company).order_by("-pk"),
        line=lambda notice: Line(
            (notice.get_kind_display(), notice.email, notice.get_state_display(), notice.created_at),
            reverse("company_office:notice", args=[notice.pk]),
        ),
        link_permission=ANSWER_NOTICES,
        order=60,
    ),
)
panels.register(
    "imports",
    Panel(
        title=_("Imported from"),
        permission="companies.view_importedrecord",
        columns=(_("Source"), _("Row"), _("Imported")),
        rows=lambda company: ImportedRecord.objects.filter(company=company).defer("row").order_by("-pk"),
        line=lambda record: Line((record.source, record.source_key, record.imported_at)),
        order=80,
    ),
)
panels.register(
    "journal",
    Panel(
        title=_("Journal"),
        permission="companies.view_journalentry",
        columns=(_("Act"), _("Author"), _("Date")),
        rows=lambda company: JournalEntry.objects.filter(company=company),
        line=lambda entry: Line((journal.sentence(entry), entry.author_name, entry.at)),
        order=90,
    ),
)
