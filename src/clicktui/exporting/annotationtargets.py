"""What Web Annotations of quotes and codings have in common: targets, names, and the program."""

import re
from typing import Any
from urllib.parse import quote as percent_encoded

from clicktui.board.model import CitedWork
from clicktui.coding.opinions import PROGRAM
from clicktui.corpus.model import Quote

URN = "urn:clicktui:"

PROGRAM_AGENT = {"id": f"{URN}program", "type": "Software", "name": PROGRAM}
"""clicktui as what made something (Web Annotation Data Model, 3.3.1 "Agents")."""

_URL = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+", re.IGNORECASE)


def urn_of(work: str, file: str) -> str:
    """Return the name of the text of a work in a file."""
    return f"{URN}{percent_encoded(work, safe='')}:{percent_encoded(file, safe='')}"


def target(quote: Quote, work: CitedWork) -> dict[str, Any]:
    """Return ``quote``, cited from ``work``, as what an annotation is about."""
    urn = urn_of(quote.work, quote.file)
    url = str(work.csl.get("URL") or "")
    return {
        "type": "SpecificResource",
        "source": {
            "id": url if _URL.fullmatch(url) else urn,
            "type": "Text",
            "language": quote.lang,
            "label": work.title,
        },
        "state": {"type": "TimeState", "cached": urn},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": quote.words,
                "prefix": quote.prefix,
                "suffix": quote.suffix,
            },
            {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
        ],
    }
