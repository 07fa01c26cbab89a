"""The blocks of a tree of HTML become lines, in the order of the page."""

from typing import Any

from clicktui.intake.extras import needed
from clicktui.intake.gathering import Gathered, split_lines, squeezed
from clicktui.intake.model import LineKind


def _tags(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_BLOCKS = _tags(
    "address article aside blockquote body center dd details dialog div dl dt fieldset figure "
    "footer form header hr legend li main ol p pre section summary table tbody td tfoot th thead "
    "tr ul"
)
_HEADINGS = _tags("h1 h2 h3 h4 h5 h6")
_CAPTIONS = _tags("figcaption caption")
_FURNITURE = _tags("nav menu")
_LEFT_OUT = _tags(
    "script style template noscript iframe object svg math audio video canvas button select "
    "textarea input title meta link graphic rp rt"
)
_BREAKS = _tags("br")
_BOLD = _tags("b strong")
_STANDING = _BLOCKS | _HEADINGS | _CAPTIONS | _FURNITURE


class Blocks:
    """Takes trees one after the other; the printed page goes on from one to the next."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self._page: str | None = None
        self._begins_on: str | None = None
        self._texts: list[str] = []
        self._is_bold = True
        self._kind = LineKind.TEXT

    def take(self, root: Any) -> None:  # noqa: ANN401 (lxml is untyped)
        """Add the lines of ``root``.

        Raises:
            IntakeError: there are too many, or one is too long.
        """
        walk = needed("lxml.etree").iterwalk(root, events=("start", "end", "comment", "pi"))
        bold = 0
        kinds = [LineKind.TEXT]
        for event, element in walk:
            if event in ("comment", "pi"):
                self._say(element.tail, bold)
                continue
            tag = element.tag
            if event == "start":
                if tag in _LEFT_OUT or _is_mark(element) or self._is_page_break(element):
                    walk.skip_subtree()
                    continue
                if tag in _STANDING:
                    self._end()
                    kinds.append(_kind(tag, kinds[-1]))
                    self._kind = kinds[-1]
                bold += tag in _BOLD
                if tag in _BREAKS:
                    self._end()
                elif tag == "pre":
                    for line in split_lines("".join(element.itertext())):
                        self._say(line, bold)
                        self._end()
                    walk.skip_subtree()
                else:
                    self._say(element.text, bold)
                continue
            if tag not in _LEFT_OUT and not _is_break(element) and not _is_mark(element):
                bold -= tag in _BOLD
                if tag in _STANDING:
                    self._end()
                    kinds.pop()
                    self._kind = kinds[-1]
            if element is not root:
                self._say(element.tail, bold)
        self._end()

    def _is_page_break(self, element: Any) -> bool:  # noqa: ANN401
        """Note the printed page that begins at ``element``, if one does (EPUB 3)."""
        if not _is_break(element):
            return False
        said = element.get("title") or element.get("aria-label") or "".join(element.itertext())
        self._page = squeezed(said).strip(".") or self._page
        return True

    def _say(self, text: str | None, bold: int) -> None:
        if not text:
            return
        if text.strip():
            if not any(one.strip() for one in self._texts):
                self._begins_on = self._page
            self._is_bold = self._is_bold and bold > 0
        self._texts.append(text)

    def _end(self) -> None:
        text = squeezed("".join(self._texts))
        self.gathered.add(text, self._kind, is_bold=self._is_bold, page=self._begins_on)
        self._texts.clear()
        self._is_bold = True


def _is_break(element: Any) -> bool:  # noqa: ANN401
    return "pagebreak" in f"{element.get('epub:type') or ''} {element.get('role') or ''}"


def _is_mark(element: Any) -> bool:  # noqa: ANN401
    """Say whether an element is the number of a note in the text, or the way back from the note."""
    kind = f"{element.get('epub:type') or ''} {element.get('role') or ''}"
    return "noteref" in kind or "backlink" in kind


def _kind(tag: str, around: LineKind) -> LineKind:
    if around is LineKind.FURNITURE or tag in _FURNITURE:
        return LineKind.FURNITURE
    if tag in _HEADINGS:
        return LineKind.HEADING
    return LineKind.CAPTION if tag in _CAPTIONS else around
