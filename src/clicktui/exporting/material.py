"""What exports are made from, and what they come to: plain values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from clicktui.board.model import Board, CitedWork, PinnedQuote
from clicktui.citing.citation import Form
from clicktui.citing.forms import cited_id
from clicktui.coding.model import Decision
from clicktui.coding.opinions import Coded
from clicktui.coding.quoted import QuotedCode
from clicktui.corpus.model import Quote, Span
from clicktui.microtasks.codebook import Codebook


@dataclass(frozen=True, slots=True)
class ExportedQuote:
    """A quote of a board with what exports say of it.

    ``quote`` is the quote as it stands now where its source is as it was, else as it was pinned;
    ``work`` is what its citation cites, under the citation key ``key``. ``altered`` are its words
    with the user's alterations (emphasis does not show in them). ``is_unsettled``: its source has
    changed, and the user has not said yet what she makes of that. ``codes`` are those of the
    codebook of which anything is said.
    """

    pinned: PinnedQuote
    list_name: str
    quote: Quote
    work: CitedWork
    key: str
    altered: str
    is_unsettled: bool = False
    codes: tuple[QuotedCode, ...] = ()

    @property
    def cited_id(self) -> str:
        """The id of what it is cited from, as ``citing.forms.cited_id`` gives it."""
        return cited_id(self.quote, self.work.as_work(), self.work.page)


@dataclass(frozen=True, slots=True)
class DecidedWords:
    """A decision with the place where its words stand now: ``span`` is in the text of ``file``."""

    decision: Decision
    work: str
    file: str
    span: Span


@dataclass(frozen=True, slots=True)
class Material:
    """A board to be exported, its quotes in board order.

    ``texts`` are the cleaned texts of the source files that the quotes stand in, by file name; one
    that the corpus does not have any more is missing. ``cite`` renders a quote in a form in
    ``lang`` (``fr``, ``it`` or ``en``), as the user altered it. ``told`` are sentences on what is
    missing of the board whatever the format. ``codebook`` has the codes of the quotes, None where
    they are left out; ``decided`` is what people decided about words of theirs, each once.

    ``is_of_codings``: the codings of the whole corpus, without a board: ``passages`` are those of
    which anything is said, ``decided`` are all decisions.
    """

    board: Board
    quotes: tuple[ExportedQuote, ...]
    texts: Mapping[str, str]
    lang: str
    cite: Callable[[ExportedQuote, Form], str]
    told: tuple[str, ...] = ()
    codebook: Codebook | None = None
    decided: tuple[DecidedWords, ...] = ()
    passages: tuple[Coded, ...] = ()
    is_of_codings: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: files by name (most formats have one), and what it could not carry.

    ``losses`` are sentences in the interface's language, one per kind of loss.
    """

    files: Mapping[str, bytes]
    losses: tuple[str, ...] = field(default=())
