"""The acts of companies that a second person may have to confirm: what they would change, in words, and how they are done."""

import base64
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.actions import categories, drafts, identity, invitations, sections, staff
from companies.choices import Category
from companies.conflicts import word_differences
from companies.forms.drafts import data_of
from companies.forms.submissions import form_for
from companies.models import Company, Member, SectionRevision
from companies.permissions import AnyRole
from companies.role_keys import role_key, role_of
from companies.roles import CompanyPermission, Role
from companies.second_person import ActKind, Difference, GatedAct, Payload, gated_acts, kinds
from companies.sections import section_kinds, section_of
from companies.selectors.drafts import draft_of
from network.accounts.models import User

PAGE, IDENTITY, ROLES = "page", "identity", "roles"
DATA_ADDRESS = "data:image/png;base64,"

for kind in (
    ActKind(
        PAGE,
        gettext_lazy("The page"),
        gettext_lazy("Publishing a section: presentation, references, team, places."),
        CompanyPermission.EDIT_PAGE,
    ),
    ActKind(
        IDENTITY,
        gettext_lazy("The legal identity"),
        gettext_lazy("The section Identity, the logo, asking for another category."),
        CompanyPermission.MANAGE_IDENTITY,
    ),
    ActKind(
        ROLES,
        gettext_lazy("Staff and roles"),
        gettext_lazy("Inviting, changing a role, taking somebody off the staff, and this choice itself."),
        CompanyPermission.MANAGE_STAFF,
    ),
):
    kinds.register(kind.key, kind)


def section_words(name: str) -> str:
    found = section_kinds.get(name)
    return _("publish the section {section}").format(section=found.label if found else name)


def section_differences(company: Company, payload: Payload) -> list[Difference]:
    """Value by value, from the text it was written on."""
    form = section_kinds[payload["section"]].form
    before = {key: words for key, _label, words in form.texts_of(_base_of(company, payload))}
    return [
        Difference(label, word_differences(before.get(key, ""), words))
        for key, label, words in form.texts_of(payload["content"])
        if words != before.get(key, "")
    ]


def publish_section(acting: Member, payload: Payload, approval: int) -> None:
    """Publish it as who asked."""
    sections.save_section(
        acting=acting,
        kind=payload["section"],
        content=payload["content"],
        base_version=payload["base_version"],
        reason=payload["reason"],
        restored_from=payload.get("restored_from"),
        approval=approval,
    )
    _settle(acting, payload)


def section_moved(company: Company, payload: Payload) -> bool:
    return section_of(company, payload["section"]).version != payload["base_version"]


def give_section_back(company: Company, user: User, payload: Payload) -> None:
    """The text is the author's draft again, on the version it was written on."""
    fields = section_kinds[payload["section"]].form.data_of(payload["content"])
    if not fields:
        return
    drafts.give_back(
        company=company,
        author=user,
        kind=payload["section"],
        base_version=payload["base_version"],
        fields={name: _posted(value) for name, value in fields.items()},
    )


def edit_page(payload: Payload) -> str:
    return reverse("companies:edit", args=[payload["section"]])


def logo_differences(company: Company, payload: Payload) -> list[Difference]:
    """The picture on line and the new one."""
    new = f"{DATA_ADDRESS}{payload['picture']}" if payload["picture"] else ""
    return [Difference(_("Logo"), pictures=(company.logo_url, new))]


def publish_logo(acting: Member, payload: Payload, approval: int) -> None:
    picture = ContentFile(base64.b64decode(payload["picture"]), name="logo.png") if payload["picture"] else None
    identity.change_logo(acting=acting, picture=picture, approval=approval)


def category_words(name: str) -> str:
    return _("ask for the category {category}").format(category=Category(name).label)


def category_differences(company: Company, payload: Payload) -> list[Difference]:
    return [
        Difference(
            _("Category"), changed(str(Category(company.category).label), str(Category(payload["category"]).label))
        ),
        Difference(_("Reason"), changed("", payload["reason"])),
    ]


def category_settled(company: Company, payload: Payload) -> bool:
    return company.category == payload["category"]


def heir_of(acting: Member, payload: Payload) -> Member | None:
    """Who was to look after the things of who leaves; without him, the action chooses."""
    return Member.objects.active().filter(company_id=acting.company_id, pk=payload.get("heir") or 0).first()


def colleague_of(acting: Member, payload: Payload) -> Member:
    """The colleague an act is about.

    Raises:
        NotAllowedToChange: he is no longer on the staff.

    """
    found = Member.objects.active().filter(company_id=acting.company_id, pk=payload["member"]).first()
    if found is None:
        raise staff.NotAllowedToChange
    return found


def staff_moved(company: Company, payload: Payload) -> bool:
    """Whether the colleague has left or has another role than when it was asked."""
    former = payload.get("former_role", payload["role"])
    found = Member.objects.active().with_rights().filter(company=company, pk=payload["member"]).first()
    return found is None or role_key(found.given_role) != former


def role_differences(company: Company, payload: Payload) -> list[Difference]:
    return [
        Difference(
            _("Role"), changed(role_words(company, payload["former_role"]), role_words(company, payload["role"]))
        )
    ]


def removal_differences(company: Company, payload: Payload) -> list[Difference]:
    return [Difference(_("Role"), changed(role_words(company, payload["role"]), ""))]


def invitation_differences(company: Company, payload: Payload) -> list[Difference]:
    return [
        Difference(_("E-mail address"), changed("", payload["email"])),
        Difference(_("Role"), changed("", role_words(company, payload["role"]))),
    ]


def _settle(acting: Member, payload: Payload) -> None:
    """A draft that says what is on line now is no draft any more; one that goes on from it stays."""
    draft = draft_of(acting, payload["section"])
    if draft is None:
        return
    form = form_for(section_kinds[payload["section"]], acting, _base_of(acting.company, payload), data_of(draft))
    if form.is_valid() and form.content() == payload["content"]:
        drafts.settle_draft(acting=acting, kind=payload["section"], known=draft.saved_at.isoformat())


def changed(old: str, new: str) -> SafeString:
    """A short value that is replaced as a whole."""
    gone = format_html("<del>{}</del> ", old) if old else SafeString("")
    return gone + (format_html("<ins>{}</ins>", new) if new else SafeString(""))


def given_role(acting: Member, payload: Payload) -> AnyRole:
    """The role an act gives.

    Raises:
        NotAllowedToChange: the company has deleted it.

    """
    role = role_of(acting.company_id, payload["role"])
    if role is None:
        raise staff.NotAllowedToChange
    return role


def role_is_gone(company: Company, payload: Payload) -> bool:
    return role_of(company.pk, payload["role"]) is None


def role_words(company: Company, key: str) -> str:
    """A role by its key, in the reader's language."""
    role = role_of(company.pk, key)
    return str(Role(role).label) if isinstance(role, str) else role.name if role else _("a role that was deleted")


def _base_of(company: Company, payload: Payload) -> dict[str, Any]:
    published = section_of(company, payload["section"])
    if published.version == payload["base_version"]:
        return published.content
    revision = SectionRevision.objects.filter(section_id=published.pk, version=payload["base_version"]).first()
    return revision.content if revision else dict(section_kinds[payload["section"]].empty)


def _posted(value: Any) -> list[str]:
    return [str(entry) for entry in value] if isinstance(value, list) else [str(value)]


for gated in (
    *(
        GatedAct(
            key,
            kind=kind_key,
            words=section_words,
            differences=section_differences,
            apply=publish_section,
            is_overtaken=section_moved,
            give_back=give_section_back,
            page=edit_page,
        )
        for key, kind_key in ((sections.SAVED, PAGE), (sections.IDENTITY_SAVED, IDENTITY))
    ),
    GatedAct(
        identity.LOGO_CHANGED,
        kind=IDENTITY,
        words=lambda name: _("change the logo"),
        differences=logo_differences,
        apply=publish_logo,
        page=lambda payload: reverse("companies:logo"),
    ),
    GatedAct(
        categories.CHANGE_ASKED,
        kind=IDENTITY,
        words=category_words,
        differences=category_differences,
        apply=lambda acting, payload, approval: categories.ask_category_change(
            acting=acting, category=payload["category"], reason=payload["reason"], approval=approval
        ),
        is_overtaken=category_settled,
        page=lambda payload: reverse("companies:category"),
    ),
    GatedAct(
        staff.ROLE_CHANGED,
        kind=ROLES,
        words=lambda name: _("change the role of {name}").format(name=name),
        differences=role_differences,
        apply=lambda acting, payload, approval: staff.change_role(
            acting=acting, member=colleague_of(acting, payload), role=given_role(acting, payload), approval=approval
        ),
        is_overtaken=staff_moved,
        page=lambda payload: reverse("companies:staff"),
    ),
    GatedAct(
        staff.REMOVED,
        kind=ROLES,
        words=lambda name: _("take {name} off the staff").format(name=name),
        differences=removal_differences,
        apply=lambda acting, payload, approval: staff.remove_member(
            acting=acting, member=colleague_of(acting, payload), heir=heir_of(acting, payload), approval=approval
        ),
        is_overtaken=staff_moved,
        page=lambda payload: reverse("companies:staff"),
    ),
    GatedAct(
        invitations.INVITED,
        kind=ROLES,
        words=lambda name: _("invite {name}").format(name=name),
        differences=invitation_differences,
        apply=lambda acting, payload, approval: invitations.invite(
            acting=acting,
            email=payload["email"],
            role=given_role(acting, payload),
            language=payload["language"],
            approval=approval,
        ),
        is_overtaken=role_is_gone,
        page=lambda payload: reverse("companies:staff"),
    ),
):
    gated_acts.register(gated.key, gated)
