"""The stage in force, as a condition on packs and as a row."""

from django.db.models import Exists, Q

from premium.revenue.choices import Stage
from premium.revenue.models import RevenueStage


def present_stage() -> RevenueStage | None:
    """The row in force; none before the first switch, which is freemium."""
    return RevenueStage.objects.filter(is_in_force=True).select_related("given_pack").first()


def is_selling() -> Q:
    """Packs are on sale unless another stage than freemium is in force."""
    return ~Q(Exists(RevenueStage.objects.filter(is_in_force=True).exclude(stage=Stage.FREEMIUM)))
