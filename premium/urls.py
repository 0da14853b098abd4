"""Addresses of premium."""

from django.urls import path

from premium.views import pages

app_name = "premium"
urlpatterns = [
    path("", pages.packs, name="packs"),
    path("ours/", pages.subscription, name="subscription"),
    path("orders/<str:number>/", pages.proforma, name="proforma"),
    path("orders/<str:number>/cancel/", pages.cancel_order, name="cancel_order"),
    path("<slug:slug>/order/", pages.order, name="order"),
    path("<slug:slug>/ask/", pages.ask, name="ask"),
]
