"""What revenue registers: when packs are sold, what is taken off, and what the page of packs says of it."""

from typing import Any

from django.http import HttpRequest

from network.common import page_slots
from premium.revenue.offers import launch_offer, months_of, offer_to
from premium.revenue.stage import is_selling, present_stage
from premium.selling import conditions, extra_months, reductions

conditions.register("stage", is_selling)
reductions.register("offers", offer_to)
extra_months.register("offers", months_of)


def notice_of_packs(request: HttpRequest, _company: Any) -> dict[str, Any] | None:
    """The stage when nothing is sold, otherwise the launch offer and the promotional code typed before."""
    stage = present_stage()
    code = request.session.get("promotional_code", "")
    return {"stage": stage, "offer": launch_offer(), "code": code}


page_slots.register("packs.notice", 10, "revenue/packs_notice.html", notice_of_packs)
