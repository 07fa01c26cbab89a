"""What codes are called in what is said of changes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from clicktui.board.changes import Change, What
from clicktui.i18n import choose_language
from clicktui.microtasks.codebook import Code, Codebook
from clicktui.wording.boards import change_text
from clicktui.wording.codes import named, named_cue, title_of

BOOK = Codebook(
    "microtasks",
    {},
    (Code("prepare", {"en": "Prepare", "fr": "Préparer"}, "●", "#1b7f5c"),),
)


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    choose_language(Path(), "fr")
    yield
    choose_language(Path(), "en")


def change(what: What, about: str) -> Change:
    return Change(1, what, "", about, 1, "Ada", "2026-11-26T10:00:00Z")


@pytest.mark.parametrize(
    ("what", "about", "told"),
    [
        (What.CODE, "prepare: Ils trient: tout", "● Préparer: Ils trient: tout"),
        (What.CODING_MEMO, "prepare: x", "● Préparer: x"),
        (What.CLEAR_CODE, "of another codebook: x", "of another codebook: x"),
        (What.PIN, "prepare: x", "prepare: x"),
        (What.CODING_RULES, "+ annot* (prepare, fr)", "+ annot* (● Préparer, fr)"),
        (What.CODING_RULES, "+ annot* (prepare)", "+ annot* (● Préparer)"),
        (What.CODING_RULES, "− annot* (fr)", "− annot* (fr)"),
    ],
)
def test_changes_name_codes_as_the_interface_does(what: What, about: str, told: str) -> None:
    assert named(change(what, about), BOOK).about == told
    assert told in change_text(named(change(what, about), BOOK))


def test_what_a_codebook_does_not_know_keeps_its_id() -> None:
    assert title_of(BOOK, "verify") == "verify"
    assert named_cue("+ x (verify, it)", BOOK) == "+ x (verify, it)"
