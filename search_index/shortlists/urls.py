"""Addresses of the shortlist, the comparison and the request to several."""

from django.urls import path

from search_index.shortlists import views

app_name = "shortlists"
urlpatterns = [
    path("shortlist/", views.shortlist, name="shortlist"),
    path("shortlist/add/<slug:slug>/", views.add_to_shortlist, name="add"),
    path("shortlist/<int:pk>/remove/", views.remove_from_shortlist, name="remove"),
    path("shortlist/<int:pk>/note/", views.write_note, name="note"),
    path("shortlist/notes/<int:pk>/delete/", views.delete_note, name="delete_note"),
    path("compare/", views.compare, name="compare"),
    path("compare/choose/", views.choose, name="choose"),
    path("compare/empty/", views.empty_tray, name="empty"),
    path("ask/", views.ask, name="ask"),
]
