"""The core wired together for the command line and the app: what is open, cited and given out."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from clicktui.opened import Opened
from clicktui.search.progress import Progress, no_progress

if TYPE_CHECKING:
    from clicktui.board.model import Board, CitedWork, PinnedQuote
    from clicktui.citing.chosen import ChosenCiting, Shown
    from clicktui.citing.citation import Citer
    from clicktui.citing.copyforms import Form
    from clicktui.coding.desk import CodingDesk
    from clicktui.coding.quoted import QuotedCode
    from clicktui.copies import Copied, Subject
    from clicktui.corpora.choosing import Place
    from clicktui.corpus.model import Passage, Quote, Span
    from clicktui.exporting.bibliography_completing import MetadataProposals
    from clicktui.exporting.formats import Format
    from clicktui.exporting.material import Exported, Material


class Workspace(Opened):
    """What is open, with its citations, copies and exports, for any thread."""

    @cached_property
    def citing(self) -> "ChosenCiting":
        """The style and the language that the user cites in, as her settings say."""
        from clicktui.citing.chosen import ChosenCiting
        from clicktui.settings import load

        settings, _problems = load()
        return ChosenCiting(settings.style, settings.cite_in)

    def quote_passage(self, passage: "Passage") -> "Quote":
        """Return the whole of ``passage`` as a quote."""
        from clicktui.corpus.model import Span
        from clicktui.corpus.quoting import quote

        return quote(self.corpus, passage.work, Span(passage.start, passage.end))

    def subject(self, quote: "Quote") -> "Subject":
        """Return ``quote``, of the corpus as it is, to be copied.

        Raises:
            NotFoundError: the quote's work is not of this corpus.
        """
        from clicktui.board.model import CitedWork
        from clicktui.citing.forms import KeyedQuote
        from clicktui.copies import Subject

        source, work = self.corpus.source(quote.file), self.corpus.work(quote.work)
        key = self.citation_key(quote, CitedWork.of(work, source.page))
        return Subject(KeyedQuote(quote, work, key, source.page), source.text)

    def passage_subject(self, work: str, span: "Span") -> "Subject":
        """Return the words of ``work`` at ``span`` to be copied.

        Raises:
            NotFoundError, QuoteError: there are no such words, or they are not of one kind.
        """
        from clicktui.corpus.quoting import quote

        return self.subject(quote(self.corpus, work, span))

    def sample(self) -> "Subject":
        """Return a quote to show styles with: of the work of which most is known.

        A corpus without prose shows them with the built-in one.
        """
        from clicktui.citing.forms import KeyedQuote
        from clicktui.copies import Subject
        from clicktui.corpus.corpus import shipped_corpus
        from clicktui.corpus.quoting import quote

        for corpus in (self.corpus, shipped_corpus()):
            for work in sorted(corpus.works, key=lambda work: -len(work.csl)):
                prose = next((part for part in work.paragraphs if part.is_prose), None)
                if prose is None:
                    continue
                first = corpus.sentences(work.id, prose)[0]
                if corpus is self.corpus:
                    return self.passage_subject(work.id, first)
                source = corpus.source(work.file)
                keyed = KeyedQuote(quote(corpus, work.id, first), work, work.id, source.page)
                return Subject(keyed, source.text)
        raise AssertionError("the built-in corpus has prose")

    def pinned_subject(self, pinned: "PinnedQuote", *, exact: bool = False) -> "Subject":
        """Return a quote of a board to be copied, altered as its user marked it, or ``exact``.

        Where its source is as it was, the reference is the corpus's; else it is that of the work
        as it was when the quote was pinned or settled.
        """
        from clicktui.citing.forms import KeyedQuote
        from clicktui.copies import Subject

        now = self.desk.as_it_stands(pinned)
        key = self.citation_key(now.quote, now.cited)
        texts = (file.text for file in self.corpus.files if file.name == now.quote.file)
        alterations = () if exact else pinned.alterations
        keyed = KeyedQuote(now.quote, now.cited.as_work(), key, now.cited.page, alterations)
        return Subject(keyed, next(texts, None))

    def copy(
        self,
        subjects: Sequence["Subject"],
        form: "Form",
        lang: str | None = None,
        citer: "Citer | None" = None,
    ) -> "Copied":
        """Return ``subjects`` in ``form`` as they leave clicktui: what it cites becomes known.

        ``lang`` and ``citer`` are the user's unless told. What is only shown comes from ``copies``.

        Raises:
            StyleError: the chosen style cannot be used, or cannot render a work.
            ValueError: the form has a ``copies.reason_against`` it.
        """
        from dataclasses import replace

        from clicktui.copies import copied

        made = copied(subjects, form, citer or self.citing.citer, lang or self.citing.lang)
        if not made.keys:
            return made
        return replace(made, remarks=(*made.remarks, *self.metadata.remember_keys(made.keys)))

    def citation(self, quote: "Quote", form: "Form", lang: str | None = None) -> str:
        """Return ``quote`` in ``form``, in the user's style; see ``copy``.

        Raises:
            NotFoundError: the quote's work is not of this corpus.
            StyleError, ValueError: see ``copy``.
        """
        return self.copy([self.subject(quote)], form, lang).text

    def pinned_citation(
        self, pinned: "PinnedQuote", form: "Form", lang: str | None = None, *, exact: bool = False
    ) -> str:
        """Return a quote of a board in ``form``; see ``pinned_subject`` and ``copy``.

        Raises:
            StyleError, ValueError: see ``copy``.
        """
        return self.copy([self.pinned_subject(pinned, exact=exact)], form, lang).text

    def shown_reference(self, pinned: "PinnedQuote") -> "Shown":
        """Return the reference of a quote of a board, to be read and not to be copied.

        Raises:
            StyleError: not even the style that ships with clicktui can be used.
        """
        from clicktui.citing.copyforms import Form
        from clicktui.copies import copied

        subject, lang = self.pinned_subject(pinned), self.citing.lang
        return self.citing.shown(lambda citer: copied([subject], Form.REFERENCE, citer, lang).text)

    def material(
        self,
        board: "Board",
        lang: str,
        *,
        style: str = "",
        list_id: str | None = None,
        progress: Progress = no_progress,
        coding: "CodingDesk | None" = None,
    ) -> "Material":
        """Return what exports are made from: ``board``, or one of its lists, cited in ``lang``.

        ``style`` is the name of a citation style or the path of one; "" for the user's. For
        ``progress`` and ``coding`` see ``gathering.gathered``.

        Raises:
            StyleError: there is no such style.
            BoardError: the board has no list with this id.
            BoardStoreError, CodebookError: the codes cannot be told.
        """
        from clicktui.citing.styles import style_named
        from clicktui.exporting.gathering import gathered

        citer = self.citing.citer
        if style:
            citer = citer.styled(style_named(style))
        return gathered(board, self.desk, citer, self.citation_key, lang, list_id, progress, coding)

    def codes_of(self, quotes: Sequence["PinnedQuote"]) -> "tuple[tuple[QuotedCode, ...], ...]":
        """Return for each quote of a board the codes of its words: see ``coding.quoted``.

        Raises:
            CodebookError, FolderUnusableError, BoardStoreError: the codes cannot be told.
        """
        from clicktui.coding.quoted import quoted_codes

        now = [self.desk.as_it_stands(one).quote for one in quotes]
        return quoted_codes(self.coding_desk, now)

    def codings_material(self, lang: str, progress: Progress = no_progress) -> "Material":
        """Return all codings of the corpus to be exported: see ``gathering.gathered_codings``.

        Raises:
            CodebookError, FolderUnusableError, BoardStoreError: the codes cannot be told.
        """
        from clicktui.exporting.gathering import gathered_codings

        return gathered_codings(self.coding_desk, lang, progress)

    def exported(self, wanted: "Format", material: "Material", file_name: str) -> "Exported":
        """Return ``material`` in a format (``formats.exported``); its citation keys stay.

        Raises:
            ClicktuiError: a package that the format needs is not installed, a reference cannot be
                made, or the file cannot be called so.
        """
        from dataclasses import replace

        from clicktui.exporting.formats import exported

        made = exported(wanted, material, file_name)
        if not wanted.has_keys:
            return made
        given = {one.cited_id: one.key for one in material.quotes}
        return replace(made, losses=(*made.losses, *self.metadata.remember_keys(given)))

    def citation_key(self, quote: "Quote", cited: "CitedWork") -> str:
        """Return the key of what ``quote`` is cited from: of its work, or of the page around it.

        It is the one that the user chose, or that was remembered. Works of the corpus have the same
        keys on every board; one that the corpus does not have any more, and whose key nobody
        remembers, has the key that its own metadata make, numbered where it is another work's.
        """
        from clicktui.citing.forms import cited_id, cited_item
        from clicktui.citing.keys import apart_from, made_key

        work = cited.as_work()
        wanted = cited_id(quote, work, cited.page)
        keys = self.metadata.keys
        if wanted in keys:
            return keys[wanted]
        made = made_key(wanted, cited_item(quote, work, cited.page))
        return apart_from(made, {key.casefold() for key in keys.values()})

    def metadata_proposals(self, data: bytes, name: str) -> "MetadataProposals":
        """Return what the bibliography file ``data``, called ``name``, offers which works.

        Raises:
            BibliographyError: it is no bibliography that can be read.
        """
        from clicktui.exporting.bibliography_completing import proposals

        return proposals(self.metadata, data, name)


def open_workspace(place: "Place | None" = None) -> Workspace:
    """Return a workspace that stays open, its corpus loaded and its engine not yet open.

    ``place`` is the corpus to open, by default the chosen one.

    Raises:
        CorpusError: there is no such corpus.
        ClicktuiError: its ``corpus.yaml``, or the installation, is wrong.
    """
    workspace = Workspace(stays_open=True, place=place)
    _ = workspace.corpus
    return workspace
