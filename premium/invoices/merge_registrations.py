"""Invoices never change, not even for a merge."""

from companies.merge_rules import refuse
from premium.merge_registrations import BOUGHT

refuse("invoices.Invoice", why=BOUGHT)
