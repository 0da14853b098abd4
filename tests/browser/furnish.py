"""A small furnished network for the guards: two dozen companies of the demonstration, and names that try to burst the page.

Run as a program of its own, in the network's environment; prints as its last line what the guards open, as JSON.
"""

import json

import django

LONGEST_NAME = (
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik & Fils, Société anonyme à conseil d’administration"
)

ADVERTISERS = {"Petites Annonces & Fils", "Relais Affiliation", "Plaza Retail Media"}
SHOE_SHOP = "Sabots & Sandales"


def furnish() -> dict[str, str | int]:
    from companies.duplicates.models import Merge
    from companies.models import Company, Member
    from companies.roles import Role
    from connections.messaging.models import Participation
    from network.accounts.demo import PASSWORD
    from network.home.demo import build as demonstration

    demonstration.lines = _two_dozen(demonstration.lines())
    demonstration.build(seed=1, tell=lambda line: None)
    Company.objects.filter(name="Maison Verdier").update(name=LONGEST_NAME)
    owner = Member.objects.select_related("user", "company").get(company__name=demonstration.STAFFED, role=Role.OWNER)
    unclaimed = Company.objects.filter(claimed_at=None).first()
    twin = Company.objects.create(name=f"{LONGEST_NAME} SA", slug="twin", country="FR", hidden_at=unclaimed.created_at)
    merge = Merge.objects.create(
        kept=owner.company, merged=twin, reason="One number.", contents={"presentation": {"text": "Made by hand."}}
    )
    return {
        "email": owner.user.email,
        "password": PASSWORD,
        "shoe_shop": Member.objects.get(company__name=SHOE_SHOP, role=Role.OWNER).user.email,
        "company": owner.company.slug,
        "stranger": Company.objects.get(name=LONGEST_NAME).slug,
        "unclaimed": unclaimed.slug,
        "conversation": Participation.objects.filter(company=owner.company).latest("pk").conversation_id,
        "approval": owner.company.approval_requests.get().pk,
        "introduction": owner.company.introductions_received.latest("pk").pk,
        "merge": merge.pk,
    }


def _two_dozen(lines):
    """The three companies the story is about, an unclaimed page, and the first of each side."""
    from network.home.demo import build as demonstration
    from network.home.demo import groups

    story = {demonstration.STAFFED, demonstration.BUYER, demonstration.WITHOUT_PACK}
    needed = {*story, *ADVERTISERS, SHOE_SHOP, groups.PARENT, *groups.SHOPS, groups.BRAND}
    sides = [
        [line for line in lines if line.pack][:10],
        [line for line in lines if line.category in {"merchant", "brand"}][:9],
        [line for line in lines if line.category == "undetermined"][:1],
    ]
    chosen = {line.name for side in sides for line in side} | needed
    return lambda: [line for line in lines if line.name in chosen]


if __name__ == "__main__":
    django.setup()
    print(json.dumps(furnish()))
