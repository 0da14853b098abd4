"""What pages and the index show of specialties, each in a fixed number of queries."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import Company
from listings.models import ActivityCode, CompanySpecialty, Specialty

INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Branch:
    """A specialty with what stands under it, in order."""

    specialty: Specialty
    branches: list["Branch"] = field(default_factory=list)

    @property
    def search_url(self) -> str:
        return search_url(self.specialty.slug)


@dataclass(frozen=True)
class ShownSpecialty:
    """A specialty as a company's page shows it."""

    slug: str
    name: str
    path: str
    sentence: str
    is_inferred: bool
    search_url: str


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


def specialty_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The tree as the groups of a select: one group per top node, deeper levels indented."""
    return [(top.specialty.name, _options(top)) for top in specialty_tree()]


def specialties_of(company: Company) -> list[ShownSpecialty]:
    """What the page shows of a company's specialties, in its own order; one query."""
    rows = CompanySpecialty.objects.filter(company=company).on_offer().with_names()
    return [shown(row.specialty, row.sentence, is_inferred=row.is_inferred) for row in rows]


def shown(specialty: Specialty, sentence: str, *, is_inferred: bool) -> ShownSpecialty:
    """One specialty as shown; load it with its ancestors to spend no query."""
    return ShownSpecialty(
        slug=specialty.slug,
        name=specialty.name,
        path=" › ".join(node.name for node in specialty.lineage[:-1]),
        sentence=sentence,
        is_inferred=is_inferred,
        search_url=search_url(specialty.slug),
    )


def search_url(slug: str) -> str:
    """The search of companies with a specialty."""
    return reverse("search_index:search", query={"specialty": slug})


def words_by_specialty() -> dict[int, SpecialtyWords]:
    """For the index: by primary key, every word under which a specialty is found; one query.

    Words of the specialties above count too: who looks for "logistics" means warehouses as well.
    """
    return {specialty.pk: _words(specialty.lineage) for specialty in Specialty.objects.active().with_ancestors()}


def specialty_for_code(code: str) -> Specialty | None:
    """The specialty inferred from an activity code, if any."""
    entry: ActivityCode | None = ActivityCode.objects.select_related("specialty").answering(code)
    return entry.specialty if entry else None


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
