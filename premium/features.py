"""What can be sold or granted: each paid right is registered by the app whose code asks for it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from network.common.registries import Registry

Text = str | Promise

FEATURES_OF_THE_PRODUCT = (
    "public_page",
    "search_listing",
    "introductions",
    "announcements",
    "quote_answers",
    "site_ads",
    "newsletter_slots",
    "staff_seats",
    "chat_seats",
    "consultations",
    "analytics",
    "api",
)
"""Packs may hold rows of all these as data; they show once an app has registered them."""

FEATURES_OF_PROVIDERS = frozenset({"search_listing"})
"""Rights that mean nothing to who is no provider any more, and still holds a pack: it is not found among providers."""

OUTBOUND_FEATURES = frozenset({"introductions", "announcements", "quote_answers", "site_ads", "newsletter_slots"})
"""Rights that reach out to others: they go first when a payment fails, and while a pack's payment is disputed."""


@dataclass(frozen=True)
class Feature:
    """One paid right, in words.

    `label` names its row in the catalogue ("Introductions"); `unit` is what is counted ("introductions"), empty for a right
    one has or has not; `refusal` is the act that needs it, as the beginning of a sentence ("Asking for an introduction").
    `included` and `excluded` replace the tick and the dash where a word says more.
    """

    key: str
    label: Text
    unit: Text
    refusal: Text
    included: Text = ""
    excluded: Text = ""

    @property
    def is_counted(self) -> bool:
        return bool(self.unit)


features: Registry[Feature] = Registry("features")
"""Only registered features are shown, sold and asked for."""


return_reasons: Registry[Text] = Registry("reasons for which units come back")
"""Words for the reasons given to `quota.release`, registered by the apps that give them."""


def register(feature: Feature) -> Feature:
    """Register a feature under its key, in the `ready()` of the app that asks for it."""
    return features.register(feature.key, feature)


def known_keys() -> list[str]:
    """Keys that packs and standing grants may hold: the registered ones first."""
    return list(dict.fromkeys([*features.keys(), *FEATURES_OF_THE_PRODUCT]))


def feature_label(key: str) -> Text:
    """The name of a feature; one that no app asks for yet is shown by its key, and says so."""
    feature = features.get(key)
    return feature.label if feature else _("%(key)s (not in use yet)") % {"key": key}


def validate_feature(key: str) -> None:
    """Refuse a right that does not exist: it would be sold and never asked for."""
    if key not in known_keys():
        raise ValidationError(_("There is no feature “%(key)s”.") % {"key": key})
