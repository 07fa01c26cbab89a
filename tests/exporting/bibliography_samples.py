"""The works of the corpus and others with what breaks bibliographies, as CSL-JSON items."""

import json
from pathlib import Path
from typing import Any

import acceptance

from clicktui.citing.keys import citation_keys
from clicktui.corpus.corpus import shipped_corpus
from clicktui.exporting.bibliography import keyed_item

OTHERS: dict[str, dict[str, Any]] = {
    "accents": {
        "type": "book",
        "title": "Schiavi del clic\u00a0: « perché » lavoriamo tutti pour l’IA\u202f?",
        "author": [{"family": "Casilli", "given": "Antonio A."},
                   {"family": "Škvorecký", "given": "Łucja"}],
        "issued": {"date-parts": [[2020, 9]]},
        "publisher": "Feltrinelli & Cie",
        "publisher-place": "Milano",
        "ISBN": "978-2-02-140188-2",
        "language": "it",
    },
    "emoji": {
        "type": "post-weblog",
        "title": "Les petites mains 🧶 de l’IA : 50 % {du} travail_caché #1 à 3 $ & ~2^3 \\o/",
        "author": [{"family": "de La Tour", "given": "Zoé"}],
        "container-title": "Blog « A & B » {x}",
        "issued": {"date-parts": [[2024, 1, 2]]},
        "URL": "https://exemple.fr/a_b%20c?d=1&e=%C3%A9#f~g",
        "accessed": {"date-parts": [[2024, 8, 8]]},
        "language": "fr",
    },
    "corporate": {
        "type": "report",
        "title": "GPT-4 System Card: Notes and Risks -- \"draft\"",
        "author": [{"literal": "OpenAI & Partners, Inc."}, {"family": "Gray", "given": "Mary L."}],
        "publisher": "OpenAI",
        "genre": "System card",
        "issued": {"date-parts": [[2023]]},
        "DOI": "10.48550/arXiv.2303.08774",
        "language": "en",
    },
    "alone": {
        "type": "webpage",
        "title": "Ni auteur ni date",
        "container-title": "Le Site",
        "URL": "https://exemple.org/",
        "language": "fr",
    },
    "article": {
        "type": "article-journal",
        "title": "Digital Labor and the Global South",
        "author": [{"family": "von Berg", "given": "Ada"}],
        "editor": [{"family": "Rossi", "given": "Anna"}],
        "container-title": "New Media & Society",
        "volume": "12",
        "issue": "3",
        "page": "112-130",
        "ISSN": "1461-4448",
        "issued": {"date-parts": [[2019, 3, 1]]},
        "DOI": "10.1177/146144_4818<x>",
        "keyword": "travail, clic",
        "language": "en",
    },
    "thesis": {
        "type": "thesis",
        "title": "Le travail du clic",
        "author": [{"family": "Ba", "given": "Awa"}],
        "issued": {"date-parts": [[2021]]},
        "language": "fr",
    },
}  # fmt: skip


def sample_items() -> list[dict[str, Any]]:
    corpus = shipped_corpus()
    works = {work.id: work.csl for work in corpus.works}
    keys = citation_keys(works)
    items = [keyed_item(keys[work.id], work.csl, work.lang) for work in corpus.works]
    items += [keyed_item(name, csl, "") for name, csl in OTHERS.items()]
    return [dict(item) for item in items]


needs_acceptance_tools = acceptance.needs(acceptance.BIB)


def accept(written: Path, items: list[dict[str, Any]], *more: str) -> None:
    """Have the acceptance script read ``written`` with the programs that people use.

    ``more`` are further arguments of the script.
    """
    expected = written.with_suffix(".expected")
    expected.write_text(json.dumps(items), "utf-8")
    acceptance.accept(acceptance.BIB, written, "--expect", expected, *more)
