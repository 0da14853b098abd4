"""What companies register with the ground in `ready()`: navigation, journal acts, notification kinds, section kinds."""

from django.utils.translation import gettext_lazy as _

from companies import journal
from companies.actions import sections as section_actions
from companies.forms.company_sections import IdentityForm, PresentationForm
from companies.forms.list_sections import PlacesForm, ReferencesForm, TeamForm
from companies.projections import project_identity, project_places, read_identity, read_places
from companies.section_contexts import kept_references, one_line, people_of_team
from companies.section_rules import check_team
from companies.sections import SectionKind, section_kinds

# The page, section by section.
for kind in (
    SectionKind(
        key="identity",
        label=_("Identity"),
        form=IdentityForm,
        project=project_identity,
        read=read_identity,
        summary=lambda content: content.get("offer") or content.get("trade_name") or content.get("website") or "",
        template="companies/sections/identity.html",
        order=10,
        why=_("Your sentence and your website stand in every list where you are found."),
        is_shown=False,
    ),
    SectionKind(
        key="presentation",
        label=_("Presentation"),
        form=PresentationForm,
        summary=lambda content: one_line(content.get("text", "")),
        template="companies/sections/presentation.html",
        order=20,
        empty={"text": ""},
        why=_("Buyers read it before they write to you."),
    ),
    SectionKind(
        key="references",
        label=_("Client references"),
        form=ReferencesForm,
        summary=lambda content: ", ".join(row["client"] for row in content.get("references", [])[:4]),
        template="companies/sections/references.html",
        context_of=kept_references,
        order=50,
        empty={"references": []},
        why=_("A named client says more than a promise."),
    ),
    SectionKind(
        key="team",
        label=_("Team"),
        form=TeamForm,
        summary=lambda content: ", ".join(entry["name"] for entry in content.get("members", [])[:4]),
        template="companies/sections/team.html",
        context_of=people_of_team,
        permission="",
        check=check_team,
        order=60,
        empty={"members": []},
        why=_("People write more readily to a company with faces."),
    ),
    SectionKind(
        key="places",
        label=_("Places"),
        form=PlacesForm,
        project=project_places,
        read=read_places,
        summary=lambda content: ", ".join(dict.fromkeys(place["city"] for place in content.get("places", []))),
        template="companies/sections/places.html",
        order=70,
        empty={"places": []},
        why=_("The search finds companies by city."),
        is_shown=False,
    ),
):
    section_kinds.register(kind.key, kind)


def section_label(key: str) -> str:
    """The name of a section for the journal, also when its kind is gone."""
    found = section_kinds.get(key)
    return str(found.label) if found else key


for act, wording in (
    (section_actions.SAVED, _("published the section {subject}")),
    (section_actions.RESTORED, _("restored an earlier text of the section {subject}")),
    (section_actions.CONFIRMED, _("confirmed the section {subject}")),
):
    journal.acts.register(act, wording)
    journal.subject_labels.register(act, section_label)
