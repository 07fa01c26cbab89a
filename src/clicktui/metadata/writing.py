"""Writing the user's ``metadata.yaml``: changed line by line, so that her own lines stay.

A field is a line. Where the file is laid out in a way that cannot be changed so, it is written
anew; who writes it then keeps the file as it was beside it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clicktui.corpus.csl import DATES, NAMES
from clicktui.corpus.yamltext import flow, quoted, word
from clicktui.errors import MetadataError
from clicktui.i18n import translate as _
from clicktui.metadata.model import Change, Entry, FieldChange, Origin, Said, Sayings
from clicktui.metadata.reading import CLICKTUI, read
from clicktui.metadata.values import text_of, typed

_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_REST = re.compile(r"[ \t]*(?:#.*)?")


def written(sayings: Sayings) -> str:
    """Return the whole file."""
    parts = [_head(), f"clicktui: {CLICKTUI}\nworks:\n"]
    parts += ["".join(_work_lines(work_id, sayings[work_id])) for work_id in sorted(sayings)]
    return "".join(parts)


def changed(text: str, change: Change, wanted: Sayings) -> tuple[str, bool]:
    """Return ``text`` after ``change``, and whether all its other lines stayed as they were.

    ``wanted`` is what the changed file has to say.
    """
    lines: list[str] | None = text.removesuffix("\n").split("\n")
    for one in change:
        if lines is not None:
            lines = _with_field(lines, one)
    if lines is not None:
        edited = "\n".join(lines) + "\n"
        again = read(edited, "")
        if again.sayings == wanted and not again.mistakes:
            return edited, True
    return written(wanted), not text.strip()


def _head() -> str:
    lines = _(
        "What you say of works, in CSL variables (docs.citationstyles.org); it is cited instead\n"
        "of what the catalogue says. Write here by hand, too: “issued: 2023-04-07” under the id\n"
        "of a work. clicktui changes only the lines of what you change, and writes nothing while\n"
        "there is a mistake. A key is a citation key: it stays once it was copied or exported."
    )
    return "".join(f"# {line}\n" for line in lines.split("\n")) + "\n"


def _work_lines(work_id: str, entry: Entry) -> Iterator[str]:
    yield f"  {word(work_id)}:\n"
    for field, said in entry.items():
        yield f"    {_field_line(field, said)}\n"


def _field_line(field: str, said: Said) -> str:
    value = _value(field, said.value)
    if said == Said(said.value):
        return f"{field}: {value}"
    origin = said.file if said.origin is Origin.IMPORTED else said.origin.value
    at = f", at: {quoted(said.at)}" if said.at else ""
    return f"{field}: {{value: {value}, from: {word(origin)}{at}}}"


def _value(field: str, value: object) -> str:
    """Return a value as it is typed, where that is read back as the same, else as CSL-JSON."""
    text = text_of(value)
    if field in DATES and _DATE.fullmatch(text):
        return quoted(text)
    if field in NAMES:
        try:
            is_same = typed(field, text) == value
        except MetadataError:
            is_same = False
        if is_same:
            return quoted(text)
    return flow(value)


class _Layout:
    """On which lines, counted from 0, the works and their fields stand."""

    def __init__(self, lines: list[str]) -> None:
        """Look at the file.

        Raises:
            ValueError: it is not laid out with a line for each field.
            YAMLError: it is no YAML.
        """
        import yaml

        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        root = yaml.compose("\n".join(lines), loader)
        self.works: dict[str, tuple[Any, Any]] = {}
        self.works_line: int | None = None
        for key, value in self._pairs(root):
            if key.value == "works":
                self.works_line = key.start_mark.line
                if not (isinstance(value, yaml.ScalarNode) and value.value in ("", "null", "~")):
                    self.works = {one.value: (one, entry) for one, entry in self._pairs(value)}
        if self.works_line is None:
            raise ValueError

    def fields(self, work_id: str) -> Mapping[str, tuple[Any, Any]]:
        """Return key and value of each field of a work.

        Raises:
            ValueError: they have no lines of their own.
        """
        return {key.value: (key, value) for key, value in self._pairs(self.works[work_id][1])}

    @staticmethod
    def _pairs(node: Any) -> list[tuple[Any, Any]]:  # noqa: ANN401 (PyYAML's)
        import yaml

        if not isinstance(node, yaml.MappingNode) or node.flow_style:
            raise ValueError
        return list(node.value)

    def last_line(self, node: Any) -> int:  # noqa: ANN401 (PyYAML's)
        """Return the last line of a value.

        Raises:
            ValueError: it is a text of several lines.
        """
        import yaml

        if isinstance(node, yaml.ScalarNode):
            if node.style in ("|", ">"):
                raise ValueError
            return int(node.end_mark.line)
        if node.flow_style or not node.value:
            return int(node.end_mark.line)
        last = node.value[-1]
        return self.last_line(last[1] if isinstance(last, tuple) else last)


def _with_field(lines: list[str], one: FieldChange) -> list[str] | None:
    """Return ``lines`` with a field changed; None where that needs more than its own lines."""
    import yaml

    try:
        layout = _Layout(lines)
        return _changed(list(lines), layout, one)
    except (ValueError, KeyError, IndexError, yaml.YAMLError):
        return None


def _changed(lines: list[str], layout: _Layout, one: FieldChange) -> list[str]:
    end = "\r" if lines[0].endswith("\r") else ""
    new = None if one.after is None else _field_line(one.field, one.after)
    if one.work_id not in layout.works:
        if new is None:
            return lines
        entries = list(layout.works.values())
        indent = entries[0][0].start_mark.column if entries else 2
        last = layout.last_line(entries[-1][1]) if entries else layout.works_line or 0
        margin = " " * indent
        added = [f"{margin}{word(one.work_id)}:{end}", f"{margin}  {new}{end}"]
        return [*lines[: last + 1], *added, *lines[last + 1 :]]
    fields = layout.fields(one.work_id)
    indent = next(iter(fields.values()))[0].start_mark.column
    if one.field not in fields:
        if new is None:
            return lines
        last = layout.last_line(list(fields.values())[-1][1])
        return [*lines[: last + 1], f"{' ' * indent}{new}{end}", *lines[last + 1 :]]
    key, value = fields[one.field]
    first, last = key.start_mark.line, layout.last_line(value)
    rest = lines[last].rstrip("\r")[value.end_mark.column :] if first == last else ""
    if not _REST.fullmatch(rest):
        raise ValueError
    if new is not None:
        return [*lines[:first], f"{' ' * indent}{new}{rest}{end}", *lines[last + 1 :]]
    if len(fields) == 1:
        first = layout.works[one.work_id][0].start_mark.line
        kept = [line for line in lines[first + 1 : key.start_mark.line] if line.strip()]
        return [*lines[:first], *kept, *lines[last + 1 :]]
    return [*lines[:first], *lines[last + 1 :]]
