"""Boards written by hand: little is enough, and every mistake is told with file, line and key."""

import re
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.board.files.drafts import DraftBoard
from clicktui.board.files.reading import read
from clicktui.board.files.restoring import resolved
from clicktui.board.files.writing import written
from clicktui.board.model import Board, CitedWork, PinnedQuote, QuoteList
from clicktui.board.standing import stand_of
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Role, Span
from clicktui.corpus.quoting import quote
from clicktui.corpus.yamltext import quoted
from clicktui.corpus.yamltree import LARGEST, plain, tree_of
from clicktui.errors import BoardFileError
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
AT = "2026-11-21T23:57:03Z"

BY_HAND = """\
clicktui: board
board:  Ma   thèse
lists:
  - list: Robots
    quotes:
      - work: casilli-legrandcontinent-2023
        words: On voit la même chose depuis quinze ans.
        note: à relire
        tags: [durée, durée, ia]
        star: yes
  - list: Vide
"""


def taken_in(text: str) -> tuple[Board, tuple[str, ...]]:
    return resolved(read(text, "t.yaml"), CORPUS, "Ada", AT)


def one_quote(words: str, work: str = "casilli-legrandcontinent-2023", more: str = "") -> str:
    """A board by hand with one quote, which begins on line 5 and has ``more`` from line 7 on."""
    extra = "".join(f"      {line}\n" for line in more.splitlines())
    return (
        "clicktui: board\nboard: b\nlists:\n  - list: l\n    quotes:\n"
        f"    - work: {work}\n      words: {yaml.dump(words, allow_unicode=True, width=10**6)}"
    ).replace("\n...\n", "\n") + extra


def test_a_board_by_hand_needs_little() -> None:
    board, problems = taken_in(BY_HAND)
    assert problems == ()
    assert (board.name, board.made_at, board.is_archived, board.mirror) == (
        "Ma thèse",
        AT,
        False,
        "",
    )
    assert [one.name for one in board.lists] == ["Robots", "Vide"]
    (pinned,) = board.quotes
    assert pinned.quote.speakers == ("Antonio Casilli",)
    assert pinned.quote.paragraphs == (3, 3)
    assert pinned.quote.role is Role.ANSWER
    assert pinned.cited.title == CORPUS.work("casilli-legrandcontinent-2023").title
    assert (pinned.pinned_by, pinned.pinned_at) == ("Ada", AT)
    assert (pinned.note, pinned.tags, pinned.is_starred) == ("à relire", ("durée", "ia"), True)
    ids = [board.id, pinned.id, *(one.id for one in board.lists)]
    assert len(set(ids)) == 4
    assert all(re.fullmatch("[a-z][a-z0-9]{9}", one) for one in ids)


def test_a_board_without_lists_gets_one() -> None:
    board, _problems = taken_in("clicktui: board\nboard: b\n")
    assert [len(one.quotes) for one in board.lists] == [0]


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    board, problems = taken_in("\ufeff" + BY_HAND.replace("\n", "\r\n"))
    assert (len(board), problems) == (1, ())


def test_control_characters_are_cleaned_away() -> None:
    text = BY_HAND.replace("à relire", '"a\\x1b]52;c\\a b\\tc\\u202E"')
    (pinned,) = taken_in(text)[0].quotes
    assert pinned.note == "a]52;c b c"


Q = "lists[1].quotes[1]"

MISTAKES = [
    ("", "t.yaml:1: has to be a mapping of keys, not None"),
    ("board: b\n", "t.yaml:1: clicktui: has to be board: this is no board of clicktui"),
    ("clicktui: board\nversion: 2\nboard: b\n", "t.yaml:2: version: made by another clicktui"),
    ("clicktui: board\n", "t.yaml:1: board: is missing"),
    ("clicktui: board\nboard: 2024\n", "t.yaml:2: board: expected a text, not 2024: put it betw"),
    ("clicktui: board\nboard: ' '\n", "t.yaml:2: board: A name has to have at least one letter"),
    ("clicktui: board\nboard: b\nboard: c\n", "t.yaml:3: the key 'board' is written twice"),
    ("clicktui: board\nboard: b\nlist: []\n", "t.yaml:3: list: no such key; nearest: lists"),
    ("clicktui: board\nboard: b\nqqqq: 1\n", "t.yaml:3: qqqq: no such key; there are "),
    ("clicktui: board\nboard: b\nlists: yes\n", "t.yaml:3: lists: expected a list, not True"),
    ("clicktui: board\nboard: b\nlists: [1]\n", "t.yaml:3: lists[1]: has to be a mapping"),
    ("clicktui: board\nboard: b\nmade: 2026-13-01T00:00:00Z\n",
     "t.yaml:3: made: expected a time like 2026-11-21T23:57:03Z, not '2026-13-01T00:00:00Z'"),
    ("clicktui: board\nboard: b\nmade: 2026-11-21\n", "t.yaml:3: made: expected a time like"),
    ("clicktui: board\nboard: b\nid: a/b\n", "t.yaml:3: id: expected at most 64 of a-z"),
    ("clicktui: board\nboard: &b b\n", "t.yaml:2: board: anchors (&name) are not taken"),
    ("clicktui: board\nboard: *b\n", "t.yaml:2: board: aliases (*name) are not taken"),
    ("clicktui: board\nboard: !!python/name:os.system b\n", "t.yaml:2: board: tags like 'tag:yaml"),
    ("clicktui: board\n? [a]\n: b\n", "t.yaml:2: a key has to be a plain word"),
    ("clicktui: board\nboard: b: c\n", "t.yaml:2: not YAML: mapping values are not allowed"),
    ("clicktui: board\n\nboard: \x07b\n", "t.yaml:3: not YAML: "),
    ("clicktui: board\nboard: b\n---\nx: y\n", "t.yaml:3: a second document"),
    ("clicktui: board\nboard: b\nlists:\n- list: a\n- list: a\n",
     "t.yaml:5: lists[2].list: two lists have this name"),
    ("clicktui: board\nboard: b\nlists:\n- list: a\n  id: x\n- list: b\n  id: x\n",
     "t.yaml:7: lists[2].id: this id is there already"),
    (one_quote("x", more="star: 1"), f"t.yaml:8: {Q}.star: expected true or false"),
    (one_quote("x", more="sttar: yes"), f"t.yaml:8: {Q}.sttar: no such key; nearest: "
     "star"),
    (one_quote("x", more="tags: a"), f"t.yaml:8: {Q}.tags: expected a list, not 'a'"),
    (one_quote("x", more="tags:\n- a\n- 7"), f"t.yaml:10: {Q}.tags[2]: expected a te"),
    (one_quote("x", more="start: 3"), f"t.yaml:6: {Q}.end: is missing"),
    (one_quote("x", more="start: 3\nend: 2"), f"t.yaml:9: {Q}.end: lies before start"),
    (one_quote("x", more="start: -3\nend: 2"), f"t.yaml:8: {Q}.start: expected a who"),
    (one_quote("x", more="role: king"), f"t.yaml:8: {Q}.role: unknown role (known: "),
    (one_quote("x", more="paragraphs: 0"), f"t.yaml:8: {Q}.paragraphs: expected num"),
    (one_quote("x", more="paragraphs: 1.5"), f"t.yaml:8: {Q}.paragraphs: expected a "),
    (one_quote("x", more="pinned: {at: 2026}"), f"t.yaml:8: {Q}.pinned.at: expected "),
    (one_quote("x", more="pinned: {by: A, when: B}"),
     f"t.yaml:8: {Q}.pinned.when: no such key"),
    (one_quote("x", more="alterations:\n- {kind: sick, start: 0, end: 0}"),
     f"t.yaml:9: {Q}.alterations[1].kind: unknown kind (known: elision, "),
    (one_quote("x", more="alterations:\n- {kind: sic, start: 2, end: 2}"),
     f"t.yaml:9: {Q}.alterations[1].end: start and end have to stand in the words"),
    (one_quote("x", more="cited: nobody"), f"t.yaml:8: {Q}.cited: is not under works"),
    (one_quote("  "), f"t.yaml:7: {Q}.words: no words are quoted"),
    ("clicktui: board\nboard: b\nworks:\n  w:\n    lang: fr\n    csl: {type: cat, title: t}\n",
     "t.yaml:6: works.w.csl.type: is not a CSL type: 'cat'"),
    ("clicktui: board\nboard: b\nworks:\n  w: {lang: fr, csl: {type: book, title: t,\n"
     "   issued: 2023-13-01}}\n", "t.yaml:5: works.w.csl.issued: has to be a date like"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MISTAKES)
def test_mistakes_are_told_with_file_line_and_key(text: str, told: str) -> None:
    with pytest.raises(BoardFileError) as caught:
        read(text, "t.yaml")
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["- " * 200_000, "[" * 200_000, "{a: " * 50_000])
def test_brackets_without_end_are_refused(text: str) -> None:
    with pytest.raises(BoardFileError, match=r"more than 32 deep|nesting depth"):
        read(text, "t.yaml")


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    levels = [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30)]
    with pytest.raises(BoardFileError, match="anchors"):
        read("l0: &l0 [x]\n" + "".join(levels), "t.yaml")


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(BoardFileError, match="64 MB"):
        read("#" * (LARGEST + 1), "t.yaml")


@given(st.text(alphabet="clicktui: board\n-[]{}&*!|>'\"#,?%@\t\x00é\u2028", max_size=60))
def test_nothing_but_our_error_comes_out_of_any_text(text: str) -> None:
    try:
        assert isinstance(read("clicktui: board\n" + text, "t.yaml"), DraftBoard)
    except BoardFileError as error:
        assert str(error).startswith("t.yaml") and "\n" not in str(error)
        assert "\x00" not in str(error)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


@given(VALUES)
@settings(max_examples=60)
def test_the_tree_has_the_values_of_the_yaml_library(value: object) -> None:
    assert plain(tree_of(yaml.safe_dump(value), "t.yaml", BoardFileError)) == value


def refused(text: str) -> str:
    with pytest.raises(BoardFileError) as caught:
        taken_in(text)
    return str(caught.value)


def test_an_unknown_work_is_told_with_the_nearest() -> None:
    told = refused(one_quote("mots", work="casilli-heidy"))
    assert told.startswith("t.yaml:6: lists[1].quotes[1].work: no work is called 'casilli-heidy'")
    assert "casilli-heidi" in told


def test_words_that_are_not_there_are_told_with_the_nearest_sentence() -> None:
    told = refused(one_quote("On voit toujours la même chose depuis vingt ans."))
    assert told.startswith("t.yaml:7: lists[1].quotes[1].words: the work casilli-legrandcontinent")
    assert told.endswith("nearest: On voit la même chose depuis quinze ans.")


def test_letters_are_never_mended() -> None:
    assert "does not have these words" in refused(
        one_quote("On voit la meme chose depuis quinze ans.")
    )
    assert "does not have these words" in refused(
        one_quote("on voit la même chose depuis quinze ans.")
    )


def test_a_part_of_a_word_is_no_quote() -> None:
    assert "does not have these words" in refused(one_quote("oit la même chose depuis quinze ans."))


def test_words_that_mix_kinds_are_refused() -> None:
    text = CORPUS.text_of("casilli-legrandcontinent-2023")
    headings = [
        one
        for one in CORPUS.work("casilli-legrandcontinent-2023").paragraphs
        if one.role is Role.PULL_QUOTE
    ]
    span = headings[0].span
    words = text[span.start : span.end + 40].rsplit(" ", 1)[0]
    assert "quote what stands before and after it apart" in refused(one_quote(words))


RETYPED = [  # work, as typed, as it stands
    ("travailleurs-clic-parlement-2024",
     '"la moitié du temps, je suis une humaine, l\'autre moitié du temps, je suis un robot".',
     "« la moitié du temps, je suis une humaine, l’autre moitié du temps, je suis un robot »."),
    ("casilli-legrandcontinent-2023", "l'histoire récente de l'IA?",
     "l’histoire récente de l’IA ?"),
]  # fmt: skip


@pytest.mark.parametrize(("work", "typed", "words"), RETYPED)
def test_signs_typed_otherwise_are_taken_as_the_work_has_them(
    work: str, typed: str, words: str
) -> None:
    board, problems = taken_in(one_quote(typed, work))
    (pinned,) = board.quotes
    found = pinned.quote
    assert " ".join(found.words.split()) == words
    assert found.words == CORPUS.text_of(work)[found.start : found.end]
    assert problems == (
        "t.yaml:7: lists[1].quotes[1].words: "
        "spaces, quotation marks or hyphens taken as the work has them",
    )


def test_words_that_stand_twice_need_their_surroundings() -> None:
    work = "casilli-legrandcontinent-2023"
    told = refused(one_quote("intelligence artificielle", work))
    number = re.search(r"stand (\d+) times", told)
    assert number and int(number[1]) > 1
    paragraphs = CORPUS.work(work).paragraphs
    text = CORPUS.text_of(work)
    places = [
        found.start()
        for found in re.finditer(r"\bintelligence artificielle\b", text)
        if any(one.span.start <= found.start() < one.span.end for one in paragraphs)
    ]
    at = places[1]
    before = yaml.dump(text[at - 40 : at], allow_unicode=True, width=10**6).replace("\n...\n", "\n")
    board, _ = taken_in(one_quote("intelligence artificielle", work, f"before: {before}"))
    assert next(board.quotes).quote.start == at
    board, _ = taken_in(
        one_quote("intelligence artificielle", work, f"start: {at}\nend: {at + 25}")
    )
    assert next(board.quotes).quote.start == at


def test_the_corpus_is_believed_and_not_the_file() -> None:
    words = "On voit la même chose depuis quinze ans."
    more = "speakers: [Victor Storchan]\nrole: question\nparagraphs: 9-10\ntitle: Autre"
    board, problems = taken_in(one_quote(words, more=more))
    found = next(board.quotes).quote
    assert (found.speakers, found.role, found.paragraphs) == (
        ("Antonio Casilli",), Role.ANSWER, (3, 3),
    )  # fmt: skip
    end = "the work is believed"
    assert set(problems) == {
        f"t.yaml:8: {Q}.speakers: the work says Antonio Casilli, not Victor Storchan: {end}",
        f"t.yaml:9: {Q}.role: the work says answer, not question: {end}",
        f"t.yaml:10: {Q}.paragraphs: the work says 3, not 9-10: {end}",
        f"t.yaml:11: {Q}.title: the work is called "
        "'L’IA Potemkine et le futur du travail, une conversation av…: that is cited",
    }


def test_a_whole_quote_is_compared_too() -> None:
    board, _ = taken_in(one_quote("On voit la même chose depuis quinze ans."))
    text = written(board)
    forged = text.replace('["Antonio Casilli"]', '["Victor Storchan"]').replace(
        'family: "Storchan"', 'family: "Nobody"'
    )
    assert forged != text
    again, problems = taken_in(forged)
    assert again == board
    assert [one.partition(": ")[2].split(": ")[0] for one in problems] == [
        "lists[1].quotes[1].speakers",
        "lists[1].quotes[1].cited",
    ]
    silent = re.sub(r"\n    speakers:.*", "", text)
    again, problems = taken_in(silent)
    assert again == board
    assert "not nobody" in problems[0]


def test_whole_quotes_of_words_that_are_gone_are_kept_and_told() -> None:
    board, _ = taken_in(one_quote("On voit la même chose depuis quinze ans."))
    changed = written(board).replace("depuis quinze ans", "depuis trente ans")
    changed = re.sub(r'    after: "..', '    after: "ZZ', changed)
    again, problems = taken_in(changed)
    (kept,) = again.quotes
    assert kept.quote.words == "On voit la même chose depuis trente ans."
    assert kept.quote.speakers == ("Antonio Casilli",)
    assert len(problems) == 1
    assert problems[0].endswith("words: not there any more in the work; kept as the file has it")


def test_whole_quotes_whose_words_were_changed_in_the_file_are_refused() -> None:
    board, _ = taken_in(one_quote("On voit la même chose depuis quinze ans."))
    changed = written(board).replace("depuis quinze ans", "depuis trente ans")
    line = changed.split("\n").index('    words: "On voit la même chose depuis trente ans."') + 1
    assert refused(changed) == (
        f"t.yaml:{line}: {Q}.words: the work has other words there: On voit la même chose depuis "
        "quinze ans.: write these, or take the place away"
    )


def test_long_words_changed_in_the_file_are_shown_where_they_differ() -> None:
    work = CORPUS.work("casilli-legrandcontinent-2023")
    part = max(
        (one for one in work.paragraphs if one.role is Role.ANSWER), key=lambda p: len(p.span)
    )
    words = CORPUS.text_of(work.id)[part.span.start : part.span.end]
    board, _ = taken_in(one_quote(words, work.id))
    at = len(words) // 2
    other = "X" if words[at] != "X" else "Y"
    changed = written(board).replace(quoted(words), quoted(words[:at] + other + words[at + 1 :]))
    told = refused(changed)
    assert words[at - 20 : at + 20].replace("\u00a0", " ") in told.replace("\u00a0", " ")
    assert len(told) < 300


def test_words_that_differ_from_the_source_are_kept_where_the_store_or_the_user_has_them() -> None:
    board, _ = taken_in(one_quote("On voit la même chose depuis quinze ans."))
    text = written(board).replace("depuis quinze ans", "depuis trente ans")
    (was,) = board.quotes
    words = was.quote.words.replace("quinze", "trente")
    mine = replace(was, quote=replace(was.quote, words=words))
    again, problems = resolved(read(text, "t.yaml"), CORPUS, "Ada", AT, [mine])
    assert [one.quote.words for one in again.quotes] == [words]
    assert len(problems) == 1
    with pytest.raises(BoardFileError):
        resolved(read(text, "t.yaml"), CORPUS, "Ada", AT, [was])

    digest = stand_of(mine, CORPUS).digest
    kept = text.replace("    pinned:", f'    kept_against: "{digest}"\n    pinned:')
    again, problems = taken_in(kept)
    assert [(one.quote.words, one.kept_against) for one in again.quotes] == [(words, digest)]
    assert len(problems) == 1
    assert "other words there" in refused(kept.replace(digest, "0011223344556677"))


def test_a_whole_quote_whose_words_and_place_do_not_agree_is_refused() -> None:
    board, _ = taken_in(one_quote("On voit la même chose depuis quinze ans."))
    changed = written(board).replace("depuis quinze ans", "depuis deux ans")
    assert "words: 38 characters, but start and end say 40" in refused(changed)


def test_alterations_have_to_fit_the_words() -> None:
    words = "On voit la même chose depuis quinze ans."
    more = "alterations:\n- {kind: insertion, start: 8, end: 8, text: bien}"
    board, problems = taken_in(one_quote(words, more=more))
    assert problems == ()
    assert next(board.quotes).alterations == (
        Alteration(AlterationKind.INSERTION, Span(8, 8), "bien"),
    )
    more = "alterations:\n- {kind: replacement, start: 0, end: 2, text: Casilli}"
    board, problems = taken_in(one_quote(words, more=more))
    assert problems == ()
    assert next(board.quotes).alterations == (
        Alteration(AlterationKind.REPLACEMENT, Span(0, 2), "Casilli"),
    )
    told = refused(one_quote(words, more=more.replace("Casilli", "'On'")))
    assert told.endswith("alterations: What replaces words has to differ from them")
    told = refused(one_quote(words, more="alterations:\n- {kind: elision, start: 0, end: 40}"))
    assert told.startswith(
        "t.yaml:9: lists[1].quotes[1].alterations: Some of the words have to stay"
    )


def test_a_choice_to_keep_is_forgotten_when_the_words_are_there() -> None:
    board, _ = taken_in(one_quote("On voit la même chose depuis quinze ans."))
    text = written(board).replace(
        "    pinned:", '    kept_against: "0011223344556677"\n    pinned:'
    )
    assert next(taken_in(text)[0].quotes).kept_against == "0011223344556677"
    changed = text.replace('["Antonio Casilli"]', '["Victor Storchan"]')
    assert next(taken_in(changed)[0].quotes).kept_against == ""


def test_a_pull_quote_of_a_file_that_does_not_say_where_its_sentence_stands() -> None:
    work = CORPUS.work("casilli-legrandcontinent-2023")
    (line,) = (one for one in work.paragraphs if one.line == 19)  # faithful to a sentence of § 6
    found = quote(CORPUS, work.id, line.span)
    pinned = PinnedQuote(
        "q", found, CitedWork.of(work, CORPUS.source(work.file).page), "me", "2026-11-21T00:00:00Z"
    )
    board = Board("b", "B", "2026-11-21T00:00:00Z", (QuoteList("l", "L", (pinned,)),))
    text = written(board)
    assert text.count(", paragraphs: 6}") == 1
    assert taken_in(text) == (board, ())
    assert taken_in(text.replace(", paragraphs: 6}", "}")) == (board, ())
    several = text.replace(", paragraphs: 6}", ', paragraphs: "6-7"}')
    assert len(taken_in(several)[1]) == 1


def test_words_that_a_pull_quote_repeats_are_taken_where_they_are_said() -> None:
    work = CORPUS.work("casilli-legrandcontinent-2023")
    text = CORPUS.text_of(work.id)
    exact = [one for one in work.paragraphs if one.repeats and not one.is_altered]
    assert exact
    for repeating in exact:
        words = text[repeating.span.start : repeating.span.end].rstrip(".")
        (pinned,) = taken_in(one_quote(words, work.id))[0].quotes
        assert pinned.quote.repeats is None
        assert pinned.quote.speakers == ("Antonio Casilli",)
        assert pinned.quote.start != repeating.span.start
