"""What operators of the network may do with companies: the permissions their groups are given."""

from typing import Final

from companies.exceptions import NotAnOperator
from network.accounts.models import User

DECIDE_CLAIMS: Final = "companies.change_claim"
VIEW_COMPANIES: Final = "companies.view_company"
CHANGE_COMPANIES: Final = "companies.change_company"
DECIDE_CATEGORIES: Final = "companies.change_categorychange"
ANSWER_NOTICES: Final = "companies.change_pagenotice"

OPERATOR_PERMISSIONS: Final = (
    VIEW_COMPANIES,
    CHANGE_COMPANIES,
    "companies.view_identifier",
    "companies.view_claim",
    DECIDE_CLAIMS,
    "companies.view_categorychange",
    DECIDE_CATEGORIES,
    "companies.view_pagenotice",
    ANSWER_NOTICES,
    "companies.view_journalentry",
    "companies.view_importbatch",
    "companies.view_importedrecord",
)

OPERATOR_NAME: Final = "Comptoir"
"""How the journal of a company names the operator: staff of the network are never named to outsiders."""


def require_operator(user: User, permission: str) -> None:
    """Refuse a person who does not hold an operator's permission.

    Raises:
        NotAnOperator: nothing was changed.

    """
    if not user.has_perm(permission):
        raise NotAnOperator
