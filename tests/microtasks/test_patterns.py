"""How cues are written, and what they find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.microtasks.lexicon import Lexicon, UnknownCueError
from clicktui.microtasks.patterns import Pattern, parsed
from clicktui.microtasks.words import words_of

ENDINGS = {"er": ("er", "e", "ent"), "n": ("-", "s")}


def patterns(*texts: str) -> tuple[Pattern, ...]:
    return tuple(pattern for text in texts for pattern in parsed(text, ENDINGS))


def found(cue: tuple[Pattern, ...], text: str, lang: str = "fr") -> list[str]:
    """What the patterns find in ``text``, as it is written there."""
    words = words_of(text, lang)
    occurrences = Lexicon({"cue": cue}).find(words).get("cue", [])
    spans = [words.span(one.first, one.end) for one in occurrences]
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("not~er", "Notamment, ils notent et font noter.", ["notent", "noter"]),
        ("étiquet*", "Étiqueter une ÉTIQUETTE", ["Étiqueter", "ÉTIQUETTE"]),
        ("elles *aient", "Elles écrivaient, elles mangent", ["Elles écrivaient"]),
        ("*aient|rien", "Aient-ils écrit ? Ils tapaient, rien de plus", ["tapaient", "rien"]),
        ("image~n", "l’image, les images, imaginer", ["image", "images"]),
        ("l ia", "Dans l’IA d’aujourd’hui", ["l’IA"]),
        ("micro-travail", "le micro\u2011travail, le micro travail", ["micro\u2011travail",
                                                                     "micro travail"]),
        ("pouce~n levé~n", "des pouces\u00a0levés", ["pouces\u00a0levés"]),
        ("faire _2 passer pour", "se faire ainsi passer pour", ["faire ainsi passer pour"]),
        ("faire _2 passer pour", "faire de tout cela passer pour", []),
        ("faire _2 passer", "faire, dit-on, passer", ["faire, dit-on, passer"]),
        ("faire _2 passer", "faire. Il passer", []),
        ("bon [de] sens", "bon sens et bon de sens", ["bon sens", "bon de sens"]),
        ("chien|chat gris", "un chat gris, un chien noir", ["chat gris"]),
        ("deux mots", "deux, mots", []),
        ("AI", "ai lavoratori dell’AI", ["AI"]),
        ("ai", "ai lavoratori dell’AI", ["ai", "AI"]),
    ],
)  # fmt: skip
def test_patterns_by_hand(pattern: str, text: str, expected: list[str]) -> None:
    assert found(patterns(pattern), text) == expected


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("_3 mot", "begin and end with a word"),
        ("mot _", "begin and end with a word"),
        ("mot~xx", "no set of endings called xx"),
        ("mot{", "no pattern"),
        ("a*b", "no pattern"),
        ("", "no pattern"),
        ("[mot]", "begin and end with a word"),
    ],
)
def test_mistaken_patterns_are_told(pattern: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        patterns(pattern)


def test_a_cue_may_refer_to_another() -> None:
    cues = {
        "machine": patterns("robot~n", "agent conversationnel"),
        "fake": patterns("faux {machine}", "{machine}|appli en carton"),
    }
    text = "un faux robot, de faux agent conversationnel, une appli en carton, ce robot en carton"
    words = words_of(text, "fr")

    occurrences = Lexicon(cues).find(words)["fake"]

    spans = [words.span(one.first, one.end) for one in occurrences]
    assert [text[span.start : span.end] for span in spans] == [
        "faux robot", "faux agent conversationnel", "appli en carton", "robot en carton",
    ]  # fmt: skip


def test_what_a_hiding_cue_finds_others_do_not_see() -> None:
    cues = {"name": patterns("maison de disques"), "house": patterns("maison~n")}
    words = words_of("une maison de disques dans une maison", "fr")

    seen = Lexicon(cues, ["name"]).find(words)

    assert [one.first for one in seen["house"]] == [6]
    assert [one.first for one in seen["name"]] == [1]


@pytest.mark.parametrize("pattern", ["{other} mot", "{cue} mot"])
def test_a_cue_that_refers_to_none_or_itself_is_refused(pattern: str) -> None:
    with pytest.raises(UnknownCueError):
        Lexicon({"cue": patterns(pattern)})


@given(st.text(max_size=80))
def test_what_is_found_is_where_it_says(text: str) -> None:
    words = words_of(text, "fr")
    for cue in Lexicon({"any": patterns("a*", "e* _2 a*")}).find(words).values():
        for one in cue:
            span = words.span(one.first, one.end)
            assert 0 <= span.start < span.end <= len(text)
            assert words.keys[one.first][0] in "aeAE"
