"""Addresses of the desk."""

from django.urls import path

from network.feed import views

app_name = "feed"
urlpatterns = [path("", views.dashboard, name="dashboard")]
