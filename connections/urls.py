"""Addresses of connections."""

from django.urls import path

from connections import views

app_name = "connections"
urlpatterns = [
    path("", views.network, name="network"),
    path("follow/<slug:slug>/", views.follow, name="follow"),
    path("unfollow/<slug:slug>/", views.unfollow, name="unfollow"),
    path("follow/<slug:slug>/switches/", views.set_follow_switches, name="set_follow_switches"),
    path("introductions/ask/<slug:slug>/", views.request_introduction, name="request_introduction"),
    path("introductions/<int:pk>/", views.introduction, name="introduction"),
    path("introductions/<int:pk>/decline/", views.decline_introduction, name="decline_introduction"),
    path("introductions/<int:pk>/withdraw/", views.withdraw_introduction, name="withdraw_introduction"),
    path("connect/<slug:slug>/", views.propose_connection, name="propose_connection"),
    path("connections/<int:pk>/confirm/", views.confirm_connection, name="confirm_connection"),
    path("connections/<int:pk>/decline/", views.decline_connection, name="decline_connection"),
    path("connections/<int:pk>/end/", views.end_connection, name="end_connection"),
    path("block/<slug:slug>/", views.block, name="block"),
    path("unblock/<slug:slug>/", views.unblock, name="unblock"),
]
