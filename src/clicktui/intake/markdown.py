"""Markdown (.md), by markdown-it: words without their marks, and the YAML in front of them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import yaml

from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.intake.blocks import Blocks
from clicktui.intake.decoding import decoded
from clicktui.intake.extras import needed
from clicktui.intake.gathering import Gathered, split_lines, squeezed
from clicktui.intake.limits import Limits
from clicktui.intake.model import Found, LineKind, ReadFile
from clicktui.intake.saying import Sayings
from clicktui.intake.webpage import parsed

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_LONGEST_FRONT = 64 * 1024
_MOST = 100
_DEEPEST = 100
"""Quotations in quotations; what is deeper markdown-it leaves out."""

_LABEL = re.compile(r"[^\s:*_]{1,30}(?: [^\s:*_]{1,30}){0,3}[ \u00a0\u202f]?:(?:\s|$)")
_VARIABLES = {
    "container-title": "container-title",
    "journal": "container-title",
    "publisher": "publisher",
    "doi": "DOI",
    "isbn": "ISBN",
}


def read(content: bytes, limits: Limits) -> ReadFile:
    """Read Markdown (CommonMark with tables).

    Raises:
        IntakeError: it is no text, or too much; or markdown-it-py is not installed.
    """
    text, notes = decoded(content)
    text = "\n".join(split_lines(text))
    found: dict[str, Found] = {}
    front = _FRONT.match(text[: _LONGEST_FRONT + 8])
    if front:
        values = _front(front[1])
        if values is None:
            notes = (*notes, _("the YAML in front of its text has a mistake: it is left out"))
        else:
            found = _found(values)
        text = text[front.end() :]
    parser = (
        needed("markdown_it").MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    )
    gathered = Gathered(limits)
    kind = LineKind.TEXT
    for token in parser.parse(text):
        if token.type == "heading_open":
            kind = LineKind.HEADING
        elif token.type == "heading_close":
            kind = LineKind.TEXT
        elif token.type == "inline":
            _add(gathered, token.children or [], kind)
        elif token.type in ("fence", "code_block"):
            gathered.add_all(token.content.split("\n"))
        elif token.type == "html_block":
            tree = parsed(token.content)
            if tree is not None:
                Blocks(gathered).take(tree)
    return ReadFile(tuple(gathered.lines), found, notes)


def _add(gathered: Gathered, tokens: "list[Token]", kind: LineKind) -> None:
    texts, bolds, depth = [""], [True], 0
    for place, token in enumerate(tokens):
        if token.type in ("strong_open", "strong_close"):
            depth += token.nesting
        elif token.type == "hardbreak" or (
            token.type == "softbreak" and _begins_anew(tokens[place + 1 :])
        ):
            texts.append("")
            bolds.append(True)
        elif token.type == "softbreak":
            texts[-1] += " "
        elif token.type in ("text", "code_inline", "text_special"):
            texts[-1] += token.content
            if token.content.strip():
                bolds[-1] &= depth > 0
    for text, is_bold in zip(texts, bolds, strict=True):
        gathered.add(squeezed(text), kind, is_bold=is_bold)


def _begins_anew(after: "list[Token]") -> bool:
    """Say whether a line in a paragraph is one of its own: bold, or with somebody's name."""
    first = next((token for token in after if token.type != "text" or token.content), None)
    if first is None:
        return False
    return first.type == "strong_open" or bool(_LABEL.match(first.content))


def _front(text: str) -> dict[str, Any] | None:
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            return None  # aliases can multiply
        values = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if values is None:
        return {}
    return (
        {str(key).lower(): value for key, value in values.items()}
        if isinstance(values, dict)
        else None
    )


def _found(values: dict[str, Any]) -> dict[str, Found]:
    """Return what plain values and flat lists say; whatever is nested is left alone."""
    sayings = Sayings()
    where = N_("the YAML in front of the text")
    for key in ("title", "titre", "titolo"):
        sayings.text("title", _plain(values.get(key)), where)
    for key in ("author", "authors", "auteur", "auteurs", "autore", "autori"):
        sayings.names("author", list(_several(values.get(key))), where)
    sayings.names("interviewer", list(_several(values.get("interviewer"))), where)
    sayings.date("issued", _plain(values.get("date")), where)
    for key in ("lang", "language", "langue", "lingua"):
        sayings.language(_plain(values.get(key)), where)
    for key in ("url", "link", "canonical", "source"):
        sayings.address(_plain(values.get(key)), where)
    for key, variable in _VARIABLES.items():
        sayings.text(variable, _plain(values.get(key)), where)
    return sayings.found


def _plain(value: object) -> str:
    return str(value) if isinstance(value, str | int | date) and value is not True else ""


def _several(value: object) -> Iterable[str]:
    for one in value[:_MOST] if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            one = one.get("name") or one.get("literal")
        if text := _plain(one):
            yield text
