"""The rows of what was added to a corpus: doubts first, then the rest. Plain values."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from clicktui.corpora.doubts import Doubt, DoubtKind
from clicktui.corpora.overview import SourceFacts
from clicktui.corpora.report import Duplicate, Report
from clicktui.corpus.model import UNKNOWN_LANGUAGE, Role
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.intake.walking import shown_name
from clicktui.tui.text.metadata import field_name, value_text
from clicktui.wording.passages import role_name


class RowKind(StrEnum):
    """What a row is."""

    TITLE = "title"  # of what follows; nothing can be done with it
    SOURCE = "source"  # a text
    DOUBT = "doubt"  # something to confirm or to refuse
    MISSING = "missing"  # a value that nobody knows
    NOTE = "note"  # what reading had to tell
    DUPLICATE = "duplicate"  # a file that was skipped
    LEFT_OUT = "left-out"  # a file that was left out
    GONE = "gone"  # a text whose original is no longer there


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A row: ``text`` is what it says, ``sign`` tells its kind without colour."""

    kind: RowKind
    text: str
    sign: str = " "
    facts: SourceFacts | None = None
    doubt: Doubt | None = None
    missing: str = ""
    path: Path | None = None

    @property
    def id(self) -> tuple[str, str]:
        """What tells it from the others, also after changes."""
        if self.doubt is not None:
            return self.kind, self.doubt.id
        if self.path is not None:
            return self.kind, str(self.path)
        source = self.facts.source if self.facts is not None else ""
        is_told_by_source = self.kind is RowKind.SOURCE or self.missing
        return self.kind, f"{source}:{self.missing if is_told_by_source else self.text}"


@dataclass(frozen=True, slots=True)
class Added:
    """What the dialog shows: sources in their order, and what the last adding had to tell."""

    facts: Sequence[SourceFacts] = ()
    report: Report = field(default_factory=Report)

    @property
    def doubts(self) -> int:
        """How many doubts there are."""
        return sum(len(one.doubts) for one in self.facts)


def rows_of(added: Added, first: Iterable[str] = ()) -> list[DoubtRow]:
    """Return the rows; the sources called ``first`` stand above the others, in that order.

    So a text stays where it is when its last doubt is settled.
    """
    order = {source: place for place, source in enumerate(first)}
    doubtful = [one for one in added.facts if one.doubts or one.source in order]
    doubtful.sort(key=lambda one: order.get(one.source, len(order)))
    certain = [one for one in added.facts if not (one.doubts or one.source in order)]
    report = added.report
    notes = {one.source: one.notes for one in report.added}
    titles = Counter(one.title for one in added.facts)
    rows: list[DoubtRow] = []
    if doubtful:
        rows.append(_title(_("In doubt"), added.doubts))
        for one in doubtful:
            rows += _of_source(one, notes.get(one.source, ()), is_alone=titles[one.title] == 1)
    if report.duplicates:
        rows.append(_title(_("Duplicates"), len(report.duplicates)))
        rows += map(_duplicate, report.duplicates)
    if report.left_out:
        rows.append(_title(_("Left out"), len(report.left_out)))
        rows += [
            DoubtRow(RowKind.LEFT_OUT, f"{left.name}: {left.reason}", "✗", path=left.path)
            for left in report.left_out
        ]
    if report.gone:
        rows.append(_title(_("Originals that are gone"), len(report.gone)))
        gone = _("{source}: its original is gone; the text stays")
        rows += [DoubtRow(RowKind.GONE, gone.format(source=one), "–") for one in report.gone]
    if certain:
        rows.append(_title(_("Nothing in doubt"), len(certain)))
        for one in certain:
            rows += _of_source(one, notes.get(one.source, ()), is_alone=titles[one.title] == 1)
    return rows


def _title(text: str, count: int) -> DoubtRow:
    return DoubtRow(RowKind.TITLE, f"{text} ({count})")


def _of_source(one: SourceFacts, notes: Iterable[str], *, is_alone: bool) -> Iterator[DoubtRow]:
    told = source_text(one) if is_alone else f"{source_text(one)} · {one.source}"
    yield DoubtRow(RowKind.SOURCE, told, "■", facts=one)
    for doubt in one.doubts:
        yield DoubtRow(RowKind.DOUBT, doubt_text(doubt), "?", facts=one, doubt=doubt)
    for name in one.missing:
        text = _("{field}: unknown").format(field=field_name(name))
        yield DoubtRow(RowKind.MISSING, text, "·", facts=one, missing=name)
    for note in notes:
        yield DoubtRow(RowKind.NOTE, note, "–", facts=one)


def source_text(one: SourceFacts) -> str:
    """Return what a source is called, its language and how much it is."""
    langs = ", ".join(lang for lang in one.langs if lang != UNKNOWN_LANGUAGE)
    count = translate_plural("{count} passage", "{count} passages", one.passages)
    parts = [one.title, langs or _("language unknown"), count.format(count=one.passages)]
    if one.doubts:
        doubts = translate_plural("{count} doubt", "{count} doubts", len(one.doubts))
        parts.append(doubts.format(count=len(one.doubts)))
    return " · ".join(parts)


def doubt_text(doubt: Doubt) -> str:
    """Return what is in doubt: the value and where it was found, or who is proposed and where."""
    if doubt.kind is DoubtKind.FIELD:
        value = value_text(doubt.key, doubt.value)
        text = _filled(_("{field}: {value}"), field=field_name(doubt.key), value=value)
        return f"{text} ({_(doubt.where)})" if doubt.where else text
    count = len(doubt.lines)
    if doubt.kind is DoubtKind.SPEAKER:
        text = translate_plural(
            "{name} says {count} paragraph: “{words}”",
            "{name} says {count} paragraphs: “{words}”",
            count,
        )
        return _filled(text, name=doubt.key, count=str(count), words=doubt.sample)
    text = translate_plural(
        "{name}: {count} paragraph: “{words}”", "{name}: {count} paragraphs: “{words}”", count
    )
    return _filled(text, name=role_name(Role(doubt.key)), count=str(count), words=doubt.sample)


def _filled(text: str, **values: str) -> str:
    """Return ``text`` with values in it whose own braces stay."""
    head, *parts = text.split("{")
    for part in parts:
        name, _brace, rest = part.partition("}")
        head += values[name] + rest
    return head


def _duplicate(one: Duplicate) -> DoubtRow:
    if one.likeness == 1:
        told = _("the same text as {source}").format(source=one.of_name)
    else:
        told = _("nearly the same text as {source} ({percent} %)").format(
            source=one.of_name, percent=f"{one.likeness * 100:.0f}"
        )
    what = _("taken in") if one.is_taken else _("skipped")
    text = f"{shown_name(one.path)}: {told} – {what}"
    return DoubtRow(RowKind.DUPLICATE, text, "=", path=one.path)
