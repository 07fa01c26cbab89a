"""What is known of a work, and what is not, in words."""

from text_works import made

from clicktui.corpus.model import Paragraph, Role, Span, Speech, Work
from clicktui.tui.text.facts import TextFacts, facts_line, quoted_in
from clicktui.tui.text.metadata import metadata, short_metadata

WORK: Work = made(
    (Role.BODY, "a"),
    csl={
        "title": "Les travailleurs du clic",
        "issued": {"date-parts": [[2024, 11, 25]]},
        "interviewer": [{"given": "Victor", "family": "Storchan"}, {"literal": "la rédaction"}],
        "language": "fr",
    },
    unknown=("URL", "author"),
    to_confirm={"container-title": "Next"},
    inferred={"author": [{"given": "Antonio", "family": "Casilli"}], "event-date": "2024-11-21"},
    truncated=True,
).works[0]


def test_every_value_says_how_sure_it_is() -> None:
    assert [(fact.field, fact.value) for fact in metadata(WORK)] == [
        ("title", "Les travailleurs du clic"),
        ("author", "Antonio Casilli (inferred, not printed)"),
        ("interviewer", "Victor Storchan, la rédaction"),
        ("published in", "Next (to be confirmed)"),
        ("date of the event", "2024-11-21 (inferred, not printed)"),
        ("date", "25 November 2024"),
        ("URL", "unknown"),
        ("language", "French"),
        ("file", "made.txt, lines 1 to 1"),
        ("state", "truncated: the file stops before the text's end"),
    ]


def test_two_lines_are_enough_for_a_preview() -> None:
    assert short_metadata(WORK) == (
        "Antonio Casilli (inferred, not printed) · Next (to be confirmed) · 25 November 2024"
        " · truncated"
    )
    unknown = made((Role.BODY, "a"), unknown=("author", "issued")).works[0]
    assert short_metadata(unknown) == "author unknown · date unknown"


def test_dates_are_as_exact_as_they_are_known() -> None:
    for parts, shown in (
        ([[2023]], "2023"),
        ([[2023, 4]], "April 2023"),
        ([[2023, 4, 7]], "7 April 2023"),
        ([[2023, 4, 7], [2023, 4, 9]], "7 April 2023 – 9 April 2023"),
    ):
        work = made((Role.BODY, "a"), csl={"title": "t", "issued": {"date-parts": parts}}).works[0]
        assert dict((fact.field, fact.value) for fact in metadata(work))["date"] == shown


def test_those_who_are_quoted_are_named_where_their_words_are_touched() -> None:
    paragraph = Paragraph(
        Span(0, 50), 1, Role.BODY, 1,
        speeches=(Speech(Span(5, 10), "Delpiano"), Speech(Span(20, 30), "Miceli"),
                  Speech(Span(40, 45), "Delpiano")),
    )  # fmt: skip
    assert quoted_in(paragraph, Span(0, 5)) == ()
    assert quoted_in(paragraph, Span(9, 21)) == ("Delpiano", "Miceli")
    assert quoted_in(paragraph, Span(0, 50)) == ("Delpiano", "Miceli")
    facts = TextFacts(WORK, paragraph, ("Delpiano",), (0, 3), 1)
    assert facts_line(facts) == (
        "§ 1 · hit –/3 · quoted: Delpiano · speaker unknown · text · 1 word selected"
    )
