"""Alterations shown over quoted words ("~" stands for a no-break space).

In the tables ``{…}`` is elided, ``{…|word}`` replaced by the word, ``*…*`` emphasised, ``<word>``
inserted where it stands, and ``<sic>`` is a [sic] there.
"""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from clicktui.corpus.alterations import (
    Alteration,
    AlterationKind,
    altered,
    checked,
    emphasised,
    runs,
)
from clicktui.corpus.carrying import carried_over, dropped
from clicktui.corpus.model import Span
from clicktui.errors import QuoteError

ELISION, INSERTION, REPLACEMENT, SIC, EMPHASIS = AlterationKind


def read(marked: str) -> tuple[str, list[Alteration]]:
    words, found, opened = "", [], {}
    for piece in re.findall(r"<[^>]*>|[|][^}]*}|[{}*]|[^<{}*|]+", marked.replace("~", "\u00a0")):
        at = len(words)
        if piece == "<sic>":
            found.append(Alteration(SIC, Span(at, at)))
        elif piece[0] == "<":
            found.append(Alteration(INSERTION, Span(at, at), piece[1:-1]))
        elif piece[0] == "|":
            found.append(Alteration(REPLACEMENT, Span(opened.pop("{"), at), piece[1:-1]))
        elif piece == "}" or (piece == "*" and "*" in opened):
            kind = ELISION if piece == "}" else EMPHASIS
            found.append(Alteration(kind, Span(opened.pop("{" if piece == "}" else "*"), at)))
        elif piece in "{*":
            opened[piece] = at
        else:
            words += piece
    return words, found


def shown(marked: str) -> str:
    words, alterations = read(marked)
    return altered(words, checked(words, alterations)).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("le travail du clic", "le travail du clic"),
        # an elision stands for words, and the spaces around them stay
        ("le travail {du clic} est partout", "le travail […] est partout"),
        ("le travail{ du clic }est partout", "le travail […] est partout"),
        ("le travail{ du clic} est partout", "le travail […] est partout"),
        ("{le travail }du clic", "[…] du clic"),
        ("le travail{ du clic}", "le travail […]"),
        ("le travail {du clic}, partout", "le travail […], partout"),
        ("le clic{, partout}.", "le clic […]."),
        ("le clic{, partout. }Il est", "le clic […] Il est"),
        ("le {clic}~! Oui", "le […]~! Oui"),
        ("«~{rien}~» ici", "«~[…]~» ici"),
        ("«~{rien~}» ici", "«~[…]~» ici"),
        ("(le {clic}) ici", "(le […]) ici"),
        ("({le} clic) ici", "([…] clic) ici"),
        ("“{le} clic” ici", "“[…] clic” ici"),
        ("c’est l’{IA} ici", "c’est l’[…] ici"),
        ("c’est {l’}IA ici", "c’est […] IA ici"),
        ("le {micro}-travail", "le […]-travail"),
        ("le micro-{travail}", "le micro-[…]"),
        ("le tr{avail} ici", "le tr[…] ici"),  # inside a word: no space, it is part of one
        ("l{es} gens", "l[…] gens"),
        ("un mot.\n{Un autre} mot", "un mot.\n[…] mot"),
        ("un mot{.\nUn autre} mot", "un mot […] mot"),
        # elisions side by side are one, unless a line ends or something stands between
        ("un {mot }{et un }autre", "un […] autre"),
        ("un {mot} {et} autre", "un […] autre"),
        ("un {mot.}\n{Un} autre", "un […]\n[…] autre"),
        ("un {mot} <x>{et} autre", "un […] [x] […] autre"),
        # insertions
        ("il <Casilli>dit", "il [Casilli] dit"),
        ("il<Casilli> dit", "il [Casilli] dit"),
        ("<Casilli>il dit", "[Casilli] il dit"),
        ("il dit<Casilli>", "il dit [Casilli]"),
        ("il dit<à Rome>, ici", "il dit [à Rome], ici"),
        ("«~mot<x>~» ici", "«~mot [x]~» ici"),
        ("«~mot~<x>» ici", "«~mot~[x]~» ici"),
        ("«~<x>mot~» ici", "«~[x] mot~» ici"),
        ("(<x>mot) ici", "([x] mot) ici"),
        ("(mot<x>) ici", "(mot [x]) ici"),
        ("l’<ancienne>IA", "l’[ancienne] IA"),
        ("micro<x>travail", "micro[x]travail"),
        ("il <a><b>dit", "il [a] [b] dit"),
        ("il< a > dit", "il [a] dit"),
        ('dit <x>"oui" là', 'dit [x] "oui" là'),
        ('dit "oui<x>" là', 'dit "oui [x]" là'),
        ("fin.<x> Puis", "fin. [x] Puis"),
        ("un\n<x>deux", "un\n[x] deux"),
        # sic
        ("réparer<sic> l’IA", "réparer [sic] l’IA"),
        ("réparer <sic>l’IA", "réparer [sic] l’IA"),
        ("réparer<sic>, l’IA", "réparer [sic], l’IA"),
        ("réparer l’IA<sic>", "réparer l’IA [sic]"),
        ("réparer<sic><x> l’IA", "réparer [sic] [x] l’IA"),
        ("réparer<x><sic> l’IA", "réparer [sic] [x] l’IA"),
        ("réparer<sic><sic> l’IA", "réparer [sic] l’IA"),
        ("réparer<sic> {l’IA}", "réparer [sic] […]"),
        # replacements stand where their words stood
        ("{elles|les plateformes} cachent", "[les plateformes] cachent"),
        ("et {elle|la plateforme} cache le clic", "et [la plateforme] cache le clic"),
        ("{les|Les} gens", "[Les] gens"),
        ("{l|L}es gens", "[L]es gens"),
        ("{esse| le piattaforme~} nascondono", "[le piattaforme] nascondono"),
        ("e perché {loro|i moderatori}?", "e perché [i moderatori]?"),
        ("“{They|Workers} said so.”", "“[Workers] said so.”"),
        ("“{Don’t|Do not} say {it|that}!”", "“[Do not] say [that]!”"),
        ("«~{petites mains|ouvrières}~» ici", "«~[ouvrières]~» ici"),
        ("(ce que {fait|faisait}) ici", "(ce que [faisait]) ici"),
        ("dit{ cela }ici", "dit […] ici"),
        ("dit{ cela |tout}ici", "dit [tout] ici"),  # without the spaces at its ends
        ("c’est l’{IA|usine} ici", "c’est l’[usine] ici"),
        ("c’est {l’IA|une usine} ici", "c’est [une usine] ici"),
        ("c’est {l’|une }IA ici", "c’est [une] IA ici"),
        ("c’est {l’|d’}IA ici", "c’est [d’]IA ici"),
        ("nell’{ufficio|azienda}, qui", "nell’[azienda], qui"),
        ("{dit|déclare}-il ici", "[déclare]-il ici"),
        ("dit-{il|elle} ici", "dit-[elle] ici"),
        ("les {ouvrier|travailleur}(e)s", "les [travailleur](e)s"),
        ("un mot{,|;} un autre", "un mot[;] un autre"),
        ("un mot{.|, et} Puis", "un mot[, et] Puis"),
        ("un mot{. Puis|puis} un autre", "un mot [puis] un autre"),
        ("un mot.\n{Un autre|Deux} mot", "un mot.\n[Deux] mot"),
        ("un mot{.\nUn autre| et} mot", "un mot [et] mot"),
        ("{e\u0301te\u0301|hiver} ici", "[hiver] ici"),
        ("{un|deux} {mot|mots} ici", "[deux] [mots] ici"),
        ("{un mot|x}{, là|y} ici", "[x] [y] ici"),
        ("{un|deux} {mot} ici", "[deux] […] ici"),
        ("un {mot} {là|x} {ici} même", "un […] [x] […] même"),
        ("dit <x>{elle|y} ici", "dit [x] [y] ici"),
        ("dit {elle|y}<x> ici", "dit [y] [x] ici"),
        ("elle<sic> {dit|y} ici", "elle [sic] [y] ici"),
        ("*un {mot|x} ici*", "un [x] ici"),
        # an elision and an insertion side by side, as they were made before, stay two
        ("<les plateformes>{elles} cachent", "[les plateformes] […] cachent"),
        # emphasis does not show here
        ("le *travail* du clic", "le travail du clic"),
        ("e\u0301{te\u0301} ici", "e\u0301[…] ici"),
    ],
)
def test_what_is_shown(marked: str, expected: str) -> None:
    assert shown(marked) == expected


@pytest.mark.parametrize(
    ("words", "alteration"),
    [
        ("mot", Alteration(ELISION, Span(0, 4))),
        ("mot", Alteration(ELISION, Span(-1, 2))),
        ("mot", Alteration(SIC, Span(4, 4))),
        ("un mot", Alteration(ELISION, Span(4, 3))),
        ("un mot", Alteration(ELISION, Span(1, 1))),
        ("un mot", Alteration(ELISION, Span(2, 3))),
        ("un mot", Alteration(EMPHASIS, Span(2, 3))),
        ("un mot", Alteration(EMPHASIS, Span(3, 3))),
        ("un mot", Alteration(ELISION, Span(0, 6))),  # nothing is left
        ("« mot »", Alteration(ELISION, Span(2, 5))),  # marks alone
        ("un mot", Alteration(INSERTION, Span(3, 4), "x")),
        ("un mot", Alteration(SIC, Span(3, 6))),
        ("un mot", Alteration(SIC, Span(0, 0))),
        ("un mot", Alteration(SIC, Span(4, 4))),  # inside a word
        ("un mot", Alteration(REPLACEMENT, Span(0, 6), "x")),  # nothing is left
        ("« mot »", Alteration(REPLACEMENT, Span(2, 5), "x")),
        ("un mot", Alteration(REPLACEMENT, Span(2, 3), "x")),  # a space alone
        ("un mot", Alteration(REPLACEMENT, Span(2, 2), "x")),
        ("un mot", Alteration(REPLACEMENT, Span(3, 7), "x")),
        ("un mot là", Alteration(REPLACEMENT, Span(3, 6), " mot ")),  # the words themselves
        ("un\u00a0gros mot", Alteration(REPLACEMENT, Span(0, 7), "un gros")),
        ("été ici", Alteration(REPLACEMENT, Span(0, 3), "e\u0301te\u0301")),
        ("été ici", Alteration(REPLACEMENT, Span(0, 3), "été\u200b")),
        *(
            ("un mot", Alteration(REPLACEMENT, Span(0, 2), text))
            for text in ("", " ", "…", "[x]", "a\nb", "\x1b")
        ),
        *(
            ("un mot", Alteration(INSERTION, Span(2, 2), text))
            for text in ("", " ", "…", "...", "[x]", "x]", "a\nb", "a\u2028b", "\x1b", "\u200b")
        ),
    ],
)
def test_what_is_refused(words: str, alteration: Alteration) -> None:
    with pytest.raises(QuoteError) as refused:
        checked(words, [alteration])
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "marked",
    [
        "un {mo<x>t} là",
        "un {mot *très* long} là",
        "un {mot bien<sic> long} là",
        "un {mot}<sic> là",
        "un {mot}*~*là",
        "un {mo<x>t|y} là",
        "un {mot *très* long|y} là",
        "un {mot bien<sic> long|y} là",
        "un {mot|y}<sic> là",
        "{un|x} {mot}",
        "un *{mot} {là|x}* ici",
    ],
)
def test_what_is_refused_in_words_that_do_not_show(marked: str) -> None:
    words, alterations = read(marked)
    with pytest.raises(QuoteError):
        checked(words, alterations)


def test_elisions_that_overlap_are_refused() -> None:
    with pytest.raises(QuoteError):
        checked("un deux trois", [Alteration(ELISION, Span(0, 7)), Alteration(ELISION, Span(3, 9))])


@pytest.mark.parametrize("kind", [ELISION, REPLACEMENT])
def test_words_are_replaced_once_and_not_left_out_too(kind: AlterationKind) -> None:
    other = Alteration(kind, Span(3, 9), "y" if kind is REPLACEMENT else "")
    for there in (Span(0, 4), Span(0, 12), Span(3, 9), Span(8, 12)):
        with pytest.raises(QuoteError):
            checked("un deux trois quatre", [Alteration(REPLACEMENT, there, "x"), other])


def test_a_replacement_that_parts_an_accent_from_its_letter_takes_it_too() -> None:
    (one,) = checked("e\u0301te\u0301 ici", [Alteration(REPLACEMENT, Span(1, 4), "x")])
    assert one == Alteration(REPLACEMENT, Span(2, 5), "x")


def test_an_accent_is_not_parted_from_its_letter() -> None:
    (elision,) = checked("e\u0301te\u0301 ici", [Alteration(ELISION, Span(1, 5))])
    assert elision.span == Span(2, 5)


def test_runs_tell_what_is_whose() -> None:
    words, alterations = read("le *travail {du} clic* <bis>est {là|ici} même<sic>.")
    assert [
        (run.text, run.kind, run.is_emphasised) for run in runs(words, checked(words, alterations))
    ] == [
        ("le ", None, False),
        ("travail ", None, True),
        ("[…]", ELISION, False),
        (" clic", None, True),
        (" ", None, False),
        ("[bis] ", INSERTION, False),
        ("est ", None, False),
        ("[ici]", REPLACEMENT, False),
        (" même", None, False),
        (" [sic]", SIC, False),
        (".", None, False),
    ]


def test_where_the_emphasis_is_in_what_is_shown() -> None:
    words, alterations = read("le {gros} *clic* là")
    fitting = checked(words, alterations)
    assert altered(words, fitting) == "le […] clic là"
    assert emphasised(words, fitting) == (Span(7, 11),)


def test_emphases_that_touch_become_one() -> None:
    words, alterations = read("le *gros* *mot*")
    assert [one.span for one in checked(words, alterations)] == [Span(3, 7), Span(8, 11)]
    given_twice = [Alteration(EMPHASIS, Span(3, 6)), Alteration(EMPHASIS, Span(5, 8))]
    assert [one.span for one in checked("le grosmot", given_twice)] == [Span(3, 8)]


# for any words

WORDS = st.text("ab é’-.,;«»“”()\n\u00a0\u0301", min_size=1, max_size=40)


@st.composite
def altered_words(draw: st.DrawFn) -> tuple[str, tuple[Alteration, ...]]:
    words = draw(WORDS)
    fitting: tuple[Alteration, ...] = ()
    for _ in range(draw(st.integers(0, 5))):
        start, end = sorted((draw(st.integers(0, len(words))), draw(st.integers(0, len(words)))))
        kind = draw(st.sampled_from(AlterationKind))
        span = Span(start, start) if kind in (INSERTION, SIC) else Span(start, end)
        text = "xyz" if kind is INSERTION else ""
        if kind is REPLACEMENT:
            text = draw(st.sampled_from(["xyz", "x’", "«x»", ", x"]))
        new = Alteration(kind, span, text)
        try:
            fitting = checked(words, [*fitting, new])
        except QuoteError:
            continue
    return words, fitting


@given(altered_words())
def test_the_words_are_exact_once_the_brackets_are_taken_out(
    given_words: tuple[str, tuple[Alteration, ...]],
) -> None:
    words, alterations = given_words
    hidden = [one for one in alterations if one.kind in (ELISION, REPLACEMENT)]
    restored = ""
    for run in runs(words, alterations):
        if run.kind is None:
            restored += run.text
        elif run.kind in (ELISION, REPLACEMENT):
            one = hidden.pop(0)
            assert len(restored) == one.span.start
            assert run.kind is one.kind
            assert run.text.strip() == (f"[{one.text}]" if one.text else "[…]")
            restored += words[one.span.start : one.span.end]
    assert restored == words
    assert not hidden


def test_brackets_side_by_side_within_an_emphasis_have_one_space_between_them() -> None:
    alterations = (
        Alteration(ELISION, Span(0, 1)),
        Alteration(AlterationKind.EMPHASIS, Span(0, 2)),
        Alteration(AlterationKind.INSERTION, Span(1, 1), "xyz"),
    )
    assert altered(";a", alterations) == "[…] [xyz] a"


@given(altered_words())
def test_no_space_is_added_where_there_is_one(
    given_words: tuple[str, tuple[Alteration, ...]],
) -> None:
    words, alterations = given_words
    assume(not re.search(r"\s\s", words))
    assert not re.search(r" {2}", altered(words, alterations))


@given(altered_words())
def test_what_was_checked_stays_as_it_is(
    given_words: tuple[str, tuple[Alteration, ...]],
) -> None:
    words, alterations = given_words
    assert checked(words, alterations) == alterations
    assert checked(words, reversed(alterations)) == alterations


@given(altered_words())
def test_emphasised_words_are_the_source_s(
    given_words: tuple[str, tuple[Alteration, ...]],
) -> None:
    words, alterations = given_words
    text = altered(words, alterations)
    for span in emphasised(words, alterations):
        assert text[span.start : span.end] in words


@given(st.text(max_size=40))
def test_without_alterations_the_words_are_shown(words: str) -> None:
    assert checked(words, []) == ()
    assert altered(words, ()) == words


# when the source changed


@pytest.mark.parametrize(
    ("marked", "new_words", "expected"),
    [
        ("le {gros} clic est là", "le gros clic est là", "le […] clic est là"),
        ("le {gros} clic est là", "oui, le gros clic est là", "oui, le […] clic est là"),
        ("le {gros} clic est là", "le grand clic est là", "le grand clic est là"),
        ("le {gros clic} est là", "le gros et long clic est là", "le gros et long clic est là"),
        ("il répare<sic> l’IA", "hier il répare l’IA", "hier il répare [sic] l’IA"),
        ("il répare<sic> l’IA", "il prépare l’IA", "il prépare l’IA"),
        ("il répare<sic> l’IA", "il répare, l’IA", "il répare [sic], l’IA"),
        ("il <Casilli>dit non", "il dit que non", "il [Casilli] dit que non"),
        ("il <Casilli>dit non", "elle dit non", "elle dit non"),
        ("il <Casilli>dit non", "il nie", "il nie"),
        ("<Casilli>il dit", "bon, il dit", "bon, [Casilli] il dit"),
        ("il dit<ici>", "bon, il dit", "bon, il dit [ici]"),
        ("le {gros~mot} est", "le gros mot est", "le […] est"),
        ("le {gros} mot e\u0301crit<sic> là", "le gros mot écrit là", "le […] mot écrit [sic] là"),
        ("un {mot} là", "rien", "rien"),
        (
            "et {elles|les plateformes} cachent",
            "oui, elles cachent",
            "oui, [les plateformes] cachent",
        ),
        ("et {elles|les plateformes} cachent", "et ils cachent", "et ils cachent"),
        ("{gros~mot|injure} est là", "un gros mot est là", "un [injure] est là"),
        ("un {gros mot|juron} là", "un gros et long mot là", "un gros et long mot là"),
        ("{l|L}es gens", "tous les gens", "tous [L]es gens"),
        ("{l|L}es gens", "des gens", "des gens"),
    ],
)
def test_alterations_are_carried_over(marked: str, new_words: str, expected: str) -> None:
    words, alterations = read(marked)
    carried = carried_over(words, new_words, checked(words, alterations))
    assert altered(new_words, carried) == expected


def test_what_is_dropped_is_told() -> None:
    words, alterations = read("{elles|les plateformes} cachent {du} travail<sic> <bis>ici")
    elided, replaced = alterations[1], alterations[0]
    assert dropped(words, "elles cachent du travail ici", alterations) == ()
    assert dropped(words, "ils cachent un travail ici", alterations) == (replaced, elided)
    assert dropped(words, "rien", alterations) == tuple(alterations)


def test_elisions_that_become_one_are_not_dropped() -> None:
    words, alterations = read("un {mot} et {un autre} là")
    assert altered(
        "un mot un autre là", carried_over(words, "un mot un autre là", alterations)
    ) == ("un […] là")
    assert dropped(words, "un mot un autre là", alterations) == ()


@given(altered_words())
def test_words_that_did_not_change_keep_theirs(
    given_words: tuple[str, tuple[Alteration, ...]],
) -> None:
    words, alterations = given_words
    assert carried_over(words, words, alterations) == alterations
    assert dropped(words, words, alterations) == ()


@given(altered_words(), WORDS)
def test_what_is_carried_over_fits(
    given_words: tuple[str, tuple[Alteration, ...]], new_words: str
) -> None:
    words, alterations = given_words
    carried = carried_over(words, new_words, alterations)
    assert checked(new_words, carried) == carried
