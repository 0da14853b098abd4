"""One row for each route: which things it names, whose they are, and what an act needs beyond the view's declaration.

A new route without a row fails `test_every_route_has_a_row`: add it here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from companies.models import SectionRevision
from companies.roles import CompanyPermission
from network.notifications.mails import unsubscribe_token
from premium.payment_links.tokens import token_of
from search_index.alerts.links import off_token
from tests.access.visits import ANSWERED, NOT_FOUND, SIGN_IN
from tests.access.world import Holdings

Arguments = Callable[[Holdings], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """How the table calls one route.

    `names` gives the arguments from the caller's (or a foreign) side; `is_owned`: a foreign thing must not be found.
    `body` is what a POST carries, nothing by default. `reading_needs`, `writing_needs`: a permission that the view asks
    for itself, because it depends on the thing. `notes_reading`: opening the page is itself an act. `ends`: a public view
    that leads elsewhere. `is_for_somebody`: a public page whose POST refuses anybody but the one person it was sent to.
    """

    names: Arguments = lambda own: {}
    is_owned: bool = False
    body: Arguments = lambda own: {}
    reading_needs: str = ""
    writing_needs: str = ""
    notes_reading: bool = False
    ends: str = ANSWERED
    is_for_somebody: bool = False


def slug_of(part: str) -> Arguments:
    return lambda own: {"slug": getattr(own.estate, part).slug}


def number_of(part: str, argument: str = "pk") -> Arguments:
    return lambda own: {argument: attrgetter(part)(own.estate).pk}


def number_of_invoice(own: Holdings) -> dict[str, Any]:
    return {"number": own.estate.invoice.number}


def payers_token(own: Holdings) -> dict[str, Any]:
    link = own.estate.question.link
    return {"token": token_of(link.pk, link.nonce)}


def own_claim(own: Holdings) -> dict[str, Any]:
    return {"slug": own.belongings.claim.company.slug}


def own_revision(own: Holdings) -> dict[str, Any]:
    return {"revision": SectionRevision.objects.filter(section__company=own.estate.company).earliest("pk").pk}


def section(key: str) -> Arguments:
    return lambda own: {"section": key}


EDIT, IDENTITY = CompanyPermission.EDIT_PAGE, CompanyPermission.MANAGE_IDENTITY

ROWS: dict[str, Row] = {
    # network
    "media": Row(lambda own: {"path": "logos/logo.svg"}),
    "choose_language": Row(),
    "favicon": Row(),
    "robots": Row(),
    "oembed": Row(),
    "company_news": Row(slug_of("company")),
    "sitemaps": Row(),
    "sitemap": Row(lambda own: {"section": "companies-en"}),
    "health": Row(),
    "ready": Row(),
    "metrics": Row(),
    "home_office:health": Row(),
    "home_office:settings": Row(),
    "home_office:setting": Row(
        lambda own: {"name": "accounts.sign_up_is_open"},
        body=lambda own: {"value": "False", "reason": "Spam.", "seen": 0},
    ),
    "styleguide": Row(),
    "wagtailcore_login": Row(ends=SIGN_IN),
    "wagtailadmin_login": Row(ends=SIGN_IN),
    "wagtail_serve": Row(lambda own: {"": ""}),  # the home page: its pattern has an argument without a name
    "accounts:settings": Row(),
    "accounts:sign_out_everywhere": Row(),
    "accounts_office:people": Row(),
    "accounts_office:person": Row(number_of("colleague.user", "user_id"), body=lambda own: {"reason": "Lost."}),
    "accounts:set_preferences": Row(),
    "accounts:demo_accounts": Row(),
    "accounts:enter_demo_account": Row(lambda own: {"account_id": own.belongings.demo_account.pk}),
    "notifications:list": Row(),
    "notifications:mark_all_read": Row(),
    "notifications:preferences": Row(),
    "notifications:unsubscribe": Row(
        lambda own: {"token": unsubscribe_token(own.belongings.notification.user_id, "introduction_received")}
    ),
    "notifications:open": Row(
        lambda own: {"notification_id": own.belongings.notification.pk}, is_owned=True, notes_reading=True
    ),
    "takeout:mine": Row(),
    "takeout:download": Row(lambda own: {"pk": own.belongings.takeout.pk}, is_owned=True),
    "feed:dashboard": Row(),
    # companies
    "companies:start": Row(),
    "companies:found": Row(),
    "companies:page": Row(slug_of("company")),
    "companies:page_notice": Row(slug_of("company")),
    "companies:evidence": Row(slug_of("company")),
    "companies:card": Row(slug_of("company")),
    "companies:badge": Row(slug_of("company")),
    "companies:badge_picture": Row(slug_of("company")),
    "companies:share": Row(),
    "companies:claim": Row(own_claim),
    "companies:claim_draft": Row(own_claim, is_owned=True),
    "companies:claim_withdraw": Row(own_claim, is_owned=True),
    "companies:overview": Row(),
    "companies:page_history": Row(),
    "companies:page_then": Row(own_revision, is_owned=True),
    "companies:page_restore": Row(own_revision, is_owned=True),
    "companies:category": Row(
        body=lambda own: {"category": "merchant", "reason": "We sell shoes now."}, writing_needs=IDENTITY
    ),
    "companies:logo": Row(body=lambda own: {"remove": "1"}),
    "companies:edit": Row(
        section("presentation"),
        body=lambda own: {"text": "A third text.", "base_version": 2},
        reading_needs=EDIT,
        writing_needs=EDIT,
    ),
    "companies:confirm": Row(section("presentation"), writing_needs=EDIT),
    "companies:draft": Row(
        section("presentation"), body=lambda own: {"text": "Begun.", "base_version": 2}, writing_needs=EDIT
    ),
    "companies:draft_change": Row(section("presentation"), body=lambda own: {"act": "discard"}, writing_needs=EDIT),
    "companies:presence": Row(section("presentation"), body=lambda own: {"typing": "1"}, writing_needs=EDIT),
    "companies:versions": Row(section("presentation"), reading_needs=EDIT),
    "companies:compare": Row(section("presentation"), reading_needs=EDIT),
    "companies:revision": Row(
        lambda own: {"section": "presentation", "version": 1}, reading_needs=EDIT, writing_needs=EDIT
    ),
    "companies:act_for": Row(body=lambda own: {"company": own.estate.company.pk}, is_owned=True),
    "companies:journal": Row(),
    "companies:journal_export": Row(),
    "companies:journal_proof": Row(),
    "tree:group": Row(),
    "tree:propose": Row(body=lambda own: {"company": own.estate.newcomer.pk, "kind": "shop", "direction": "child"}),
    "tree:answer": Row(number_of("tree.proposed"), is_owned=True, body=lambda own: {"confirm": "1"}),
    "tree:end": Row(number_of("tree.above"), is_owned=True),
    "tree:grant": Row(number_of("tree.above"), is_owned=True, body=lambda own: {"roles": ["editor"]}),
    "tree:lend": Row(number_of("tree.below"), is_owned=True),
    "tree:recall": Row(number_of("tree.loan"), is_owned=True),
    "tree_office:link": Row(number_of("tree.proposed")),
    "companies:staff": Row(),
    "companies:invite": Row(body=lambda own: {"email": "new@example.com", "role": "analyst"}),
    "companies:leave": Row(),
    "companies:change_role": Row(
        number_of("colleague", "member_id"), is_owned=True, body=lambda own: {"role": "editor"}
    ),
    "companies:remove_member": Row(number_of("colleague", "member_id"), is_owned=True),
    "companies:resend_invitation": Row(number_of("invitation", "invitation_id"), is_owned=True),
    "companies:revoke_invitation": Row(number_of("invitation", "invitation_id"), is_owned=True),
    "companies:invitation": Row(lambda own: {"token": own.estate.token}, is_for_somebody=True),
    # companies.staffing
    "staffing:add_role": Row(body=lambda own: {"name": "Night shift", "permissions": ["read_journal"]}),
    "staffing:join": Row(slug_of("newcomer")),
    "staffing:withdraw": Row(lambda own: {"request_id": own.belongings.join_request.pk}, is_owned=True),
    "staffing:own_texts": Row(),
    "staffing:forget_text": Row(lambda own: {"draft_id": own.belongings.left_text.pk}, is_owned=True),
    "staffing:accept": Row(
        number_of("join_request", "request_id"), is_owned=True, body=lambda own: {"role": "analyst"}
    ),
    "staffing:decline": Row(number_of("join_request", "request_id"), is_owned=True),
    "staffing:second_factor": Row(body=lambda own: {"days": "no"}),
    "staffing:second_factor_needed": Row(),
    "staffing:close_account": Row(),
    "staffing:keep_account": Row(),
    "staffing:policy": Row(body=lambda own: {"who_may_ask": "nobody", "who_is_told": "owners"}),
    "staffing:invite_list": Row(body=lambda own: {"text": "new@example.com;analyst", "step": "check"}),
    "staffing:list_template": Row(),
    "staffing:ceilings": Row(body=lambda own: {"billing": "100"}),
    "staffing:change_role": Row(
        number_of("custom_role", "role_id"),
        is_owned=True,
        body=lambda own: {"name": "Day shift", "permissions": ["read_journal"]},
    ),
    "staffing:delete_role": Row(number_of("custom_role", "role_id"), is_owned=True),
    "stand_in_office:begin": Row(number_of("company", "company_id")),
    "stand_in_office:finish": Row(),
    "company_office:dossier": Row(number_of("company", "company_id")),
    "company_office:company": Row(number_of("company", "company_id")),
    "company_office:claims": Row(number_of("company", "company_id")),
    "company_office:decide_claim": Row(
        lambda own: {"claim_id": own.belongings.claim.pk}, body=lambda own: {"approve": "1"}
    ),
    "company_office:document": Row(lambda own: {"claim_id": own.belongings.claim.pk}),
    "company_office:notice": Row(lambda own: {"notice_id": own.belongings.notice.pk}, body=lambda own: {"hide": "1"}),
    # companies.publication
    "publication:planned": Row(),
    "publication:look": Row(number_of("planned"), is_owned=True, reading_needs=EDIT),
    "publication:change": Row(number_of("planned"), is_owned=True, reading_needs=EDIT),
    "publication:compare": Row(number_of("planned"), is_owned=True, reading_needs=EDIT),
    "publication:call_off": Row(number_of("planned"), is_owned=True, writing_needs=EDIT),
    "publication:publish_now": Row(number_of("planned"), is_owned=True, writing_needs=EDIT),
    "publication:plan": Row(
        section("presentation"), body=lambda own: {"text": "Later.", "base_version": 2}, writing_needs=EDIT
    ),
    "publication:make_link": Row(body=lambda own: {"name": "The press", "days": "1"}),
    "publication:close_link": Row(number_of("preview"), is_owned=True),
    "publication:preview": Row(lambda own: {"token": own.estate.preview_token}, notes_reading=True),
    # companies.pictures
    "pictures:video": Row(slug_of("company"), ends=NOT_FOUND),  # the companies of the table show none
    "pictures:erase": Row(number_of("picture"), is_owned=True),
    # companies.verification
    "verification:proofs": Row(),
    "verification:mailbox": Row(body=lambda own: {"email": "office@borg.example"}),
    "verification:site": Row(lambda own: {"method": "dns"}),
    "verification:paper": Row(lambda own: {"kind": "extract"}),
    "verification:withdraw_paper": Row(number_of("paper", "paper_id"), is_owned=True),
    "verification:mandate_sheet": Row(),
    "verification_office:paper": Row(
        number_of("paper", "paper_id"), body=lambda own: {"refuse": "1", "reason": "Too old."}
    ),
    "verification_office:file": Row(number_of("paper", "paper_id")),
    # companies.approvals
    "closing:page": Row(body=lambda own: {"takeout": "1"}),
    "closing:close": Row(body=lambda own: {"name": own.estate.company.name}),
    "closing:call_off": Row(),
    "closing:download": Row(number_of("takeout"), is_owned=True),
    "approvals:requests": Row(),
    "approvals:choice": Row(body=lambda own: {"hours": "24"}),
    "approvals:request": Row(
        number_of("approval"),
        is_owned=True,
        body=lambda own: {"send_back": "1", "comment": "Shorter."},
        reading_needs=EDIT,
        writing_needs=EDIT,
    ),
    "approvals:withdraw": Row(lambda own: {"pk": own.belongings.approval.pk}, is_owned=True),
    # companies.recovery
    "recovery:ask": Row(slug_of("newcomer")),
    "recovery:withdraw": Row(lambda own: {"slug": own.belongings.recovery.company.slug}, is_owned=True),
    "recovery:ours": Row(),
    "recovery:stop": Row(number_of("recovery", "recovery_id"), is_owned=True),
    "recovery_office:recovery": Row(
        number_of("recovery", "recovery_id"), body=lambda own: {"refuse": "1", "reason": "No document."}
    ),
    "recovery_office:document": Row(number_of("recovery", "recovery_id")),
    # companies.duplicates
    "duplicates:merged": Row(number_of("merge", "merge_id"), is_owned=True),
    "duplicates_office:compare": Row(),
    "duplicates_office:find": Row(),
    "duplicates_office:judge": Row(lambda own: {"one_id": own.estate.company.pk, "other_id": own.estate.partner.pk}),
    "duplicates_office:preview": Row(
        lambda own: {"kept_id": own.estate.company.pk, "merged_id": own.estate.newcomer.pk}
    ),
    "duplicates_office:merge": Row(number_of("merge", "merge_id"), body=lambda own: {"undo": "1"}),
    # premium
    "premium:packs": Row(),
    "premium:subscription": Row(),
    "premium:proforma": Row(lambda own: {"number": own.estate.order.number}, is_owned=True),
    "premium:cancel_order": Row(lambda own: {"number": own.estate.order.number}, is_owned=True),
    "premium:pay": Row(lambda own: {"number": own.estate.order.number, "way": "card"}, is_owned=True),
    "premium:paid": Row(lambda own: {"number": own.estate.order.number}, is_owned=True),
    "premium:portal": Row(),
    "premium:units": Row(),
    "premium:deputy": Row(),
    "premium:end": Row(),
    "premium:keep": Row(),
    "premium:choose_next": Row(lambda own: {"slug": "premium"}),
    "stripe_events": Row(),
    "premium:order": Row(lambda own: {"slug": "premium"}),
    "premium:ask": Row(lambda own: {"slug": "premium"}),
    "premium_office:order": Row(number_of("order", "order_id")),
    "premium_office:money": Row(number_of("order", "order_id")),
    "premium_office:credit": Row(number_of("credit", "credit_id")),
    # premium.invoices
    "invoices:archive": Row(),
    "invoices:year_table": Row(lambda own: {"year": 2026}),
    "invoices:download": Row(number_of_invoice, is_owned=True),
    "invoices:download_xml": Row(number_of_invoice, is_owned=True),
    "invoice_office:invoice": Row(number_of("invoice", "invoice_id")),
    "invoice_office:document": Row(number_of("invoice", "invoice_id")),
    "search_office:try_synonyms": Row(),
    "invoice_office:accountant": Row(),
    "invoice_office:year_csv": Row(lambda own: {"year": 2026}),
    "invoice_office:year_fec": Row(lambda own: {"year": 2026}),
    # premium.transfers
    "transfer_office:statements": Row(),
    "transfer_office:statement": Row(lambda own: {"statement_id": own.estate.movement.statement_id}),
    "transfer_office:assign": Row(
        number_of("movement", "movement_id"), body=lambda own: {"number": own.estate.order.number}
    ),
    "transfer_office:send_back": Row(number_of("movement", "movement_id")),
    "transfer_office:send_back_surplus": Row(number_of("order", "order_id")),
    "benefits:page": Row(),
    "revenue:use_code": Row(body=lambda own: {"code": "NONE"}),
    "revenue_office:dashboard": Row(),
    "revenue_office:dashboard_csv": Row(),
    "revenue_office:prices": Row(),
    "revenue_office:stage": Row(),
    "revenue_office:history": Row(),
    # premium.payment_links
    "payment_links:of_order": Row(
        lambda own: {"number": own.estate.order.number},
        is_owned=True,
        body=lambda own: {"email": "payer@example.com", "language": "en"},
    ),
    "payment_links:withdraw": Row(lambda own: {"number": own.estate.order.number}, is_owned=True),
    "payment_links:answer": Row(
        lambda own: {"question_id": own.estate.question.pk}, is_owned=True, body=lambda own: {"answer": "Yes."}
    ),
    "payment_links:pay": Row(payers_token, notes_reading=True),
    "payment_links:correct": Row(payers_token),
    "payment_links:ask": Row(payers_token, body=lambda own: {"text": "Why?"}),
    "payment_links:accept": Row(payers_token, body=lambda own: {"name": "Dora", "way": "transfer"}),
    "payment_links:join": Row(payers_token),
    "payment_links:invoice": Row(payers_token, ends=NOT_FOUND),
    # connections
    "connections:network": Row(),
    "connections:follow": Row(slug_of("newcomer")),
    "connections:unfollow": Row(slug_of("followed")),
    "connections:set_follow_switches": Row(slug_of("followed"), is_owned=True),
    "connections:request_introduction": Row(
        slug_of("newcomer"), body=lambda own: {"purpose_kind": "buy", "purpose": "A warehouse.", "benefit": "Parcels."}
    ),
    "connections:introduction": Row(number_of("received"), is_owned=True, notes_reading=True),
    "connections:decline_introduction": Row(number_of("received"), is_owned=True),
    "connections:withdraw_introduction": Row(number_of("sent"), is_owned=True),
    "connections:propose_connection": Row(slug_of("newcomer"), body=lambda own: {"kind": "client"}),
    "connections:confirm_connection": Row(number_of("proposal"), is_owned=True),
    "connections:decline_connection": Row(number_of("proposal"), is_owned=True),
    "connections:end_connection": Row(number_of("connection"), is_owned=True),
    "connections:block": Row(slug_of("newcomer")),
    "connections:unblock": Row(slug_of("blocked")),
    "messaging:inbox": Row(),
    "messaging:conversation": Row(
        lambda own: {"pk": own.estate.conversation_id},
        is_owned=True,
        body=lambda own: {"text": "A word.", "last_seen": 1},
        writing_needs=CompanyPermission.WRITE_MESSAGES,
        notes_reading=True,
    ),
    "messaging:accept": Row(number_of("received"), is_owned=True),
    # listings, search_index
    "listings:specialties": Row(),
    "search_index:search": Row(),
    "search_index:suggest": Row(),
    "search_index:api": Row(),
    "api:companies": Row(),
    "api_description": Row(),
    "shortlists:shortlist": Row(),
    "shortlists:add": Row(slug_of("newcomer")),
    "shortlists:remove": Row(lambda own: {"pk": own.belongings.note.entry_id}, is_owned=True),
    "shortlists:note": Row(
        lambda own: {"pk": own.belongings.note.entry_id}, is_owned=True, body=lambda own: {"text": "Fast."}
    ),
    "shortlists:delete_note": Row(lambda own: {"pk": own.belongings.note.pk}, is_owned=True),
    "shortlists:compare": Row(),
    "shortlists:choose": Row(),
    "shortlists:empty": Row(),
    "shortlists:ask": Row(),
    "alerts:searches": Row(),
    "alerts:save": Row(body=lambda own: {"name": "Warehouses", "frequency": "daily"}),
    "alerts:frequency": Row(
        lambda own: {"pk": own.belongings.saved_search.pk}, is_owned=True, body=lambda own: {"frequency": "weekly"}
    ),
    "alerts:delete": Row(lambda own: {"pk": own.belongings.saved_search.pk}, is_owned=True),
    "alerts:off": Row(lambda own: {"token": off_token(own.belongings.saved_search)}),
    "search_index:ranking": Row(),
}
