"""The files that a bibliography's items are attached to, as Zotero, JabRef and others export them.

BibTeX and BibLaTeX have them in ``file``, RIS in ``L1`` and ``L4``, CSL-JSON (Better BibTeX) in
``attachments``. Relative paths are meant from the bibliography's folder.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from clicktui.exporting.bibliography_reading import read_bibliography
from clicktui.intake.kinds import kind_named

SUFFIXES = frozenset({".bib", ".bibtex", ".json", ".csljson", ".ris"})
"""Endings of names, in small letters, of bibliographies."""

_BIB_FILE = re.compile(
    r"^\s*file\s*=\s*(?:\{(.*)\}|\"(.*)\")\s*,?\s*\}?\s*$", re.IGNORECASE | re.MULTILINE
)
_RIS_FILE = re.compile(r"^L[14]  - *(\S.*)$", re.MULTILINE)
_PART = re.compile(r"(?:\\.|[^;\\])+")
_FIELD = re.compile(r"(?<!\\):")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file, and what the bibliography says of the work that it holds (checked CSL variables)."""

    path: Path
    csl: Mapping[str, Any]


def attached_files(path: Path, data: bytes, *, anywhere: bool) -> tuple[list[Attached], list[str]]:
    """Return the files that the bibliography ``data`` at ``path`` names, and remarks, a line each.

    ``anywhere``: also files outside of its folder, for a bibliography that the user named herself.

    Raises:
        BibliographyError: it is no bibliography that can be read.
    """
    bibliography = read_bibliography(data, path.name)
    remarks = [one.text for one in bibliography.remarks]
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    folder = path.parent.resolve()
    if path.suffix.lower() in (".json", ".csljson"):
        named = [(key, name) for key, name in _in_json(text)]
        by_key = {item.key: item.csl for item in bibliography.items if item.key}
        pairs = [(by_key[key], name) for key, name in named if key in by_key]
    else:
        starts = [item.line for item in bibliography.items]
        pairs = []
        for line, name in _in_lines(text, path.suffix.lower()):
            place = bisect_right(starts, line) - 1
            if place >= 0:
                pairs.append((bibliography.items[place].csl, name))
    found: list[Attached] = []
    for csl, name in pairs:
        target = _resolved(folder, name)
        if target is None or kind_named(target.name) is None:
            continue
        if anywhere or target.is_relative_to(folder):
            found.append(Attached(target, csl))
    return found, remarks


def _in_lines(text: str, suffix: str) -> Iterator[tuple[int, str]]:
    pattern = _RIS_FILE if suffix == ".ris" else _BIB_FILE
    line, at = 1, 0
    for match in pattern.finditer(text):
        line += text.count("\n", at, match.start(match.lastindex or 0))
        at = match.start(match.lastindex or 0)
        value = next(group for group in match.groups() if group is not None)
        if suffix == ".ris":
            yield line, value.strip()
            continue
        for part in _PART.findall(value):
            fields = [re.sub(r"\\(.)", r"\1", one) for one in _FIELD.split(part)]
            yield line, _file_of(fields)


def _file_of(fields: list[str]) -> str:
    """Return the path in ``description:path:type`` (a drive's colon may be bare), or alone."""
    if len(fields) < 3:
        return fields[-1].strip() if len(fields) == 1 else ":".join(fields).strip()
    return ":".join(fields[1:-1]).strip()


def _in_json(text: str) -> Iterator[tuple[str, str]]:
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return
    items = document.get("items", [document]) if isinstance(document, dict) else document
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        key = str(item.get("citation-key") or item.get("citationKey") or item.get("id") or "")
        attachments = item.get("attachments")
        for one in attachments if isinstance(attachments, list) else []:
            name = one.get("path") if isinstance(one, dict) else one
            if isinstance(name, str):
                yield key, name


def _resolved(folder: Path, name: str) -> Path | None:
    if name.startswith("file:"):
        name = unquote(urlparse(name).path)
    if not name or "\0" in name or re.match(r"[a-z][a-z0-9+.-]+://", name, re.IGNORECASE):
        return None
    try:
        return (folder / Path(name)).resolve()
    except (OSError, RuntimeError, ValueError):
        return None
