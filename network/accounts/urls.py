"""Addresses of accounts: allauth's, and the preferences."""

from django.urls import include, path

app_name = "accounts"
urlpatterns: list = [path("", include("allauth.account.urls"))]
