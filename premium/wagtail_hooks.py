"""The operator's back office: packs, standing grants, payments to confirm, orders and subscriptions."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils.choices import CallableChoiceIterator
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from network.common.back_office import DayColumn, KeptForEver, ListViewSet, OfficeIndexView, OfficeViewSet
from network.common.signs import money
from premium.actions.catalogue import delete_standing_grant, save_standing_grant
from premium.forms.office import PackForm, feature_choices
from premium.grace_viewsets import CreditToSendViewSet, GraceViewSet
from premium.models import (
    CategoryCredit,
    CategoryGrace,
    Currency,
    Order,
    Pack,
    StandingGrant,
    StripeCall,
    StripeCustomer,
    StripeEvent,
    Subscription,
)
from premium.revenue.actions import keep_change, snapshot_of_pack, snapshot_of_standing_grant
from premium.revenue.viewsets import CurrencyViewSet, WithHistory, WithPreview
from premium.stripe_viewsets import StripeCallViewSet, StripeCustomerViewSet, StripeEventViewSet
from premium.views import office, office_credits, office_money


class DecidedOnItsOwnPage(ModelPermissionPolicy):
    """Lists only: money is never a form over the fields of a table."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)


register_permission_policy(Pack, KeptForEver(Pack))
register_permission_policy(Currency, KeptForEver(Currency))
for model in (Order, Subscription, StripeEvent, StripeCall, StripeCustomer, CategoryGrace, CategoryCredit):
    register_permission_policy(model, DecidedOnItsOwnPage(model))


def price(pack: Pack) -> str:
    return money(pack.price_cents, pack.currency)


def total(order: Order) -> str:
    return money(order.total_cents, order.currency)


def feature_widget() -> forms.Select:
    return forms.Select(choices=CallableChoiceIterator(feature_choices))


class OneAfterTheOther:
    """Packs are judged and saved one after the other: two at once could go on sale in two currencies."""

    @transaction.atomic
    def post(self, request: HttpRequest, *arguments: Any, **named: Any) -> HttpResponse:
        list(Pack.objects.select_for_update().order_by("pk"))
        return super().post(request, *arguments, **named)  # type: ignore[misc]


class PackCreateView(OneAfterTheOther, WithPreview, generic.CreateView):
    snapshot = staticmethod(snapshot_of_pack)


class PackEditView(OneAfterTheOther, WithPreview, generic.EditView):
    snapshot = staticmethod(snapshot_of_pack)


class PackViewSet(OfficeViewSet):
    """Names, price, rank, whether on sale, and what each pack holds; who has bought keeps what he bought."""

    model = Pack
    icon = "pick"
    menu_label = _("Packs")
    add_view_class = PackCreateView
    edit_view_class = PackEditView
    ordering = "rank"
    list_display = [
        TitleColumn("name", label=_("Pack"), url_name="pack:edit"),
        Column("price", label=_("A year, before VAT"), accessor=price),
        Column("rank", label=_("Rank")),
        BooleanColumn("is_on_sale", label=_("On sale")),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("name_fr"), FieldPanel("name_en")]),
                    FieldPanel("promise_fr"),
                    FieldPanel("promise_en"),
                    FieldPanel("slug"),
                ],
                heading=_("Words"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("price"), FieldPanel("currency")]),
                    FieldPanel("rank"),
                    FieldPanel("is_on_sale"),
                ],
                heading=_("Price"),
            ),
            InlinePanel(
                "features",
                panels=[
                    FieldPanel("feature", widget=feature_widget()),
                    FieldRowPanel([FieldPanel("limit"), FieldPanel("window"), FieldPanel("carried")]),
                ],
                heading=_("What it holds"),
                label=_("feature"),
            ),
        ],
        base_form_class=PackForm,
    )


class SavedByAction:
    """The companies it touches are told."""

    def save_instance(self) -> StandingGrant:
        return save_standing_grant(self.form.save(commit=False))  # type: ignore[attr-defined]


class StandingGrantCreateView(WithHistory, SavedByAction, generic.CreateView):
    snapshot = staticmethod(snapshot_of_standing_grant)


class StandingGrantEditView(WithHistory, SavedByAction, generic.EditView):
    snapshot = staticmethod(snapshot_of_standing_grant)


class StandingGrantDeleteView(generic.DeleteView):
    def delete_action(self) -> None:
        before, subject = snapshot_of_standing_grant(self.object), str(self.object)
        delete_standing_grant(self.object)
        keep_change(operator=self.request.user, subject=subject, before=before, after={})


class StandingGrantViewSet(OfficeViewSet):
    """What each category holds for nothing."""

    model = StandingGrant
    icon = "unlock"
    menu_label = _("Standing grants")
    add_view_class = StandingGrantCreateView
    edit_view_class = StandingGrantEditView
    delete_view_class = StandingGrantDeleteView
    list_display = [
        TitleColumn("get_category_display", label=_("Category"), url_name="standinggrant:edit"),
        Column("feature_label", label=_("Feature")),
        Column("limit", label=_("Limit")),
        Column("get_window_display", label=_("Counts for")),
    ]
    list_filter = ["category"]
    edit_handler = ObjectList(
        [
            FieldPanel("category"),
            FieldPanel("feature", widget=feature_widget()),
            FieldRowPanel([FieldPanel("limit"), FieldPanel("window"), FieldPanel("carried")]),
        ]
    )


class OrderIndexView(OfficeIndexView):
    def get_base_queryset(self) -> QuerySet[Order]:
        return Order.objects.select_related("company", "pack")


class WaitingOrderIndexView(OfficeIndexView):
    """The oldest first: its company has waited longest."""

    page_title = _("Payments to confirm")

    def get_base_queryset(self) -> QuerySet[Order]:
        return Order.objects.waiting().select_related("company", "pack").order_by("placed_at")


class OrderViewSet(ListViewSet):
    """Every order; a transfer is confirmed on the page of its order."""

    model = Order
    icon = "clipboard-list"
    menu_label = _("Orders")
    index_view_class = OrderIndexView
    list_display = [
        TitleColumn("number", label=_("Order"), url_name="premium_office:order"),
        Column("company", label=_("Company")),
        Column("pack", label=_("Pack")),
        Column("total", label=_("Total with VAT"), accessor=total),
        Column("get_state_display", label=_("State")),
        DateColumn("placed_at", label=_("Ordered")),
        Column("due_on", label=_("To be paid by")),
    ]
    list_filter = ["state"]
    search_fields = ["number", "company__name", "legal_name", "purchase_order"]


class WaitingOrderViewSet(OrderViewSet):
    name = "order_to_confirm"
    icon = "tick-inverse"
    menu_label = _("Payments to confirm")
    index_view_class = WaitingOrderIndexView
    list_filter: list[str] = []


class SubscriptionIndexView(OfficeIndexView):
    def get_base_queryset(self) -> QuerySet[Subscription]:
        return Subscription.objects.select_related("company", "pack", "order")


class SubscriptionViewSet(ListViewSet):
    """What companies hold, the newest first."""

    model = Subscription
    icon = "success"
    menu_label = _("Subscriptions")
    index_view_class = SubscriptionIndexView
    list_display = [
        TitleColumn("company", label=_("Company"), url_name="premium_office:order", id_accessor="order_id"),
        Column("pack", label=_("Pack")),
        DayColumn("starts_at", label=_("Begins")),
        DayColumn("ends_at", label=_("Ends")),
    ]
    list_filter = ["pack"]
    search_fields = ["company__name", "order__number"]


class PremiumViewSetGroup(ModelViewSetGroup):
    """All under one entry of the menu, what waits first."""

    menu_label = _("Packs")
    menu_icon = "pick"
    menu_order = 220
    items = (
        WaitingOrderViewSet,
        OrderViewSet,
        SubscriptionViewSet,
        CreditToSendViewSet,
        GraceViewSet,
        StripeCustomerViewSet,
        StripeEventViewSet,
        StripeCallViewSet,
        PackViewSet,
        CurrencyViewSet,
        StandingGrantViewSet,
    )


@hooks.register("register_admin_viewset")
def premium_viewsets() -> PremiumViewSetGroup:
    return PremiumViewSetGroup()


@hooks.register("register_admin_urls")
def premium_office_urls() -> list[Any]:
    """The pages on which an operator confirms a transfer, gives money back, and sends a credit."""
    pages = [
        path("<int:order_id>/", office.order, name="order"),
        path("<int:order_id>/money/", office_money.money, name="money"),
        path("credits/<int:credit_id>/", office_credits.credit, name="credit"),
    ]
    return [path("orders/", include((pages, "premium_office")))]
