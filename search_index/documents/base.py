"""What an engine is given to index, free of any engine's own ways."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from network.common.search_facets import RESERVED
from search_index.formula import Step
from search_index.globe import Point

VERSION = 2
"""Raise it when the content of documents or the way engines store them changes: every entry is then written again."""


@dataclass(frozen=True)
class Document:
    """One company as it may be found.

    `texts` holds what is read at each step of the formula; `places` the words of its places, found at the step SPECIALTY and
    by the field "where"; `names` are its whole names; `cities` maps the key of each city to the name to show; `since` is the day
    it came to the network; `point` is where it is, its city's centre when no better is known (`payload` says which); `areas` are the
    codes of countries it serves, `size` a bracket of people; `told` what other apps say.
    """

    company_id: int
    names: tuple[str, ...]
    category: str
    country: str
    evidence_level: int
    confirmed_on: date | None
    is_provider: bool
    texts: Mapping[Step, tuple[str, ...]]
    numbers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    cities: Mapping[str, str] = field(default_factory=dict)
    specialties: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    size: str = ""
    technologies: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    told: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: date | None = None
    point: Point | None = None
    payload: Mapping[str, Any] = field(default_factory=dict)

    def values(self) -> Mapping[str, Iterable[str]]:
        """Its values in each facet."""
        return {
            "specialty": self.specialties,
            "category": (self.category,),
            "country": (self.country,),
            "city": self.cities,
            "area": self.areas,
            "language": self.languages,
            "size": (self.size,) if self.size else (),
            "technology": self.technologies,
            "evidence": (str(self.evidence_level),),
            **{facet: self.told.get(facet, ()) for facet in RESERVED},
        }

    def digest(self) -> str:
        """Equal for equal documents."""
        content = json.dumps([VERSION, asdict(self)], sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(content.encode()).hexdigest()
