"""Addresses of listings."""

app_name = "listings"
urlpatterns: list = []
