"""Addresses of revenue."""

from django.urls import path

from premium.revenue import views

app_name = "revenue"
urlpatterns = [path("", views.use_code, name="use_code")]
