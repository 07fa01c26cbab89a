import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.corpus.cleaning import clean, clean_text
from clicktui.shipped import shipped

ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_newline(end: str) -> None:
    assert clean_text(f"un{end}deux") == "un\ndeux"


def test_a_line_end_of_two_characters_is_one() -> None:
    assert clean_text("a\r\n\r\nb\n\rc") == "a\n\nb\n\nc"


def test_terminal_sequences_lose_their_power() -> None:
    assert clean_text("a\x1b]52;c;AAAA\x07b\x9b31mc\x7f") == "a]52;c;AAAAb31mc"


@pytest.mark.parametrize(
    "mark", [*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\x00"]
)
def test_invisible_orders_are_dropped(mark: str) -> None:
    assert clean_text(f"mi{mark}cro") == "micro"


def test_a_tab_is_a_space_and_a_lone_surrogate_is_shown_as_lost() -> None:
    assert clean_text("a\tb\ud800c") == "a b\ufffdc"


def test_a_byte_order_mark_is_dropped() -> None:
    assert clean(b"\xef\xbb\xbfEntretien") == "Entretien"


def test_characters_of_quotations_stay() -> None:
    kept = "«\u00a0L’IA\u202f» e\u0301 é œ ﬁ \u00ad\u200d 👩\u200d💻 “ok” 260\u00a0000 😀"
    assert clean_text(kept) == kept


def test_bytes_that_are_not_utf8_say_where() -> None:
    with pytest.raises(UnicodeDecodeError) as caught:
        clean("précarité".encode("latin-1"))
    assert caught.value.start == 2


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(ANY_TEXT)
def test_nothing_left_moves_a_terminal(text: str) -> None:
    left = clean_text(text).replace("\n", "")
    assert not [char for char in left if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}]
    assert not [char for char in left if unicodedata.bidirectional(char) in {"LRE", "RLO", "PDI"}]


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"], max_codepoint=0x1FFFF)))
def test_what_can_be_read_is_kept_unchanged(text: str) -> None:
    assert clean(text.encode()) == text


def test_the_shipped_texts_are_clean_already() -> None:
    for path in shipped("seeds").glob("*.txt"):
        raw = path.read_bytes()
        assert clean(raw).encode() == raw
