"""Saved web pages: trafilatura tells the main text from menus, and what the page says of itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from clicktui.errors import IntakeError
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.intake.blocks import Blocks
from clicktui.intake.decoding import decoded
from clicktui.intake.extras import needed
from clicktui.intake.gathering import Gathered, squeezed
from clicktui.intake.limits import Limits
from clicktui.intake.model import Line, LineKind, ReadFile
from clicktui.intake.saying import Sayings

_CHARSET = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?([\w.:-]+)", re.I
)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENDS = re.compile(r"[.!?…][\"'’»”)\]\s]*$")
_HEAD = 8_192
_FEW_WORDS = 40
_PROSE = 12
"""Words from which a block is a paragraph and not a button, a name, a heading."""

_NEAR = 6
"""Lines before the main text in which a heading is its title."""

_LONGEST_LOOKED_THROUGH = 1_000_000
"""Characters of a main text in which lines are looked for that trafilatura joined or cut."""

_SURE = 60
"""Characters by which a paragraph is found in the main text."""

_MUCH = 0.4
"""The part of the words in a page's paragraphs whose absence from the main text is told."""


def read(content: bytes, limits: Limits, address: str | None = None) -> ReadFile:
    """Read a page of HTML or XHTML; ``address`` is where it was saved from, if the file says so.

    Raises:
        IntakeError: it is no text, has no words, or too much; or trafilatura is not installed.
    """
    text, notes = decoded(content, declared(content))
    tree = parsed(text)
    sayings = Sayings()
    if tree is None:
        raise IntakeError(_("has no text in it"))
    trafilatura = needed("trafilatura")
    document = trafilatura.bare_extraction(
        trafilatura.load_html(_PROLOGUE.sub("", text)),
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    gathered = Gathered(limits)
    Blocks(gathered).take(_body(tree))
    main = "" if document is None else str(document.text or document.raw_text or "")
    lines, aside = with_menus_aside(gathered.lines, main)
    if aside is None:
        notes = (*notes, _("its main text could not be told from its menus: all of it is here"))
    elif aside > _MUCH:
        told = _("{percent} percent of the words of its paragraphs are not taken for its main text")
        notes = (*notes, told.format(percent=round(100 * aside)))
    _describe(sayings, document, tree, address)
    return ReadFile(lines, sayings.found, notes)


def declared(content: bytes) -> str | None:
    """Return the encoding that a page or an XML file declares in its head, None without one."""
    found = _CHARSET.search(content[:_HEAD])
    return found[1].decode("ascii", "replace") if found else None


def parsed(text: str) -> Any:  # noqa: ANN401 (lxml is untyped)
    """Return the tree of a page, None where there is none; nothing is fetched, no entity defined.

    Raises:
        IntakeError: lxml is not installed.
    """
    html = needed("lxml.html")
    etree = needed("lxml.etree")
    try:
        return html.document_fromstring(_PROLOGUE.sub("", text))
    except (etree.LxmlError, ValueError):
        return None


def _body(tree: Any) -> Any:  # noqa: ANN401
    body = tree.find("body")
    return tree if body is None else body


def with_menus_aside(lines: Sequence[Line], main: str) -> tuple[tuple[Line, ...], float | None]:
    """Return ``lines`` with what is not part of ``main`` as furniture, and how much prose that is.

    The lines stay those of the page, with their form; ``main`` only says between which of them
    its text stands, and which short lines there are part of it. Paragraphs and sentences
    there always are: they are rather kept than lost. The part of the words of paragraphs outside
    is given from 0 to 1, None where ``main`` is too little to go by; then ``lines`` come back as
    they are.
    """
    have = _Main(main)
    places = [n for n, line in enumerate(lines) if _is_prose(line) and have.begins(line.text)]
    known = sum(len(line.text.split()) for line in lines if have.has(line.text))
    if not places or known < _FEW_WORDS:
        return tuple(lines), None
    ends = [n for n, line in enumerate(lines) if _leads(line) and have.is_line(line.text)]
    first, last = min([places[0], *ends[:1]]), max([places[-1], *ends[-1:]])
    told = []
    words = outside = 0
    for number, line in enumerate(lines):
        is_said = _is_prose(line) or have.has(line.text) or bool(_ENDS.search(line.text))
        inside = first <= number <= last and is_said
        is_title = line.kind is LineKind.HEADING and 0 < first - number <= _NEAR
        keeps = line.kind is LineKind.FURNITURE or inside or is_title
        told.append(line if keeps else replace(line, kind=LineKind.FURNITURE))
        if _is_prose(line):
            words += len(line.text.split())
            outside += 0 if inside else len(line.text.split())
    return tuple(told), outside / words


class _Main:
    """The main text as trafilatura has it, in which lines of the page are looked for."""

    def __init__(self, text: str) -> None:
        lines = [_folded(cell.lstrip("-#> ")) for cell in re.split("[\\n|]", text)]
        self._lines = frozenset(lines)
        self._beginnings = frozenset(line[:_SURE] for line in lines)
        self._whole = _folded(text) if len(text) <= _LONGEST_LOOKED_THROUGH else ""

    def is_line(self, text: str) -> bool:
        """Say whether ``text`` is a whole line of it."""
        return _folded(text) in self._lines

    def has(self, text: str) -> bool:
        """Say whether ``text`` is a line of it, or in one."""
        folded = _folded(text)
        return folded in self._lines or folded in self._whole

    def begins(self, text: str) -> bool:
        """Say whether ``text`` begins as a line of it does, or as something in one."""
        folded = _folded(text)[:_SURE]
        return folded in self._beginnings or folded in self._whole


def _folded(text: str) -> str:
    return squeezed(text.replace("\u00a0", " ").replace("\u202f", " "))


def _is_prose(line: Line) -> bool:
    return line.kind is not LineKind.FURNITURE and len(line.text.split()) >= _PROSE


def _leads(line: Line) -> bool:
    """Say whether the main text can begin or end with ``line``: no button, no name of a section."""
    says = len(line.text.split()) >= 3 or bool(_ENDS.search(line.text))
    is_set_off = line.kind is LineKind.HEADING or line.is_bold
    return line.kind is not LineKind.FURNITURE and (says or is_set_off)


def _describe(sayings: Sayings, document: Any, tree: Any, address: str | None) -> None:  # noqa: ANN401
    where = N_("the page’s own description")
    names = [meta.get("content") for meta in tree.iterfind(".//meta[@name='author']")]
    sayings.names("author", names, where)
    if document is not None:
        sayings.text("title", document.title, where)
        sayings.names("author", (document.author or "").split("; "), where)
        sayings.date("issued", document.date, where)
        sayings.text("container-title", document.sitename, where)
    sayings.text("title", tree.findtext(".//title"), N_("the page’s title"))
    for link in tree.iterfind(".//link[@rel='canonical']"):
        sayings.address(link.get("href"), N_("the page’s own address"))
    for meta in tree.iterfind(".//meta[@property='og:url']"):
        sayings.address(meta.get("content"), N_("the page’s own address"))
    sayings.address(address, N_("where the page was saved from"))
    sayings.language(tree.get("lang") or tree.get("xml:lang"), where)
