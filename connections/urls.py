"""Addresses of connections."""

app_name = "connections"
urlpatterns: list = []
