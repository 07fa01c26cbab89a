"""Corpora of a wanted number of passages: the seeds, then real text, then grown text.

A corpus is a folder with ``passages.jsonl`` (one passage a line, as lists of the fields below)
and ``about.json`` (how many passages come from where). It is made once per work folder.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

from bench.growth import grow
from bench.texts import Found, cut, find_real_text
from bench.words import WORD, fold, language_of
from clicktui.corpus.model import Passage, Role
from clicktui.shipped import shipped

VERSION = 2
"""Raised when the making changes, so that old corpora are not reused."""

SEED = 20240721


@dataclass(frozen=True, slots=True)
class About:
    """What a corpus holds, in passages, words and different folded words."""

    passages: int
    seeds: int
    real: int
    grown: int
    words: int
    terms: int
    languages: dict[str, int]

    def __str__(self) -> str:
        shares = ", ".join(f"{lang} {n:,}" for lang, n in sorted(self.languages.items()))
        return (
            f"{self.passages:,} passages: {self.seeds:,} of the seeds, {self.real:,} real, "
            f"{self.grown:,} grown ({shares}); {self.words:,} words, {self.terms:,} terms"
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """A made corpus: its folder and what it holds."""

    folder: Path
    about: About

    def passages(self) -> Iterator[Passage]:
        """Yield the passages in order, read from disk, none kept in memory."""
        with (self.folder / "passages.jsonl").open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                yield _passage(number, *json.loads(line))


def _passage(number: int, origin: str, lang: str, start: int, text: str) -> Passage:
    digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    return Passage(
        id=f"{origin}:{digest}-{number}",
        work=origin,
        file=origin,
        start=start,
        end=start + len(text),
        text=text,
        role=Role.BODY,
        speakers=(),
        quoted=(),
        paragraph=number + 1,
        lang=lang,
        year=None,
        title=origin,
    )


def seed_passages() -> list[Found]:
    """Return the five seed files as passages, cut by the bench's own rule."""
    found = []
    for path in sorted(shipped("seeds").glob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
        found += [
            Found(path.name, language_of(WORD.findall(text)) or "fr", text)
            for text in cut(line for line in lines if line)
        ]
    return found


def make_corpus(size: int, work_folder: Path, real_only_from_seeds: bool = False) -> Corpus:
    """Return the corpus of ``size`` passages, from ``work_folder`` or newly made.

    ``real_only_from_seeds`` leaves the machine's own text out, so that everything but the seeds
    is grown: the same corpus everywhere.

    Raises:
        OSError: the work folder cannot be written.
    """
    kind = "seeds" if real_only_from_seeds else "machine"
    folder = work_folder / f"corpus-{kind}-{size}-v{VERSION}"
    if (folder / "about.json").exists():
        return corpus_in(folder)
    print(f"making a corpus of {size:,} passages in {folder}", file=sys.stderr)
    seeds = seed_passages()[:size]
    real = [] if real_only_from_seeds else _real_text(work_folder, size - len(seeds))
    real = real[: size - len(seeds)]
    missing = size - len(seeds) - len(real)
    grown = grow(seeds + real, missing, SEED) if missing else []
    folder.mkdir(parents=True, exist_ok=True)
    about = _write(folder, seeds, real, grown)
    (folder / "about.json").write_text(json.dumps(asdict(about)))
    return Corpus(folder, about)


def corpus_in(folder: Path) -> Corpus:
    """Return the corpus that was made in ``folder``.

    Raises:
        OSError: none was.
    """
    return Corpus(folder, About(**json.loads((folder / "about.json").read_text())))


def _real_text(work_folder: Path, wanted: int) -> list[Found]:
    """Return the machine's first ``wanted`` passages of real text, kept in ``work_folder``."""
    cache = work_folder / f"real-text-v{VERSION}.jsonl"
    if not cache.exists():
        work_folder.mkdir(parents=True, exist_ok=True)
        found = find_real_text()
        partial = cache.with_suffix(".partial")
        with partial.open("w", encoding="utf-8") as lines:
            for passage in found:
                values = [passage.origin, passage.lang, passage.text]
                lines.write(json.dumps(values, ensure_ascii=False) + "\n")
        partial.replace(cache)
    real = []
    with cache.open(encoding="utf-8") as lines:
        for _, line in zip(range(wanted), lines, strict=False):
            real.append(Found(*json.loads(line)))
    return real


def _write(
    folder: Path, seeds: Iterable[Found], real: Iterable[Found], grown: Iterable[Found]
) -> About:
    counts = Counter[str]()
    languages = Counter[str]()
    ends = Counter[str]()
    terms = set[str]()
    words = 0
    tagged = chain(
        (("seeds", passage) for passage in seeds),
        (("real", passage) for passage in real),
        (("grown", passage) for passage in grown),
    )
    with (folder / "passages.jsonl").open("w", encoding="utf-8") as lines:
        for kind, passage in tagged:
            found = WORD.findall(fold(passage.text))
            words += len(found)
            terms.update(found)
            counts[kind] += 1
            languages[passage.lang] += 1
            start = ends[passage.origin]
            ends[passage.origin] = start + len(passage.text) + 1
            values = [passage.origin, passage.lang, start, passage.text]
            lines.write(json.dumps(values, ensure_ascii=False) + "\n")
    return About(
        passages=counts.total(),
        seeds=counts["seeds"],
        real=counts["real"],
        grown=counts["grown"],
        words=words,
        terms=len(terms),
        languages=dict(languages),
    )
