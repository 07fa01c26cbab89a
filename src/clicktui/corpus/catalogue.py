"""Reading a catalogue: what its author says of the works in a folder of texts.

The schema is explained at the top of ``data/catalogue.yaml``. What is checked here needs no text;
``assembly`` checks the rest against the files.
"""

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from clicktui.corpus.catalogued import (
    Catalogue,
    LabelEntry,
    ProposedEntry,
    RepeatEntry,
    SourceEntry,
    SpeakersEntry,
    SpeechEntry,
    Who,
    WorkEntry,
)
from clicktui.corpus.catalogued_lines import (
    known_lines,
    read_from,
    read_langs,
    read_pages,
    read_times,
)
from clicktui.corpus.csl import VARIABLES, checked_variable, free_text, short
from clicktui.corpus.entries import LANG, CataloguePlace, RawEntry, read_yaml
from clicktui.corpus.model import PROSE_ROLES, UNKNOWN_LANGUAGE, Role
from clicktui.i18n import translate as _

SCHEMA = "clicktui-catalogue/1"


_WORK_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


def read_catalogue(path: Path) -> Catalogue:
    """Return what the YAML file at ``path`` says.

    Raises:
        CatalogueError: unreadable, not YAML, or a mistake in it; one line with file, entry, key.
    """
    value, raw = read_yaml(path)
    return Catalogue(raw, sources_of(value, path.name))


def sources_of(value: object, name: str) -> tuple[SourceEntry, ...]:
    """Return what the catalogue called ``name`` says, ``value`` being what its YAML holds.

    Raises:
        CatalogueError: as ``read_catalogue``.
    """
    root = RawEntry(value, CataloguePlace(name))
    if root.raw("schema") != SCHEMA:
        raise root.error("schema", _("has to be {schema}").format(schema=SCHEMA))
    sources = tuple(_source(entry, name) for entry in root.entries("sources"))
    root.close()
    _refuse_doubles(sources)
    return sources


def _refuse_doubles(sources: tuple[SourceEntry, ...]) -> None:
    files: set[str] = set()
    works: set[str] = set()
    for source in sources:
        if source.file in files:
            raise source.place.error("file", _("the file is listed twice"))
        files.add(source.file)
        for work in source.works:
            if work.id in works:
                raise work.place.error("id", _("two works have this id"))
            works.add(work.id)


def _source(entry: RawEntry, catalogue: str) -> SourceEntry:
    file = entry.text("file")
    entry.call(CataloguePlace(catalogue, file))
    is_plain = Path(file).name == file and not set(file) & set("\\/:") and not file.startswith(".")
    if not is_plain:
        raise entry.error("file", _("has to be the plain name of a file beside the others"))
    page_entry = entry.entry("page") if entry.has("page") else None
    page = _csl(page_entry) if page_entry else None
    chrome = entry.lines("chrome") if entry.has("chrome") else ()
    works = tuple(_work(work, catalogue) for work in entry.entries("works"))
    taken_from = read_from(entry.entry("from")) if entry.has("from") else None
    entry.close()
    return SourceEntry(file, entry.place, page, chrome, works, taken_from)


def _work(entry: RawEntry, catalogue: str) -> WorkEntry:
    work_id = entry.text("id")
    entry.call(CataloguePlace(catalogue, work_id))
    if not _WORK_ID.fullmatch(work_id):
        raise entry.error("id", _("has to be small letters a-z, figures and hyphens"))
    lang = entry.text("lang")
    if not LANG.fullmatch(lang):
        raise entry.error("lang", _("has to be a language code like fr"))
    lines = _extent(entry)
    around = _roles(entry, "around", lines, inside=False)
    known = frozenset(around).union(range(lines[0], lines[1] + 1))
    csl = _csl(entry.entry("csl")) if entry.has("csl") else {}
    if not {"type", "title"} <= set(csl):
        raise entry.error("csl", _("needs at least type and title"))
    if lang != UNKNOWN_LANGUAGE:
        csl.setdefault("language", lang)
    work = WorkEntry(
        id=work_id,
        place=entry.place,
        lang=lang,
        lines=lines,
        roles=_roles(entry, "roles", lines, inside=True),
        around=around,
        speakers=tuple(_speakers(part, known) for part in entry.entries("speakers")),
        labels=tuple(_label(part, known) for part in entry.entries("labels")),
        speeches=tuple(_speech(part) for part in entry.entries("speeches")),
        repeats=tuple(_repeat(part) for part in entry.entries("repeats")),
        csl=csl,
        unknown=_unknown(entry),
        to_confirm=_csl(entry.entry("to_confirm")),
        inferred=_csl(entry.entry("inferred")),
        notes=entry.checked("notes", free_text) if entry.has("notes") else "",
        truncated=entry.flag("truncated"),
        presents=entry.flag("presents"),
        langs=read_langs(entry.entry("langs"), known),
        pages=read_pages(entry.entries("pages"), known),
        times=read_times(entry.entries("times"), known),
        proposed=_proposed(entry.entry("proposed"), lines, known),
        assumed=_assumed(entry, csl),
        found=_found(entry.entry("found")),
    )
    entry.close()
    _refuse_contradictions(work)
    return work


def _proposed(entry: RawEntry, extent: tuple[int, int], known: frozenset[int]) -> ProposedEntry:
    proposed = ProposedEntry(
        roles=_roles(entry, "roles", extent, inside=True),
        speakers=tuple(_speakers(part, known) for part in entry.entries("speakers")),
        labels=tuple(_label(part, known) for part in entry.entries("labels")),
    )
    entry.close()
    return proposed


def _assumed(entry: RawEntry, csl: Mapping[str, Any]) -> tuple[str, ...]:
    names = entry.items("assumed")
    for name in names:
        if name not in ("type", "title"):
            raise entry.error("assumed", _("only type and title can stand in csl unconfirmed"))
    return tuple(str(name) for name in names if name in csl)


def _found(entry: RawEntry) -> dict[str, str]:
    for name in entry.keys:
        if name not in VARIABLES:
            raise entry.error(name, _("is not a CSL variable"))
    return {name: entry.text(name) for name in entry.keys}


def _extent(entry: RawEntry) -> tuple[int, int]:
    lines = entry.lines("lines")
    if lines[-1] - lines[0] != len(lines) - 1:
        raise entry.error("lines", _("has to be one run of lines like 3-17"))
    return lines[0], lines[-1]


def _roles(entry: RawEntry, key: str, extent: tuple[int, int], *, inside: bool) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    part = entry.entry(key)
    for name in part.keys:
        if name not in set(Role):
            known = ", ".join(sorted(Role))
            raise part.error(name, _("unknown role (known: {known})").format(known=known))
        role = Role(name)
        if not inside and role in PROSE_ROLES:
            raise part.error(name, _("prose has to stand inside the work's own lines"))
        for line in part.lines(name):
            _check_extent(part, name, line, extent, inside=inside)
            if line in roles:
                raise part.error(name, _("line {line} has two roles").format(line=line))
            roles[line] = role
    return roles


def _check_extent(
    entry: RawEntry, key: str, line: int, extent: tuple[int, int], *, inside: bool
) -> None:
    if (extent[0] <= line <= extent[1]) is not inside:
        problem = (
            _("line {line} is not one of the work's own lines {first}-{last}")
            if inside
            else _("line {line} is one of the work's own lines {first}-{last}: use roles")
        )
        raise entry.error(key, problem.format(line=line, first=extent[0], last=extent[1]))


def _speakers(entry: RawEntry, known: frozenset[int]) -> SpeakersEntry:
    lines = known_lines(entry, known)
    speakers = SpeakersEntry(lines, _who(entry), entry.flag("inferred"))
    entry.close()
    return speakers


def _label(entry: RawEntry, known: frozenset[int]) -> LabelEntry:
    label = LabelEntry(known_lines(entry, known), entry.text("label"))
    entry.close()
    return label


def _one_line(entry: RawEntry, key: str) -> int:
    lines = entry.lines(key)
    if len(lines) != 1:
        raise entry.error(key, _("has to be one line"))
    return lines[0]


def _speech(entry: RawEntry) -> SpeechEntry:
    line = _one_line(entry, "line")
    who = _who(entry)
    if entry.has("words"):
        first, last = entry.text("words"), None
    else:
        first, last = entry.text("from"), entry.text("to")
    inserted = entry.flag("inserted")
    entry.close()
    return SpeechEntry(line, who, first, last, inserted, entry.path)


def _who(entry: RawEntry) -> tuple[Who, ...]:
    return tuple(
        Who(next(iter(one.values())), one) if isinstance(one, Mapping) else Who(one, {})
        for one in entry.names("who")
    )


def _repeat(entry: RawEntry) -> RepeatEntry:
    repeat = RepeatEntry(
        _one_line(entry, "line"), _one_line(entry, "of"), entry.flag("altered"), entry.path
    )
    entry.close()
    return repeat


def _csl(entry: RawEntry) -> dict[str, Any]:
    return {name: entry.checked(name, partial(checked_variable, name)) for name in entry.keys}


def _unknown(entry: RawEntry) -> tuple[str, ...]:
    names = []
    for name in entry.items("unknown"):
        if not isinstance(name, str) or name not in VARIABLES:
            raise entry.error(
                "unknown", _("{value} is not a CSL variable").format(value=short(name))
            )
        names.append(name)
    return tuple(names)


def _refuse_contradictions(work: WorkEntry) -> None:
    for key, names in (
        ("unknown", work.unknown),
        ("to_confirm", tuple(work.to_confirm)),
        ("inferred", tuple(work.inferred)),
    ):
        for name in names:
            if name in work.csl:
                raise work.place.error(
                    key, _("{name} is given under csl as well").format(name=name)
                )
