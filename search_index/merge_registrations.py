"""What becomes of the index when two pages of one company are merged: both are indexed again in their new state."""

from django.utils.translation import gettext_lazy as _

from companies.merge_rules import keep

keep("search_index.IndexEntry", why=_("both pages are indexed again; the merged one leaves the search"))
keep("search_index.PendingPush", "company_id", why=_("the search server hears of both pages"))
keep("search_index.IndexRebuild", "last_company", why=_("how far a rebuild has come; it names no company"))
