"""Texts a person had typed and not published for a company he no longer belongs to: his to read, to copy, to delete."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.staffing.actions.texts import forget_text
from companies.staffing.selectors import own_texts, texts_left_with
from network.common.access import signed_in


@signed_in
def texts(request: HttpRequest) -> HttpResponse:
    """Every text, word by word."""
    return render(request, "staffing/own_texts.html", {"texts": own_texts(request.user)})


@signed_in
@require_POST
def forget(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Delete one of them."""
    draft = get_object_or_404(texts_left_with(request.user), pk=draft_id)
    forget_text(user=request.user, draft=draft)
    messages.success(request, _("The text is deleted."))
    return redirect("staffing:own_texts")
