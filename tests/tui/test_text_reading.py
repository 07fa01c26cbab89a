"""Moving by sentence and paragraph, selecting by sentence, word and mouse: exact offsets."""

from hypothesis import given
from hypothesis import strategies as st
from text_works import made, where

from clicktui.corpus.model import Role, SourceFile, Span
from clicktui.corpus.quoting import quote
from clicktui.corpus.reading import Reading
from clicktui.tui.text.selection import by_sentence, by_word, dragged, next_speech, trimmed
from shipped_once import shipped_corpus

FILE = made(
    (Role.HEADING, "Titre"),
    (Role.QUESTION, "Qui travaille ? Et où ?"),
    (Role.ANSWER, "Des «\u00a0petites mains\u00a0», dit-on. L’IA en dépend."),
    (Role.CHROME, "Partager"),
    (Role.ANSWER, "Elle paie peu."),
    (Role.ANSWER, "Très peu. Voilà."),
    (Role.PULL_QUOTE, "L’IA en dépend."),
    (Role.ANSWER, "Fin."),
)


CORPUS = shipped_corpus()


def reading(file: SourceFile = FILE) -> Reading:
    return Reading(file.works[0], file.text)


def said(span: Span | None) -> str | None:
    return None if span is None else FILE.words(span)


def test_the_cursor_goes_through_all_sentences_but_those_of_page_furniture() -> None:
    places = reading()
    at = places.first()
    walked = []
    while at is not None and (not walked or FILE.words(at) != walked[-1]):
        walked.append(FILE.words(at))
        at = places.sentence_from(at, 1)
    assert walked == [
        "Titre",
        "Qui travaille ?",
        "Et où ?",
        "Des «\u00a0petites mains\u00a0», dit-on.",
        "L’IA en dépend.",
        "Elle paie peu.",
        "Très peu.",
        "Voilà.",
        "L’IA en dépend.",
        "Fin.",
    ]
    back = places.last()
    for expected in reversed(walked):
        assert back is not None
        assert FILE.words(back) == expected
        back = places.sentence_from(back, -1)


def test_the_cursor_goes_by_paragraph() -> None:
    places = reading()
    inside = where(FILE, "L’IA en dépend.")
    assert said(places.paragraph_from(inside, -1)) == "Des «\u00a0petites mains\u00a0», dit-on."
    assert said(places.paragraph_from(where(FILE, "Des"), -1)) == "Qui travaille ?"
    assert said(places.paragraph_from(inside, 1)) == "Elle paie peu."
    assert said(places.paragraph_from(where(FILE, "Fin."), 1)) == "Fin."


def test_the_first_place_is_the_first_prose() -> None:
    assert said(reading().first_prose()) == "Qui travaille ?"
    assert reading(made((Role.CHROME, "x"))).first_prose() is None
    assert not reading(made((Role.CHROME, "x")))


def test_a_selection_grows_and_shrinks_by_sentences_over_paragraphs() -> None:
    places, cursor = reading(), where(FILE, "Et où ?")
    one = by_sentence(places, None, cursor, 1)
    two = by_sentence(places, one, cursor, 1)
    assert said(one) == "Et où ?"
    assert said(two) == "Et où ?\nDes «\u00a0petites mains\u00a0», dit-on."
    assert by_sentence(places, two, cursor, -1) == one
    assert by_sentence(places, one, cursor, -1) is None
    assert by_sentence(places, None, cursor, -1) is None


def test_a_selection_never_takes_in_what_stands_between_two_answers() -> None:
    places = reading()
    over_furniture = where(FILE, "L’IA en dépend.")
    assert by_sentence(places, over_furniture, over_furniture, 1) == over_furniture
    before_pull_quote = where(FILE, "Voilà.")
    assert by_sentence(places, before_pull_quote, before_pull_quote, 1) == before_pull_quote
    assert by_word(places, before_pull_quote, before_pull_quote, 1) == before_pull_quote
    after_heading = where(FILE, "Qui travaille ?")
    assert trimmed(places, after_heading, after_heading, -1) == after_heading


def test_a_selection_grows_by_words_and_their_closing_marks() -> None:
    places, cursor = reading(), where(FILE, "Des «\u00a0petites mains\u00a0», dit-on.")
    grown, steps = None, []
    for _step in range(6):
        grown = by_word(places, grown, cursor, 1)
        steps.append(said(grown))
    assert steps == [
        "Des",
        "Des «\u00a0petites",
        "Des «\u00a0petites mains",
        "Des «\u00a0petites mains\u00a0»",
        "Des «\u00a0petites mains\u00a0», dit-on",
        "Des «\u00a0petites mains\u00a0», dit-on.",
    ]
    assert said(by_word(places, None, cursor, -1)) == "Des «\u00a0petites mains\u00a0», dit-on"


def test_a_selection_begins_later_and_earlier_by_words() -> None:
    places, cursor = reading(), where(FILE, "Des «\u00a0petites mains\u00a0», dit-on.")
    later = trimmed(places, None, cursor, 1)
    assert said(later) == "«\u00a0petites mains\u00a0», dit-on."
    assert said(trimmed(places, later, cursor, 1)) == "petites mains\u00a0», dit-on."
    assert trimmed(places, later, cursor, -1) == cursor
    word = where(FILE, "Fin.")
    assert trimmed(places, word, word, 1) == word


def test_dragging_selects_the_characters_under_both_ends_and_all_between() -> None:
    places = reading()
    petites, mains = where(FILE, "petites"), where(FILE, "mains")
    first, last = Span(petites.start, petites.start + 1), Span(mains.end - 1, mains.end)
    assert said(dragged(places, first, last)) == "petites mains"
    assert said(dragged(places, last, first)) == "petites mains"


def test_dragging_stays_among_words_that_belong_together() -> None:
    places = reading()
    voila, fin = where(FILE, "Voilà"), where(FILE, "Fin.")
    assert said(dragged(places, voila, fin)) == "Voilà."
    assert said(dragged(places, fin, voila)) == "Fin."
    assert dragged(places, where(FILE, "Partager"), fin) is None


@given(st.data())
def test_whatever_is_done_a_selection_is_a_run_of_quotable_words(data: st.DataObject) -> None:
    places = reading()
    cursor = places.first()
    assert cursor is not None
    selection: Span | None = None
    quotable = [one.span for one in FILE.works[0].paragraphs if one.role is not Role.CHROME]
    for act, step in data.draw(
        st.lists(st.tuples(st.integers(0, 3), st.sampled_from([1, -1])), max_size=25)
    ):
        if act == 3:
            cursor, selection = places.sentence_from(cursor, step), None
        else:
            selection = (by_sentence, by_word, trimmed)[act](places, selection, cursor, step)
        if selection is not None:
            assert selection.start < selection.end
            assert places.run_at(selection.start).contains(selection)
            assert any(one.start <= selection.start < one.end for one in quotable)
            assert not FILE.words(selection)[0].isspace()
            assert not FILE.words(selection)[-1].isspace()
            assert "Partager" not in FILE.words(selection)


def test_dragging_over_the_end_of_a_paragraph_selects_nothing() -> None:
    places, end = reading(), where(FILE, "Et où ?").end
    assert dragged(places, Span(end, end + 1), Span(end, end + 1)) is None


@given(st.data())
def test_whatever_is_selected_can_be_quoted(data: st.DataObject) -> None:
    work = data.draw(st.sampled_from(CORPUS.works))
    text = CORPUS.text_of(work.id)
    places = Reading(work, text)
    first, last = work.paragraphs[0].span.start, work.paragraphs[-1].span.end
    offset = st.integers(max(first - 20, 0), min(last + 20, len(text) - 1))
    cursor = places.sentence_at(data.draw(offset))
    assert cursor is not None
    selection: Span | None = None
    acts = st.tuples(st.integers(0, 5), st.sampled_from([1, -1]))
    for act, step in data.draw(st.lists(acts, max_size=12)):
        if act == 3:
            cursor, selection = places.sentence_from(cursor, step), None
        elif act == 4:
            anchor, pointer = data.draw(offset), data.draw(offset)
            selection = dragged(places, Span(anchor, anchor + 1), Span(pointer, pointer + 1))
        elif act == 5:
            paragraph = places.paragraph_at(cursor.start)
            speech = paragraph and next_speech(paragraph, selection, cursor)
            selection = speech.span if speech else selection
        else:
            selection = (by_sentence, by_word, trimmed)[act](places, selection, cursor, step)
        selected = selection or cursor
        quoted = quote(CORPUS, work.id, selected)
        assert selected.contains(Span(quoted.start, quoted.end))
