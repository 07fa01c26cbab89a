"""The lines of pages become paragraphs: wrapped lines joined, words divided at ends put together.

What is told by the place alone is a guess; the rules are cautious: where it is not clear that a
line goes on the one before, it begins a paragraph.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from clicktui.intake.model import LineKind
from clicktui.intake.pdffurniture import furniture, printed_numbers
from clicktui.intake.pdfrows import PageLine

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_DIVIDED = re.compile(r"([^\W\d_]+(?:[-‐][^\W\d_]+)*)([-‐\u00ad])$")
_BEGINS = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_ENDS = re.compile(r"[.!?:;…][\"'’»”)\]\s\d]*$")
_ITEM = re.compile(
    r"[•◦▪‣■●–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s|[QRDA]\s?[.:–—]\s|"
    r"[A-ZÀ-Þ][\w.’'-]{0,24}(?: [A-ZÀ-Þ][\w.’'-]{0,24}){0,3}\s?(?::|\s[–—])\s"
)
_SAME_SIZE = 0.06
_INDENT = 0.7
"""Of the size of its letters, by which a line is indented."""

_LONGEST_HEADING = 200


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the label that its file gives it, its height in points, its lines as read."""

    label: str | None
    height: float
    lines: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text that was several lines, from ``page`` to ``last_page``.

    ``hyphens`` counts the words that were put together.
    """

    text: str
    kind: LineKind
    is_bold: bool
    page: str
    last_page: str
    hyphens: int = 0


@dataclass(frozen=True, slots=True)
class _Block:
    """What the lines of one block have in common."""

    left: float
    right: float
    hangs: bool


def labels(pages: Sequence[Page]) -> tuple[list[str], bool]:
    """Return the label of each page, and whether they are numbers that only the pages print.

    These are the file's own labels, else the numbers printed on the pages, else a count from 1.
    """
    if any(page.label is not None for page in pages):
        return [page.label or str(number) for number, page in enumerate(pages, 1)], False
    first, numbered = printed_numbers([(page.height, page.lines) for page in pages])
    if not numbered or first == 1:
        first = 1
    names = [
        str(first + place) if first + place > 0 else f"[{place + 1}]" for place in range(len(pages))
    ]
    return names, first != 1


def paragraphs(pages: Sequence[Page], names: Sequence[str]) -> Iterator[Paragraph]:
    """Give the paragraphs of ``pages`` in order; what stands on every page comes as furniture.

    ``names`` are the labels of the pages.
    """
    apart = furniture([(page.height, page.lines) for page in pages])
    vocabulary = _vocabulary(pages)
    body = _body_size(pages)
    step = _usual_step(pages)
    begun: list[PageLine] = []
    begun_on = last_on = ""
    for page, name, aside in zip(pages, names, apart, strict=True):
        lines = _in_blocks([line for n, line in enumerate(page.lines) if n not in aside], step)
        blocks = _blocks(lines)
        for line in lines:
            if begun and _goes_on(begun, line, blocks, is_same_page=last_on == name):
                begun.append(line)
                last_on = name
                continue
            if begun:
                yield _made(begun, (begun_on, last_on), vocabulary, body)
            begun, begun_on, last_on = [line], name, name
        for number in sorted(aside):
            line = page.lines[number]
            yield Paragraph(line.text, LineKind.FURNITURE, False, name, name)
    if begun:
        yield _made(begun, (begun_on, last_on), vocabulary, body)


def _goes_on(
    begun: list[PageLine], line: PageLine, blocks: dict[int, _Block], *, is_same_page: bool
) -> bool:
    """Say whether ``line`` goes on the paragraph that ``begun`` has so far."""
    last = begun[-1]
    if abs(last.size - line.size) > _SAME_SIZE * last.size or last.is_bold != line.is_bold:
        return False
    if _DIVIDED.search(last.text) and line.text[:1].islower():
        return True
    if _ITEM.match(line.text):
        return False
    if not is_same_page or last.box != line.box:
        return line.text[:1].islower() and not _ENDS.search(last.text)
    block = blocks[line.box]
    indent = _INDENT * line.size
    is_in, was_in = line.x0 > block.left + indent, last.x0 > block.left + indent
    if block.hangs:
        return is_in
    if is_in and not was_in:
        return False
    ends_short = last.x1 < block.right - 0.2 * (block.right - block.left)
    return not (ends_short and _ENDS.search(last.text))


def _usual_step(pages: Sequence[Page]) -> float:
    """Return how far apart lines usually are, by the size of their letters."""
    steps = [
        (a.y0 - b.y0) / a.size
        for page in pages
        for a, b in pairwise(page.lines)
        if a.size and a.box == b.box and 0.8 * a.size < a.y0 - b.y0 < 3 * a.size
    ]
    return median(steps) if steps else 1.2


def _in_blocks(lines: Sequence[PageLine], step: float) -> list[PageLine]:
    """Return ``lines`` in blocks of our own: under each other, as far apart as lines usually are.

    The blocks of pdfminer end where the left edge changes, as at an indent.
    """
    told: list[PageLine] = []
    for line in lines:
        box = told[-1].box if told else 0
        if told and not _is_under(told[-1], line, step):
            box += 1
        told.append(replace(line, box=box))
    return told


def _is_under(upper: PageLine, lower: PageLine, step: float) -> bool:
    shared = min(upper.x1, lower.x1) - max(upper.x0, lower.x0)
    narrow = min(upper.x1 - upper.x0, lower.x1 - lower.x0)
    is_near = 0 < upper.y0 - lower.y0 < 1.3 * step * max(upper.size, lower.size)
    return is_near and shared > 0.5 * narrow


def _blocks(lines: Sequence[PageLine]) -> dict[int, _Block]:
    by_box: dict[int, list[PageLine]] = defaultdict(list)
    for line in lines:
        by_box[line.box].append(line)
    blocks = {}
    for box, inside in by_box.items():
        left, right = min(one.x0 for one in inside), max(one.x1 for one in inside)
        indented = sum(one.x0 > left + _INDENT * one.size for one in inside)
        hangs = len(inside) > 2 and indented > 0.5 * len(inside)
        blocks[box] = _Block(left, right, hangs)
    return blocks


def _vocabulary(pages: Sequence[Page]) -> Counter[str]:
    """Count the words of ``pages`` but for those that begin or end a line."""
    words: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            words.update(word.lower() for word in _WORD.findall(line.text)[1:-1])
    return words


def _body_size(pages: Sequence[Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _made(
    lines: list[PageLine], pages: tuple[str, str], vocabulary: Counter[str], body: float
) -> Paragraph:
    text, hyphens = "", 0
    for line in lines:
        text, undone = _joined(text, line.text, vocabulary)
        hyphens += undone
    is_large = median(line.size for line in lines) > 1.12 * body
    is_heading = is_large and len(text) <= _LONGEST_HEADING
    kind = LineKind.HEADING if is_heading else LineKind.TEXT
    return Paragraph(text, kind, all(line.is_bold for line in lines), *pages, hyphens)


def _joined(before: str, line: str, vocabulary: Counter[str]) -> tuple[str, bool]:
    """Return a paragraph with one more line, and whether a word was put together.

    A hyphen at the end stays where the word is written with it elsewhere in the file.
    """
    if not before:
        return line, False
    divided, begins = _DIVIDED.search(before), _BEGINS.match(line)
    if divided is None or begins is None:
        return f"{before} {line}", False
    start, hyphen = divided[1], divided[2]
    if not begins[0][0].islower():
        return before + line, False
    whole, with_hyphen = (start + begins[0]).lower(), f"{start}-{begins[0]}".lower()
    if hyphen != "\u00ad" and vocabulary[with_hyphen] > vocabulary[whole]:
        return before + line, False
    return before[:-1] + line, True
