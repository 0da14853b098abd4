"""What can be sold or granted: each paid right is registered by the app whose code asks for it."""

from dataclasses import dataclass

from django.utils.functional import Promise

from network.common.registries import Registry

Text = str | Promise


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
"""Only registered features are shown, sold and asked for; packs may hold rows of others as data."""


def register(feature: Feature) -> Feature:
    """Register a feature under its key, in the `ready()` of the app that asks for it."""
    return features.register(feature.key, feature)
