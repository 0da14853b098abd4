"""Addresses of one's own account: settings, and in development the demonstration accounts."""

from django.urls import path

from network import environment
from network.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.settings, name="settings"),
    path("devices/sign-out/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("preferences/", views.set_preferences, name="set_preferences"),
]

if environment.IS_DEVELOPMENT or environment.IS_TEST:
    urlpatterns += [
        path("demo/", views.demo_accounts, name="demo_accounts"),
        path("demo/<int:account_id>/", views.enter_demo_account, name="enter_demo_account"),
    ]
