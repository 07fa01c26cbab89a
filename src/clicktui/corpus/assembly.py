"""From a catalogue's entry and a cleaned text to works and paragraphs."""

import re
from collections.abc import Iterable, Mapping

from clicktui.corpus.catalogued import (
    LabelEntry,
    RepeatEntry,
    SourceEntry,
    SpeakersEntry,
    SpeechEntry,
    WorkEntry,
)
from clicktui.corpus.model import Paragraph, Repetition, SourceFile, Span, Speech, Work
from clicktui.corpus.paragraphs import LineFacts, LineParagraphs, Lines, Said
from clicktui.corpus.repetition import find_repetition
from clicktui.i18n import translate as _

_FEW = 1_000
"""Paragraphs of a work that are made at once, since all of them may be looked at often."""


def assemble(source: SourceEntry, text: str) -> SourceFile:
    """Return the file with its works, every paragraph in its role.

    Args:
        source: the file's entry in the catalogue.
        text: the cleaned text.

    Raises:
        CatalogueError: a line is out of range, claimed twice or by nobody, or words that the
            catalogue quotes do not stand where it says.
    """
    lines = Lines(text)
    _check_claims(source, lines)
    works = tuple(_Assembler(source.file, work, lines).work() for work in source.works)
    return SourceFile(source.file, text, works, source.page)


def _check_claims(source: SourceEntry, lines: Lines) -> None:
    """Refuse a file in which a line is out of range, claimed twice, or claimed by nobody."""
    owners: dict[int, str] = {}
    claims: list[tuple[str, str, Iterable[int]]] = [("", "chrome", source.chrome)]
    for work in source.works:
        claims.append((work.id, "lines", range(work.lines[0], work.lines[1] + 1)))
        claims.append((work.id, "around", sorted(work.around)))
    places = {work.id: work.place for work in source.works} | {"": source.place}
    for owner, key, numbers in claims:
        for number in numbers:
            if number > len(lines):
                problem = _("line {line} is out of range: {file} has {count} lines")
                raise places[owner].error(
                    key, problem.format(line=number, file=source.file, count=len(lines))
                )
            if number in owners:
                problem = _("line {line} of {file} already belongs to {owner}")
                raise places[owner].error(
                    key,
                    problem.format(line=number, file=source.file, owner=owners[number] or "chrome"),
                )
            owners[number] = owner
    if len(owners) == len(lines):
        return
    for number in range(1, len(lines) + 1):
        if number not in owners and lines.is_filled(number):
            problem = _("line {line} belongs to no work: give it to one, or list it under chrome")
            raise source.place.error("works", problem.format(line=number))


class _Assembler:
    """Builds one work."""

    def __init__(self, file: str, entry: WorkEntry, lines: Lines) -> None:
        self._file = file
        self._entry = entry
        self._text = lines.text
        self._lines = lines

    def work(self) -> Work:
        entry = self._entry
        paragraphs = self._paragraphs()
        if not any(map(self._lines.is_filled, range(entry.lines[0], entry.lines[1] + 1))):
            raise entry.place.error("lines", _("all these lines are empty"))
        self._find_repetitions(paragraphs)
        return Work(
            id=entry.id,
            file=self._file,
            csl=entry.csl,
            lang=entry.lang,
            lines=entry.lines,
            paragraphs=paragraphs if len(paragraphs) > _FEW else tuple(paragraphs),
            unknown=entry.unknown,
            to_confirm=entry.to_confirm,
            inferred=entry.inferred,
            notes=entry.notes,
            truncated=entry.truncated,
            presents=entry.presents,
            descriptions=self._descriptions(),
            assumed=entry.assumed,
            found=entry.found,
        )

    def _paragraphs(self) -> LineParagraphs:
        entry = self._entry
        self._refuse_empty("roles", entry.roles)
        self._refuse_empty("around", entry.around)
        said = self._speakers_by_line(entry.speakers)
        facts = LineFacts(
            lang=entry.lang,
            roles=entry.roles,
            around=entry.around,
            said=said,
            labels=self._labels_by_line(),
            speeches=self._speeches_by_line(),
            langs=entry.langs,
            pages=entry.pages,
            times=entry.times,
            guessed=self._speakers_by_line(entry.proposed.speakers),
            guessed_roles=entry.proposed.roles,
        )
        own = range(entry.lines[0], entry.lines[1] + 1)
        return LineParagraphs(self._lines, own, facts)

    def _descriptions(self) -> dict[str, Mapping[str, str]]:
        found: dict[str, Mapping[str, str]] = {}
        speakers = [one for part in self._entry.speakers for one in part.who]
        for one in speakers + [one for part in self._entry.speeches for one in part.who]:
            if one.description and found.setdefault(one.name, one.description) != one.description:
                problem = _("“{name}” is described in two ways").format(name=one.name)
                raise self._entry.place.error("who", problem)
        return found

    def _refuse_empty(self, key: str, lines: Iterable[int]) -> None:
        for line in lines:
            if not self._lines.is_filled(line):
                raise self._entry.place.error(key, _("line {line} is empty").format(line=line))

    def _speakers_by_line(self, entries: Iterable[SpeakersEntry]) -> dict[int, Said]:
        speakers: dict[int, Said] = {}
        for part in entries:
            for line in part.lines:
                if line in speakers:
                    problem = _("line {line} is given to two speakers").format(line=line)
                    raise self._entry.place.error("speakers", problem)
                speakers[line] = (part.names, part.inferred)
        return speakers

    def _labels_by_line(self) -> dict[int, Span]:
        labels: dict[int, Span] = {}
        for part in self._entry.labels:
            for line in part.lines:
                labels[line] = self._label(part, line)
        return labels

    def _label(self, part: LabelEntry, line: int) -> Span:
        span = self._lines.span(line)
        pattern = _flexible(part.label) + r"\s*"
        found = re.compile(pattern).match(self._text, span.start, span.end)
        if found is None or found.end() >= span.end:
            problem = _("line {line} does not begin with it").format(line=line)
            raise self._entry.place.error("labels", problem)
        return Span(span.start, found.end())

    def _speeches_by_line(self) -> dict[int, list[Speech]]:
        speeches: dict[int, list[Speech]] = {}
        for part in self._entry.speeches:
            span = self._speech(part)
            taken = speeches.setdefault(part.line, [])
            if any(span.overlaps(other.span) for other in taken):
                raise self._entry.place.error(part.key, _("overlaps another speech of the line"))
            taken.extend(Speech(span, one.name, part.inserted) for one in part.who)
        for taken in speeches.values():
            taken.sort(key=lambda speech: speech.span)
        return speeches

    def _speech(self, part: SpeechEntry) -> Span:
        if not self._is_own(part.line):
            raise self._entry.place.error(part.key, _("is not on a line of this work"))
        frame = self._lines.span(part.line)
        first = self._only(part, part.first, frame)
        if part.last is None:
            return first
        return Span(first.start, self._only(part, part.last, Span(first.end, frame.end)).end)

    def _only(self, part: SpeechEntry, words: str, frame: Span) -> Span:
        """Return where ``words`` stand in ``frame``, whatever the kind of their spaces."""
        found = re.compile(_flexible(words)).finditer(self._text, frame.start, frame.end)
        spans = [Span(*match.span()) for match, _end in zip(found, range(2), strict=False)]
        if len(spans) == 1:
            return spans[0]
        problem = (
            _("“{words}” stands more than once on line {line}: give more words")
            if spans
            else _("“{words}” does not stand on line {line}")
        )
        raise self._entry.place.error(part.key, problem.format(words=words[:60], line=part.line))

    def _is_own(self, line: int) -> bool:
        first, last = self._entry.lines
        return first <= line <= last or line in self._entry.around

    def _find_repetitions(self, paragraphs: LineParagraphs) -> None:
        """Find what lines repeat, and let ``paragraphs`` have it."""
        for part in self._entry.repeats:
            repeating, source = paragraphs.of_line(part.line), paragraphs.of_line(part.of)
            if repeating is None or source is None:
                raise self._entry.place.error(part.key, _("is not on a line of this work"))
            paragraphs.facts.repeats[part.line] = self._repetition(part, repeating, source)

    def _repetition(self, part: RepeatEntry, repeating: Paragraph, source: Paragraph) -> Repetition:
        found = find_repetition(
            self._text, repeating.span, source.span, source.speeches, self._entry.lang
        )
        if found is None:
            problem = _("line {line} does not repeat line {of}")
            raise self._entry.place.error(part.key, problem.format(line=part.line, of=part.of))
        if found.altered is not part.altered:
            problem = (
                _("line {line} alters the words of line {of}: write altered: true")
                if found.altered
                else _("line {line} repeats the words of line {of} exactly: drop altered")
            )
            raise self._entry.place.error(part.key, problem.format(line=part.line, of=part.of))
        return found


def _flexible(words: str) -> str:
    """Return a pattern for ``words`` in which a space stands for any run of white space."""
    return r"\s+".join(re.escape(word) for word in words.split())
