"""Acts that a second person confirms: registered here, held up by a gate inside the actions; `companies.approvals` keeps the gate.

An action that can be held up is wrapped in `asks` and calls `pass_gate` once it has refused what it refuses, before it changes
anything. Where the company wants a second person, the gate raises `NeedsSecondPerson`; `asks`, outside the action's
transaction, writes the request down and lets the exception go on, so that the caller can say who was asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.db import transaction
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Member
from network.common.exceptions import Refusal
from network.common.registries import Registry

P = ParamSpec("P")
Returned = TypeVar("Returned")
Payload = dict[str, Any]
NOTHING = SafeString("")


@dataclass(frozen=True)
class ActKind:
    """What a company may put under a second person. `permission` is needed to approve acts of this kind."""

    key: str
    label: str | Promise
    explanation: str | Promise
    permission: str


@dataclass(frozen=True)
class Difference:
    """One line of what an act would change: marked words, or pictures (addresses, empty for none)."""

    label: str | Promise
    html: SafeString = NOTHING
    pictures: tuple[str, str] | None = None


@dataclass(frozen=True)
class GatedAct:
    """An act that the gate may hold up.

    `kind` names its `ActKind`. `words` says what the act does, from `Act.name`, as part of a sentence ("publish the section
    Team"). `differences` says in words what it would change; `apply` does it for the member who asked, with the number of
    the approved request as the action's `approval`; `is_overtaken` says whether the ground has moved meanwhile.
    `give_back` keeps the text of who asked as his draft, when the act is not done; `page` is where he changes it.
    """

    key: str
    kind: str
    words: Callable[[str], str]
    differences: Callable[[Company, Payload], list[Difference]]
    apply: Callable[[Member, Payload, int], Any]
    is_overtaken: Callable[[Company, Payload], bool] = lambda company, payload: False
    give_back: Callable[[Company, Any, Payload], None] = lambda company, user, payload: None
    page: Callable[[Payload], str] = lambda payload: ""


@dataclass(frozen=True)
class Act:
    """One act that somebody is about to do: which, on what, with all it takes to do it later.

    `subject` tells two acts of one kind apart: a newer request for the same subject replaces the older one of the same person.
    `name` is what its words name (at most 200 characters). `payload` is what JSON can hold.
    """

    key: str
    subject: str
    name: str
    payload: Payload


class Keeper(Protocol):
    """Who keeps the gate: at most one, registered from above."""

    def check(self, acting: Member, act: Act, approval: int | None) -> None: ...

    def ask(self, acting: Member, act: Act) -> tuple[str, str]: ...


class NeedsSecondPerson(Refusal):
    """The act was not done: the company wants a second person for it. `asks` has written the request down.

    `sentence` says who was asked, `next_url` leads to the request.
    """

    status = 202

    def __init__(self, acting: Member, act: Act) -> None:
        self.acting, self.act = acting, act
        super().__init__(_("Your company wants a second person for this."))
        self.next_url, self.next_label = "", _("See the request")


kinds: Registry[ActKind] = Registry("kinds of acts for a second person")
gated_acts: Registry[GatedAct] = Registry("acts that a second person may confirm")
keepers: Registry[Keeper] = Registry("keepers of the gate of the second person")


def pass_gate(acting: Member | None, act: Act, approval: int | None = None) -> None:
    """Go on, or be held up; acts of the network itself (`acting` is None) always go on.

    `approval` is the number of an approved request: the keeper reads again that it allows exactly this act, once.

    Raises:
        NeedsSecondPerson: the company wants a second person for this act.

    """
    gated_acts[act.key]
    if acting is not None:
        for keeper in keepers:
            keeper.check(acting, act, approval)


def asks(action: Callable[P, Returned]) -> Callable[P, Returned]:
    """Wrap an action (outside its transaction) whose acts the gate may hold up.

    An action that calls such an action inside a transaction of its own is wrapped too: what was asked inside is undone
    with that transaction, and is asked again outside it.
    """

    @wraps(action)
    def asking(*args: P.args, **kwargs: P.kwargs) -> Returned:
        try:
            return action(*args, **kwargs)
        except NeedsSecondPerson as needed:
            with transaction.atomic():
                for keeper in keepers:
                    needed.sentence, needed.next_url = keeper.ask(needed.acting, needed.act)
            raise

    return asking
