"""Small corpora of passages for the tests of search."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from clicktui.corpus.model import Passage, Role
from clicktui.search.engine import Engine
from clicktui.search.model import Hit, Options, Source
from clicktui.search.opening import open_engine


def passage(text: str, number: int = 0, **given: object) -> Passage:
    """A passage of ``text`` at offset 100."""
    values: dict[str, object] = {
        "id": f"work:{number}",
        "work": "work",
        "file": "file.txt",
        "start": 100,
        "end": 100 + len(text),
        "text": text,
        "role": Role.BODY,
        "speakers": ("Antonio\u00a0Casilli",),
        "quoted": (),
        "paragraph": number + 1,
        "lang": "fr",
        "year": 2023,
        "title": "Un titre",
    }
    return Passage(**{**values, **given})  # type: ignore[arg-type]


def passages(*texts: str, **given: object) -> list[Passage]:
    return [passage(text, number, **given) for number, text in enumerate(texts)]


def one_source(
    found: Callable[[], Iterable[Passage]], fingerprint: str = "test", name: str = "file.txt"
) -> list[Source]:
    """A corpus of one source with the passages that ``found`` gives."""
    return [Source(name, fingerprint, found)]


def engine_of(found: Iterable[Passage], folder: Path, fingerprint: str = "test") -> Engine:
    kept = list(found)
    engine, notices = open_engine(one_source(lambda: kept, fingerprint), folder / "cache")
    assert notices == ()
    return engine


def texts_found(engine: Engine, query: str, **options: object) -> list[str]:
    """The passages found, best first, as texts."""
    results = engine.search(query, Options(**options))  # type: ignore[arg-type]
    assert results.total >= len(results.hits)
    return [hit.passage.text for hit in results.hits]


def marked(hit: Hit) -> list[str]:
    """The exact characters highlighted in a hit."""
    base = hit.passage.start
    return [hit.passage.text[h.span.start - base : h.span.end - base] for h in hit.highlights]


def never() -> bool:
    return False


Build = Callable[[Sequence[Passage]], Engine]
