"""A bibliography as CSL-JSON, which Zotero, pandoc and citeproc read: nothing is lost in it."""

import json
from collections.abc import Sequence

from clicktui.exporting.bibliography import Item, Written
from clicktui.exporting.material import Exported

FILE = "bibliography.json"


def entry(item: Item) -> Written:
    """Return ``item`` as a CSL-JSON list of one (csl-data.json of CSL 1.0.2)."""
    return Written(_listed([item]))


def exported(items: Sequence[Item]) -> Exported:
    """Return ``items`` in one file, UTF-8 without BOM."""
    return Exported({FILE: _listed(items).encode()})


def _listed(items: Sequence[Item]) -> str:
    known = [{name: value for name, value in item.items() if value} for item in items]
    return json.dumps(known, ensure_ascii=False, indent=2, default=dict) + "\n"
