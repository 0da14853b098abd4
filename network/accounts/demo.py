"""The accounts of the demonstration network: listed on a page in development, with a button to sign in."""

from functools import cache

from django.contrib.auth.hashers import make_password

from network.accounts.models import DemoAccount, User

PASSWORD = "comptoir-demo"  # noqa: S105 - printed on the page of demonstration accounts, which production does not serve


@cache
def hashed_password() -> str:
    """PASSWORD as it is stored, for every account: a good hash is slow."""
    return make_password(PASSWORD)


def register_account(user: User, what: tuple[str, str], *, order: int = 0) -> DemoAccount:
    """List a person on the page of demonstration accounts.

    `what` says what one can try with it, in English and in French. The person's password becomes PASSWORD.
    """
    user.password = hashed_password()
    user.save(update_fields=["password"])
    english, french = what
    account, _created = DemoAccount.objects.update_or_create(
        user=user, defaults={"description_en": english, "description_fr": french, "order": order}
    )
    return account
