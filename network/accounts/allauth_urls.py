"""The pages of allauth that are used, under its own names; everything else it brings stays unmounted."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import path

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("login/second/", factors.authenticate, name="mfa_authenticate"),
    path("again/", views.reauthenticate, name="account_reauthenticate"),
    path("again/code/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
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
    path("second-factor/", factors.index, name="mfa_index"),
    path("second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("second-factor/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/recovery-codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "second-factor/recovery-codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("second-factor/passkeys/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("second-factor/passkeys/<int:pk>/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("second-factor/passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("devices/", sessions.list_usersessions, name="usersessions_list"),
]
