"""Addresses of pictures and videos."""

from django.urls import path

from companies.pictures import views

app_name = "pictures"
urlpatterns = [
    path("companies/<slug:slug>/video/", views.video, name="video"),
    path("page/pictures/<int:pk>/delete/", views.erase, name="erase"),
]
