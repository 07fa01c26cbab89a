"""A corpus of the user's own as large as an archive: the bench's passages as sources of clicktui.

It is written as ``clicktui corpus add`` would leave it, a text and a catalogue for each source, so
that what the app does with it is all its own.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from bench.corpora import Corpus
from clicktui.corpora.choosing import Place, corpora_folder, place_of
from clicktui.corpora.description import make_corpus
from clicktui.corpora.folder import checksum
from clicktui.corpora.writing import written

NAME = "archive"
LONG = "long-work"
"""The source of one work of some 10 MB, where the archive is large enough for one."""

LONG_PASSAGES = 20_000
_YEARS = range(2000, 2026)


def make_archive(corpus: Corpus, sources: int) -> Place:
    """Write the passages of ``corpus`` as ``sources`` sources of one language each.

    They lie in the data folder of the environment. Where one was written before it stays.

    Raises:
        OSError: it cannot be written.
    """
    folder = corpora_folder() / NAME
    if (folder / "complete").exists():
        return place_of(NAME)
    make_corpus(NAME)
    (folder / "texts").mkdir(exist_ok=True)
    (folder / "catalogue").mkdir(exist_ok=True)
    total = corpus.about.passages
    long = LONG_PASSAGES if total >= 10 * LONG_PASSAGES else 0
    per_source = max(1, (total - long) // max(1, sources - bool(long)))
    for number, (lang, texts) in enumerate(_grouped(corpus, long, per_source)):
        name = LONG if long and not number else f"source-{number:06}"
        text = "\n".join(texts) + "\n"
        (folder / "texts" / f"{name}.txt").write_text(text, encoding="utf-8")
        entry = _entry(name, number, lang, len(texts), text)
        (folder / "catalogue" / f"{name}.yaml").write_bytes(written(entry))
    (folder / "complete").touch()
    return place_of(NAME)


def _grouped(corpus: Corpus, long: int, per_source: int) -> Iterator[tuple[str, list[str]]]:
    """Yield languages with the passages of a source each; the first has ``long`` ones."""
    gathered: dict[str, list[str]] = defaultdict(list)
    wanted = long or per_source
    with (corpus.folder / "passages.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            _origin, lang, _start, text = json.loads(line)
            texts = gathered[lang]
            texts.append(text)
            if wanted != per_source and lang == "fr" and len(texts) == wanted:
                yield lang, gathered.pop(lang)
                wanted = per_source
            while wanted == per_source and len(texts) >= per_source and lang in gathered:
                yield lang, texts[:per_source]
                del texts[:per_source]
    for lang, texts in gathered.items():
        for start in range(0, len(texts), per_source):
            yield lang, texts[start : start + per_source]


def _entry(name: str, number: int, lang: str, lines: int, text: str) -> dict[str, Any]:
    year = _YEARS[number % len(_YEARS)]
    return {
        "file": f"{name}.txt",
        "from": {
            "path": f"/archive/{name}.txt",
            "size": len(text.encode()),
            "modified": 0,
            "checksum": checksum(text.encode()),
            "text": checksum(text.encode()),
            "added": "2026-01-01T00:00:00Z",
        },
        "works": [
            {
                "id": name,
                "lang": lang,
                "lines": f"1-{lines}",
                "csl": {
                    "type": "article-newspaper",
                    "title": f"{text.split('. ')[0][:60]} ({number})",
                    "issued": str(year),
                },
            }
        ],
    }
