"""What the search server holds of each entry of the index, and under which settings."""

from datetime import date
from math import asin, atan2, degrees
from typing import Any

from search_index.backends.elasticsearch import FACET_FIELDS, FIELDS
from search_index.backends.lexemes import CELL, PROVIDER, WHOLE
from search_index.models import IndexEntry

MOST_RESULTS = 10_000
SETTINGS = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "max_result_window": MOST_RESULTS,
    # A deletion is remembered so long: an older version that arrives later cannot bring a company back.
    "gc_deletes": "1h",
    "analysis": {"analyzer": {"default": {"type": "custom", "tokenizer": "whitespace"}}},
}
REFRESH = "500ms"
_WORDS = {"type": "text", "norms": False, "index_options": "docs"}
_BEGINNINGS = {**_WORDS, "index_prefixes": {"min_chars": 2, "max_chars": 12}}
_KEYWORD = {"type": "keyword"}
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "company_id": {"type": "long"},
        "digest": {"type": "keyword", "index": False, "doc_values": False},
        "whole": _KEYWORD,
        "name": _BEGINNINGS,
        "trade_name": _BEGINNINGS,
        "specialty": _BEGINNINGS,
        "offer": _WORDS,
        "presentation": _WORDS,
        "place": _BEGINNINGS,
        **dict.fromkeys(FACET_FIELDS.values(), _KEYWORD),
        "is_provider": {"type": "boolean"},
        "evidence_level": {"type": "byte"},
        "confirmed_on": {"type": "date"},
        "since": {"type": "date"},
        "sort_name": _KEYWORD,
        "cell": _KEYWORD,
        "point": {"type": "geo_point"},
        "payload": {"type": "object", "enabled": False},
    },
}


def source(entry: IndexEntry) -> dict[str, Any]:
    """The server's document of an entry."""
    words: dict[str, list[str]] = {}
    facets: dict[str, list[str]] = {}
    whole, cell, is_provider = [], "", False
    for lexeme in entry.words.split(" "):
        mark = lexeme[:3]
        if mark in FACET_FIELDS:
            facets.setdefault(FACET_FIELDS[mark], []).append(lexeme[3:])
        elif mark == CELL:
            cell = lexeme[3:]
        elif lexeme[0] == WHOLE:
            whole.append(lexeme[1:])
        elif lexeme == PROVIDER:
            is_provider = True
        elif lexeme[0] in FIELDS:
            words.setdefault(FIELDS[lexeme[0]], []).append(lexeme[1:])
    return {
        "company_id": entry.company_id,
        "digest": entry.digest,
        "whole": whole,
        **{field: " ".join(held) for field, held in words.items()},
        **facets,
        "is_provider": is_provider,
        "evidence_level": entry.evidence_level,
        "confirmed_on": _day(entry.confirmed_on),
        "since": _day(entry.since),
        "sort_name": entry.sort_name,
        **({"cell": cell, "point": _point(entry)} if cell else {}),
        "payload": entry.payload,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _point(entry: IndexEntry) -> dict[str, float]:
    x, y, z = entry.x or 0.0, entry.y or 0.0, entry.z or 0.0
    return {"lat": degrees(asin(max(-1.0, min(1.0, z)))), "lon": degrees(atan2(y, x))}
