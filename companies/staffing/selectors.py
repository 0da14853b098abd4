"""What the pages of the staff's life cycle show."""

from companies.models import CustomRole, Invitation, Member


def holders_of(role: CustomRole) -> list[str]:
    """Who has the role, by name, and who is invited to it, by address."""
    members = Member.objects.active().filter(custom_role=role).select_related("user")
    invited = Invitation.objects.filter(custom_role=role).waiting()
    return [member.user.display_name for member in members] + [invitation.email for invitation in invited]
