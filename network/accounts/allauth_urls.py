"""The pages of allauth that are used, under its own names; everything else it brings stays unmounted."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("email/", views.email, name="account_email"),
    path("email/confirm/", views.email_verification_sent, name="account_email_verification_sent"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/code/", views.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("password/reset/new/", views.complete_password_reset, name="account_complete_password_reset"),
    path("password/reset/done/", views.password_reset_from_key_done, name="account_password_reset_completed"),
]
