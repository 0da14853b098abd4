"""What companies register with the ground in `ready()`: navigation, journal acts, notification kinds, section kinds."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from companies import journal, slots
from companies.actions import categories, claims, evidence, founding, identity, page_notices, restoring, sections
from companies.choices import Category, EvidenceLevel
from companies.forms.company_sections import IdentityForm, PracticalForm, PresentationForm
from companies.forms.list_sections import PlacesForm, ReferencesForm, TeamForm
from companies.projections import project_identity, project_places, read_identity, read_places
from companies.section_contexts import kept_references, one_line, people_of_team, practice
from companies.section_rules import check_team
from companies.sections import SectionKind, section_kinds
from companies.service_areas import area_names
from companies.tabs import Tab, tabs
from companies.technologies import technology_names
from network.common import page_slots, shell
from network.notifications.kinds import NotificationKind
from network.notifications.kinds import register as register_kind

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
        empty={"trade_name": "", "offer": "", "website": "", "phone": ""}
        | {"founded_year": None, "employees": None, "languages": []},
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
        key="practical",
        label=_("In practice"),
        form=PracticalForm,
        summary=lambda content: one_line(
            ", ".join(area_names(content.get("service_areas", [])) + technology_names(content.get("technologies", [])))
        ),
        template="companies/sections/practical.html",
        context_of=practice,
        order=40,
        empty={"service_areas": [], "technologies": []},
        why=_("Buyers filter the search by the countries you serve and the technologies you work with."),
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


tabs.register("page", Tab(_("Page"), "companies:overview", order=10))
tabs.register("staff", Tab(_("Staff"), "companies:staff", order=20))
tabs.register("journal", Tab(_("Journal"), "companies:journal", order=90))


def section_label(key: str) -> str:
    """The name of a section for the journal, also when its kind is gone."""
    found = section_kinds.get(key)
    return str(found.label) if found else key


def moment_label(written: str) -> str:
    """A moment kept as ISO 8601, in the reader's zone and words."""
    return date_format(localtime(datetime.fromisoformat(written)), "DATETIME_FORMAT")


def category_label(key: str) -> str:
    """The name of a category for the journal."""
    return str(Category(key).label) if key in Category.values else key


def evidence_label(level: str) -> str:
    """The name of a method of proof for the journal."""
    return str(EvidenceLevel(int(level)).label)


for act, wording, subject_label in (
    (sections.SAVED, _("published the section {subject}"), section_label),
    (sections.RESTORED, _("restored an earlier text of the section {subject}"), section_label),
    (sections.CONFIRMED, _("confirmed the section {subject}"), section_label),
    (restoring.PAGE_RESTORED, _("restored the page as it was on {subject}"), moment_label),
    (identity.LOGO_CHANGED, _("changed the logo"), None),
    (founding.FOUNDED, _("founded {subject}"), None),
    (claims.CLAIMED, _("claimed the page ({subject})"), None),
    (evidence.RECORDED, _("recorded the evidence {subject}"), evidence_label),
    (evidence.FELL, _("let the evidence {subject} fall"), evidence_label),
    (categories.CONFIRMED, _("confirmed the category {subject}"), category_label),
    (categories.CHANGE_ASKED, _("asked for the category {subject}"), category_label),
    (categories.CHANGE_REFUSED, _("refused the category {subject}"), category_label),
    (page_notices.HIDDEN, _("hid the page on request"), None),
    (page_notices.SHOWN, _("showed the page again"), None),
):
    journal.acts.register(act, wording)
    if subject_label is not None:
        journal.subject_labels.register(act, subject_label)

for news in (
    NotificationKind(
        claims.APPROVED,
        "badge-check",
        _("{company} is yours"),
        _("An operator approved your claim of {company}. You are its owner, and your draft is published."),
        label=_("My claim of a page is approved"),
    ),
    NotificationKind(
        claims.REFUSED,
        "circle-x",
        _("Your claim of {company} was refused"),
        _("An operator could not approve your claim of {company}.\n\n{reason}\n\nYou can claim the page again."),
        label=_("My claim of a page is refused"),
    ),
    NotificationKind(
        claims.TAKEN,
        "circle-x",
        _("{company} was given to another claimant"),
        _("An operator approved another claim of {company}. If you work there, ask its staff to let you join."),
        label=_("A page I claimed went to somebody else"),
    ),
    NotificationKind(
        categories.CONFIRMED,
        "tag",
        _("The category of {company} has changed"),
        _("An operator settled the category of {company}. It decides what is free and what needs a pack."),
        label=_("Our category is confirmed or changed"),
    ),
    NotificationKind(
        categories.CHANGE_REFUSED,
        "tag",
        _("{company} keeps its category"),
        _("An operator did not change the category of {company}.\n\n{reason}"),
        label=_("A change of our category is refused"),
    ),
):
    register_kind(news)


shell.navigation.register(
    "page", shell.NavigationItem(label=_("Our page"), url_name="companies:overview", order=50, audience="member")
)

# The desk: what is missing on the page. After what other companies wait for.
page_slots.register("dashboard.todo", 50, "companies/slots/to_do.html", slots.to_do)
