"""Finding real text on this machine and cutting it into passages.

Two tiers, so that a small corpus is made of the best text there is: *manuals* (HTML help and
manual pages in French, Italian and English), then *fragments* (READMEs, docstrings, message
catalogues). Which packages are installed decides how much there is; nothing is downloaded.
"""

import hashlib
import re
import sys
import sysconfig
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.readers import (
    Reader,
    catalogue_blocks,
    docstring_blocks,
    html_blocks,
    manual_blocks,
    text_blocks,
    topic_blocks,
)
from bench.words import LETTERS, WORD, fold, language_of

SHORTEST, LONGEST = 40, 120
"""Words of a passage, as the corpus of clicktui has them."""

SHORTEST_END = 20
"""Words that the end of a file needs to make a passage."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"»”’)\]])\s+")
_OTHER_LANGUAGE = re.compile(
    r"(?:^|[/.])(?!fr|it|en)[a-z]{2}(?:[-_][A-Z][A-Za-z]+)?(?:@\w+)?(?=$|/|\.html)"
)
_MANUAL_ROOTS = (
    "/usr/share/doc",
    "/usr/share/help",
    "/usr/share/gimp",
    "/usr/share/libreoffice/help",
    "/usr/share/debian-reference",
    "/usr/share/developers-reference",
)
_PAGES = ("*.html", "*.xhtml", "*.page")


@dataclass(frozen=True, slots=True)
class Found:
    """A passage of real text: ``origin`` is the file's name, ``text`` 20 to 120 words."""

    origin: str
    lang: str
    text: str


def cut(blocks: Iterable[str]) -> Iterator[str]:
    """Cut blocks into passages of about ``SHORTEST`` to ``LONGEST`` words, at sentence ends.

    Short blocks that follow each other are joined. A sentence longer than ``LONGEST`` words is cut
    inside. An end of less than ``SHORTEST_END`` words is left out.
    """
    buffer: list[str] = []
    for block in blocks:
        for sentence in _SENTENCE_END.split(block):
            words = sentence.split()
            if len(buffer) >= SHORTEST and len(buffer) + len(words) > LONGEST:
                yield " ".join(buffer)
                buffer = []
            buffer += words
            while len(buffer) > LONGEST:
                yield " ".join(buffer[:LONGEST])
                buffer = buffer[LONGEST:]
        if len(buffer) >= SHORTEST:
            yield " ".join(buffer)
            buffer = []
    if len(buffer) >= SHORTEST_END:
        yield " ".join(buffer)


class Finder:
    """Reads files into passages, no block twice (compared by its folded letters)."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def passages(self, path: Path, reader: Reader) -> Iterator[Found]:
        """Yield the new passages of ``path`` whose language is clear; none if it cannot be read."""
        try:
            blocks = reader(path)
        except (OSError, EOFError, AssertionError, SyntaxError):
            return
        for text in cut(block for block in blocks if self._is_new(block)):
            words = WORD.findall(text)
            language = language_of(words)
            if language and sum(map(str.isalpha, words)) > 0.8 * len(words):
                yield Found(path.name, language, text)

    def _is_new(self, block: str) -> bool:
        words = LETTERS.findall(fold(block))
        if len(words) < 4:
            return False
        key = hashlib.blake2b(" ".join(words).encode(), digest_size=12).digest()
        if key in self._seen:
            return False
        self._seen.add(key)
        return True


def _below(root: str | Path, pattern: str) -> list[Path]:
    """Return the files under ``root`` in a fixed order, those of other languages left out."""
    base = Path(root)
    if not base.is_dir():
        return []
    return sorted(
        path
        for path in base.rglob(pattern)
        if not _OTHER_LANGUAGE.search(str(path.relative_to(base)))
        and "big-page" not in path.name
        and path.is_file()
        and not path.is_symlink()
    )


def _manual_files() -> Iterator[tuple[Path, Reader]]:
    for root in _MANUAL_ROOTS:
        for path in [file for end in _PAGES for file in _below(root, end)]:
            yield path, html_blocks
    for folder in ("fr", "it", ""):
        for section in range(1, 9):
            manuals = Path("/usr/share/man") / folder / f"man{section}"
            for path in _below(manuals, "*.gz"):
                yield path, manual_blocks


def _fragment_files() -> Iterator[tuple[Path, Reader]]:
    roots = dict.fromkeys(
        Path(sysconfig.get_paths()[name]) for name in ("purelib", "platlib", "stdlib")
    )
    for root in roots:
        for pattern in ("*.rst", "*.md", "METADATA"):
            for path in _below(root, pattern):
                yield path, text_blocks
    for path in _below("/usr/share/doc", "*.txt.gz") + _below("/usr/share/doc", "README*"):
        yield path, text_blocks
    for language in ("fr", "it"):
        for base in (Path("/usr/share/locale"), *roots):
            for path in sorted(base.rglob(f"{language}/LC_MESSAGES/*.mo")):
                yield path, catalogue_blocks
    for root in roots:
        for path in _below(root, "topics.py"):
            yield path, topic_blocks
        for path in _below(root, "*.py"):
            yield path, docstring_blocks


def interleave(found: Iterable[Found]) -> list[Found]:
    """Return the passages in the order of a digest of their words, the languages taking turns.

    So any first part is a fair sample of each language, and the three are equally strong until
    one runs out.
    """
    turns: Counter[str] = Counter()
    placed = []
    for passage in sorted(found, key=_digest):
        placed.append((turns[passage.lang], passage.lang, passage))
        turns[passage.lang] += 1
    return [passage for _, _, passage in sorted(placed, key=lambda place: place[:2])]


def _digest(found: Found) -> bytes:
    return hashlib.blake2b(found.text.encode()).digest()


def find_real_text() -> list[Found]:
    """Return all real text that this machine has: manuals, then fragments, each interleaved.

    The order is the same on machines with the same packages.
    """
    finder = Finder()
    found: list[Found] = []
    for name, files in (("manuals", _manual_files()), ("fragments", _fragment_files())):
        tier = [passage for path, reader in files for passage in finder.passages(path, reader)]
        print(f"  {len(tier):,} passages of {name}", file=sys.stderr)
        found += interleave(tier)
    return found
