"""One group of the demonstration network: a legal entity with two shops, and a brand that waits for an answer."""

from companies.models import Member
from companies.tree.actions.affiliations import confirm_link, propose_link
from companies.tree.actions.delegations import grant_to_parent
from companies.tree.choices import Kind

PARENT = "Maison Verdier"
SHOPS = ("Fil à Fil", "Doux Réveil")
BRAND = "Moulin Bleu"


def make_group(members: dict[str, Member]) -> None:
    """Both shops confirmed, the first lets the parent's staff edit its page; the brand has only proposed."""
    parent = members[PARENT]
    for number, name in enumerate(SHOPS):
        proposed = propose_link(acting=parent, company=members[name].company, kind=Kind.SHOP, is_our_parent=False)
        link = confirm_link(acting=members[name], link=proposed)
        if number == 0:
            grant_to_parent(acting=members[name], link=link, roles=["editor"])
    propose_link(acting=members[BRAND], company=parent.company, kind=Kind.BRAND, is_our_parent=True)
