"""Acme stands above Borg, once both say so."""

import pytest
from django.contrib.auth.models import Permission

from companies.tree.operators import OPERATOR_PERMISSIONS
from tests.factories.accounts import UserFactory
from tests.factories.tree import AffiliationFactory


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def bob(borg, owner_of):
    return owner_of(borg)


@pytest.fixture
def link(acme, borg):
    return AffiliationFactory(parent=acme, child=borg, confirmed=True)


@pytest.fixture
def operator(db):
    """Somebody of the network's own staff."""
    user = UserFactory()
    for permission in ["wagtailadmin.access_admin", *OPERATOR_PERMISSIONS]:
        label, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
    return user
