"""Addresses of premium."""

from django.urls import path

from premium import views

app_name = "premium"
urlpatterns = [
    path("", views.packs, name="packs"),
    path("ours/", views.subscription, name="subscription"),
    path("orders/<str:number>/", views.proforma, name="proforma"),
    path("orders/<str:number>/cancel/", views.cancel_order, name="cancel_order"),
    path("<slug:slug>/order/", views.order, name="order"),
    path("<slug:slug>/ask/", views.ask, name="ask"),
]
