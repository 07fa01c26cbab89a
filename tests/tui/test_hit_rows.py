"""What the rows of a hit say, against passages of the seeds and rows worked out by hand."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from clicktui.corpus.model import Passage, Role, Span
from clicktui.search.model import Guess, Highlight, Hit, Match
from clicktui.search.sentences_found import sentences_found
from clicktui.tui.search.hit_rows import ROWS, hit_rows, where_and_when
from clicktui.wording.passages import said_by
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()


def passage_with(words: str) -> Passage:
    return next(passage for passage in CORPUS.passages() if words in passage.text)


def hit_on(words: str, *, match: Match = Match.EXACT, guesses: tuple[Guess, ...] = ()) -> Hit:
    passage = passage_with(words)
    start = passage.start + passage.text.index(words)
    return Hit(passage, 1.0, (Highlight(Span(start, start + len(words)), match),), guesses)


def rows_of(hit: Hit, width: int) -> tuple[tuple[tuple[str, str], ...], ...]:
    return hit_rows(hit, width, sentences_found(CORPUS, hit)).rows


def plain(hit: Hit, width: int) -> list[str]:
    return ["".join(text for text, _style in row) for row in rows_of(hit, width)]


def test_a_hit_names_speaker_year_paragraph_and_work() -> None:
    rows = plain(hit_on("Il y a trois types de micro-tâches"), 60)
    assert rows[0].split() == ["Antonio", "Casilli", "(inferred)", "2023", "·", "§", "6"]
    assert rows[1] == "L’IA Potemkine et le futur du travail, une conversation ave…"
    assert rows[2].startswith("Il y a trois types de micro-tâches\u00a0: celles qui servent")


def test_unknown_speaker_and_date_are_said_to_be_unknown() -> None:
    assert said_by(passage_with("Ne perdez pas votre temps")) == "speaker unknown"
    assert where_and_when(passage_with("Ne perdez pas votre temps")) == "n.d. · § 1"


def test_those_whom_a_passage_quotes_are_named() -> None:
    said = said_by(passage_with("je suis une humaine"))
    assert said == "speaker unknown, quoting Donatella Delpiano"


def test_the_match_is_in_the_snippet_even_when_it_stands_late() -> None:
    hit = hit_on("petit coup de pouce")
    styled = [run for row in rows_of(hit, 40) for run in row if run[1] == "exact"]
    assert "".join(text for text, _style in styled).split() == ["petit", "coup", "de", "pouce"]
    assert plain(hit, 40)[2].startswith("… ")


def test_guessed_words_are_told_and_marked_otherwise() -> None:
    hit = hit_on("kenyans", match=Match.GUESSED, guesses=(Guess("kenian", "kenyans"),))
    rows = rows_of(hit, 60)
    assert ("kenian ≈ kenyans", "guessed") in rows[1]
    marked = [text.strip() for row in rows[2:] for text, style in row if style == "guessed"]
    assert marked == ["kenyans"]


def test_markup_in_a_text_stays_text() -> None:
    words = "[/x] [@click=app.bell]ici[/] [sic]"
    passage = Passage("w:a", "w", "f", 0, len(words), words, Role.BODY, (), (), 1, "fr", 2020, "T")
    rows = hit_rows(Hit(passage, 1.0, ()), 80, Span(0, len(words))).rows
    assert "".join(text for text, _style in rows[2]) == words


@given(st.data(), st.integers(10, 200))
def test_no_row_is_wider_than_the_list(data: st.DataObject, width: int) -> None:
    passage = data.draw(st.sampled_from(tuple(CORPUS.passages())))
    start = data.draw(st.integers(0, len(passage.text) - 1))
    end = data.draw(st.integers(start + 1, len(passage.text)))
    span = Span(passage.start + start, passage.start + end)
    rows = plain(Hit(passage, 1.0, (Highlight(span, Match.EXACT),)), width)
    assert len(rows) == ROWS
    assert all(cell_len(row) <= width for row in rows)


def test_the_sentence_found_is_shown_wherever_it_stands() -> None:
    hit = hit_on("constamment être injectée")
    assert "constamment être injectée" in " ".join(plain(hit, 60)[2:])


def test_rows_break_between_words_and_nowhere_else() -> None:
    hit = hit_on("invisibili")
    assert all(not row.startswith((",", "»", "’", ":")) for row in plain(hit, 24))
    first = plain(hit_on("IA"), 20)[2:]
    assert all(not row.lstrip("… ").startswith("’") for row in first)
