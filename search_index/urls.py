"""Addresses of search_index."""

from django.urls import path

from search_index import views

app_name = "search_index"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggest/", views.suggest, name="suggest"),
    path("api/", views.api_page, name="api"),
    path("ranking/", views.ranking, name="ranking"),
]
