"""Which companies show their whole page; apps above say so, companies do not know what is sold."""

from collections.abc import Callable

from companies.models import Company
from network.common.registries import Registry

page_rights: Registry[Callable[[Company], bool]] = Registry("page rights")


def full_page_allowed(company: Company) -> bool:
    """Whether outsiders see more than name and legal identity; everybody, while no app registered a right.

    An unclaimed page shows imported facts only: there is nobody who could buy, and nothing more to hide.
    """
    return not company.is_claimed or all(allows(company) for allows in page_rights)
