"""Roles as texts, for forms and for requests that wait: a built-in role by its key, one of the company's own by its number."""

from companies.models import CustomRole
from companies.permissions import AnyRole
from companies.roles import Role

OWN = "own-"


def role_key(role: AnyRole) -> str:
    """What a form sends for a role, and a request keeps."""
    return f"{OWN}{role.pk}" if isinstance(role, CustomRole) else str(role)


def role_of(company_id: int, key: str) -> AnyRole | None:
    """The role of a key; None when the company has deleted it."""
    if key.startswith(OWN):
        return CustomRole.objects.filter(company_id=company_id, pk=key.removeprefix(OWN)).first()
    return key if key in Role.values else None
