"""People of the demonstration network: invented names, addresses under .example, one password for all."""

import random
from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils.text import slugify

from network.accounts.demo import hashed_password
from network.accounts.models import User
from network.home.demo.texts import FIRST_NAMES, LAST_NAMES


class People:
    """Makes people one after the other; all have the same password."""

    def __init__(self, chance: random.Random) -> None:
        self._password = hashed_password()
        self._names = {language: self._shuffled(language, chance) for language in FIRST_NAMES}

    def _shuffled(self, language: str, chance: random.Random) -> Iterator[str]:
        names = [f"{first} {last}" for first in FIRST_NAMES[language] for last in LAST_NAMES[language]]
        chance.shuffle(names)
        return iter(names)

    def person(self, *, company: str, language: str, name: str = "") -> User:
        """A person with a verified address on the company's invented domain."""
        name = name or next(self._names[language])
        return self.account(f"{slugify(name).replace('-', '.')}@{slugify(company)}.example", name, language)

    def account(self, email: str, name: str, language: str, **fields: bool) -> User:
        user = User.objects.create(email=email, name=name, language=language, password=self._password, **fields)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        return user

    def operator(self) -> User:
        """An operator of the network, in the group that sees the whole back office."""
        user = self.account("operator@comptoir.example", "Camille Renaud", "fr", is_staff=True)
        user.groups.add(Group.objects.get(name="Operators"))
        return user
