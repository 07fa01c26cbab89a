"""Reading the prose out of documentation files: HTML, manual pages, plain text, catalogues."""

import ast
import gettext
import gzip
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from bench.words import word_set

_BLOCK_TAGS = word_set(
    "p li dd dt td th h1 h2 h3 h4 h5 h6 blockquote div section article br table tr ul ol dl "
    "caption figcaption summary"
)
_SILENT_TAGS = word_set("script style nav head pre title select button noscript svg")


class _Blocks(HTMLParser):
    """Collects the running text of an HTML page, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._pieces: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT_TAGS:
            self._silent += 1
        elif tag in _BLOCK_TAGS:
            self._flush()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT_TAGS:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCK_TAGS:
            self._flush()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._pieces.append(data)

    def close(self) -> None:
        super().close()
        self._flush()

    def _flush(self) -> None:
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if text:
            self.blocks.append(text)


def _text(path: Path) -> str:
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def html_blocks(path: Path) -> list[str]:
    """Return the text blocks of an HTML page, white space collapsed, code and menus left out."""
    parser = _Blocks()
    parser.feed(_text(path))
    parser.close()
    return parser.blocks


def text_blocks(path: Path) -> list[str]:
    """Return the paragraphs of a plain, Markdown or reST file; indented code is left out."""
    return _paragraphs(_text(path))


_NOT_PROSE = re.compile(r"(?: {4,}|\t|>>>|\.\. |[-=~#*^]{3,}|\||```)")


def _paragraphs(text: str) -> list[str]:
    blocks = re.split(r"\n\s*\n", text)
    kept = (" ".join(b.split()) for b in blocks if not _NOT_PROSE.match(b.lstrip("\n")))
    return [block for block in kept if block]


_ROFF_TEXT = re.compile(r"^\.\s*(?:B|I|BR|IR|RB|RI|BI|IB|SM)\s+(.*)$")
_ROFF_ESCAPES = (
    (re.compile(r"\\f(?:\[[^\]]*\]|\(..|.)"), ""),
    (re.compile(r"\\s[-+]?\d+"), ""),
    (re.compile(r"\\-"), "-"),
    (re.compile(r"\\\(aq|\\\[aq\]"), "'"),
    (re.compile(r"\\(?:[&/,:%|^])"), ""),
    (re.compile(r"\\\[[^\]]*\]|\\\(.."), " "),
    (re.compile(r"\\~|\\ "), " "),
    (re.compile(r"\\e"), ""),
)


def manual_blocks(path: Path) -> list[str]:
    """Return the paragraphs of a manual page in roff (man macros), fonts and escapes removed."""
    blocks: list[str] = []
    lines: list[str] = []
    for line in _text(path).splitlines():
        styled = _ROFF_TEXT.match(line)
        if styled:
            line = styled.group(1).replace('"', "")
        if line.startswith((".", "'")) or not line.strip():
            if lines:
                blocks.append(" ".join(" ".join(lines).split()))
                lines = []
            continue
        for pattern, plain in _ROFF_ESCAPES:
            line = pattern.sub(plain, line)
        lines.append(line)
    if lines:
        blocks.append(" ".join(" ".join(lines).split()))
    return blocks


def catalogue_blocks(path: Path) -> list[str]:
    """Return the translated messages of a gettext catalogue (.mo), menu marks removed."""
    with path.open("rb") as stream:
        try:
            catalogue = gettext.GNUTranslations(stream)
        except (OSError, UnicodeDecodeError, ValueError, LookupError):
            return []
    messages: dict[object, str] = getattr(catalogue, "_catalog", {})
    return [" ".join(text.replace("_", "").split()) for key, text in messages.items() if key]


def docstring_blocks(path: Path) -> list[str]:
    """Return the paragraphs of a Python file's docstrings; nothing of the file is run."""
    try:
        tree = ast.parse(_text(path))
    except (SyntaxError, ValueError, RecursionError):
        return []
    return [block for text in _docstrings(tree) for block in _paragraphs(text)]


def _docstrings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield text


def topic_blocks(path: Path) -> list[str]:
    """Return the paragraphs of ``pydoc_data/topics.py``: Python's own reference, as literals."""
    blocks: list[str] = []
    for node in ast.walk(ast.parse(_text(path))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            blocks += _paragraphs(node.value)
    return blocks


Reader = Callable[[Path], list[str]]
