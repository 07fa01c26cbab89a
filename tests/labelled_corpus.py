"""A corpus of a few lines with a codebook of its own, to be coded in tests."""

from pathlib import Path

from clicktui.board.store.store import Store
from clicktui.coding.desk import CodingDesk
from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Verdict
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.microtasks.codebookfiles import read_codebook

LINES = (
    "Elles tamponnent des radios.",
    "Ils pèlent des pommes.",
    "Elles tamponnent des radios et pèlent des pommes.",
    "Rien ici, ni ailleurs.",
    "On a vu des radios.",
)
CATALOGUE = """\
schema: clicktui-catalogue/1
sources:
  - file: clic.txt
    works:
      - id: clic
        lang: fr
        lines: 1-LAST
        csl: {type: article, title: Du clic}
"""
CODEBOOK = """\
clicktui: codebook
codebook: essai
names: Essai
codes:
  - code: geste
    names: {fr: Gestes, en: Gestures}
    sign: "◆"
    codes:
      - code: radio
        names: {fr: Radiographie, en: X-rays}
        sign: "●"
        colour: "#2e7d32"
        definition: Des radios.
        cues:
          fr: [tamponn* _2 radio|radios]
  - code: fruit
    names: Fruits
    sign: "■"
    colour: "#1565c0"
    cues:
      fr: [pèl* _2 pomme|pommes]
"""


def corpus_in(folder: Path, *lines: str) -> Corpus:
    lines = lines or LINES
    catalogue = CATALOGUE.replace("LAST", str(2 * len(lines) - 1))
    (folder / "catalogue.yaml").write_text(catalogue, "utf-8")
    (folder / "clic.txt").write_text("\n\n".join(lines) + "\n", "utf-8")
    (folder / "essai.yaml").write_text(CODEBOOK, "utf-8")
    return Corpus.load(folder / "catalogue.yaml", folder)


def desk_of(folder: Path, corpus: Corpus, store: Store, who: str = "Ada") -> CodingDesk:
    return CodingDesk(read_codebook(folder / "essai.yaml"), Ledger(store, corpus, who))


def decide(desk: CodingDesk, number: int, code: str, verdict: Verdict, words: str = "") -> None:
    """Decide about passage ``number`` (from 1), or about ``words`` of it."""
    passage = tuple(desk.corpus.passages())[number - 1]
    start = passage.start + (passage.text.index(words) if words else 0)
    end = start + (len(words) or len(passage.text))
    desk.decide(code, passage.work, Span(start, end), verdict)


def as_other(desk: CodingDesk, who: str) -> CodingDesk:
    """Return the same desk for somebody else."""
    return CodingDesk(desk.codebook, Ledger(desk.ledger.store, desk.corpus, who))
