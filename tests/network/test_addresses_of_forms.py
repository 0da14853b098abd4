"""Addresses that only take forms, opened by hand."""

import pytest


@pytest.mark.parametrize(
    ("language", "words"), [("en", "There is nothing to read at this address"), ("fr", "Il n’y a rien à lire")]
)
def test_opening_one_by_hand_shows_a_page_and_not_a_blank(acme, owner_of, client_of, language, words):
    answer = client_of(owner_of(acme)).get(f"/{language}/page/staff/invite/")

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert words in answer.content.decode()
