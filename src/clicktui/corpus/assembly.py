"""From a catalogue's entry and a cleaned text to works and paragraphs."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from clicktui.corpus.catalogued import (
    LabelEntry,
    RepeatEntry,
    SourceEntry,
    SpeakersEntry,
    SpeechEntry,
    WorkEntry,
)
from clicktui.corpus.model import PROSE_ROLES, Paragraph, Role, SourceFile, Span, Speech, Work
from clicktui.corpus.repetition import find_repetition
from clicktui.corpus.spans import trimmed
from clicktui.i18n import translate as _


def assemble(source: SourceEntry, text: str) -> SourceFile:
    """Return the file with its works, every paragraph in its role.

    Args:
        source: the file's entry in the catalogue.
        text: the cleaned text.

    Raises:
        CatalogueError: a line is out of range, claimed twice or by nobody, or words that the
            catalogue quotes do not stand where it says.
    """
    lines = _trimmed_lines(text)
    _check_claims(source, lines)
    works = tuple(_Assembler(source.file, work, text, lines).work() for work in source.works)
    return SourceFile(source.file, text, works, source.page)


def _trimmed_lines(text: str) -> list[Span]:
    """Return the span of each line without white space around; empty for an empty line."""
    spans = []
    start = 0
    for line in text.split("\n"):
        spans.append(trimmed(text, Span(start, start + len(line))))
        start += len(line) + 1
    return spans


def _check_claims(source: SourceEntry, lines: list[Span]) -> None:
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
    for number, span in enumerate(lines, 1):
        if len(span) and number not in owners:
            problem = _("line {line} belongs to no work: give it to one, or list it under chrome")
            raise source.place.error("works", problem.format(line=number))


class _Assembler:
    """Builds one work."""

    def __init__(self, file: str, entry: WorkEntry, text: str, lines: list[Span]) -> None:
        self._file = file
        self._entry = entry
        self._text = text
        self._lines = lines

    def work(self) -> Work:
        entry = self._entry
        paragraphs = self._paragraphs()
        if not any(entry.lines[0] <= part.line <= entry.lines[1] for part in paragraphs):
            raise entry.place.error("lines", _("all these lines are empty"))
        return Work(
            id=entry.id,
            file=self._file,
            csl=entry.csl,
            lang=entry.lang,
            lines=entry.lines,
            paragraphs=tuple(self._with_repetitions(paragraphs)),
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

    def _paragraphs(self) -> list[Paragraph]:
        entry = self._entry
        own = range(entry.lines[0], entry.lines[1] + 1)
        self._refuse_empty("roles", entry.roles)
        self._refuse_empty("around", entry.around)
        speakers = self._speakers_by_line(entry.speakers)
        labels = self._labels_by_line()
        speeches = self._speeches_by_line()
        paragraphs: list[Paragraph] = []
        number = 0
        section = ""
        proposed = entry.proposed
        guessed = self._speakers_by_line(proposed.speakers)
        for line in sorted([*own, *entry.around]):
            span = self._lines[line - 1]
            if not len(span):
                continue
            role = entry.around.get(line) or entry.roles.get(line, Role.BODY)
            label = labels.get(line)
            names, inferred = speakers.get(line, ((), False))
            number += role in PROSE_ROLES
            paragraph = Paragraph(
                span=Span(label.end, span.end) if label else span,
                line=line,
                role=role,
                number=number if role in PROSE_ROLES else None,
                speakers=names if role is not Role.CHROME else (),
                speaker_inferred=inferred and role is not Role.CHROME,
                label=label,
                speeches=tuple(speeches.get(line, ())),
                section=section,
                lang=None if (lang := entry.langs.get(line)) == entry.lang else lang,
                pages=entry.pages.get(line),
                starts_at=entry.times.get(line),
                proposed_role=proposed.roles.get(line),
                proposed_speakers=guessed.get(line, ((), False))[0],
            )
            if role is Role.HEADING:
                section = self._text[span.start : span.end]
            paragraphs.append(paragraph)
        return paragraphs

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
            if not len(self._lines[line - 1]):
                raise self._entry.place.error(key, _("line {line} is empty").format(line=line))

    def _speakers_by_line(
        self, entries: Iterable[SpeakersEntry]
    ) -> dict[int, tuple[tuple[str, ...], bool]]:
        speakers: dict[int, tuple[tuple[str, ...], bool]] = {}
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
        span = self._lines[line - 1]
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
        frame = self._lines[part.line - 1]
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

    def _with_repetitions(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        by_line = {paragraph.line: index for index, paragraph in enumerate(paragraphs)}
        for part in self._entry.repeats:
            if part.line not in by_line or part.of not in by_line:
                raise self._entry.place.error(part.key, _("is not on a line of this work"))
            index = by_line[part.line]
            paragraphs[index] = self._repeating(
                part, paragraphs[index], paragraphs[by_line[part.of]]
            )
        return paragraphs

    def _repeating(self, part: RepeatEntry, repeating: Paragraph, source: Paragraph) -> Paragraph:
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
        return replace(repeating, repeats=found)


def _flexible(words: str) -> str:
    """Return a pattern for ``words`` in which a space stands for any run of white space."""
    return r"\s+".join(re.escape(word) for word in words.split())
