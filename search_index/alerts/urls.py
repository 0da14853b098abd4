"""Addresses of kept searches."""

from django.urls import path

from search_index.alerts import views

app_name = "alerts"
urlpatterns = [
    path("kept/", views.searches, name="searches"),
    path("kept/add/", views.save, name="save"),
    path("kept/<int:pk>/frequency/", views.set_frequency, name="frequency"),
    path("kept/<int:pk>/delete/", views.delete, name="delete"),
    path("kept/off/<str:token>/", views.off, name="off"),
]
