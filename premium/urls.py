"""Addresses of premium."""

from django.urls import path

from premium.views import pages, payment, renewal

app_name = "premium"
urlpatterns = [
    path("", pages.packs, name="packs"),
    path("ours/", pages.subscription, name="subscription"),
    path("orders/<str:number>/", pages.proforma, name="proforma"),
    path("ours/end/", renewal.end, name="end"),
    path("ours/keep/", renewal.keep, name="keep"),
    path("ours/deputy/", renewal.deputy, name="deputy"),
    path("ours/units/", renewal.units, name="units"),
    path("ours/card/", payment.portal, name="portal"),
    path("orders/<str:number>/pay/<str:way>/", payment.pay, name="pay"),
    path("orders/<str:number>/paid/", payment.paid, name="paid"),
    path("orders/<str:number>/cancel/", pages.cancel_order, name="cancel_order"),
    path("<slug:slug>/order/", pages.order, name="order"),
    path("<slug:slug>/next/", renewal.choose_next, name="choose_next"),
    path("<slug:slug>/ask/", pages.ask, name="ask"),
]
