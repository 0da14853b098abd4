"""Acme, its owner Alice, its editor Ana, and what the company chose."""

from collections.abc import Callable

import pytest

from companies.actions.sections import save_section
from companies.approvals.models import ApprovalRequest, ApprovalRule
from companies.models import Company, Member
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from tests.factories.companies import MemberFactory


@pytest.fixture
def alice(acme, owner_of) -> Member:
    return owner_of(acme)


@pytest.fixture
def ana(acme) -> Member:
    return MemberFactory(company=acme, role=Role.EDITOR, user__name="Ana Ferreira")


@pytest.fixture
def choose() -> Callable[..., None]:
    """What the company chose, without asking anybody."""

    def write(company: Company, *kinds: str, deputy: Member | None = None) -> None:
        for kind in kinds:
            ApprovalRule.objects.create(company=company, kind=kind, deputy=deputy)

    return write


@pytest.fixture
def ask() -> Callable[..., ApprovalRequest]:
    """The request that came of publishing a presentation."""

    def publish(acting: Member, text: str = "Bicycles.", base_version: int = 0) -> ApprovalRequest:
        with pytest.raises(NeedsSecondPerson):
            save_section(acting=acting, kind="presentation", content={"text": text}, base_version=base_version)
        return ApprovalRequest.objects.pending().get(requested_by=acting.user)

    return publish
