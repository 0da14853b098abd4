"""Requests to join in a merge: who asks for one page of a company asks for the company."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.merge_rules import keep, move
from companies.staffing.choices import RequestState

move("staffing.JoinRequest", once=("user",), among=Q(state=RequestState.WAITING))
keep("staffing.JoinPolicy", why=_("the staff of the kept page has chosen for itself"))
