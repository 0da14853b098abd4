"""The provider with a staff wants a second person for its identity, and one request waits."""

from contextlib import suppress

from companies.actions.sections import save_section
from companies.approvals.actions.rules import set_rules
from companies.approvals.choices import DEFAULT_HOURS
from companies.models import Member
from companies.second_person import NeedsSecondPerson
from companies.sections import section_of

OFFER = "Référencement et données produit pour boutiques à grand catalogue, en France et en Belgique."


def ask_for_approval(owner: Member, editor: Member) -> None:
    """The editor would like another sentence under the name."""
    set_rules(acting=owner, kinds=["identity"], deputy=None, hours=DEFAULT_HOURS)
    identity = section_of(owner.company, "identity")
    content = {**identity.content, "offer": OFFER}
    with suppress(NeedsSecondPerson):
        save_section(acting=editor, kind="identity", content=content, base_version=identity.version)
