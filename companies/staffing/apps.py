"""The life cycle of a staff: roles of the company's own, many invitations at once, requests to join, handing over."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "companies.staffing"
    label = "staffing"
