"""Loading the shipped taxonomy: adds what is missing, corrects what nobody edited, keeps every edit."""

import csv
import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.apps.registry import apps as installed_apps
from django.db import models, transaction

DATA = Path(__file__).parent / "data"
SPECIALTIES = DATA / "specialties.json"
ACTIVITY_CODES = DATA / "activity_codes.csv"
WITHOUT_SPECIALTY = DATA / "activity_codes_without_specialty.csv"

WORDS = ("name_en", "name_fr", "synonyms_en", "synonyms_fr")


@cache
def shipped_specialties() -> tuple[dict[str, Any], ...]:
    """The tree as shipped, parents before children; `parent` is a slug or None."""
    return tuple(json.loads(SPECIALTIES.read_text(encoding="utf-8")))


@cache
def shipped_activity_codes() -> tuple[dict[str, str], ...]:
    """The shipped table: code (or its first digits), slug of the specialty, description."""
    return tuple(_rows(ACTIVITY_CODES))


@cache
def shipped_exclusions() -> tuple[dict[str, str], ...]:
    """Codes of provider ranges that lead to no specialty on purpose, each with its reason."""
    return tuple(_rows(WITHOUT_SPECIALTY))


def load(specialty_model: type[models.Model], code_model: type[models.Model]) -> None:
    """Bring the tables in step with the shipped files; safe to run at any time.

    Takes the model classes because migrations pass historical ones.
    """
    with transaction.atomic():
        ids = _load_specialties(specialty_model)
        _load_activity_codes(code_model, ids)


def load_after_migrate(using: str, apps: Apps = installed_apps, **_arguments: Any) -> None:
    """Load once tables were made, changed or emptied; whoever empties them names no `apps`."""
    if using != "default":
        return
    try:
        specialty_model = apps.get_model("listings", "Specialty")
        code_model = apps.get_model("listings", "ActivityCode")
    except LookupError:  # migrated back to a state before these tables
        return
    load(specialty_model, code_model)


def digest(values: Iterable[Any]) -> str:
    """The fingerprint of a row's values: a row whose fingerprint is the stored one was never edited."""
    return hashlib.sha256(json.dumps(list(values), ensure_ascii=False).encode()).hexdigest()


def _load_specialties(model: Any) -> dict[str, int]:
    known = {row.slug: row for row in model.objects.select_related("parent")}
    for level in _levels():
        added, corrected = [], []
        for node in level:
            row = known.get(node["slug"])
            if row is None:
                row = model(slug=node["slug"])
                added.append(row)
            elif _is_edited(row, _specialty_values(row)) or row.shipped_digest == _node_digest(node):
                continue
            else:
                corrected.append(row)
            row.parent = known.get(node["parent"])
            row.position = node["position"]
            for word in WORDS:
                setattr(row, word, node[word])
            row.shipped_digest = _node_digest(node)
            known[node["slug"]] = row
        model.objects.bulk_create(added)
        model.objects.bulk_update(corrected, ["parent", "position", *WORDS, "shipped_digest"])
    return {slug: row.pk for slug, row in known.items()}


def _load_activity_codes(model: Any, specialty_ids: dict[str, int]) -> None:
    slugs = {pk: slug for slug, pk in specialty_ids.items()}
    known = {row.code: row for row in model.objects.all()}
    added, corrected = [], []
    for entry in shipped_activity_codes():
        shipped = digest([entry["specialty"], entry["description"]])
        row = known.get(entry["code"])
        if row is None:
            row = model(code=entry["code"])
            added.append(row)
        elif _is_edited(row, [slugs.get(row.specialty_id), row.description]) or row.shipped_digest == shipped:
            continue
        else:
            corrected.append(row)
        row.specialty_id = specialty_ids[entry["specialty"]]
        row.description = entry["description"]
        row.shipped_digest = shipped
    model.objects.bulk_create(added)
    model.objects.bulk_update(corrected, ["specialty", "description", "shipped_digest"])


def _is_edited(row: Any, values: list[Any]) -> bool:
    """Added or changed by an operator since it was loaded."""
    return row.shipped_digest != digest(values)


def _specialty_values(row: Any) -> list[Any]:
    parent = row.parent.slug if row.parent_id else None
    return [parent, row.position, row.is_active, *(getattr(row, word) for word in WORDS)]


def _node_digest(node: dict[str, Any]) -> str:
    return digest([node["parent"], node["position"], True, *(node[word] for word in WORDS)])


def _levels() -> list[list[dict[str, Any]]]:
    """The shipped nodes by depth, so that parents are saved before their children."""
    depths: dict[str | None, int] = {None: -1}
    levels: list[list[dict[str, Any]]] = []
    for node in shipped_specialties():
        depth = depths[node["slug"]] = depths[node["parent"]] + 1
        if depth == len(levels):
            levels.append([])
        levels[depth].append(node)
    return levels


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
