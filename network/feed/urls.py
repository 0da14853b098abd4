"""Addresses of feed."""

app_name = "feed"
urlpatterns: list = []
