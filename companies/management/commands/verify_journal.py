"""Prove the chain of the journals: `manage.py verify_journal [--company SLUG] [--json]`; exits 1 at a broken link."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from companies.models import Company, JournalEntry
from companies.selectors.journal_proof import Proof, prove
from network.common.progress import Bar

MOST_NAMED = 100


class Command(BaseCommand):
    """Follow every chain from the first entry to its sealed end."""

    help = "Prove that no journal entry was changed, removed, added or moved, and name the first broken link."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--company", metavar="SLUG", help="one company only, by the last part of its address")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")

    def handle(self, *_arguments: Any, company: str | None, json: bool, **_options: Any) -> None:
        company_id = _company_id(company) if company else None
        entries = JournalEntry.objects.filter(number__isnull=False)
        shown = entries.filter(company_id=company_id) if company_id else entries
        bar = Bar(shown.count() if sys.stderr.isatty() else 0, sys.stderr)
        proof = prove(company_id, tell=bar.advance)
        bar.close()
        self.stdout.write(_as_json(proof) if json else _in_words(proof))
        if not proof.holds:
            sys.exit(1)


def _company_id(slug: str) -> int:
    found = Company.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"There is no company {slug}.")
    return found


def _as_json(proof: Proof) -> str:
    broken = [
        {"company": link.company, "number": link.number, "difference": link.difference.value}
        for link in proof.broken[:MOST_NAMED]
    ]
    figures = {name: getattr(proof, name) for name in ("companies", "entries", "blanked", "waiting")}
    return json.dumps({"holds": proof.holds, **figures, "broken_chains": len(proof.broken), "broken": broken})


def _in_words(proof: Proof) -> str:
    figures = f"{proof.entries} entries of {proof.companies} companies, {proof.waiting} waiting to be sealed"
    if proof.holds:
        return f"Every chain holds: {figures}."
    with translation.override("en"):
        named = [f"{link.company}, entry {link.number}: {link.difference.label}." for link in proof.broken[:MOST_NAMED]]
    return "\n".join([f"{len(proof.broken)} broken: {figures}. The first broken link of each chain:", *named])
