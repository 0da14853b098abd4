"""Addresses of premium."""

app_name = "premium"
urlpatterns: list = []
