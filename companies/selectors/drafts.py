"""What a member has typed and not published."""

from companies.models import Member, SectionDraft


def draft_of(member: Member, kind: str) -> SectionDraft | None:
    """The member's own draft of a section; nobody reads another person's."""
    return SectionDraft.objects.filter(company=member.company, author=member.user, kind=kind).first()


def drafted_kinds(member: Member) -> set[str]:
    """Sections in which the member has a draft."""
    return set(SectionDraft.objects.filter(company=member.company, author=member.user).values_list("kind", flat=True))
