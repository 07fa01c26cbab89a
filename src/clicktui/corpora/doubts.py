"""What waits for the user: metadata that nobody confirmed, who is proposed to speak, and as what.

What is confirmed of metadata is hers and kept with all else that she says of works; who speaks is
a fact of the text and goes into the source's catalogue. Until then nothing of it is asserted.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from clicktui.corpora.choosing import Place
from clicktui.corpora.folder import CorpusFolder
from clicktui.corpora.writing import Raw, lines_of, ranges
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import SourceFile, Work
from clicktui.corpus.summaries import together
from clicktui.errors import CorpusError
from clicktui.i18n import translate as _
from clicktui.metadata.desk import MetadataDesk


class DoubtKind(StrEnum):
    """What is doubted."""

    FIELD = "field"  # the value of a CSL variable
    ROLE = "role"  # that lines are questions, answers, a lead
    SPEAKER = "speaker"  # that somebody says lines


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to confirm or to refuse.

    ``key`` is the CSL variable, the role or the speaker's name; ``value`` that of the variable as
    CSL-JSON has it, else None. ``where`` says where it was found, "" where nobody noted it.
    ``lines`` are those of the text that it is about, from 1; ``sample`` begins the first of them.
    """

    source: str
    work: str
    kind: DoubtKind
    key: str
    value: Any = None
    where: str = ""
    lines: tuple[int, ...] = ()
    sample: str = ""

    @property
    def id(self) -> str:
        """What it is called on the command line: ``source:kind:key``."""
        return f"{self.source}:{self.kind}:{self.key}"


def count_doubts(entry: Raw) -> int:
    """Return how many doubts a catalogue entry makes."""
    work = entry["works"][0]
    proposed = work.get("proposed", {})
    parts = (work.get("assumed"), work.get("to_confirm"), proposed.get("roles"))
    return sum(len(part or ()) for part in parts) + len(proposed.get("speakers") or ())


def doubts_of(corpus: Corpus, sources: Iterable[str]) -> tuple[Doubt, ...]:
    """Return the doubts about ``sources`` in ``corpus``, as the user completed it, in its order."""
    wanted = set(sources)
    found: list[Doubt] = []
    for file in corpus.files:
        if file.name.removesuffix(".txt") in wanted:
            for work in file.works:
                found += _of_fields(file, work)
                found += _of_turns(corpus, file, work)
    return tuple(found)


def _of_fields(file: SourceFile, work: Work) -> Iterable[Doubt]:
    source = file.name.removesuffix(".txt")
    doubtful = {name: work.csl[name] for name in work.assumed} | {
        **work.to_confirm,
        **work.inferred,
    }
    for name, value in doubtful.items():
        yield Doubt(source, work.id, DoubtKind.FIELD, name, value, work.found.get(name, ""))


def _of_turns(corpus: Corpus, file: SourceFile, work: Work) -> Iterable[Doubt]:
    source = file.name.removesuffix(".txt")
    for one in corpus.summary(work.id).proposals:
        kind = DoubtKind.ROLE if one.is_role else DoubtKind.SPEAKER
        yield Doubt(source, work.id, kind, one.key, lines=one.lines, sample=one.sample)


class DoubtDesk:
    """Where the user settles doubts about her own corpus; each wish is kept before it returns.

    After a change ``Opened.follow_corpus`` hands out the corpus as it is then.
    """

    def __init__(self, place: Place, metadata: MetadataDesk) -> None:
        """Settle doubts of the corpus at ``place``, which ``metadata`` completes."""
        self.place, self._metadata = place, metadata

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources of the corpus itself, without those of corpora that it is joined with."""
        return () if self.place.folder is None else tuple(self._folder.names())

    @property
    def _folder(self) -> CorpusFolder:
        if self.place.folder is None:
            raise CorpusError(_("the built-in corpus stays as it is"))
        return CorpusFolder(self.place.folder)

    def doubts(self, sources: Iterable[str] | None = None) -> tuple[Doubt, ...]:
        """Return the doubts about ``sources``, by default about all."""
        return doubts_of(self._metadata.corpus, self.sources if sources is None else sources)

    def confirm(self, doubts: Iterable[Doubt], who: str | None = None) -> None:
        """Let what was doubted stand; ``who`` is the speaker's name where she has another one.

        Raises:
            CorpusError, MetadataError: nothing can be kept.
            NotFoundError: the source is no longer there.
        """
        wished = list(doubts)
        for work_id, fields in _by(wished, DoubtKind.FIELD, lambda one: one.work).items():
            self._metadata.confirm(work_id, [one.key for one in fields])
        self._change(wished, lambda work, one: _confirm(work, one, who))

    def refuse(self, doubts: Iterable[Doubt]) -> None:
        """Let what was doubted be forgotten: a value is unknown then, and nobody known to speak.

        Raises:
            CorpusError: it is the type or title, which every work needs, or nothing can be kept.
            NotFoundError: the source is no longer there.
        """
        wished = list(doubts)
        for one in wished:
            if one.kind is DoubtKind.FIELD and one.key in ("type", "title"):
                message = _(
                    "every work needs a {field}: give it another: clicktui metadata set {work}"
                )
                raise CorpusError(message.format(field=one.key, work=one.work))
        for source, fields in _by(wished, DoubtKind.FIELD, lambda one: one.source).items():
            self._folder.change(source, partial(_refuse_fields, fields))
        self._change(wished, _refuse)

    def _change(self, doubts: list[Doubt], edit: Callable[[Raw, Doubt], None]) -> None:
        by_source: dict[str, list[Doubt]] = {}
        for one in doubts:
            if one.kind is not DoubtKind.FIELD:
                by_source.setdefault(one.source, []).append(one)
        for source, all_ in by_source.items():

            def change(entry: Raw, all_: list[Doubt] = all_) -> None:
                for one in all_:
                    edit(entry["works"][0], one)

            self._folder.change(source, change)


def _by(
    doubts: Iterable[Doubt], kind: DoubtKind, key: Callable[[Doubt], str]
) -> Mapping[str, list[Doubt]]:
    found: dict[str, list[Doubt]] = {}
    for one in doubts:
        if one.kind is kind:
            found.setdefault(key(one), []).append(one)
    return found


def _refuse_fields(doubts: Iterable[Doubt], entry: Raw) -> None:
    work = entry["works"][0]
    for one in doubts:
        for key in ("to_confirm", "inferred", "found"):
            part = work.get(key) or {}
            part.pop(one.key, None)
            if not part:
                work.pop(key, None)
        unknown = work.setdefault("unknown", [])
        if one.key not in unknown:
            unknown.append(one.key)


def _confirm(work: Raw, one: Doubt, who: str | None) -> None:
    proposed = work.get("proposed") or {}
    if one.kind is DoubtKind.ROLE:
        lines = lines_of((proposed.get("roles") or {}).get(one.key))
        roles = work.setdefault("roles", {})
        for role, numbers in list(roles.items()):
            roles[role] = ranges(lines_of(numbers) - lines)
        roles[one.key] = ranges(lines_of(roles.get(one.key, [])) | lines)
        work["roles"] = {role: numbers for role, numbers in roles.items() if numbers}
        spoken = _lines_spoken(proposed)
        _take_labels(work, proposed, lines - spoken)
    else:
        parts = [part for part in proposed.get("speakers") or () if _who(part) == one.key]
        lines = {line for part in parts for line in lines_of(part.get("lines"))}
        speakers = [
            {**part, "lines": ranges(left)}
            for part in work.get("speakers") or ()
            if (left := lines_of(part.get("lines")) - lines)
        ]
        if lines:
            speakers.append({"lines": ranges(lines), "who": who or parts[0]["who"]})
        work["speakers"] = speakers
        _take_labels(work, proposed, lines)
    _refuse(work, one)


def _who(part: Raw) -> str:
    who = part.get("who")
    return together([str(one) for one in who]) if isinstance(who, list) else str(who)


def _take_labels(work: Raw, proposed: Raw, lines: set[int]) -> None:
    """Let the labels proposed at ``lines`` be labels."""
    for part in proposed.get("labels") or ():
        if taken := lines_of(part.get("lines")) & lines:
            work.setdefault("labels", []).append({**part, "lines": ranges(taken)})
    _drop(proposed, "labels", lines)


def _lines_spoken(proposed: Raw) -> set[int]:
    parts = proposed.get("speakers") or ()
    return {line for part in parts for line in lines_of(part.get("lines"))}


def _refuse(work: Raw, one: Doubt) -> None:
    """Forget a proposal, and the labels of lines of which nothing is proposed any more."""
    proposed = work.get("proposed") or {}
    if one.kind is DoubtKind.ROLE:
        (proposed.get("roles") or {}).pop(one.key, None)
    else:
        parts = proposed.get("speakers") or []
        proposed["speakers"] = [part for part in parts if _who(part) != one.key]
    open_lines = _lines_spoken(proposed)
    for numbers in (proposed.get("roles") or {}).values():
        open_lines |= lines_of(numbers)
    labelled = {
        line for part in proposed.get("labels") or () for line in lines_of(part.get("lines"))
    }
    _drop(proposed, "labels", labelled - open_lines)
    work["proposed"] = {key: part for key, part in proposed.items() if part}
    if not work["proposed"]:
        del work["proposed"]


def _drop(proposed: Raw, key: str, lines: set[int]) -> None:
    proposed[key] = [
        {**part, "lines": ranges(left)}
        for part in proposed.get(key) or ()
        if (left := lines_of(part.get("lines")) - lines)
    ]
