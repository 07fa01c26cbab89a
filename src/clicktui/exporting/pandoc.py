"""A board as Markdown for pandoc, its citations by key, with the bibliography beside it.

``pandoc --citeproc FILE.md`` finds the bibliography by itself: the document's metadata name it.
"""

import json
import re
from dataclasses import replace

from clicktui.board.model import Board
from clicktui.citing.forms import KeyedQuote, as_pandoc
from clicktui.citing.markdown import escape
from clicktui.corpus.cleaning import clean_text
from clicktui.exporting import biblatex
from clicktui.exporting.bibliography import items_of, versions_left_out
from clicktui.exporting.codewords import codes_line
from clicktui.exporting.markdown import board_markdown
from clicktui.exporting.material import Exported, ExportedQuote, Material

_REFERENCES = {"fr": "Références", "it": "Riferimenti", "en": "References"}

_RULE, _OTHER_RULE = re.compile(r"[ \t>]*---[ \t]*"), "* * *"
_FENCES = ("```", "~~~")


def exported(material: Material, stem: str) -> Exported:
    """Return ``material`` as ``stem.md`` and ``stem.bib``, and what they cannot carry.

    Raises:
        ValueError: ``material.lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    bibliography = biblatex.exported(items_of(material))
    by_id = {one.pinned.id: one for one in material.quotes}
    text = board_markdown(
        _without_metadata(material.board),
        lambda pinned: _block(by_id[pinned.id], material.lang),
        material.lang,
        lambda pinned: by_id[pinned.id].is_unsettled,
        lambda pinned: escape(codes_line(by_id[pinned.id], material.lang)),
    )
    document = clean_text(f"{_head(material, stem)}\n{text}")
    files = {
        f"{stem}.md": document.encode("utf-8"),
        f"{stem}.bib": bibliography.files[biblatex.FILE],
    }
    return Exported(files, (*versions_left_out(material), *bibliography.losses))


def _head(material: Material, stem: str) -> str:
    facts = {"lang": material.lang}
    if material.quotes:
        facts["bibliography"] = escape(f"{stem}.bib")
        facts["reference-section-title"] = _REFERENCES[material.lang]
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in facts.items())
    return f"---\n{''.join(lines)}---\n"


def _block(one: ExportedQuote, lang: str) -> str:
    pinned, work = one.pinned, one.work
    return as_pandoc(
        KeyedQuote(one.quote, work.as_work(), one.key, work.page, pinned.alterations), lang
    )


def _without_metadata(board: Board) -> Board:
    """Return ``board`` so that no rule in a note is taken for the begin of metadata."""
    lists = tuple(
        replace(one, quotes=tuple(replace(q, note=_with_other_rules(q.note)) for q in one.quotes))
        for one in board.lists
    )
    return replace(board, memo=_with_other_rules(board.memo), lists=lists)


def _with_other_rules(text: str) -> str:
    """Return Markdown with rules of asterisks where pandoc would read metadata.

    A line ``---`` after a blank line begins them anywhere in a document (pandoc's
    ``yaml_metadata_block``); what they hold is not shown, or ends pandoc with an error.
    """
    lines = text.split("\n")
    is_fenced, before = False, ""
    for place, line in enumerate(lines):
        if line.lstrip(" \t>").startswith(_FENCES):
            is_fenced = not is_fenced
        elif not is_fenced and not before.strip(" \t>") and _RULE.fullmatch(line):
            lines[place] = line.replace("---", _OTHER_RULE)
        before = line
    return "\n".join(lines)
