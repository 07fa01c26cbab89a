"""Quotes that find themselves again when their text or its catalogue changed."""

import random
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.board.model import CitedWork, PinnedQuote
from clicktui.board.resembling import evened, same_but_for_signs, similarity
from clicktui.board.standing import (
    Difference,
    Stand,
    Standing,
    kept,
    lost_alterations,
    settled,
    stand_of,
)
from clicktui.citing.citation import Citer, Form
from clicktui.corpus.alterations import Alteration, AlterationKind, altered, checked
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Quote, Role, Span
from clicktui.corpus.quoting import quote
from clicktui.shipped import shipped
from clicktui.wording.boards import standing_text

FIRST = "Le travail du clic est partout, dans les villes et dans les campagnes."
SECOND = "Il est fait par des personnes qui ne se voient jamais, souvent chez elles."
THIRD = "Les plateformes disent qu’il n’existe pas, et pourtant elles le paient."
ANSWER = f"{FIRST} {SECOND} {THIRD}"
OTHER = "On compte aujourd’hui 260\u00a0000 micro-travailleurs en France, selon l’enquête."
LINES = (
    ("question", "Elle", "Qu’est-ce que le travail du clic\u00a0?"),
    ("answer", "Lui", ANSWER),
    ("question", "Elle", "Combien sont-ils\u00a0?"),
    ("answer", "Lui", OTHER),
    ("answer", "Lui", "Oui, et ce n’est qu’un début."),
)
Lines = tuple[tuple[str, str, str], ...]


def corpus(
    lines: Lines = LINES,
    work_id: str = "entretien",
    *,
    title: str = "Le clic",
    file: str = "a.txt",
    repeats: Mapping[str, object] | None = None,
) -> Corpus:
    """A corpus of one work, with a role and a speaker for each of its lines."""
    work: dict[str, object] = {
        "id": work_id,
        "lang": "fr",
        "lines": f"1-{len(lines)}",
        "csl": {"type": "interview", "title": title},
        "roles": {},
        "speakers": [],
    }
    roles: dict[str, list[int]] = {}
    for number, (role, _speaker, _text) in enumerate(lines, 1):
        if role != "body":
            roles.setdefault(role, []).append(number)
    work["roles"] = roles
    work["speakers"] = [
        {"lines": number, "who": speaker}
        for number, (_role, speaker, _text) in enumerate(lines, 1)
        if speaker
    ]
    if repeats:
        work["repeats"] = [dict(repeats)]
    catalogue = {"schema": "clicktui-catalogue/1", "sources": [{"file": file, "works": [work]}]}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.yaml"
        path.write_text(yaml.safe_dump(catalogue, allow_unicode=True), encoding="utf-8")
        (Path(folder) / file).write_text("\n".join(text for *_rest, text in lines), "utf-8")
        return Corpus.load(path, Path(folder))


BEFORE = corpus()


def pin(words: str, there: Corpus = BEFORE, nth: int = 0) -> PinnedQuote:
    (work,) = there.works
    text = there.text_of(work.id)
    start = [found.start() for found in re.finditer(re.escape(words), text)][nth]
    found = quote(there, work.id, Span(start, start + len(words)))
    return PinnedQuote("p", found, CitedWork.of(work, None), "me", "2026-11-21T00:00:00Z")


def two_works(first: str, second: str) -> Corpus:
    """A corpus of two works of one line each, "un" and "deux", in one file."""
    entries = [
        {
            "id": name,
            "lang": "fr",
            "lines": f"{line}-{line}",
            "csl": {"type": "article", "title": name},
            "speakers": [{"lines": line, "who": "Lui"}],
        }
        for line, name in enumerate(("un", "deux"), 1)
    ]
    catalogue = {
        "schema": "clicktui-catalogue/1",
        "sources": [{"file": "a.txt", "works": entries}],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.yaml"
        path.write_text(yaml.safe_dump(catalogue, allow_unicode=True), encoding="utf-8")
        (Path(folder) / "a.txt").write_text(f"{first}\n{second}", "utf-8")
        return Corpus.load(path, Path(folder))


def quoted_from(there: Corpus, work_id: str, words: str, nth: int = 0) -> PinnedQuote:
    """Quote words from the paragraph ``nth`` (from 0) of a work on."""
    work = there.work(work_id)
    start = there.text_of(work_id).index(words, work.paragraphs[nth].span.start)
    found = quote(there, work_id, Span(start, start + len(words)))
    return PinnedQuote("p", found, CitedWork.of(work, None), "me", "2026-11-21T00:00:00Z")


def with_answer(text: str) -> Lines:
    return (LINES[0], ("answer", "Lui", text), *LINES[2:])


def found_in(stand: Stand) -> Quote:
    assert stand.found is not None
    return stand.found


def test_nothing_changed() -> None:
    stand = stand_of(pin(SECOND), BEFORE)
    assert (stand.standing, stand.similarity, stand.differences) == (Standing.SAME, 1.0, ())
    assert stand.found == pin(SECOND).quote


def test_words_around_may_change() -> None:
    changed_after = with_answer(f"{FIRST} {SECOND} Les sociétés disent autre chose.")
    stand = stand_of(pin(SECOND), corpus(changed_after))
    assert stand.standing is Standing.SAME
    assert found_in(stand).suffix == " Les sociétés disent autre chose"


def test_a_paragraph_above_moves_it() -> None:
    stand = stand_of(pin(SECOND), corpus((("answer", "Lui", "Bonjour à tous."), *LINES)))
    assert stand.standing is Standing.MOVED
    assert stand.differences == (Difference.PLACE, Difference.PARAGRAPH)
    assert (found_in(stand).words, found_in(stand).paragraphs) == (SECOND, (3, 3))


def test_a_sentence_moved_to_another_paragraph() -> None:
    moved = (
        LINES[0], ("answer", "Lui", f"{FIRST} {THIRD}"), LINES[2],
        ("answer", "Lui", f"{OTHER} {SECOND}"), LINES[4],
    )  # fmt: skip
    stand = stand_of(pin(SECOND), corpus(moved))
    assert stand.standing is Standing.MOVED
    assert (found_in(stand).words, found_in(stand).paragraphs) == (SECOND, (4, 4))


def test_a_corrected_word() -> None:
    corrected = SECOND.replace("personnes", "femmes")
    stand = stand_of(pin(SECOND), corpus(with_answer(f"{FIRST} {corrected} {THIRD}")))
    assert stand.standing is Standing.CHANGED
    assert Difference.WORDS in stand.differences
    assert found_in(stand).words == corrected
    assert 0.9 < stand.similarity < 1


def test_a_corrected_word_and_a_paragraph_above() -> None:
    corrected = SECOND.replace("personnes", "femmes")
    lines = (("lead", "", "Un chapeau."), *with_answer(f"{FIRST} {corrected} {THIRD}"))
    assert found_in(stand_of(pin(SECOND), corpus(lines))).words == corrected


def test_a_sentence_rewritten_is_found_between_its_neighbours() -> None:
    new = "Ce sont surtout des femmes qui s’en chargent, sans que personne le sache."
    stand = stand_of(pin(SECOND), corpus(with_answer(f"{FIRST} {new} {THIRD}")))
    assert (stand.standing, found_in(stand).words) == (Standing.CHANGED, new)


def test_a_sentence_rewritten_in_part_where_all_around_is_new() -> None:
    new = SECOND.replace("qui ne se voient", "invisibles qui ne se rencontrent")
    lines = with_answer(f"Voici tout autre chose à lire ici. {new} Et encore une autre phrase.")
    stand = stand_of(pin(SECOND), corpus(lines))
    assert (stand.standing, found_in(stand).words) == (Standing.CHANGED, new)


@pytest.mark.parametrize("words", [FIRST, SECOND, THIRD, OTHER, "des personnes", "Oui"])
def test_a_deleted_sentence_vanishes(words: str) -> None:
    lines = tuple((role, who, text.replace(words, "").strip() or "—") for role, who, text in LINES)
    stand = stand_of(pin(words), corpus(lines))
    assert (stand.standing, stand.found, stand.similarity) == (Standing.VANISHED, None, 0.0)


def test_a_short_word_is_not_taken_for_another_of_its_kind() -> None:
    lines = tuple((role, who, text.replace("souvent chez elles", "")) for role, who, text in LINES)
    assert stand_of(pin("elles", nth=0), corpus(lines)).standing is Standing.VANISHED


def test_a_work_that_is_gone() -> None:
    elsewhere = corpus(
        (("body", "", "Un tout autre texte."),), "autre", title="Autre", file="b.txt"
    )
    assert stand_of(pin(SECOND), elsewhere).standing is Standing.VANISHED


@pytest.mark.parametrize("file", ["a.txt", "b.txt"])
def test_a_work_with_another_id(file: str) -> None:
    title = "Un autre titre" if file == "a.txt" else "Le clic"
    stand = stand_of(pin(SECOND), corpus(LINES, "entretien-2", title=title, file=file))
    assert stand.standing is Standing.MOVED
    assert stand.differences == (Difference.WORK,)
    assert found_in(stand).work == "entretien-2"


def test_the_same_words_in_another_work_are_not_the_quoted_ones() -> None:
    before = two_works(f"{FIRST} {SECOND}", f"{OTHER} {SECOND}")
    pinned = quoted_from(before, "un", SECOND)
    assert stand_of(pinned, before).standing is Standing.SAME
    gone = stand_of(pinned, two_works(FIRST, f"{OTHER} {SECOND}"))
    assert gone.standing is Standing.CHANGED
    assert Difference.OTHER_WORK in gone.differences
    assert found_in(gone).work == "deux"


def test_a_corrected_sentence_is_found_before_the_same_words_in_another_work() -> None:
    before = two_works(f"{FIRST} {SECOND}", f"{OTHER} {SECOND}")
    corrected = SECOND.replace("personnes", "femmes")
    stand = stand_of(
        quoted_from(before, "un", SECOND), two_works(f"{FIRST} {corrected}", f"{OTHER} {SECOND}")
    )
    assert stand.standing is Standing.CHANGED
    assert (found_in(stand).work, found_in(stand).words) == ("un", corrected)


def test_the_same_sentence_twice_is_told_by_its_context() -> None:
    twice = (LINES[0], ("answer", "Lui", f"{SECOND} {ANSWER}"), *LINES[2:])
    there = corpus(twice)
    for nth in (0, 1):
        pinned = pin(SECOND, there, nth)
        moved = corpus((("answer", "Lui", "Bonjour."), *twice))
        stand = stand_of(pinned, moved)
        assert found_in(stand).start == pinned.quote.start + len("Bonjour.\n")
        assert Difference.AMBIGUOUS not in stand.differences


def test_the_same_sentence_twice_in_the_same_context_is_the_nearest_and_said() -> None:
    pinned = pin("micro-travailleurs en France")
    pinned = replace(pinned, quote=replace(pinned.quote, prefix="", suffix="", start=9, end=37))
    lines = (*LINES, LINES[3])
    stand = stand_of(pinned, corpus(lines))
    assert Difference.AMBIGUOUS in stand.differences
    assert found_in(stand).paragraphs == (4, 4)


@pytest.mark.parametrize(
    ("words", "now"),
    [
        (OTHER, OTHER.replace("\u00a0", " ")),
        (OTHER, OTHER.replace("’", "'")),
        (OTHER, unicodedata.normalize("NFD", OTHER)),
        (OTHER, OTHER.replace("-", "\u2011")),
    ],
)
def test_other_signs_are_other_words(words: str, now: str) -> None:
    lines = (*LINES[:3], ("answer", "Lui", now), LINES[4])
    stand = stand_of(pin(words), corpus(lines))
    assert (stand.standing, found_in(stand).words) == (Standing.CHANGED, now)


def test_few_words_with_other_signs_in_another_place() -> None:
    words = "260\u00a0000 micro-travailleurs"
    lines = (*LINES[:3], ("answer", "Lui", "On ne sait."), ("answer", "Lui", f"{words} peut-être"))
    now = tuple((role, who, text.replace("\u00a0", " ")) for role, who, text in lines)
    stand = stand_of(pin(words), corpus(now))
    assert found_in(stand).words == "260 000 micro-travailleurs"


def test_a_word_is_not_found_inside_another() -> None:
    lines = with_answer(ANSWER.replace("du clic", "du déclic"))
    stand = stand_of(pin("clic", nth=1), corpus(lines))
    assert (stand.standing, found_in(stand).words) == (Standing.CHANGED, "déclic")


def test_a_short_word_that_stands_there_by_chance_is_another() -> None:
    pinned = pin("clic", nth=1)
    start = pinned.quote.start - len(LINES[0][2]) - 1
    lines = with_answer("x" * (start - 1) + " clic " + "y" * 60)
    there = corpus(lines)
    assert there.text_of("entretien")[pinned.quote.start : pinned.quote.end] == "clic"
    assert stand_of(pinned, there).standing is Standing.VANISHED


def test_a_sentence_that_grew_is_found_whole() -> None:
    grown = f"{OTHER[:-1]} de 2024."
    lines = (("lead", "", "Un chapeau tout neuf."), ("answer", "Lui", f"Alors bon\u00a0! {grown}"))
    assert found_in(stand_of(pin(OTHER), corpus(lines))).words == grown


def test_a_corrected_speaker() -> None:
    lines = (LINES[0], ("answer", "Elle", ANSWER), *LINES[2:])
    stand = stand_of(pin(SECOND), corpus(lines))
    assert (stand.standing, stand.similarity) == (Standing.CHANGED, 1.0)
    assert stand.differences == (Difference.SPEAKER,)
    assert standing_text(stand) == "another speaker is named in the source"
    nobody = replace(stand, found=replace(found_in(stand), speakers=()))
    assert standing_text(nobody) == "the source no longer says for certain who speaks"


def test_a_corrected_role() -> None:
    lines = (LINES[0], ("comment", "Lui", ANSWER), *LINES[2:])
    stand = stand_of(pin(SECOND), corpus(lines))
    assert stand.standing is Standing.CHANGED
    assert set(stand.differences) == {Difference.ROLE, Difference.PARAGRAPH}


def test_words_that_are_now_an_altered_pull_quote() -> None:
    lines = (*LINES, ("body", "Lui", f"{SECOND} Oui."))
    now = (*LINES, ("pull-quote", "Lui", f"{SECOND} Oui."))
    altered_quote = corpus(now, repeats={"line": 6, "of": 2, "altered": True})
    pinned = pin(f"{SECOND} Oui.", corpus(lines))
    stand = stand_of(pinned, altered_quote)
    assert stand.standing is Standing.CHANGED
    assert {Difference.ROLE, Difference.REPETITION} <= set(stand.differences)


def test_a_deleted_sentence_is_not_found_in_the_pull_quote_that_repeats_it() -> None:
    repeating = ("pull-quote", "Lui", SECOND)
    there = corpus((*LINES, repeating), repeats={"line": 6, "of": 2})
    pinned = pin(SECOND, there)
    assert pinned.quote.role is Role.ANSWER
    gone = corpus((*with_answer(f"{FIRST} {THIRD}"), repeating))
    assert stand_of(pinned, gone).standing is Standing.VANISHED


def test_a_deleted_sentence_is_not_found_between_the_same_ones_of_a_pull_quote() -> None:
    repeating = ("pull-quote", "Lui", ANSWER)
    there = corpus((*LINES, repeating), repeats={"line": 6, "of": 2})
    gone = (*with_answer(f"{FIRST} {THIRD}"), repeating)
    assert stand_of(pin(SECOND, there), corpus(gone)).standing is Standing.VANISHED


def test_a_corrected_sentence_is_found_beside_the_pull_quote_that_repeats_it() -> None:
    repeating = ("pull-quote", "Lui", SECOND)
    there = corpus((*LINES, repeating), repeats={"line": 6, "of": 2})
    corrected = SECOND.replace("personnes", "femmes")
    lines = with_answer(f"Voici tout autre chose à lire. {corrected} Et encore une phrase.")
    stand = stand_of(pin(SECOND, there), corpus((*lines, repeating)))
    assert (stand.standing, found_in(stand).words) == (Standing.CHANGED, corrected)


# settling


def test_what_was_settled_is_the_same() -> None:
    now = corpus(with_answer(f"{FIRST} {SECOND.replace('personnes', 'femmes')} {THIRD}"))
    marks = [
        Alteration(AlterationKind.ELISION, Span(SECOND.index("souvent"), SECOND.index(" chez"))),
        Alteration(AlterationKind.SIC, Span(SECOND.index(" qui"), SECOND.index(" qui"))),
    ]
    pinned = replace(pin(SECOND), alterations=checked(SECOND, marks), note="à garder")
    stand = stand_of(pinned, now)
    cited = CitedWork.of(now.works[0], None)
    after = settled(pinned, stand, cited)
    assert altered(after.quote.words, after.alterations) == (
        "Il est fait par des femmes qui ne se voient jamais, […] chez elles."
    )
    assert (after.id, after.note, after.cited) == ("p", "à garder", cited)
    assert stand_of(after, now).standing is Standing.SAME


def test_the_reference_of_a_pull_quote_stays_when_its_source_is_gone() -> None:
    repeating = ("pull-quote", "Lui", SECOND)
    there = corpus((*LINES[:3], ("answer", "Lui", f"{OTHER} {SECOND}"), *LINES[4:], repeating),
                   repeats={"line": 6, "of": 4})  # fmt: skip
    (work,) = there.works
    pinned = quoted_from(there, work.id, SECOND, 5)
    assert pinned.quote.role is Role.PULL_QUOTE
    said = Citer().cite(pinned.quote, work, None, Form.REFERENCE)
    assert said.endswith("§\u00a04.")
    assert Citer().cite(pinned.quote, pinned.cited.as_work(), None, Form.REFERENCE) == said


def test_what_vanished_cannot_be_settled() -> None:
    pinned = pin(SECOND)
    stand = stand_of(pinned, corpus(with_answer(FIRST)))
    assert settled(pinned, stand, pinned.cited) is pinned


def test_how_many_alterations_were_lost_is_known() -> None:
    start = SECOND.index("personnes")
    marks = [
        Alteration(AlterationKind.REPLACEMENT, Span(0, 2), "Ce travail"),
        Alteration(AlterationKind.REPLACEMENT, Span(start, start + 9), "gens"),
        Alteration(AlterationKind.EMPHASIS, Span(start, len(SECOND))),
    ]
    pinned = replace(pin(SECOND), alterations=checked(SECOND, marks))
    stand = stand_of(pinned, CHANGED)
    after = settled(pinned, stand, pinned.cited)
    assert altered(after.quote.words, after.alterations) == (
        "[Ce travail] est fait par des femmes qui ne se voient jamais, souvent chez elles."
    )
    assert lost_alterations(pinned, after) == 2
    assert lost_alterations(pinned, kept(pinned, stand)) == 0
    assert lost_alterations(after, after) == 0


CHANGED = corpus(with_answer(f"{FIRST} {SECOND.replace('personnes', 'femmes')} {THIRD}"))
GONE = corpus(with_answer(f"{FIRST} {THIRD}"))


@pytest.mark.parametrize("now", [CHANGED, GONE], ids=["changed", "gone"])
def test_what_was_kept_is_not_asked_again(now: Corpus) -> None:
    pinned = pin(SECOND)
    after = kept(pinned, stand_of(pinned, now))
    assert after == replace(pinned, kept_against=after.kept_against)
    assert stand_of(after, now).standing is Standing.KEPT
    assert stand_of(after, BEFORE).standing is Standing.SAME


def test_what_was_kept_is_asked_again_when_the_source_changes_again() -> None:
    pinned = pin(SECOND)
    after = kept(pinned, stand_of(pinned, CHANGED))
    again = corpus(with_answer(f"{FIRST} {SECOND.replace('personnes', 'gens')} {THIRD}"))
    assert stand_of(after, again).standing is Standing.CHANGED
    assert stand_of(after, GONE).standing is Standing.VANISHED


def test_what_was_kept_is_the_same_once_the_source_is_as_it_was() -> None:
    longer = (("question", "Elle", "Dites-moi ce que c’est, le travail du clic\u00a0?"), *LINES[1:])
    pinned = pin(SECOND)
    stand = stand_of(pinned, corpus(longer))
    assert stand.differences == (Difference.PLACE,)
    after = kept(pinned, stand)
    assert stand_of(after, corpus(longer)).standing is Standing.KEPT
    assert stand_of(after, BEFORE).standing is Standing.SAME


def test_what_was_kept_stays_so_when_only_its_offsets_change() -> None:
    pinned = pin(SECOND)
    after = kept(pinned, stand_of(pinned, CHANGED))
    text = CHANGED.text_of("entretien").split("\n")[1]
    longer = (
        ("question", "Elle", "Dites-moi\u00a0: qu’est-ce que c’est\u00a0?"),
        *with_answer(text)[1:],
    )
    assert stand_of(after, corpus(longer)).standing is Standing.KEPT


# any change

SENTENCES = [FIRST, SECOND, THIRD, OTHER]
TEXTS = st.text("abcdefé ,’", min_size=1, max_size=60).filter(str.strip)


@settings(max_examples=60)
@given(st.sampled_from(SENTENCES), TEXTS, st.integers(0, 4), st.booleans(), st.booleans())
def test_text_inserted_outside_the_words_leaves_them_found(
    words: str, new: str, line: int, above: bool, inside: bool
) -> None:
    lines = list(LINES)
    role, who, text = lines[line]
    if inside:
        lines[line] = (role, who, f"{new.strip()} {text}" if above else f"{text} {new.strip()}")
    else:
        lines.insert(line + (not above), ("answer", "Lui", new.strip()))
    now = corpus(tuple(lines))
    stand = stand_of(pin(words), now)
    assert stand.standing in (Standing.SAME, Standing.MOVED)
    assert found_in(stand).words == words
    assert now.text_of("entretien")[found_in(stand).start : found_in(stand).end] == words


@settings(max_examples=60)
@given(st.sampled_from(SENTENCES), st.randoms(use_true_random=False), st.text("ab é", max_size=30))
def test_a_tenth_of_other_letters_leaves_the_place_found(
    words: str, chance: random.Random, above: str
) -> None:
    letters = list(words)
    for at in chance.sample(range(len(letters)), len(letters) // 10):
        if letters[at].isalpha():
            letters[at] = chance.choice("aeinstu")
    now = "".join(letters)
    lines = tuple((role, who, text.replace(words, now)) for role, who, text in LINES)
    if above.strip():
        lines = (("answer", "Lui", above.strip()), *lines)
    there = corpus(lines)
    stand = stand_of(pin(words), there)
    start = there.text_of("entretien").index(now)
    assert Span(found_in(stand).start, found_in(stand).end).overlaps(Span(start, start + len(now)))


ANY = st.text("abé .’«»\n\u00a0", max_size=80)


@given(ANY, ANY, ANY, st.integers(-5, 400), st.integers(-5, 400), st.sampled_from(Role))
def test_no_quote_is_refused(
    words: str, prefix: str, suffix: str, start: int, end: int, role: Role
) -> None:
    was = replace(
        pin(SECOND).quote,
        words=words,
        prefix=prefix,
        suffix=suffix,
        start=start,
        end=end,
        role=role,
    )
    stand = stand_of(replace(pin(SECOND), quote=was), BEFORE)
    assert (stand.found is None) == (stand.standing is Standing.VANISHED)


# the seeds, against the threshold


@cache
def seeds(file: str = "", taken_out: str = "") -> Corpus:
    """The shipped corpus, without the words ``taken_out`` of ``file``."""
    with tempfile.TemporaryDirectory() as folder:
        for path in shipped("seeds").glob("*.txt"):
            raw = path.read_bytes()
            if path.name == file:
                assert taken_out.encode() in raw
                raw = raw.replace(taken_out.encode(), b"", 1)
            (Path(folder) / path.name).write_bytes(raw)
        return Corpus.load(shipped("data") / "catalogue.yaml", Path(folder))


def test_all_sentences_of_the_seeds_stand_where_they_are() -> None:
    there = seeds()
    for work in there.works:
        for part in work.paragraphs:
            for sentence in there.sentences(work.id, part):
                found = quote(there, work.id, sentence)
                pinned = PinnedQuote("p", found, CitedWork.of(work, None), "me", "")
                assert stand_of(pinned, there).standing is Standing.SAME


def test_sentences_of_the_seeds_that_are_deleted_vanish() -> None:
    there = seeds()
    work = there.work("casilli-legrandcontinent-2023")
    text = there.text_of(work.id)
    repeated = [part.repeats.sentence for part in work.paragraphs if part.repeats is not None]
    chosen = [
        sentence
        for part in work.paragraphs
        if part.role is Role.ANSWER and not part.speeches
        if not any(part.span.overlaps(one) for one in repeated)
        for sentence in there.sentences(work.id, part)[1:-1]
    ][::4]
    assert len(chosen) > 10
    for sentence in chosen:
        words = text[sentence.start : sentence.end]
        assert text.count(words) == 1
        pinned = PinnedQuote("p", quote(there, work.id, sentence), CitedWork.of(work, None), "", "")
        stand = stand_of(pinned, seeds(work.file, words))
        assert stand.standing is Standing.VANISHED, words


# likeness


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("abcd", "abcd", 1.0),
        ("abcd", "ABCD", 1.0),
        ("été", "ete", 1.0),
        ("«\u00a0a", '" a', 1.0),
        ("abcd", "abxd", 0.75),  # one out, one in: 1 - 2/8
        ("ab", "xy", 0.0),
        ("abc", "abcd", 1 - 1 / 7),
    ],
)
def test_similarity(one: str, other: str, expected: float) -> None:
    assert similarity(one, other) == pytest.approx(expected)


@given(st.text())
def test_evening_keeps_the_number_of_code_points(text: str) -> None:
    assert len(evened(text)) == len(text)


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("a «\u00a0b\u00a0» c", 'x a "b" c', ['a "b" c']),
        ('a "b" c', "x a «\u00a0b\u00a0» c", ["a «\u00a0b\u00a0» c"]),
        ("là\u00a0?", "là? et là ?", ["là?", "là ?"]),
        ("fin…", "fin... et fin…", ["fin...", "fin…"]),
        ("(a+b)*", "c (a+b)* d", ["(a+b)*"]),
        ("pre\u0301", "pré", ["pré"]),
        ("tra\u00advail", "travail", ["travail"]),
        ("Mot", "mot", []),
    ],
)
def test_words_with_other_signs(words: str, text: str, found: list[str]) -> None:
    places = same_but_for_signs(words, text, Span(0, len(text)))
    assert [text[place.start : place.end] for place in places] == found


OTHERWISE = {  # ways to write the same sign, by hand
    " ": [" ", "\u00a0", "\u202f", "\n"],
    "'": ["'", "’", "ʼ", "´"],
    "-": ["-", "‑", "–"],
    "…": ["…", "..."],
    "é": ["é", "e\u0301"],
    "ç": ["ç", "c\u0327"],
    "?": ["?", "\u00a0?"],
}


@given(st.text("ab2éç'-…? ,²", min_size=1, max_size=12), st.data())
def test_words_are_found_however_their_signs_are_written(words: str, data: st.DataObject) -> None:
    there = "".join(data.draw(st.sampled_from(OTHERWISE.get(char, [char]))) for char in words)
    text = f"Un. {there} Deux."
    places = same_but_for_signs(words, text, Span(0, len(text)))
    assert there.strip() in [text[place.start : place.end].strip() for place in places]
