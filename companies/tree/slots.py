"""What the tree puts into pages of others: the group on the public page, proposals to answer on the desk."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from companies.models import Company, Member
from companies.permissions import may
from companies.roles import CompanyPermission
from companies.tree.selectors import links_on_page, number_waiting


def on_page(request: HttpRequest, company: Company) -> dict[str, Any] | None:
    links = links_on_page(company)
    return {"links": links} if links else None


def to_do(request: HttpRequest, member: Member) -> dict[str, Any] | None:
    count = number_waiting(member) if may(member, CompanyPermission.MANAGE_IDENTITY) else 0
    if not count:
        return None
    label = ngettext("link in our group to confirm", "links in our group to confirm", count)
    return {"rows": [{"count": count, "label": label, "url": f"{reverse('tree:group')}#waiting"}]}
