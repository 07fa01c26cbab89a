"""The beginning of a text on one line."""

import pytest

from clicktui.corpus.shortening import first_words


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("", ""),
        ("dix signes", "dix signes"),
        ("onze signes", "onze sign…"),
        ("un\u00a0mot\n\tsur", "un mot sur"),
        ("neuf mots et plus", "neuf mots…"),  # no space before the ellipsis
        ("😀" * 11, "😀" * 9 + "…"),
    ],
)
def test_what_is_left_out_is_shown_as_left_out(text: str, short: str) -> None:
    assert first_words(text, 10) == short
