"""Addresses of approvals."""

from django.urls import path

from companies.approvals import views

app_name = "approvals"
urlpatterns = [
    path("", views.requests, name="requests"),
    path("choice/", views.choice, name="choice"),
    path("<int:pk>/", views.request_, name="request"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
