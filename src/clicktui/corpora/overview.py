"""What is known of the sources of a corpus at a glance, those with doubts first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from clicktui.corpora.doubts import Doubt, doubts_of
from clicktui.corpus.corpus import Corpus


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A source with its doubts. ``missing`` are CSL variables of ``work`` that nobody knows.

    ``langs`` are the languages of its paragraphs, that of most of them first; ``passages`` counts
    what can be searched.
    """

    source: str
    work: str
    title: str
    langs: tuple[str, ...]
    passages: int
    doubts: tuple[Doubt, ...]
    missing: tuple[str, ...] = ()


def facts(corpus: Corpus, sources: Collection[str]) -> tuple[SourceFacts, ...]:
    """Return what is known of ``sources``, in the order of ``corpus`` as it was completed."""
    wanted = set(sources)
    by_work: dict[str, list[Doubt]] = {}
    for doubt in doubts_of(corpus, wanted):
        by_work.setdefault(doubt.work, []).append(doubt)
    found = []
    for file in corpus.files:
        source = file.name.removesuffix(".txt")
        for work in file.works if source in wanted else ():
            summary = corpus.summary(work.id)
            found.append(
                SourceFacts(
                    source,
                    work.id,
                    work.title,
                    tuple(dict.fromkeys((work.lang, *summary.langs))),
                    summary.passages,
                    tuple(by_work.get(work.id, ())),
                    tuple(name for name in work.unknown if name not in work.csl),
                )
            )
    return tuple(found)


def doubts_first(facts: Iterable[SourceFacts]) -> tuple[SourceFacts, ...]:
    """Return ``facts`` with those first that have doubts, else in their order."""
    return tuple(sorted(facts, key=lambda one: not one.doubts))
