"""Plain text and Markdown: every encoding, every line, and nothing that is only a mark."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_samples import line, read, texts

from clicktui.corpus.cleaning import clean_text
from clicktui.errors import IntakeError
from clicktui.intake.limits import Limits
from clicktui.intake.model import LineKind
from clicktui.intake.reading import read_content

FRENCH = "Où étiez-vous, là-bas ? « J’ai cliqué, été comme hiver, à Saint-Étienne. »\nÇa dépend.\n"


@pytest.mark.parametrize(
    ("encoding", "is_told"),
    [
        ("utf-8", False),
        ("utf-8-sig", False),
        ("utf-16", False),
        ("utf-32", False),
        ("utf-16-le", True),
        ("utf-16-be", True),
        ("cp1252", True),
    ],
)
def test_text_is_read_in_its_encoding_and_a_guess_is_told(encoding: str, is_told: bool) -> None:
    found = read("a.txt", FRENCH.encode(encoding))
    assert texts(found) == FRENCH.splitlines()
    assert bool(found.notes) is is_told


def test_cyrillic_of_windows_is_guessed() -> None:
    words = "Мы работаем каждый день за компьютером и нажимаем на картинки.\n" * 3
    assert texts(read("a.txt", words.encode("cp1251"))) == words.splitlines()


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)))
def test_every_line_of_a_utf8_text_comes_back(lines: list[str]) -> None:
    raw = "\n".join(["première ligne", *lines])
    if raw.startswith(("%PDF", "PK")):
        return
    wanted = [one.strip(" ") for one in clean_text(raw).split("\n") if one.strip(" ")]
    got = [clean_text(one.text).strip(" ") for one in read("a.txt", raw).lines]
    assert [one for one in got if one] == wanted


def test_lines_that_end_at_a_column_are_joined_and_turns_are_not() -> None:
    wide = "This line is about as wide as the lines of old mails used to be, and"
    paragraph = "\n".join([wide] * 6 + ["it ends."])
    raw = "\n\n".join([paragraph] * 4) + "\n\nAnna: Yes\nBen : No\n"
    found = read("a.txt", raw)
    assert texts(found) == [" ".join([wide] * 6 + ["it ends."])] * 4 + ["Anna: Yes", "Ben : No"]
    assert len(found.notes) == 1


@pytest.mark.parametrize("content", [b"", b" \n\n ", b"\x00" * 40])
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    with pytest.raises(IntakeError, match="is empty"):
        read("a.txt", content)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(IntakeError, match="is no text"):
        read("a.txt", bytes(range(256)) * 20)


def test_too_many_lines_and_too_long_ones_are_refused() -> None:
    with pytest.raises(IntakeError, match="more than 10 paragraphs"):
        read_content(b"a\n" * 11, "a.txt", Limits(lines=10))
    with pytest.raises(IntakeError, match="paragraph 2 has more than 10 characters"):
        read_content(b"a\n" + b"b" * 11, "a.txt", Limits(line_characters=10))
    with pytest.raises(IntakeError, match="larger than 1 MB"):
        read_content(b"a" * 40, "a.txt", Limits(text_bytes=39))


def test_markdown_loses_its_marks_and_keeps_its_words() -> None:
    found = read(
        "a.md",
        "# Un *grand* jour\n\n**Que faites-vous ?**\n\nJe clique [ici](http://x.example),\n"
        "avec `soin` et **force**.\n\n- un\n- deux\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        "<p>Du <b>HTML</b></p>\n\n**Q :** Et ?\n**R :** Rien.\n",
    )
    assert texts(found) == [
        "Un grand jour", "Que faites-vous ?", "Je clique ici, avec soin et force.", "un", "deux",
        "a", "b", "c", "d", "Du HTML", "Q : Et ?", "R : Rien.",
    ]  # fmt: skip
    assert line(found, "Un grand").kind is LineKind.HEADING
    assert [one.text for one in found.lines if one.is_bold] == ["Que faites-vous ?"]


def test_the_yaml_in_front_of_markdown_is_found_and_is_no_text() -> None:
    found = read(
        "a.md",
        '---\ntitle: "Titre : un"\nauthor: [Ada Lovelace, "Le Goff, Yann", Équipe de nuit]\n'
        "date: 2024-03-02\nlang: fr\nurl: https://example.org/a\nother: {x: [1]}\n---\nTexte.\n",
    )
    assert texts(found) == ["Texte."]
    assert {name: one.value for name, one in found.found.items()} == {
        "title": "Titre : un",
        "author": [
            {"family": "Lovelace", "given": "Ada"},
            {"family": "Le Goff", "given": "Yann"},
            {"literal": "Équipe de nuit"},
        ],
        "issued": {"date-parts": [[2024, 3, 2]]},
        "language": "fr",
        "URL": "https://example.org/a",
    }


@pytest.mark.parametrize(
    "front",
    ["a: &x [1, 2]\nb: [*x, *x]", "a: !!python/object/apply:os.system [ls]", "a: [", "\ttitle: x"],
)
def test_yaml_that_is_wrong_or_could_do_harm_is_left_out_and_told(front: str) -> None:
    found = read("a.md", f"---\n{front}\n---\nTexte.\n")
    assert texts(found) == ["Texte."]
    assert not found.found
    assert found.notes == ("the YAML in front of its text has a mistake: it is left out",)


def test_rtf_says_its_title_and_author() -> None:
    found = read(
        "a.rtf",
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title L\'92\'e9t\'e9 \u8212 ?}"
        rb"{\author Ada Lovelace}{\operator X}}Bonjour.\par}",
    )
    assert texts(found) == ["Bonjour."]
    assert {name: one.value for name, one in found.found.items()} == {
        "title": "L’été —",
        "author": [{"family": "Lovelace", "given": "Ada"}],
    }


def test_rtf_gives_its_paragraphs_and_cells() -> None:
    found = read(
        "a.rtf",
        rb"{\rtf1\ansi\ansicpg1252 \b Que faites-vous ?\b0\par J\'92ai cliqu\'e9, \'e9t\'e9.\par"
        rb"\trowd\cellx100\cellx200 un | deux\cell trois\cell\row}",
    )
    assert texts(found) == ["Que faites-vous ?", "J’ai cliqué, été.", "un | deux", "trois"]
