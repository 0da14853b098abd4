"""What pages and the index show of specialties, each in a fixed number of queries."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from companies.models import Company
from companies.sections import Content
from listings.models import ActivityCode, CompanySpecialty, Specialty

INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"

SpecialtyGroups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True)
class Branch:
    """A specialty with what stands under it, in order."""

    specialty: Specialty
    branches: list["Branch"] = field(default_factory=list)


@dataclass(frozen=True)
class ShownSpecialty:
    """A specialty as a company's page shows it."""

    slug: str
    name: str
    path: str
    sentence: str
    is_inferred: bool


@dataclass(frozen=True)
class SpecialtyWords:
    """What the index knows of a specialty, in both languages; `slugs` holds its own and those above it."""

    slugs: tuple[str, ...]
    names: tuple[str, ...]
    synonyms: tuple[str, ...]


def specialty_tree() -> list[Branch]:
    """The specialties on offer as a tree; one query."""
    branches: dict[int | None, Branch] = {}
    tops: list[Branch] = []
    for specialty in Specialty.objects.active().in_tree_order():
        branch = branches[specialty.pk] = Branch(specialty)
        above = branches.get(specialty.parent_id)
        (above.branches if above else tops).append(branch)
    return tops


def specialty_choices(kept: Collection[str] = ()) -> SpecialtyGroups:
    """The tree as the groups of a select: one group per top node, deeper levels indented.

    Slugs in `kept` stay possible although an operator switched them off; they come last.
    """
    groups = [(top.specialty.name, _options(top)) for top in specialty_tree()]
    offered = {slug for _name, options in groups for slug, _label in options}
    gone = [slug for slug in kept if slug not in offered]
    if gone:
        names = specialty_names(gone)
        groups.append((_("No longer on offer"), [(slug, names[slug]) for slug in gone if slug in names]))
    return groups


def specialty_names(slugs: Collection[str]) -> dict[str, str]:
    """Names by slug in the reader's language; one query, none for no slug."""
    if not slugs:
        return {}
    return {specialty.slug: specialty.name for specialty in Specialty.objects.filter(slug__in=slugs)}


def specialties_matching(words: str) -> list[int]:
    """Primary keys of specialties whose name or synonym holds the words, whatever their case and accents."""
    wanted = folded(words)
    return [
        specialty.pk
        for specialty in Specialty.objects.all()
        if any(wanted in folded(word) for word in _own_words(specialty))
    ]


def folded(text: str) -> str:
    """Lower case, without accents: "Entrepôt" and "entrepot" are one word."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def indented_name(specialty: Specialty) -> str:
    """The name as a line of the whole tree; load the specialty with its ancestors to spend no query."""
    return INDENT * (specialty.depth - 1) + specialty.name


def specialties_of(company: Company) -> list[ShownSpecialty]:
    """What the page shows of a company's specialties, in its own order; one query."""
    rows = CompanySpecialty.objects.filter(company=company).on_offer().with_names()
    return [shown(row.specialty, row.sentence, is_inferred=row.is_inferred) for row in rows]


def specialties_shown(company: Company, content: Content) -> dict[str, Any]:
    """Context of the section's template, for the published content as for a draft or an earlier version."""
    rows = content.get("specialties", [])
    inferred = set(CompanySpecialty.objects.filter(company=company).inferred().values_list("specialty", flat=True))
    named = Specialty.objects.active().with_ancestors().filter(slug__in=[row["specialty"] for row in rows])
    found = {specialty.slug: specialty for specialty in named}
    return {
        "specialties": [
            shown(specialty, row.get("sentence", ""), is_inferred=specialty.pk in inferred)
            for row in rows
            if (specialty := found.get(row["specialty"])) is not None
        ]
    }


def shown(specialty: Specialty, sentence: str, *, is_inferred: bool) -> ShownSpecialty:
    """One specialty as shown; load it with its ancestors to spend no query."""
    return ShownSpecialty(
        slug=specialty.slug,
        name=specialty.name,
        path=" › ".join(node.name for node in specialty.lineage[:-1]),
        sentence=sentence,
        is_inferred=is_inferred,
    )


def words_by_specialty() -> dict[int, SpecialtyWords]:
    """For the index: by primary key, every word under which a specialty is found; one query.

    Words of the specialties above count too: who looks for "logistics" means warehouses as well.
    """
    return {specialty.pk: _words(specialty.lineage) for specialty in Specialty.objects.active().with_ancestors()}


def specialty_for_code(code: str) -> Specialty | None:
    """The specialty inferred from an activity code, if any."""
    entry: ActivityCode | None = ActivityCode.objects.select_related("specialty").answering(code)
    return entry.specialty if entry else None


def _own_words(specialty: Specialty) -> list[str]:
    return [specialty.slug, specialty.name_en, specialty.name_fr, *specialty.synonyms_en, *specialty.synonyms_fr]


def _words(lineage: list[Specialty]) -> SpecialtyWords:
    own_first = lineage[::-1]
    return SpecialtyWords(
        slugs=tuple(node.slug for node in own_first),
        names=tuple(name for node in own_first for name in (node.name_fr, node.name_en)),
        synonyms=tuple(word for node in own_first for word in (*node.synonyms_fr, *node.synonyms_en)),
    )


def _options(top: Branch) -> list[tuple[str, str]]:
    options = [(top.specialty.slug, _("%(name)s (general)") % {"name": top.specialty.name})]
    for branch in top.branches:
        options.append((branch.specialty.slug, branch.specialty.name))
        options.extend((leaf.specialty.slug, INDENT + leaf.specialty.name) for leaf in branch.branches)
    return options
