"""What premium tells people: each reader gets the name of the pack in his own language."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import override

from companies.models import Company, Member
from companies.roles import CompanyPermission, Role
from network.accounts.models import User
from network.notifications.actions import notify
from premium.models import BillingDeputy, Pack

Word = str | Promise | Callable[[], str]


def tell(
    readers: Iterable[User], kind: str, *, url: str, company_id: int, pack: Pack | None = None, **words: Word
) -> None:
    """Notify once each; `words` are the other words of the news, besides `{pack}`, each in the reader's own language."""
    people = list(readers)
    for language in dict(settings.LANGUAGES):
        speaking = [person for person in people if person.language == language]
        if speaking:
            with override(language):
                arguments = {name: str(word() if callable(word) else word) for name, word in words.items()}
                if pack:
                    arguments["pack"] = pack.name
            notify(speaking, kind, arguments=arguments, url=url, company_id=company_id)


def who_pays(company: Company) -> list[User]:
    """Who is written to about money: the billing role, a role of the company's own that buys, and the deputy; else owners."""
    members = Member.objects.active().filter(company=company).select_related("user")
    buys = Q(role=Role.BILLING) | Q(custom_role__permissions__has_key=CompanyPermission.BUY)
    billing = [member.user for member in members.filter(buys)]
    deputy = list(members.filter(pk__in=BillingDeputy.objects.filter(company=company).values("member")))
    return billing + [member.user for member in deputy or members.filter(role=Role.OWNER)]
