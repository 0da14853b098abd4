"""The closed lists of companies: categories, evidence, places, states."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """Who pays follows from it: the free side buys, providers sell (product.md, section 2)."""

    MERCHANT = "merchant", _("Merchant")
    BRAND = "brand", _("Brand")
    STORE_CHAIN = "store_chain", _("Store chain")
    MEDIA = "media", _("Media")
    PROVIDER = "provider", _("Provider")
    FUND = "fund", _("Fund")
    INSTITUTION = "institution", _("Institution")
    UNDETERMINED = "undetermined", _("Undetermined")


FREE_BUYING_SIDE = (Category.MERCHANT, Category.BRAND, Category.STORE_CHAIN, Category.MEDIA)
FOUNDABLE_CATEGORIES = [choice for choice in Category.choices if choice[0] != Category.UNDETERMINED]


CATEGORY_EXPLANATIONS = {
    Category.MERCHANT: _("Sells to the public, on line or in a shop. Free."),
    Category.BRAND: _("Makes products, or sells them to merchants. Free."),
    Category.STORE_CHAIN: _("Keeps several shops under one name. Free."),
    Category.MEDIA: _("Publishes: press, site, blog, influencers. Free."),
    Category.PROVIDER: _("Sells services to companies: agency, carrier, payment, software. Needs a pack to be found."),
    Category.FUND: _("Invests in companies. Free, sells nothing here."),
    Category.INSTITUTION: _("Public body, chamber, federation, school. Free, sells nothing here."),
}
"""One line for whoever has to choose: the category decides who pays."""


IMPORTED: Final = "import"
"""Who wrote what an import writes, in the journal and in revisions; also what a page held before anybody saved a section."""

DEFAULT_SOURCE: Final = "register"
"""The source of an import when none is named: the files of one register share the numbering of their first column."""


class EvidenceLevel(models.IntegerChoices):
    """The identity evidence ladder: free, and never influenced by a pack."""

    DECLARED = 1, _("Declared")
    MAILBOX = 2, _("E-mail of the domain")
    SITE = 3, _("Site proven")
    MANDATE = 4, _("Mandate signed")
    DOCUMENT = 5, _("Document checked")


class Origin(models.TextChoices):
    FOUNDED = "founded", _("founded by its staff")
    IMPORTED = "imported", _("imported from a public file")


class IdentifierStatus(models.TextChoices):
    VALID = "valid", _("checked offline")
    DECLARED = "declared", _("declared")


class PlaceKind(models.TextChoices):
    HEADQUARTERS = "headquarters", _("Headquarters")
    OFFICE = "office", _("Office")
    WAREHOUSE = "warehouse", _("Warehouse")
    SHOP = "shop", _("Shop")


class RequestState(models.TextChoices):
    PENDING = "pending", _("waiting")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class NoticeKind(models.TextChoices):
    CORRECT = "correct", _("Correct something")
    REMOVE = "remove", _("Remove the page")


class NoticeState(models.TextChoices):
    OPEN = "open", _("to answer")
    DONE = "done", _("done")
    DECLINED = "declined", _("declined")


class OfferUnit(models.TextChoices):
    """What the price of an offer is counted by."""

    HOUR = "hour", _("per hour")
    DAY = "day", _("per day")
    MONTH = "month", _("per month")
    PIECE = "piece", _("per piece")
