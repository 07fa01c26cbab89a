"""CSL-JSON, as Zotero, citeproc and pandoc write it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from clicktui.exporting.reading.model import Candidate, Remark
from clicktui.i18n import translate as _

_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_ITEM_START = re.compile(r"\{")
_NEXT_ITEM = re.compile(r"\}\s*,\s*(?=\{)")
_NOT_OURS = frozenset({"id", "citation-key", "categories", "custom", "citation-label"})


def candidates(text: str) -> Iterator[Candidate | Remark]:
    """Yield the items of a list (or of one item alone), one by one: a broken one stops no other."""
    decoder = json.JSONDecoder()
    at = _ITEM_START.search(text)
    lines = _Lines(text)
    while at is not None:
        line = lines.of(at.start())
        try:
            item, end = decoder.raw_decode(text, at.start())
        except json.JSONDecodeError as error:
            said = _("this is not valid JSON: {reason}")
            yield Remark(lines.of(error.pos), said.format(reason=error.msg))
            skipped = _NEXT_ITEM.search(text, max(error.pos - 1, at.start() + 1))
            end = skipped.end() if skipped else len(text)
        except RecursionError:
            yield Remark(line, _("this JSON is nested too deeply"))
            return
        else:
            items = item.get("items")
            for one in items if isinstance(items, list) else [item]:
                yield _candidate(one, line)
        at = _ITEM_START.search(text, end)


class _Lines:
    """The line of each offset, asked in order."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._line = text, 0, 1

    def of(self, offset: int) -> int:
        if offset < self._at:
            return self._line
        self._line += self._text.count("\n", self._at, offset)
        self._at = offset
        return self._line


def _candidate(item: Any, line: int) -> Candidate | Remark:  # noqa: ANN401 (JSON is untyped)
    if not isinstance(item, dict):
        return Remark(line, _("this is not an item of CSL-JSON"))
    values = {
        name: _MARKUP.sub("", value) if isinstance(value, str) else value
        for name, value in item.items()
        if name not in _NOT_OURS
    }
    return Candidate(str(item.get("citation-key") or item.get("id") or ""), line, values)
