"""Addresses of search_index."""

app_name = "search_index"
urlpatterns: list = []
