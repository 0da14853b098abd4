"""Two texts joined word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.merging import join_texts, merge_paragraphs, merge_rows, words_of


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "joined"),
    [
        ("one two three", "one two three four", "zero one two three", "zero one two three four"),
        ("one two", "one two", "one three", "one three"),
        ("one two", "one three", "one two", "one three"),
        ("one two", "one same", "one same", "one same"),
        ("one two three", "one mine three", "one theirs three", "one theirs mine three"),
        ("", "mine", "theirs", "theirs\n\nmine"),
        ("one two three", "one three", "one two three four", "one three four"),
    ],
)
def test_both_texts_are_joined(base, mine, theirs, joined):
    assert join_texts(base, mine, theirs) == joined


words = st.lists(st.sampled_from(["a", "b", "c", "d", "\n\n"]), max_size=12).map(" ".join)


@given(words, words)
def test_a_text_one_side_left_alone_is_the_text_of_the_other(base, changed):
    assert join_texts(base, base, changed) == changed
    assert join_texts(base, changed, base) == changed


@given(words, words, words)
def test_no_new_word_of_either_side_is_lost(base, mine, theirs):
    joined = set(words_of(join_texts(base, mine, theirs)))

    assert {word for word in words_of(mine) if word.strip()} - set(words_of(base)) <= joined
    assert {word for word in words_of(theirs) if word.strip()} - set(words_of(base)) <= joined


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("One.\n\nTwo mine.\n\nThree.", "One.\n\nTwo.\n\nThree theirs.", None),
        ("One mine.\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nThree theirs.", "One mine.\n\nTwo.\n\nThree theirs."),
        ("Zero.\n\nOne.\n\nTwo.\n\nThree.", "One.\n\nTwo.", "Zero.\n\nOne.\n\nTwo."),
        ("One.\n\nTwo mine.\n\nThree.", "One.\n\nTwo theirs.\n\nThree.", None),
        ("One.\n\nTwo.\n\nThree.\n\nFour.", "One.\n\nTwo.\n\nThree.\n\nFive.", None),
    ],
)
def test_paragraphs_are_merged_where_they_do_not_overlap(mine, theirs, merged):
    assert merge_paragraphs("One.\n\nTwo.\n\nThree.", mine, theirs) == merged


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [(["a", "b", "m"], ["t", "a", "b"], ["t", "a", "b", "m"]), (["b"], ["a"], None), (["a", "m"], ["a", "t"], None)],
)
def test_rows_are_merged_where_they_do_not_overlap(mine, theirs, merged):
    assert merge_rows(["a", "b"], mine, theirs) == merged
