"""Indices of the search server: made, written in bulk with external versions, compared, switched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from search_index.backends.elasticsearch import client, serving
from search_index.backends.mirroring import MAPPINGS, MOST_RESULTS, REFRESH, SETTINGS, source
from search_index.models import IndexEntry

WRITE_SECONDS = 30
HARMLESS = {409, 404}
"""A newer version is there already; what is to be deleted, or an index being built, is not."""


@dataclass(frozen=True)
class Held:
    """What the server holds of a company."""

    version: int
    digest: str


def building() -> str:
    """The alias of an index that is being built."""
    return f"{serving()}-next"


def create() -> str:
    """Make an empty index to be filled, not searched yet; what an abandoned one held goes."""
    for old in _behind(building()):
        if old not in _behind(serving()):
            writer().indices.delete(index=old, ignore_unavailable=True)
    name = f"{serving()}-{timezone.now():%Y%m%d-%H%M%S-%f}"
    settings = {**SETTINGS, "refresh_interval": "-1"}
    writer().indices.create(index=name, settings=settings, mappings=MAPPINGS, aliases={building(): {}})
    return name


def exists(name: str) -> bool:
    return bool(writer().indices.exists(index=name))


def serving_names() -> list[str]:
    """The index that is searched, if there is one."""
    return _behind(serving())


def switch(name: str) -> None:
    """Let this index answer, in one step, and drop the one before."""
    writer().indices.put_settings(index=name, settings={"refresh_interval": REFRESH})
    refresh(name)
    before = [one for one in _behind(serving()) if one != name]
    actions: list[Mapping[str, Any]] = [{"remove": {"index": one, "alias": serving()}} for one in before]
    actions += [{"add": {"index": name, "alias": serving()}}, {"remove": {"index": name, "alias": building()}}]
    writer().indices.update_aliases(actions=actions)
    for one in before:
        writer().indices.delete(index=one, ignore_unavailable=True)


def refresh(name: str | None = None) -> None:
    """Make what was written findable now."""
    writer().indices.refresh(index=name or serving())


def write(entries: Iterable[IndexEntry], gone: Mapping[int, int], *, into: str) -> set[int]:
    """Write entries and delete companies (with versions) through an alias; return the companies whose turn must come again."""
    operations: list[Mapping[str, Any]] = []
    for entry in entries:
        operations += [{"index": _action(entry.company_id, entry.version)}, source(entry)]
    operations += [{"delete": _action(company_id, version)} for company_id, version in gone.items()]
    if not operations:
        return set()
    answer = writer().bulk(operations=operations, index=into, require_alias=True)
    results = [result for item in answer["items"] for result in item.values()]
    return {int(one["_id"]) for one in results if one["status"] >= 300 and not _is_harmless(one, into)}


def _is_harmless(result: Mapping[str, Any], into: str) -> bool:
    if result["status"] == 404 and "error" in result:
        return into == building()  # it was switched meanwhile, or never begun
    return result["status"] in HARMLESS


def held_between(first: int, last: int) -> dict[int, Held]:
    """What the server holds of the companies after `first` up to `last`, the lowest ids first, as far as one answer goes."""
    answer = writer().search(
        index=serving(),
        query={"range": {"company_id": {"gt": first, "lte": last}}},
        source=["digest"],
        version=True,
        size=MOST_RESULTS,
        sort=[{"company_id": "asc"}],
    )
    return {int(hit["_id"]): Held(hit["_version"], hit["_source"]["digest"]) for hit in answer["hits"]["hits"]}


def largest() -> int:
    """The largest id of a company the server holds."""
    answer = writer().search(index=serving(), size=1, sort=[{"company_id": "desc"}], source=False)
    return max((int(hit["_id"]) for hit in answer["hits"]["hits"]), default=0)


def drop_all() -> None:
    """Delete every index of this network."""
    for alias in (serving(), building()):
        for name in _behind(alias):
            writer().indices.delete(index=name, ignore_unavailable=True)


def _action(company_id: int, version: int) -> dict[str, Any]:
    return {"_id": str(company_id), "version": version, "version_type": "external"}


def _behind(alias: str) -> list[str]:
    found = (
        writer().indices.get_alias(name=alias, allow_no_indices=True, ignore_unavailable=True)
        if _is_alias(alias)
        else {}
    )
    return sorted(found)


def _is_alias(alias: str) -> bool:
    return bool(writer().indices.exists_alias(name=alias))


def writer() -> Any:
    """The client, patient enough to write."""
    return client().options(request_timeout=WRITE_SECONDS)
