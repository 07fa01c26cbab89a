"""What the last adding skipped and left out, kept so that it can be looked at another day."""

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from clicktui.corpora.choosing import Place
from clicktui.corpora.origins import path_of, stored_path
from clicktui.corpora.report import Duplicate, Report
from clicktui.errors import ClicktuiError
from clicktui.intake.walking import LeftOut
from clicktui.wholefiles import replace_file

FILE = "last-adding.json"
"""Its name in the folder of what the user makes of a corpus."""


def keep_report(place: Place, report: Report) -> None:
    """Keep what was skipped and left out, in the stead of the last time's.

    Never raises: it can be told without, and adding again tells it anew.
    """
    document = {
        "clicktui": 1,
        "duplicates": [
            [
                stored_path(one.path),
                one.of,
                one.likeness,
                one.is_taken,
                one.of_path and stored_path(one.of_path),
            ]
            for one in report.duplicates
        ],
        "left_out": [[stored_path(one.path), one.reason] for one in report.left_out],
    }
    with suppress(OSError, ClicktuiError):
        content = json.dumps(document, ensure_ascii=False, indent=1).encode()
        replace_file(place.data() / FILE, content, mode=0o600)


def last_report(place: Place) -> Report:
    """Return what ``keep_report`` kept; nothing where there is none, or it cannot be read."""
    with suppress(OSError, ClicktuiError, ValueError, TypeError, KeyError):
        return _report(json.loads((place.data() / FILE).read_bytes()))
    return Report()


def _report(document: Mapping[str, Any]) -> Report:
    duplicates = [
        Duplicate(
            _path(path),
            str(of),
            float(likeness),
            bool(is_taken),
            *map(_path, filter(None, of_path)),
        )
        for path, of, likeness, is_taken, *of_path in document["duplicates"]
    ]
    left_out = [LeftOut(_path(path), str(reason)) for path, reason in document["left_out"]]
    return Report(duplicates=duplicates, left_out=left_out)


def _path(stored: object) -> Path:
    if not isinstance(stored, str):
        raise TypeError
    return path_of(stored)
