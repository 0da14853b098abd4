"""Addresses of benefits."""

from django.urls import path

from premium.benefits import views

app_name = "benefits"
urlpatterns = [path("", views.page, name="page")]
