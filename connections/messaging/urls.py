"""Addresses of messaging."""

from django.urls import path

from connections.messaging import views

app_name = "messaging"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("<int:pk>/", views.conversation, name="conversation"),
    path("introductions/<int:pk>/accept/", views.accept, name="accept"),
]
