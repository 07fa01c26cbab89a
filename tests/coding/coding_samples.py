"""A small corpus with a codebook, for the tests of what is held of its passages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from clicktui.board.store.store import open_store
from clicktui.coding.desk import CodingDesk
from clicktui.coding.ledger import Ledger
from clicktui.corpus.corpus import Corpus
from clicktui.microtasks.codebookfiles import read_codebook

CATALOGUE = """\
schema: clicktui-catalogue/1
sources:
  - file: clic.txt
    works:
      - id: clic
        lang: fr
        lines: 1-7
        csl: {type: article, title: Du clic}
        roles: {heading: [1]}
      - id: click
        lang: en
        lines: 9-9
        csl:
          type: article
          title: Of clicks
          issued: 2020
        speakers:
          - {lines: [9], who: Ada Lovelace}
"""
TEXT = """\
Radios

Elles tamponnent des radios.

Ils pèlent des pommes.

Rien ici.

They stamp radios all day.
"""
CODEBOOK = """\
clicktui: codebook
codebook: essai
names: {en: Trial, fr: Essai}
codes:
  - code: radio
    names: {en: Radios, fr: Radios}
    sign: "●"
    colour: "#2e7d32"
    cues:
      fr: [tamponn* _2 radio|radios]
      en: [stamp radios]
  - code: fruit
    names: {en: Fruit, fr: Fruits}
    sign: "■"
    colour: "#1565c0"
"""


@contextmanager
def desk_of(folder: Path) -> Iterator[CodingDesk]:
    """Open a desk of Ada's on the small corpus, all of it in ``folder``."""
    (folder / "catalogue.yaml").write_text(CATALOGUE, "utf-8")
    (folder / "clic.txt").write_text(TEXT, "utf-8")
    (folder / "essai.yaml").write_text(CODEBOOK, "utf-8")
    corpus = Corpus.load(folder / "catalogue.yaml", folder)
    with open_store(folder / "boards") as store:
        yield CodingDesk(read_codebook(folder / "essai.yaml"), Ledger(store, corpus, "Ada"))
