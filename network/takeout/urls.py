"""Addresses of one's own data."""

from django.urls import path

from network.takeout import views

app_name = "takeout"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("<int:pk>/", views.download, name="download"),
]
