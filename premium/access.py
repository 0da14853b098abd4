"""Views of buyers: whoever may not buy learns who may, and can ask them in one press."""

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from companies.access import entering_member
from companies.permissions import may
from companies.roles import CompanyPermission
from network.common.access import Access, View
from premium.models import Pack
from premium.selectors import buyers_of, buying_roles


def buyer_required(view: View) -> View:
    """Members whose role may buy enter; others get a 403 page that names the roles and the colleagues."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = entering_member(request)
        if isinstance(member, HttpResponse):
            return member
        if not may(member, CompanyPermission.BUY):
            pack = Pack.objects.on_sale().filter(slug=kwargs.get("slug")).first()
            context = {"pack": pack, "roles": buying_roles(member.company), "buyers": buyers_of(member.company)}
            return render(request, "premium/ask.html", context, status=403)
        return view(request, *args, **kwargs)

    guarded.access = Access("member", CompanyPermission.BUY)  # type: ignore[attr-defined]
    return guarded
