"""Citations of altered words ("~" stands for a no-break space)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from clicktui.citing.citation import Citer, Form
from clicktui.citing.markdown import block_quote
from clicktui.citing.typography import enclose
from clicktui.citing.wording import WORDINGS
from clicktui.corpus.alterations import Alteration, AlterationKind, checked
from clicktui.corpus.model import Quote, Span
from clicktui.corpus.quoting import quote
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
CITER = Citer()
CONTINENT = "casilli-legrandcontinent-2023"

SENTENCE = "On voit la même chose depuis quinze ans."
FR = (
    "Antonio Casilli, «~L’IA Potemkine et le futur du travail, une conversation avec Antonio "
    "Casilli~», entretien avec Victor Storchan, Le Grand Continent, 7 avril 2023, §~3."
)


def spaced(text: str) -> str:
    return text.replace("~", "\u00a0")


def found(words: str) -> Quote:
    start = CORPUS.text_of(CONTINENT).index(words)
    return quote(CORPUS, CONTINENT, Span(start, start + len(words)))


def one(kind: AlterationKind, words: str, piece: str, text: str = "") -> Alteration:
    start = words.index(piece)
    end = start + len(piece)
    if kind not in (AlterationKind.INSERTION, AlterationKind.SIC):
        return Alteration(kind, Span(start, end), text)
    at = end if kind is AlterationKind.SIC else start
    return Alteration(kind, Span(at, at), text)


ELIDED = one(AlterationKind.ELISION, SENTENCE, "la même chose")
EMPHASISED = one(AlterationKind.EMPHASIS, SENTENCE, "quinze ans")
INSERTED = one(AlterationKind.INSERTION, SENTENCE, "voit", "encore")
REPLACED = one(AlterationKind.REPLACEMENT, SENTENCE, "On", "Le sociologue")
SIC = one(AlterationKind.SIC, SENTENCE, "chose")


def cited(form: Form, lang: str, *alterations: Alteration, words: str = SENTENCE) -> str:
    source, work = found(words), CORPUS.work(CONTINENT)
    return CITER.cite(source, work, None, form, lang, checked(source.words, alterations))


def test_brackets_show_in_the_citation() -> None:
    assert cited(Form.CITATION, "fr", ELIDED, INSERTED) == spaced(
        f"«~On [encore] voit […] depuis quinze ans.~» ({FR})"
    )
    assert cited(Form.CITATION, "fr", SIC) == spaced(
        f"«~On voit la même chose [sic] depuis quinze ans.~» ({FR})"
    )


@pytest.mark.parametrize(
    ("lang", "begin", "end"),
    [
        ("fr", "«~[Le sociologue] voit […] depuis quinze ans.~» (", ", §~3.)"),
        ("it", "«[Le sociologue] voit […] depuis quinze ans.» (", ", par.~3.)"),
        ("en", "“[Le sociologue] voit […] depuis quinze ans.” (", ", para.~3.)"),
    ],
)
def test_what_replaces_words_shows_in_their_place(lang: str, begin: str, end: str) -> None:
    pasted = cited(Form.CITATION, lang, REPLACED, ELIDED)
    assert pasted.startswith(spaced(begin))
    assert pasted.endswith(spaced(end))


def test_what_replaces_words_shows_in_all_forms() -> None:
    assert cited(Form.CITATION, "fr", REPLACED) == spaced(
        f"«~[Le sociologue] voit la même chose depuis quinze ans.~» ({FR})"
    )
    assert cited(Form.WORDS, "fr", REPLACED) == (
        "[Le sociologue] voit la même chose depuis quinze ans."
    )
    assert cited(Form.REFERENCE, "fr", REPLACED) == cited(Form.REFERENCE, "fr")
    quoted, _, last = cited(Form.MARKDOWN, "fr", REPLACED).split("\n")
    assert quoted == r"> \[Le sociologue\] voit la même chose depuis quinze ans."
    assert last.endswith(spaced("§~3."))


def test_only_words_of_the_source_are_emphasised_beside_what_replaces_others() -> None:
    stressed = one(AlterationKind.EMPHASIS, SENTENCE, "On voit")
    assert cited(Form.CITATION, "fr", REPLACED, stressed) == spaced(
        f"«~[Le sociologue] _voit_ la même chose depuis quinze ans.~» ({FR} Nous soulignons.)"
    )


@pytest.mark.parametrize(
    ("lang", "begin", "end"),
    [
        ("fr", "«~On voit la même chose depuis _quinze ans_.~» (", ", §~3. Nous soulignons.)"),
        ("it", "«On voit la même chose depuis _quinze ans_.» (", ", par.~3. Corsivo nostro.)"),
        ("en", "“On voit la même chose depuis _quinze ans_.” (", ", para.~3. Emphasis added.)"),
    ],
)
def test_emphasis_shows_and_the_reference_says_that_it_was_added(
    lang: str, begin: str, end: str
) -> None:
    pasted = cited(Form.CITATION, lang, EMPHASISED)
    assert pasted.startswith(spaced(begin))
    assert pasted.endswith(spaced(end))


def test_in_full() -> None:
    assert cited(Form.CITATION, "fr", ELIDED, EMPHASISED) == spaced(
        f"«~On voit […] depuis _quinze ans_.~» ({FR} Nous soulignons.)"
    )


def test_the_words_alone_have_no_emphasis_that_nobody_explains() -> None:
    assert cited(Form.WORDS, "fr") == SENTENCE
    assert cited(Form.WORDS, "fr", ELIDED, EMPHASISED) == "On voit […] depuis quinze ans."


def test_the_reference_alone_is_that_of_the_words() -> None:
    assert cited(Form.REFERENCE, "fr", ELIDED, EMPHASISED) == cited(Form.REFERENCE, "fr")


def test_nothing_is_said_of_emphasis_where_there_is_none() -> None:
    assert "soulign" not in cited(Form.CITATION, "fr", SIC, INSERTED)


@pytest.mark.parametrize(
    ("reference", "lang", "expected"),
    [
        ("Heidi.news, s.~d.", "fr", "Heidi.news, s.~d. Nous soulignons."),
        ("Casilli, 2023", "fr", "Casilli, 2023, nous soulignons"),
        ("Casilli, 2023", "it", "Casilli, 2023, corsivo nostro"),
        ("Casilli, 2023", "en", "Casilli, 2023, emphasis added"),
    ],
)
def test_a_stop_of_the_reference_stays(reference: str, lang: str, expected: str) -> None:
    assert WORDINGS[lang].with_emphasis(reference) == expected


# quotation marks alternate, and the emphasis stays on its words


@pytest.mark.parametrize(
    ("lang", "words", "piece", "expected"),
    [
        ("fr", "du «~clic~» ici", "clic", "«~du “_clic_” ici~»"),
        ("fr", "du «~clic~» ici", "ici", "«~du “clic” _ici_~»"),
        ("fr", "du «~clic~» ici", "«~clic~»", "«~du _“clic”_ ici~»"),
        ("fr", "du «~clic~» ici", "du «~clic", "«~_du “clic_” ici~»"),
        ("fr", "«~tout le clic~»", "clic", "«~tout le _clic_~»"),
        ("fr", "«~tout le clic~»", "«~tout le clic~»", "«~_tout le clic_~»"),
        ("it", "il «lavoro» qui", "lavoro", "«il “_lavoro_” qui»"),
        ("en", "a “prompt” here", "here", "“a ‘prompt’ _here_”"),
    ],
)
def test_emphasis_where_marks_alternate(lang: str, words: str, piece: str, expected: str) -> None:
    source = replace(found(SENTENCE), words=spaced(words))
    stressed = (one(AlterationKind.EMPHASIS, spaced(words), spaced(piece)),)
    work = CORPUS.work(CONTINENT)
    pasted = CITER.cite(source, work, None, Form.CITATION, lang, stressed)
    assert pasted.startswith(f"{spaced(expected)} (")


def test_marks_alternate_in_altered_words() -> None:
    words = spaced("le «~travail~» du clic, dit «~digital~»")
    source = replace(found(SENTENCE), words=words)
    fitting = checked(words, [one(AlterationKind.ELISION, words, "du clic, dit")])
    pasted = CITER.cite(source, CORPUS.work(CONTINENT), None, Form.CITATION, "fr", fitting)
    assert pasted.startswith(spaced("«~le “travail” […] “digital”~» ("))
    own = spaced("qu’on dit «~numérique~»")
    fitting = checked(words, [one(AlterationKind.REPLACEMENT, words, words[15:], own)])
    pasted = CITER.cite(source, CORPUS.work(CONTINENT), None, Form.CITATION, "fr", fitting)
    assert pasted.startswith(spaced("«~le “travail” [qu’on dit “numérique”]~» ("))


@pytest.mark.parametrize(
    ("lang", "words", "out", "expected"),
    [
        # others' words and those of whoever quotes them never become one quotation of hers
        ("en", "“A b” said he, “c d”", "b” said he, “c", "“‘A […] d’”"),
        ("fr", "“A b” said he, “c d”", "b” said he, “c", "«~“A […] d”~»"),
        ("fr", "«~A b~» ou «~c d~»", "b~» ou «~c", "«~“A […] d”~»"),
        ("fr", '"A b" dit-elle, "c d"', 'b" dit-elle, "c', '«~"A […] d"~»'),
        ("fr", "Il dit : «~A b~» et «~c d~» ici", "b~» et «~c", "«~Il dit : “A […] d” ici~»"),
        # one quotation stays one
        ("fr", "«~A b c~»", "b", "«~A […] c~»"),
        ("it", '"A b c"', "b", "«A […] c»"),
        ("fr", "«~A b c~»", "«~A", "«~[…] b c~»"),
        ("fr", "«~A b c~»", "c~»", "«~A b […]~»"),
        ("en", "“A “b c” d”", "b", "“A ‘[…] c’ d”"),
    ],
)
def test_outer_marks_are_those_of_the_words_before_anything_is_left_out(
    lang: str, words: str, out: str, expected: str
) -> None:
    words = spaced(words)
    fitting = checked(words, [one(AlterationKind.ELISION, words, spaced(out))])
    assert enclose(words, lang, fitting)[0] == spaced(expected)


@pytest.mark.parametrize(
    ("words", "before", "text", "expected"),
    [
        ("Il dit oui et part.", "oui", "«", "«~Il dit [«] oui et part.~»"),
        ("«~Oui~», dit-il.", "dit-il", "»", "«~“Oui”, [»] dit-il.~»"),
        ("Il dit oui~» et part.", "oui", "«", "«~Il dit [«] oui” et part.~»"),
        ("Le clic est là.", "clic", "«~seul~»", "«~Le [“seul”] clic est là.~»"),
        ("«~Oui~»", "«", "Elle :", "«~[Elle :] “Oui”~»"),
    ],
)
def test_marks_in_brackets_never_pair_with_those_of_the_words(
    words: str, before: str, text: str, expected: str
) -> None:
    words = spaced(words)
    fitting = checked(words, [one(AlterationKind.INSERTION, words, before, spaced(text))])
    assert enclose(words, "fr", fitting)[0] == spaced(expected)


def test_each_line_is_emphasised_by_itself() -> None:
    words = "un mot.\nUn autre"
    source = replace(found(SENTENCE), words=words)
    stressed = (one(AlterationKind.EMPHASIS, words, "mot.\nUn"),)
    pasted = CITER.cite(source, CORPUS.work(CONTINENT), None, Form.CITATION, "it", stressed)
    assert pasted.startswith("«un _mot._\n_Un_ autre» (")


MARKED = st.text('abc «»“”‘’„"\u00a0.', max_size=30)


@given(MARKED, st.sampled_from(["fr", "it", "en"]), st.data())
def test_what_follows_its_words_is_what_it_was(words: str, lang: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    text, spans = enclose(words, lang, [Alteration(AlterationKind.EMPHASIS, Span(start, end))])
    assert text == enclose(words, lang)[0]
    kept = [char for char in words[start:end] if char.isalpha()]
    assert [c for span in spans for c in text[span.start : span.end] if c.isalpha()] == kept


# Markdown

MARKDOWN = MarkdownIt("commonmark")


def emphasised_in(rendered: str) -> tuple[str, list[str]]:
    """The plain text of all paragraphs of a quote but the reference, and what is emphasised."""
    text, stressed = [], []
    for token in MARKDOWN.parse(rendered):
        if token.type != "inline":
            continue
        depth, line = 0, ""
        for child in token.children or []:
            depth += (child.type == "em_open") - (child.type == "em_close")
            line += child.content
            if depth and child.content:
                stressed.append(child.content)
        text.append(line)
    return "\n".join(text[:-1]), stressed


def test_emphasis_in_markdown() -> None:
    source, work = found(SENTENCE), CORPUS.work(CONTINENT)
    fitting = checked(SENTENCE, [ELIDED, EMPHASISED])
    pasted = CITER.cite(source, work, None, Form.MARKDOWN, "fr", fitting)
    first, _, last = pasted.split("\n")
    assert first == r"> On voit \[…\] depuis *quinze ans*."
    assert last.endswith(spaced("§~3. Nous soulignons."))


@pytest.mark.parametrize(
    ("words", "span", "line"),
    [
        ("un mot ici", Span(3, 6), "un *mot* ici"),
        ("un [mot] ici", Span(3, 8), r"un *\[mot\]* ici"),
        ("un 5*3 ici", Span(3, 6), r"un *5\*3* ici"),
        ("l’IA ici", Span(2, 4), "l’*IA* ici"),
        ("un mot.Puis", Span(3, 7), "un *mot*.Puis"),  # a mark before a letter cannot close
        ("un(mot) ici", Span(2, 7), "un(*mot)* ici"),
        ("un mot ici", Span(2, 7), "un *mot* ici"),
        ("un … ici", Span(3, 4), "un *…* ici"),
        ("un…ici", Span(2, 3), "un…ici"),  # nothing that could be emphasised
        ("travail", Span(4, 7), "trav*ail*"),
    ],
)
def test_asterisks_stand_where_they_emphasise(words: str, span: Span, line: str) -> None:
    rendered = block_quote(words, "R", None, [span])
    assert rendered.split("\n")[0] == f"> {line}"
    text, stressed = emphasised_in(rendered)
    assert text == words
    assert bool(stressed) is (line != f"{words}")


@given(st.text("ab é.,«»“”()[]*_`\n\u00a0-", min_size=1, max_size=25), st.data())
def test_markdown_shows_exactly_the_words(words: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, len(words)))
    text, stressed = emphasised_in(block_quote(words, "R", None, [Span(start, end)]))
    assert text == "\n".join(line.strip() for line in words.splitlines() if line.strip())
    letters = [char for char in words[start:end] if char.isalnum()]
    assert [char for part in stressed for char in part if char.isalnum()] == letters
