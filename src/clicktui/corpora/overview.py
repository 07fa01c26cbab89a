"""What is known of the sources of a corpus at a glance, those with doubts first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from clicktui.corpora.doubts import Doubt, doubts_of
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import SourceFile, Work
from clicktui.corpus.passages import passages


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


class Overview:
    """Tells what is known of sources; asked again, it counts only what changed."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[str, int]] = {}

    def facts(self, corpus: Corpus, sources: Collection[str]) -> tuple[SourceFacts, ...]:
        """Return what is known of ``sources``, in the order of ``corpus`` as it was completed."""
        wanted = set(sources)
        by_work: dict[str, list[Doubt]] = {}
        for doubt in doubts_of(corpus, wanted):
            by_work.setdefault(doubt.work, []).append(doubt)
        found = []
        for file in corpus.files:
            source = file.name.removesuffix(".txt")
            for work in file.works if source in wanted else ():
                others = dict.fromkeys(part.lang for part in work.paragraphs if part.lang)
                found.append(
                    SourceFacts(
                        source,
                        work.id,
                        work.title,
                        tuple(dict.fromkeys((work.lang, *others))),
                        self._count(corpus.fingerprints[file.name], file, work),
                        tuple(by_work.get(work.id, ())),
                        tuple(name for name in work.unknown if name not in work.csl),
                    )
                )
        return tuple(found)

    def _count(self, fingerprint: str, file: SourceFile, work: Work) -> int:
        known = self._counts.get(work.id)
        if known is None or known[0] != fingerprint:
            known = fingerprint, sum(1 for _passage in passages(file.text, work))
            self._counts[work.id] = known
        return known[1]


def doubts_first(facts: Iterable[SourceFacts]) -> tuple[SourceFacts, ...]:
    """Return ``facts`` with those first that have doubts, else in their order."""
    return tuple(sorted(facts, key=lambda one: not one.doubts))
