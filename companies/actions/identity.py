"""The parts of a company's identity that are not a section: its logo."""

import base64

from django.core.files.base import ContentFile
from django.db import transaction

from companies import journal
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.second_person import Act, asks, pass_gate
from companies.signals import company_changed
from network.common.signals import announce

LOGO_CHANGED = "page.logo_changed"


@asks
@transaction.atomic
def change_logo(*, acting: Member, picture: ContentFile | None, approval: int | None = None) -> Company:
    """Show a new logo, or none; the former file is deleted once the change has committed.

    Raises:
        RoleTooSmall: the member may not edit the page.
        NeedsSecondPerson: it was sent to a colleague who has to approve it first.

    """
    require(acting, CompanyPermission.EDIT_PAGE)
    company = Company.objects.select_for_update().get(pk=acting.company_id)
    pass_gate(acting, Act(LOGO_CHANGED, "", "", {"picture": _encoded(picture)}), approval)
    former = company.logo.name
    company.logo = picture or ""
    company.save(update_fields=["logo", "updated_at"])
    if former:
        storage = company.logo.storage
        transaction.on_commit(lambda: storage.delete(former))

    journal.record(company=company, act=LOGO_CHANGED, acting=acting)
    announce(company_changed, company_ids=[company.pk])
    return company


def _encoded(picture: ContentFile | None) -> str:
    """The picture as text, to be kept in a request; empty for none."""
    if picture is None:
        return ""
    content = base64.b64encode(picture.read()).decode()
    picture.seek(0)
    return content
