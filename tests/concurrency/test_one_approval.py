"""Two colleagues approve one request at the same moment: it is done once."""

import threading

import pytest
from django.db import connections

from companies.actions.sections import save_section
from companies.approvals.actions import deciding
from companies.approvals.exceptions import NoLongerWaiting
from companies.approvals.models import ApprovalRequest, ApprovalRule
from companies.models import JournalEntry, SectionRevision
from companies.roles import Role
from companies.second_person import NeedsSecondPerson
from tests.factories.companies import CompanyFactory, MemberFactory

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def request_and_approvers():
    company = CompanyFactory(name="Acme", slug="acme")
    editor, *approvers = (MemberFactory(company=company, role=role) for role in (Role.EDITOR, Role.OWNER, Role.ADMIN))
    ApprovalRule.objects.create(company=company, kind="page")
    with pytest.raises(NeedsSecondPerson):
        save_section(acting=editor, kind="presentation", content={"text": "Bicycles."}, base_version=0)
    return ApprovalRequest.objects.get(), approvers


def approve_at_once(request, approvers) -> list[str]:
    """Both approve in threads of their own; how each ended."""
    start, ends = threading.Barrier(len(approvers)), []

    def run(member) -> None:
        try:
            start.wait(10)
            ends.append(deciding.approve_request(acting=member, request=request).state)
        except NoLongerWaiting:
            ends.append("too late")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[member]) for member in approvers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(ends)


def test_without_the_locks_both_believe_they_decided(request_and_approvers, monkeypatch):
    request, approvers = request_and_approvers
    seen = threading.Barrier(2)

    def read_together(found: ApprovalRequest) -> ApprovalRequest:
        found = ApprovalRequest.objects.select_related("company", "requested_by").get(pk=found.pk)
        seen.wait(10)
        return found

    monkeypatch.setattr(deciding, "waiting", read_together)

    ends = approve_at_once(request, approvers)

    assert "too late" not in ends
    assert len(ends) == 2


def test_the_locks_let_one_approval_count(request_and_approvers):
    request, approvers = request_and_approvers

    assert approve_at_once(request, approvers) == ["approved", "too late"]

    assert SectionRevision.objects.count() == 1
    assert JournalEntry.objects.filter(act="approvals.approved").count() == 1
    assert ApprovalRequest.objects.get().decided_by in {member.user for member in approvers}
