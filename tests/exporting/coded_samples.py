"""A small corpus with its codebook, decided about by two people: what exports have to say of it."""

from pathlib import Path

from export_samples import AT, pinned_of

from clicktui.board.desk import Desk
from clicktui.board.model import Board, PinnedQuote, QuoteList
from clicktui.board.store.store import open_store
from clicktui.citing.citation import Citer
from clicktui.coding.desk import CodingDesk
from clicktui.coding.ledger import Ledger
from clicktui.coding.model import Decision, Verdict
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.model import Span
from clicktui.exporting.gathering import gathered
from clicktui.exporting.material import Material
from clicktui.microtasks.codebookfiles import read_codebook

_CATALOGUE = """\
schema: clicktui-catalogue/1
sources:
  - file: clic.txt
    works:
      - id: clic
        lang: fr
        lines: 1-5
        csl: {type: article, title: Du clic, language: fr, URL: "https://exemple.fr/clic"}
"""
FIRST = "Elles tamponnent 🙂 des radios, la nuit. Personne ne pèle de pommes."
SECOND = "Ils pèlent des pommes."
THIRD = "Rien ici."
TEXT = f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n"
EVIDENCE = "tamponnent 🙂 des radios"
"""The words of the first passage in which the program finds ``radio``."""

_CODEBOOK = """\
clicktui: codebook
codebook: essai
names: {fr: Essai, en: Trial}
codes:
  - code: radio
    names: {fr: Radios, en: X-rays}
    sign: "●"
    colour: "#2e7d32"
    definition: {fr: Des images du corps.}
    cues:
      fr: [tamponn* _2 radio|radios]
  - code: fruit
    names: {fr: Fruits, en: Fruit}
    sign: "■"
    colour: "#1565c0"
    codes:
      - code: pomme
        names: {fr: Pommes, en: Apples}
        sign: "◆"
        colour: "#6a1b9a"
"""


class Coded:
    """A store of its own over the small corpus, a board of it and its codings, by Ada and Bo."""

    def __init__(self, folder: Path, who: str = "Ada", corpus: Corpus | None = None) -> None:
        texts = folder / "texts"
        texts.mkdir(parents=True)
        (texts / "catalogue.yaml").write_text(_CATALOGUE, "utf-8")
        (texts / "clic.txt").write_text(TEXT, "utf-8")
        (texts / "essai.yaml").write_text(_CODEBOOK, "utf-8")
        self.corpus = corpus or Corpus.load(texts / "catalogue.yaml", texts)
        self.store = open_store(folder / "boards")
        self.desk = Desk(self.store, self.corpus, who)
        self.ledger = Ledger(self.store, self.corpus, who)
        self.coding = CodingDesk(read_codebook(texts / "essai.yaml"), self.ledger)

    def span(self, words: str) -> Span:
        at = TEXT.index(words)
        return Span(at, at + len(words))

    def decide(
        self, words: str, code: str, verdict: Verdict, memo: str = "", who: str = ""
    ) -> Decision:
        ledger = Ledger(self.store, self.corpus, who) if who else self.ledger
        return ledger.decide("essai", code, "clic", self.span(words), verdict, memo).decision

    def board(self, *words: str) -> Board:
        quotes = tuple(self.pinned(each, f"q{nth}") for nth, each in enumerate(words))
        return Board("b1", "Thèse", AT, (QuoteList("l1", "Liste", quotes),))

    def pinned(self, words: str, quote_id: str) -> PinnedQuote:
        return pinned_of(self.corpus, "clic", self.span(words), quote_id)

    def material(self, board: Board, lang: str = "fr") -> Material:
        return gathered(
            board, self.desk, Citer(), lambda _quote, cited: cited.id, lang, coding=self.coding
        )

    def decided(self) -> list[tuple[str, ...]]:
        """What the store has, in plain words: all but the ids."""
        return sorted(
            (one.quote.words, one.codebook, one.code, one.verdict, one.coder, one.at, one.memo)
            for one in self.ledger.decisions()
        )


def coded_by_two(folder: Path) -> Coded:
    """Ada: no radios but apples in the first passage, with memos. Bo: radios, perhaps fruit."""
    one = Coded(folder)
    one.decide(FIRST, "radio", Verdict.NO, "pas un *corps* 🙂\n\nà revoir")
    one.decide("pèle de pommes", "pomme", Verdict.YES, "refusé ?")
    one.decide("Elles tamponnent", "radio", Verdict.YES, who="Bo")
    one.decide(SECOND, "fruit", Verdict.DOUBT, who="Bo")
    return one
