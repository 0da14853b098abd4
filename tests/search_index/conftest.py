"""The engines under test and documents to give them."""

import os
import time
from datetime import date

import pytest
from django.db import connection
from django.test import override_settings

from network.settings import servers as settings_of_the_house
from search_index import mirror
from search_index.backends import server_index
from search_index.backends.base import Engine
from search_index.backends.database import DatabaseEngine
from search_index.backends.elasticsearch import ElasticsearchEngine
from search_index.documents.base import Document
from search_index.formula import Step
from search_index.models import PendingPush
from search_index.places import city_key
from search_index.query import search_query
from tests.environment import SEARCH_SERVER
from tests.factories.companies import CompanyFactory

PATIENT = 15
"""Seconds that a server on a busy machine has, where the subject is its answer."""


class MirroredEngine(ElasticsearchEngine):
    """The search server as it is fed: through the database's index and its queue, and made to show it at once."""

    def index(self, documents):
        return self._pushed(DatabaseEngine().index(documents))

    def delete(self, company_ids):
        return self._pushed(DatabaseEngine().delete(company_ids))

    def _pushed(self, result):
        mirror.push()
        server_index.refresh()
        return result


@pytest.fixture(scope="session")
def search_server_url():
    """Names of this process's own on the search server; gone afterwards."""
    url = f"{SEARCH_SERVER}/test-{os.getpid()}"
    yield url
    with override_settings(SEARCH_URL=url):
        server_index.drop_all()


@pytest.fixture
def search_server(settings, db, search_server_url):
    """A real search server with an empty index.

    Making an index takes half a second, so one is made and emptied for each test. Versions go on where the clock stands, because on
    SQLite a test that is rolled back would use them again.
    """
    settings.SEARCH_URL = search_server_url
    settings.SEARCH_SECONDS = PATIENT
    if not server_index.serving_names():
        mirror.rebuild()
    forget_documents()
    return server_index


@pytest.fixture
def no_longer_than_in_production(search_server, settings):
    """The server has as long as production gives it: for tests whose subject is that limit."""
    settings.SEARCH_SECONDS = settings_of_the_house.SEARCH_SECONDS


def forget_documents() -> None:
    held = server_index.held_between(0, 2**53)
    server_index.write([], {pk: one.version + 1 for pk, one in held.items()}, into=server_index.serving())
    server_index.refresh()
    if connection.vendor == "sqlite":
        PendingPush.objects.create(pk=time.time_ns() // 1000, company_id=0).delete()


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, db) -> Engine:
    """Each engine in turn, empty."""
    DatabaseEngine().clear()
    if request.param == "database":
        return DatabaseEngine()
    request.getfixturevalue("search_server")
    return MirroredEngine()


@pytest.fixture
def known(engine):
    """Index a document with these facts and return the id of its company."""

    def index(name: str, **facts) -> int:
        company = CompanyFactory(name=name)
        engine.index([document_of(company.pk, name, **facts)])
        return company.pk

    return index


@pytest.fixture
def names_found(engine):
    """The names found, in order."""

    def search(text: str = "", **facts) -> list[str]:
        facts.setdefault("scope", "companies")
        return [hit.payload["name"] for hit in engine.search(search_query(text=text, **facts)).hits]

    return search


def document_of(company_id: int, name: str, **facts) -> Document:
    city = facts.get("city", "Paris")
    return Document(
        company_id=company_id,
        names=tuple(one for one in (name, facts.get("trade_name", "")) if one),
        category=facts.get("category", "provider"),
        country=facts.get("country", "FR"),
        evidence_level=facts.get("evidence_level", 1),
        confirmed_on=facts.get("confirmed_on"),
        is_provider=facts.get("is_provider", True),
        texts={
            Step.NAME: (name,),
            Step.TRADE_NAME: (facts.get("trade_name", ""),),
            Step.SPECIALTY: (facts.get("specialty", ""),),
            Step.OFFER: (facts.get("offer", ""),),
            Step.PRESENTATION: (facts.get("presentation", ""),),
        },
        numbers=facts.get("numbers", ()),
        places=(city, *facts.get("places", ())),
        cities={city_key(city): city},
        specialties=facts.get("specialties", ()),
        languages=facts.get("languages", ()),
        size=facts.get("size", ""),
        technologies=facts.get("technologies", ()),
        areas=facts.get("areas", ()),
        since=facts.get("since"),
        point=facts.get("point"),
        payload={"name": name},
    )


@pytest.fixture
def today(time_machine) -> date:
    """A day on which time stands still."""
    time_machine.move_to("2026-11-23 09:00:00+00:00", tick=False)
    return date(2026, 11, 23)
