"""People: the user model, allauth and guardian."""

from network import environment

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if environment.IS_TEST:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "feed:dashboard"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "network.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "network.accounts.forms.LoginForm",
    "signup": "network.accounts.forms.SignupForm",
    "add_email": "network.accounts.forms.AddEmailForm",
    "change_password": "network.accounts.forms.ChangePasswordForm",
    "set_password": "network.accounts.forms.SetPasswordForm",
    "reset_password": "network.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "network.accounts.forms.NewPasswordForm",
    "confirm_password_reset_code": "network.accounts.forms.PasswordCodeForm",
    "confirm_email_verification_code": "network.accounts.forms.EmailCodeForm",
    "request_login_code": "network.accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "network.accounts.forms.LoginCodeForm",
    "reauthenticate": "network.accounts.forms.PasswordAgainForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before an address is added, removed or made the main one
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if environment.IS_PRODUCTION else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.TRUSTED_PROXY_COUNT)
if environment.IS_TEST:
    ACCOUNT_RATE_LIMITS = False

USERSESSIONS_ADAPTER = "network.accounts.sessions.SessionsAdapter"
OPERATORS_NEED_SECOND_FACTOR = environment.OPERATORS_NEED_SECOND_FACTOR == "1"
MFA_ADAPTER = "network.accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Comptoir"
MFA_TOTP_TOLERANCE = 1  # a telephone whose clock is half a minute wrong
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.IS_PRODUCTION  # http://localhost
MFA_FORMS = {
    "authenticate": "network.accounts.second_factor_forms.CodeForm",
    "reauthenticate": "network.accounts.second_factor_forms.CodeAgainForm",
    "activate_totp": "network.accounts.second_factor_forms.ActivateAppForm",
    "add_webauthn": "network.accounts.second_factor_forms.AddPasskeyForm",
    "edit_webauthn": "network.accounts.second_factor_forms.RenamePasskeyForm",
}

ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_RAISE_404 = True
