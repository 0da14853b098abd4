"""Editing the catalogue with a preview and a history: save, render the page of packs as a visitor sees it, and roll back."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views import generic

from network.common.back_office import DayColumn, OfficeViewSet
from premium.models import Currency
from premium.revenue.actions import keep_change, snapshot_of_currency, snapshot_of_offer
from premium.revenue.forms import CurrencyForm
from premium.revenue.models import Offer
from premium.selectors import catalogue
from premium.vat import vat_for

Snapshot = Callable[[Any], dict[str, Any]]


def page_of_packs(request: HttpRequest) -> str:
    """The public page, as a visitor without an account reads it now."""
    visitor = HttpRequest()
    visitor.META, visitor.user = request.META, AnonymousUser()
    visitor.session = {}  # type: ignore[assignment]
    visitor.path = visitor.path_info = request.path
    visitor.member, visitor.csp_nonce = None, getattr(request, "csp_nonce", "")  # type: ignore[attr-defined]
    context = {"catalogue": catalogue(None), "company": None, "french_rate": vat_for("FR").rate, "is_preview": True}
    return render_to_string("premium/packs.html", context, visitor)


def preview(request: HttpRequest, change: Callable[[], object]) -> HttpResponse:
    """The page of packs as it would be after a change, of which nothing is kept."""
    with transaction.atomic():
        change()
        content = page_of_packs(request)
        transaction.set_rollback(True)
    return HttpResponse(content)


class WithHistory:
    """Keep what it was before and what it is after."""

    snapshot: Snapshot

    def former(self) -> dict[str, Any]:
        pk = self.form.instance.pk  # type: ignore[attr-defined]
        return type(self).snapshot(self.model.objects.filter(pk=pk).first()) if pk else {}  # type: ignore[attr-defined]

    def save_instance(self) -> Any:
        before = self.former()
        saved = super().save_instance()  # type: ignore[misc]
        self.form.save_m2m() if hasattr(self.form, "save_m2m") else None  # type: ignore[attr-defined]
        after = type(self).snapshot(self.model.objects.get(pk=saved.pk))  # type: ignore[attr-defined]
        keep_change(operator=self.request.user, subject=str(saved), before=before, after=after)  # type: ignore[attr-defined]
        return saved


class WithPreview(WithHistory):
    """With the button "preview" nothing is kept, but the page of packs is shown."""

    template_name = "revenue/office/with_preview.html"

    def form_valid(self, form: Any) -> HttpResponse:
        if "preview" not in self.request.POST:  # type: ignore[attr-defined]
            return super().form_valid(form)  # type: ignore[misc]
        return preview(self.request, form.save)  # type: ignore[attr-defined]


class OfferCreateView(WithPreview, generic.CreateView):
    snapshot = staticmethod(snapshot_of_offer)


class OfferEditView(WithPreview, generic.EditView):
    snapshot = staticmethod(snapshot_of_offer)


class OfferViewSet(OfficeViewSet):
    """Launch offers and promotional codes; what an order got stays as it was."""

    model = Offer
    icon = "tag"
    menu_label = _("Offers and codes")
    add_view_class = OfferCreateView
    edit_view_class = OfferEditView
    list_display = [
        TitleColumn("name", label=_("Offer"), url_name="offer:edit"),
        Column("code", label=_("Code")),
        Column("percent_off", label=_("Percent off")),
        Column("free_months", label=_("Free months")),
        DayColumn("starts_on", label=_("From")),
        DayColumn("ends_on", label=_("To")),
        BooleanColumn("is_on", label=_("In force")),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_en")]), FieldPanel("code")]),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("percent_off"), FieldPanel("free_months")]), FieldPanel("packs")]
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
                    FieldRowPanel([FieldPanel("most_uses"), FieldPanel("is_on")]),
                ]
            ),
        ]
    )


class CurrencyCreateView(WithHistory, generic.CreateView):
    snapshot = staticmethod(snapshot_of_currency)


class CurrencyEditView(WithHistory, generic.EditView):
    snapshot = staticmethod(snapshot_of_currency)


class CurrencyViewSet(OfficeViewSet):
    """What currencies are worth today; orders keep the rate of their own day."""

    model = Currency
    icon = "globe"
    menu_label = _("Currencies")
    add_view_class = CurrencyCreateView
    edit_view_class = CurrencyEditView
    list_display = [
        TitleColumn("name", label=_("Currency"), url_name="currency:edit"),
        Column("euros", label=_("Euros for one unit")),
        DayColumn("rate_on", label=_("Day of the rate")),
        Column("source", label=_("Source of the rate")),
    ]
    edit_handler = ObjectList(
        [FieldPanel("code"), FieldRowPanel([FieldPanel("rate"), FieldPanel("rate_on")]), FieldPanel("source")],
        base_form_class=CurrencyForm,
    )
