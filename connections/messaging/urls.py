"""Addresses of messaging."""

app_name = "messaging"
urlpatterns: list = []
