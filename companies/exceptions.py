"""Refusals of companies, each with a sentence that says what to do."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network.common.exceptions import Forbidden, Refusal


class StaleSection(Refusal):
    """Somebody published a newer version meanwhile.

    `mine` and `base` are contents, `theirs` is the published `Section`, so that nothing is lost.
    """

    def __init__(self, *, mine: dict[str, Any], base: dict[str, Any], theirs: Any, base_version: int) -> None:
        self.mine, self.base, self.theirs, self.base_version = mine, base, theirs, base_version
        super().__init__(
            _("A colleague published this section while you were writing. Both texts are below; nothing is lost.")
        )


class PageMoved(Refusal):
    """Sections of the page were published between looking at it and restoring it."""

    def __init__(self, labels: "Iterable[str | Promise]") -> None:
        names = ", ".join(str(label) for label in labels)
        super().__init__(
            _("These sections were published meanwhile: %(sections)s. Nothing was restored: look again, then confirm.")
            % {"sections": names}
        )


class RoleTooSmall(Forbidden):
    """The member's role does not hold the permission; `own_roles` are those of the company's own that do."""

    def __init__(self, permission: str, *, own_roles: Sequence[str] = ()) -> None:
        from companies.roles import CompanyPermission, Role, roles_allowing

        self.permission = permission
        self.roles = [*(Role(role).label for role in roles_allowing(permission)), *own_roles]
        sentence = _(
            "Your role does not allow you to %(permission)s. Ask a colleague with one of these roles: %(roles)s."
        ) % {
            "permission": CompanyPermission(permission).label,
            "roles": ", ".join(str(role) for role in self.roles),
        }
        super().__init__(sentence)
        self.next_url, self.next_label = reverse("companies:staff"), _("See who can")


class FoundingClosed(Refusal):
    def __init__(self) -> None:
        super().__init__(
            _(
                "No new companies can be founded just now. Your company may have a page already: look for it and claim it."
            )
        )


class ClaimsClosed(Refusal):
    def __init__(self) -> None:
        super().__init__(_("No new claims are taken just now. Come back in a few days: the page waits for you."))


class LastOwner(Refusal):
    def __init__(self) -> None:
        super().__init__(_("You are the last owner. Name another owner first, then leave."))
        self.next_url, self.next_label = reverse("companies:staff"), _("Name another owner")


class AlreadyMember(Refusal):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s is on the staff already. Change the role instead.") % {"name": name})


class NotAllowedToChange(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("Only an owner may name, change or remove an owner. Ask one of the owners."))


class HeirHasLeft(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Whoever was to look after it is no longer a colleague. Choose somebody else."))


class BeyondOwnRights(NotAllowedToChange):
    """A role that may do, or spend, more than the member himself; or whoever has it."""

    def __init__(self) -> None:
        Forbidden.__init__(
            self,
            _(
                "This role may do or spend more than yours. You can give only rights you hold yourself: "
                "ask an owner to do it."
            ),
        )


class RoleNameTaken(Refusal):
    def __init__(self, name: str) -> None:
        super().__init__(_("There is a role called “%(name)s” already. Choose another name.") % {"name": name})


class RoleWithoutPermission(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Choose at least one permission: a role without any could do nothing."))


class TooManyRoles(Refusal):
    def __init__(self, most: int) -> None:
        super().__init__(_("A company has at most %(most)s roles of its own. Change or delete one.") % {"most": most})


class RoleIsHeld(Refusal):
    """A role is deleted of which nobody said what its holders get."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Colleagues have the role “%(name)s”. Choose which role they get instead.") % {"name": name})


class IsLent(Refusal):
    def __init__(self, company: str) -> None:
        super().__init__(
            _(
                "%(company)s lends this colleague, who keeps the role you allowed there. You can take the person off the staff."
            )
            % {"company": company}
        )


class InvitationNoLongerOpen(Refusal):
    status = 410

    def __init__(self) -> None:
        super().__init__(
            _("This invitation was used, taken back or is older than 7 days. Ask your colleague for a new one.")
        )


class InvitationForAnotherAddress(Forbidden):
    def __init__(self, email: str) -> None:
        super().__init__(
            _("This invitation is for %(email)s. Sign out and open it with that account; it stays valid.")
            % {"email": email}
        )


class InviterMayNoLonger(Refusal):
    def __init__(self, company: str) -> None:
        super().__init__(
            _("Whoever invited you may no longer give this role. Ask an owner of %(company)s for a new invitation.")
            % {"company": company}
        )


class IdentifierTaken(Refusal):
    """The number belongs to an existing page, which is offered to join or claim."""

    def __init__(self, company: Any) -> None:
        self.company = company
        super().__init__(_("This number already has a page: join it or claim it instead of founding a second one."))


class SameNameExists(Refusal):
    """Pages of the same name in the same country, offered before a second one is founded."""

    def __init__(self, companies: list[Any]) -> None:
        self.companies = companies
        super().__init__(_("A company of this name already has a page in this country. Is it yours?"))


class NotAnOperator(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("Only an operator of the network with this right can decide it."))


class AlreadyClaimed(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This page already belongs to its company: ask its staff to let you join."))


class AlreadyAsked(Refusal):
    """A person asks twice for the same thing."""

    def __init__(self) -> None:
        super().__init__(_("You have already asked; the answer will come by mail."))


class AlreadyDecided(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This request was decided meanwhile. Reload the list to see how."))


class SameCategory(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Your company already has this category. Choose another one."))


class MergedAway(Refusal):
    """A page that was merged into another one is shown again by undoing the merge, never by hand."""

    def __init__(self, kept: Any) -> None:
        super().__init__(
            _("This page was merged into %(company)s. Undo the merge to show it again.") % {"company": kept.name}
        )
        self.next_url, self.next_label = kept.get_absolute_url(), _("See the page that was kept")


class StillOnStaff(Refusal):
    """Somebody who acts for companies cannot be erased yet: they would lose what he looks after."""

    def __init__(self, companies: Iterable[str]) -> None:
        super().__init__(
            _("This person still acts for %(companies)s: he leaves first, and hands over what he looks after.")
            % {"companies": ", ".join(companies)}
        )
