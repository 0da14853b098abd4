"""Addresses of the group."""

from django.urls import path

from companies.tree.views import group, lending

app_name = "tree"
urlpatterns = [
    path("", group.group, name="group"),
    path("propose/", group.propose, name="propose"),
    path("<int:pk>/answer/", group.answer, name="answer"),
    path("<int:pk>/end/", group.end, name="end"),
    path("<int:pk>/grant/", lending.grant, name="grant"),
    path("<int:pk>/lend/", lending.lend, name="lend"),
    path("lent/<int:pk>/recall/", lending.recall, name="recall"),
]
