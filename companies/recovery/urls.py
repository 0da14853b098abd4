"""Addresses of recovery."""

from django.urls import path

from companies.recovery import views

app_name = "recovery"
urlpatterns = [
    path("companies/<slug:slug>/recover/", views.ask, name="ask"),
    path("companies/<slug:slug>/recover/withdraw/", views.withdraw, name="withdraw"),
    path("page/recovery/", views.ours, name="ours"),
    path("page/recovery/<int:recovery_id>/stop/", views.stop, name="stop"),
]
