"""A board as one HTML page: self-contained, without scripts, to be read, sent or printed.

No word of corpus or board becomes markup: notes and the memo stand as they were typed.
"""

import html
from collections.abc import Iterator

from clicktui.citing.citation import Form
from clicktui.citing.forms import KeyedQuote, as_html
from clicktui.exporting.codewords import codes_line
from clicktui.exporting.markdown import CHANGED
from clicktui.exporting.material import Exported, ExportedQuote, Material
from clicktui.exporting.remarks import marks, typed_as_they_are

FILE = "board.html"

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_STYLE = """\
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.5 Georgia, serif;
  color: #1a1a1a; background: #fff; }
h1, h2 { line-height: 1.2; break-after: avoid; }
article { margin: 2rem 0; break-inside: avoid; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid #888; }
blockquote p { margin: 0 0 .5rem; white-space: pre-wrap; }
footer, .marks, .changed { font-size: .9rem; color: #444; }
.memo, .note { white-space: pre-wrap; overflow-wrap: anywhere; }
.note { margin: .5rem 0 0 1rem; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 11pt; color: #000; }
  footer, .marks, .changed { color: #000; }
  @page { margin: 2cm; }
}
"""


def exported(material: Material) -> Exported:
    """Return ``material`` as one file, ``FILE``, and what the format cannot carry.

    What ``material.cite`` raises goes through.

    Raises:
        ValueError: ``material.lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    text = "\n".join(_page(material)) + "\n"
    return Exported({FILE: text.encode("utf-8")}, typed_as_they_are(material))


def _page(material: Material) -> Iterator[str]:
    board, lang = material.board, material.lang
    name = html.escape(board.name)
    yield f"""\
<!DOCTYPE html>
<html lang="{html.escape(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{html.escape(_POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="clicktui">
<title>{name}</title>
<style>
{_STYLE}</style>
</head>
<body>
<h1>{name}</h1>"""
    if board.memo.strip():
        yield _typed("memo", board.memo)
    quotes = {one.pinned.id: one for one in material.quotes}
    for quote_list in board.lists:
        yield f"<section>\n<h2>{html.escape(quote_list.name)}</h2>"
        for pinned in quote_list.quotes:
            if pinned.id in quotes:
                yield from _article(quotes[pinned.id], material)
        yield "</section>"
    yield "</body>\n</html>"


def _article(one: ExportedQuote, material: Material) -> Iterator[str]:
    pinned, work, lang = one.pinned, one.work, material.lang
    keyed = KeyedQuote(one.quote, work.as_work(), one.key, work.page, pinned.alterations)
    yield "<article>"
    yield as_html(keyed, material.cite(one, Form.REFERENCE), lang)
    if one.is_unsettled:
        yield f'<p class="changed">{html.escape(CHANGED[lang])}</p>'
    if shown := marks(pinned, lang):
        yield f'<p class="marks">{html.escape(shown)}</p>'
    if coded := codes_line(one, lang):
        yield f'<p class="marks">{html.escape(coded)}</p>'
    if pinned.note.strip():
        yield _typed("note", pinned.note)
    yield "</article>"


def _typed(kind: str, text: str) -> str:
    own = html.escape(text.strip("\n"))
    return f'<div class="{kind}">{own}</div>'
