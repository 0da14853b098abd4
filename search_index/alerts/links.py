"""The signed address that switches one search off, without signing in, for years."""

from django.core import signing
from django.urls import reverse

from network.common.mails import absolute
from search_index.alerts.models import SavedSearch

SALT = "search_index.alerts.off"


def off_address(search: SavedSearch) -> str:
    """For the mail, in the active language."""
    return absolute(reverse("alerts:off", args=[off_token(search)]))


def off_token(search: SavedSearch) -> str:
    """Signed, without an end: a mail may be opened years later."""
    return signing.dumps(search.pk, salt=SALT, compress=True)


def search_of(token: str) -> SavedSearch | None:
    """The search of a token; None when the token was changed or the search is deleted."""
    try:
        return SavedSearch.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None
