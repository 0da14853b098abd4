"""The operator's pages of revenue: figures, stage, history of the catalogue."""

import csv
import io
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.translation import gettext as _

from network.common.access import operator
from network.common.signs import money
from premium.models import Pack
from premium.operators import SEE_FIGURES, SET_PRICES, SWITCH_STAGE
from premium.revenue import figures
from premium.revenue.actions import set_prices, switch_stage
from premium.revenue.charts import bar_chart
from premium.revenue.forms import PricesForm, StageForm
from premium.revenue.models import CatalogueChange, RevenueStage
from premium.revenue.stage import present_stage
from premium.revenue.viewsets import preview
from premium.windows import months_later


@operator(SEE_FIGURES)
def dashboard(request: HttpRequest) -> HttpResponse:
    """Twelve months at a glance."""
    months = figures.months()
    since = months_later(timezone.now(), -12)
    labels = [date_format(month.first_day if month is not months[-1] else month.ends_at, "M") for month in months]
    context = {
        "months": months,
        "present": months[-1],
        "has_foreign": any(month.foreign for month in months),
        "mrr": bar_chart(labels, [month.mrr_cents for month in months], [money(month.mrr_cents) for month in months]),
        "churn": bar_chart(
            labels, [month.churn_percent for month in months], [localize(month.churn_percent) for month in months]
        ),
        "cohorts": figures.cohorts(),
        "dunning": figures.dunning(),
        "by_category": figures.revenue_by_category(since),
        "by_pack": figures.revenue_by_pack(since),
    }
    return render(request, "revenue/office/dashboard.html", context)


@operator(SEE_FIGURES)
def dashboard_csv(request: HttpRequest) -> HttpResponse:
    """The same figures as a table."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["figure", "of", "value", "count"])
    for month in figures.months():
        day = month.ends_at.date().isoformat()
        writer.writerow(["mrr", day, f"{month.mrr_cents / 100:.2f}", month.customers])
        writer.writerow(["churn_percent", day, month.churn_percent, month.lost])
    for cohort in figures.cohorts():
        for year, kept in enumerate(cohort.kept, 1):
            writer.writerow([f"cohort_after_{year}", cohort.name, "" if kept is None else kept, cohort.begun])
    since = months_later(timezone.now(), -12)
    for name, parts in (
        ("dunning_step", figures.dunning()),
        ("revenue_by_category", figures.revenue_by_category(since)),
        ("revenue_by_pack", figures.revenue_by_pack(since)),
    ):
        for part in parts:
            writer.writerow([name, part.label, f"{part.cents / 100:.2f}", part.count])
    response = HttpResponse(b"\xef\xbb\xbf" + text.getvalue().encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="revenue-{timezone.localdate()}.csv"'
    return response


@operator(SET_PRICES)
def prices(request: HttpRequest) -> HttpResponse:
    """Sell all packs in another currency or at other prices, in one form with a preview."""
    form = PricesForm(Pack.objects.filter(is_on_sale=True).order_by("rank"), request.POST or None)
    if form.is_bound and form.is_valid():
        set_them = partial(set_prices, operator=request.user, **form.values())  # type: ignore[arg-type]
        if "preview" in request.POST:
            return preview(request, set_them)
        set_them()
        messages.success(request, _("The packs are sold at these prices. Orders placed before keep theirs."))
        return redirect("revenue_office:prices")
    return render(request, "revenue/office/prices.html", {"form": form})


@operator(SWITCH_STAGE)
def stage(request: HttpRequest) -> HttpResponse:
    """The stage in force, the switch, and the former ones."""
    form = StageForm(request.POST or None)
    if form.is_bound and form.is_valid():
        switched = switch_stage(operator=request.user, **form.values())  # type: ignore[arg-type]
        messages.success(request, _("The network runs as: %(stage)s.") % {"stage": switched.get_stage_display()})
        return redirect("revenue_office:stage")
    context = {
        "form": form,
        "present": present_stage(),
        "former": RevenueStage.objects.select_related("given_pack", "switched_by")[:20],
    }
    return render(request, "revenue/office/stage.html", context)


@operator(SEE_FIGURES)
def history(request: HttpRequest) -> HttpResponse:
    """Who changed what of packs, offers and stages, with the values before and after."""
    changes = CatalogueChange.objects.select_related("changed_by")[:100]
    return render(request, "revenue/office/history.html", {"changes": changes})
