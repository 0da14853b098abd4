"""The demonstration network, crawled as every role in both languages: no dead link, one language a page."""

import os

import pytest

from tests.architecture.catalogues import french
from tests.journeys.crawling import crawl

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

# Words are the same on every database: one pass is enough.
__test__ = not os.environ.get("DATABASE_URL", "").startswith("postgres")

ANSWERS = {200, 402, 403}
"""A page, a refusal that names the pack and its price, a refusal that names the roles: each says what to do next."""


def normal(texts) -> set[str]:
    return {" ".join(text.split()) for text in texts if text and "%(" not in text and "{" not in text}


@pytest.fixture(scope="module")
def of_the_other_language() -> dict[str, set[str]]:
    """Texts that have no business on a page: English ones under /fr/, French ones under /en/."""
    pairs = {english: translated for english, translated in french().items() if english != translated}
    english, translated = normal(pairs), normal(pairs.values())
    same = normal(english for english, translated in french().items() if english == translated)
    return {"fr": english - translated - same, "en": translated - english - same}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_role_reads_one_language_and_meets_no_dead_end(clients, of_the_other_language, language):
    dead, foreign, count = [], [], 0

    for role, client in clients.items():
        for page in crawl(client, f"/{language}/", f"/{language}/"):
            count += 1
            if page.status not in ANSWERS:
                dead.append((role, page.path, page.status, f"linked from {page.linked_from}"))
            foreign += [(role, page.path, text) for text in page.texts & of_the_other_language[language]]

    assert dead == []
    assert foreign == []
    assert count > 100
