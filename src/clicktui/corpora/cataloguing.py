"""From a file that was read to a cleaned text and its catalogue, in which nothing is asserted.

What the file's own form says stands as it is: headings, pages, times. What it says of itself is to
be confirmed, and who speaks is proposed: what follows from the words, and also the voices that a
file names, since programs that recognise speech guess them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from clicktui.corpora.writing import Raw, ranges
from clicktui.corpus.catalogued import FromEntry
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.csl import DATES, checked_variable, full_name, plain_text
from clicktui.corpus.locators import exact_time, page_name
from clicktui.corpus.model import UNKNOWN_LANGUAGE
from clicktui.i18n import mark as N_
from clicktui.intake.language import language_of
from clicktui.intake.model import Line, LineKind, ReadFile
from clicktui.intake.turns import Turn, turns_of
from clicktui.metadata.values import text_of

_WANTED = ("author", "issued")
_WANTED_OF = {"webpage": ("container-title", "URL")}
_ROLES = {
    LineKind.HEADING: "heading",
    LineKind.CAPTION: "caption",
    LineKind.FURNITURE: "chrome",
}
_LONG = 80
"""Characters of a line whose language is believed against that of the rest."""
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def cleaned(read: ReadFile) -> tuple[Line, ...]:
    """Return the lines that have words in them, cleaned, each on one line.

    Running heads and page numbers of pages are left out: they would stand between two halves of
    what is quoted.
    """
    lines = []
    for line in read.lines:
        text = " ".join(clean_text(line.text).split("\n")).strip()
        if text and not (line.kind is LineKind.FURNITURE and line.page is not None):
            lines.append(replace(line, text=text))
    return tuple(lines)


def text_of_lines(lines: Sequence[Line]) -> str:
    """Return the text of a source: each line a paragraph."""
    return "\n".join(line.text for line in lines) + "\n"


def entry_of(
    name: str,
    title: str,
    read: ReadFile,
    lines: Sequence[Line],
    origin: FromEntry,
    csl: Mapping[str, Any] | None = None,
) -> Raw:
    """Return the catalogue entry of a file.

    Args:
        name: the source's, which is its work's id too.
        title: what the work is called where the file does not say: the file's name.
        read: what the file gave; its lines are not looked at.
        lines: those of ``cleaned``.
        origin: what is noted of the file.
        csl: what the user's own bibliography says of the work, checked; it is not doubted.
    """
    turns = turns_of(lines)
    entry: Raw = {"file": f"{name}.txt", "from": _origin(origin, read.notes)}
    lang, langs = _languages(lines, read)
    work: Raw = {"id": name, "lang": lang, "lines": f"1-{len(lines)}"}
    work |= _own_csl(csl) if csl else _metadata(read, title, is_interview=bool(turns))
    work |= _by_line(lines, langs)
    work |= _proposed(lines, turns) or _written(lines, work)
    entry["works"] = [work]
    return entry


def _origin(origin: FromEntry, notes: Sequence[str]) -> Raw:
    told = (" ".join(clean_text(note).split()) for note in (*origin.notes, *notes))
    noted = {"notes": shown} if (shown := [note for note in told if note]) else {}
    return {
        "path": origin.path,
        "size": origin.size,
        "modified": origin.modified,
        "checksum": origin.checksum,
        "text": origin.text,
        "added": origin.added,
        **noted,
    }


# languages


def _languages(lines: Sequence[Line], read: ReadFile) -> tuple[str, dict[str, list[int]]]:
    """Return the language of most of the text, and the lines that are in others."""
    told = {
        number: language_of(line.text)
        for number, line in enumerate(lines, 1)
        if line.kind in (LineKind.TEXT, LineKind.CAPTION)
    }
    letters: Counter[str] = Counter()
    believed: set[str] = set()
    for number, lang in told.items():
        if lang is not None:
            letters[lang] += len(lines[number - 1].text)
            if len(lines[number - 1].text) >= _LONG:
                believed.add(lang)
    main = letters.most_common(1)[0][0] if letters else _said_language(read)
    others: dict[str, list[int]] = {}
    for number, lang in told.items():
        if lang is not None and lang != main and lang in believed:
            others.setdefault(lang, []).append(number)
    return main, others


def _said_language(read: ReadFile) -> str:
    said = read.found.get("language")
    code = _CODE.fullmatch(str(said.value)) if said else None
    return code[1].lower() if code else UNKNOWN_LANGUAGE


# metadata


def _own_csl(csl: Mapping[str, Any]) -> Raw:
    missing = [variable for variable in _WANTED if variable not in csl]
    said = {variable: _as_written(variable, value) for variable, value in csl.items()}
    return {"csl": said, **({"unknown": missing} if missing else {})}


def _metadata(read: ReadFile, title: str, *, is_interview: bool) -> Raw:
    found = dict(_checked(read))
    kind, said_title = found.pop("type", None), found.pop("title", None)
    if kind is None:
        kind = ("interview" if is_interview else "document", N_("by the form of the text"))
        if "URL" in found and not is_interview:
            kind = ("webpage", N_("it has an address"))
    if said_title is None:
        said_title = (title, N_("the name of the file"))
    wanted = (*_WANTED, *_WANTED_OF.get(kind[0], ()))
    where = {"type": kind[1], "title": said_title[1]} | {v: one[1] for v, one in found.items()}
    work: Raw = {
        "csl": {"type": kind[0], "title": said_title[0]},
        "assumed": ["type", "title"],
    }
    if found:
        work["to_confirm"] = {
            variable: _as_written(variable, value) for variable, (value, _where) in found.items()
        }
    work["found"] = {variable: text for variable, text in where.items() if text}
    if missing := [variable for variable in wanted if variable not in found]:
        work["unknown"] = missing
    return work


def _checked(read: ReadFile) -> Iterator[tuple[str, tuple[Any, str]]]:
    """Yield what the file says of itself and can be cited, and where."""
    for variable, one in read.found.items():
        if variable == "language":
            continue
        try:
            value = checked_variable(variable, _as_written(variable, one.value))
            yield variable, (value, plain_text(" ".join(clean_text(one.where).split())))
        except ValueError:
            continue


def _as_written(variable: str, value: Any) -> Any:  # noqa: ANN401 (CSL-JSON is untyped)
    return text_of(value) if variable in DATES and isinstance(value, Mapping) else value


# lines


def _by_line(lines: Sequence[Line], langs: Mapping[str, list[int]]) -> Raw:
    roles: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        if line.kind in _ROLES:
            roles.setdefault(_ROLES[line.kind], []).append(number)
    said: Raw = {}
    if roles:
        said["roles"] = {role: ranges(numbers) for role, numbers in roles.items()}
    if langs:
        said["langs"] = {lang: ranges(numbers) for lang, numbers in langs.items()}
    if pages := _pages(lines):
        said["pages"] = pages
    if times := [
        {"at": exact_time(line.starts_at), "lines": number}
        for number, line in enumerate(lines, 1)
        if line.starts_at is not None
    ]:
        said["times"] = times
    return said


def _pages(lines: Sequence[Line]) -> list[Raw]:
    """Return the lines of each page; a line that ends overleaf is on both."""
    pages: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        try:
            ends = [page_name(page) for page in (line.page, line.last_page or line.page)]
        except ValueError:  # without one of them nobody knows all of the place
            continue
        for page in dict.fromkeys(ends):
            pages.setdefault(page, []).append(number)
    return [{"page": page, "lines": ranges(numbers)} for page, numbers in pages.items()]


def _proposed(lines: Sequence[Line], turns: Sequence[Turn]) -> Raw:
    roles: dict[str, list[int]] = {}
    speakers: dict[str, list[int]] = {}
    labels: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        if line.kind is LineKind.TEXT and (name := _name(line.speaker)):
            speakers.setdefault(name, []).append(number)
    for turn in turns:
        for index in range(turn.first_line, turn.last_line + 1):
            line = lines[index]
            if line.kind is not LineKind.TEXT:
                continue
            roles.setdefault(turn.role.value, []).append(index + 1)
            if not line.speaker and (name := _name(turn.speaker)):
                speakers.setdefault(name, []).append(index + 1)
        label = (turn.label or "").strip()
        first = lines[turn.first_line].text
        if label and first.startswith(label) and first.removeprefix(label).strip():
            labels.setdefault(label, []).append(turn.first_line + 1)
    said: Raw = {}
    if roles:
        said["roles"] = {role: ranges(numbers) for role, numbers in roles.items()}
    if speakers:
        said["speakers"] = [{"lines": ranges(n), "who": who} for who, n in speakers.items()]
    if labels:
        said["labels"] = [{"lines": ranges(n), "label": label} for label, n in labels.items()]
    return {"proposed": said} if said else {}


def _written(lines: Sequence[Line], work: Raw) -> Raw:
    """Propose that the authors of a text in which nobody takes turns say it."""
    authors = work["csl"].get("author") or work.get("to_confirm", {}).get("author") or ()
    names = list(dict.fromkeys(filter(None, (_name(full_name(one)) for one in authors))))
    numbers = [number for number, line in enumerate(lines, 1) if line.kind is LineKind.TEXT]
    if not names or not numbers:
        return {}
    who = names[0] if len(names) == 1 else names
    return {"proposed": {"speakers": [{"lines": ranges(numbers), "who": who}]}}


def _name(said: str | None) -> str:
    return " ".join(clean_text(said or "").split())
