"""The tables of companies."""

from companies.models.claims import CategoryChange, Claim
from companies.models.company import Company, Identifier, Place
from companies.models.editing import EditingPresence, SectionDraft
from companies.models.evidence import Evidence
from companies.models.imports import ImportBatch, ImportedRecord
from companies.models.journal import JournalEntry, JournalHead
from companies.models.page_notices import PageNotice
from companies.models.sections import Section, SectionRevision
from companies.models.staff import CompanyUserPermission, CustomRole, Invitation, Member

__all__ = [
    "CategoryChange",
    "Claim",
    "Company",
    "CompanyUserPermission",
    "CustomRole",
    "EditingPresence",
    "Evidence",
    "Identifier",
    "ImportBatch",
    "ImportedRecord",
    "Invitation",
    "JournalEntry",
    "JournalHead",
    "Member",
    "PageNotice",
    "Place",
    "Section",
    "SectionDraft",
    "SectionRevision",
]
