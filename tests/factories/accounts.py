"""People for tests."""

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from network.accounts.models import User


class UserFactory(DjangoModelFactory):
    """A person with a verified address; the password is "correct horse battery"."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.com")
    name = factory.Sequence(lambda number: f"Person {number}")
    language = "en"
    password = factory.django.Password("correct horse battery")

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        if create and extracted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)
