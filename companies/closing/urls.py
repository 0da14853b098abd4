"""Addresses of a company's own data and its closing."""

from django.urls import path

from companies.closing import views

app_name = "closing"
urlpatterns = [
    path("", views.page, name="page"),
    path("close/", views.close, name="close"),
    path("call-off/", views.call_off, name="call_off"),
    path("<int:pk>/", views.download, name="download"),
]
