"""Refusals of the tree, each with what to do."""

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from network.common.exceptions import Forbidden, Refusal


class _InGroup(Refusal):
    def __init__(self, sentence: "str | Promise") -> None:
        super().__init__(sentence)
        self.next_url, self.next_label = reverse("tree:group"), _("Back to our group")


class OwnParent(_InGroup):
    def __init__(self) -> None:
        super().__init__(_("A company cannot belong to itself. Choose another one."))


class AlreadyLinked(_InGroup):
    def __init__(self, company: Company) -> None:
        super().__init__(_("There is a link with %(company)s already, or one that waits.") % {"company": company.name})


class WasDeclined(_InGroup):
    def __init__(self, company: Company) -> None:
        super().__init__(
            _("%(company)s has declined this link: only %(company)s can propose it again.") % {"company": company.name}
        )


class HasParent(_InGroup):
    def __init__(self, child: Company) -> None:
        super().__init__(
            _("%(company)s already belongs to a company in this way. End that link first.") % {"company": child.name}
        )


class WouldBeCircle(_InGroup):
    def __init__(self, parent: Company, child: Company) -> None:
        super().__init__(
            _(
                "%(parent)s already belongs to %(child)s, directly or further up: a company cannot stand above its own parent."
            )
            % {"parent": parent.name, "child": child.name}
        )


class TooDeep(_InGroup):
    def __init__(self, most: int) -> None:
        super().__init__(_("A group has %(most)s levels at most. Link to a company further up.") % {"most": most})


class NoLongerOpen(_InGroup):
    def __init__(self) -> None:
        super().__init__(_("This link was answered or ended meanwhile. The list shows how it stands now."))


class NotYourSide(Forbidden):
    def __init__(self) -> None:
        super().__init__(_("Only the other side can answer this proposal."))


class NotLent(_InGroup):
    def __init__(self, company: Company) -> None:
        super().__init__(
            _("%(company)s does not let your staff act in this role. Ask its owner to allow it.")
            % {"company": company.name}
        )


class RoleTooLarge(_InGroup):
    def __init__(self, name: str) -> None:
        super().__init__(_("%(name)s would hold more rights there than here. Choose a smaller role.") % {"name": name})


class NotOurStaff(_InGroup):
    def __init__(self) -> None:
        super().__init__(_("Only your own staff can be named, not somebody who is lent to you."))


class LinkIsBusy(_InGroup):
    def __init__(self) -> None:
        super().__init__(_("Somebody is changing this link just now. Ask again."))
