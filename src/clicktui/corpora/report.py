"""What adding files did: what is new, what was the same, what was left out and why."""

import csv
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from clicktui.intake.walking import LeftOut, shown_name


@dataclass(frozen=True, slots=True)
class Added:
    """A source that is in the corpus now; ``is_update``: it was, and its original changed.

    ``passages`` counts what can be searched, ``doubts`` what waits for the user. ``notes`` are what
    reading has to tell.
    """

    source: str
    path: Path
    title: str
    passages: int
    doubts: int
    notes: tuple[str, ...] = ()
    is_update: bool = False


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file whose text is that of the source ``of``, or nearly: ``likeness`` is 1 for the same.

    ``is_taken`` says that it was added nevertheless, as the user consented. ``of_path`` is the
    original of ``of``, None where it is not known.
    """

    path: Path
    of: str
    likeness: float
    is_taken: bool = False
    of_path: Path | None = None

    @property
    def of_name(self) -> str:
        """The source ``of``, with its original as it can be shown: sources are called alike."""
        return self.of if self.of_path is None else f"{self.of} ({shown_name(self.of_path)})"


@dataclass(slots=True)
class Report:
    """What was done, while it is being done and after. ``unchanged`` were there, just as they are.

    ``gone`` are sources whose originals are no longer there: their texts stay until removed.
    """

    added: list[Added] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    is_cancelled: bool = False

    @property
    def passages(self) -> int:
        """How many passages are new."""
        return sum(one.passages for one in self.added)

    @property
    def doubts(self) -> int:
        """How many doubts are new."""
        return sum(one.doubts for one in self.added)

    def leave_out(self, path: Path, reason: str) -> None:
        """Note that a file was left out."""
        self.left_out.append(LeftOut(path, reason))

    def tell_once(self) -> None:
        """Forget of what is unchanged what is told already: two paths may lead to a file."""
        told = {one.source for one in self.added}
        self.unchanged = [one for one in dict.fromkeys(self.unchanged) if one not in told]


def rows(report: Report) -> list[tuple[str, str, str, str]]:
    """Return what became of each file: what, its path, the source, and why or what to know."""
    found = [
        (
            "updated" if one.is_update else "added",
            shown_name(one.path),
            one.source,
            "; ".join(one.notes),
        )
        for one in report.added
    ]
    for same in report.duplicates:
        likeness = f"{same.likeness:.0%}"
        what = "duplicate, added" if same.is_taken else "duplicate"
        found.append((what, shown_name(same.path), same.of, likeness))
    found += [("left out", one.name, "", one.reason) for one in report.left_out]
    found += [("unchanged", "", source, "") for source in report.unchanged]
    found += [("original gone", "", source, "") for source in report.gone]
    return found


def as_csv(report: Report) -> bytes:
    """Return the report as a table for spreadsheets (UTF-8 with a BOM, RFC 4180).

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(("what", "file", "source", "note"))
    for row in rows(report):
        writer.writerow([f"'{cell}" if cell[:1] in tuple("=+-@") else cell for cell in row])
    return file.getvalue().encode("utf-8-sig")


def document(report: Report) -> dict[str, Any]:
    """Return the report as JSON has it."""
    return {
        "added": [
            {
                "source": one.source,
                "file": shown_name(one.path),
                "title": one.title,
                "passages": one.passages,
                "doubts": one.doubts,
                "notes": list(one.notes),
                "updated": one.is_update,
            }
            for one in report.added
        ],
        "duplicates": [
            {
                "file": shown_name(one.path),
                "of": one.of,
                "of_file": shown_name(one.of_path) if one.of_path else None,
                "likeness": round(one.likeness, 3),
                "added": one.is_taken,
            }
            for one in report.duplicates
        ],
        "left_out": [{"file": one.name, "reason": one.reason} for one in report.left_out],
        "unchanged": list(report.unchanged),
        "gone": list(report.gone),
        "cancelled": report.is_cancelled,
    }


def as_json(report: Report) -> bytes:
    """Return the report as a JSON file."""
    return (json.dumps(document(report), ensure_ascii=False, indent=1) + "\n").encode()
