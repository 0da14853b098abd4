"""What a member's colleagues outside see through his link: planned texts of the company, and his own drafts over them."""

from companies.forms.drafts import data_of
from companies.forms.submissions import form_for
from companies.models import Member, SectionDraft
from companies.permissions import may
from companies.publication.models import PlannedPublication, PreviewLink
from companies.roles import CompanyPermission
from companies.sections import Content, section_kinds, sections_of


def unpublished_of(member: Member) -> dict[str, Content]:
    """Contents by section; a draft that is not valid yet is left out."""
    sections = sections_of(member.company)
    planned = PlannedPublication.objects.visible_to(member).waiting()
    contents = {one.kind: one.content for one in planned if one.kind in sections}
    drafts = SectionDraft.objects.filter(company=member.company, author=member.user, kind__in=list(sections))
    for draft in drafts:
        form = form_for(section_kinds[draft.kind], member, sections[draft.kind].content, data_of(draft))
        if form.is_valid():
            contents[draft.kind] = form.content()
    return contents


def maker_of(link: PreviewLink) -> Member | None:
    """Who made the link, while he may edit the page; without him it shows nothing."""
    member = Member.objects.of_user(link.made_by).filter(company=link.company).first()
    return member if may(member, CompanyPermission.EDIT_PAGE) else None
