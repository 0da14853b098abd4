"""Addresses at which a company can be written to besides its staff: apps above know some."""

from collections.abc import Callable, Iterable

from companies.models import Company
from network.common.registries import Registry

contact_sources: Registry[Callable[[Company], Iterable[str]]] = Registry("contact addresses of companies")
"""For what must reach a company whose staff may be gone: the addresses of its invoices, a mailbox it has proven."""


def contact_addresses(company: Company) -> set[str]:
    """Every known address, in small letters."""
    return {address.lower() for source in contact_sources for address in source(company) if address}
