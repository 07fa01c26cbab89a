"""The commands that list, show and search the corpus; each returns the exit code."""

import sys
import time
from argparse import Namespace
from collections.abc import Iterable
from contextlib import closing
from typing import TYPE_CHECKING

from clicktui.cli import wording
from clicktui.cli.arguments import UsageError
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import marked, marks_matches, say, say_error
from clicktui.errors import NotFoundError, StyleError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.search.progress import SHOWN_AFTER_SECONDS
from clicktui.wording.passages import notice_text
from clicktui.workspace import Workspace

if TYPE_CHECKING:
    from clicktui.coding.labels import CodeLabels
    from clicktui.corpus.model import Passage, Span
    from clicktui.search.model import Results


def works(arguments: Namespace) -> int:
    """Print the works of the corpus."""
    workspace = Workspace()
    corpus = workspace.corpus
    for mistake in workspace.corpus_mistakes:
        say_error(mistake)
    if arguments.json:
        from clicktui.cli.documents import dump, work_document

        say(dump({"works": [work_document(work) for work in corpus.works]}))
        return FOUND
    for file in corpus.files:
        say(file.name)
        for work in file.works:
            first, second = wording.work_lines(work)
            say(f"  {first}", f"      {second}")
    return FOUND


def show(arguments: Namespace) -> int:
    """Print a work, or one of its paragraphs.

    Raises:
        NotFoundError: no such work, or no paragraph of that number.
    """
    corpus = Workspace().corpus
    work = corpus.work(arguments.work)
    source = corpus.source(work.file)
    paragraphs = work.paragraphs
    if arguments.paragraph is not None:
        paragraphs = tuple(part for part in paragraphs if part.number == arguments.paragraph)
        if not paragraphs:
            last = max((part.number or 0 for part in work.paragraphs), default=0)
            raise NotFoundError(
                _("{work} has no paragraph {number}: they go from 1 to {last}").format(
                    work=work.id, number=arguments.paragraph, last=last
                )
            )
    passages = [part for part in corpus.passages_in(work.file) if part.work == work.id]
    if arguments.json:
        from clicktui.cli.documents import dump, paragraph_document, work_document

        text = [
            paragraph_document(source, paragraph, _ids_within(paragraph.span, passages))
            for paragraph in paragraphs
        ]
        say(dump({"work": work_document(work), "text": text}))
        return FOUND
    if arguments.paragraph is None:
        say(work.title, work.id, *wording.fact_lines(work))
    for paragraph in paragraphs:
        if arguments.paragraph is None:
            say("")
        say(wording.paragraph_heading(paragraph), source.words(paragraph.span))
        if arguments.paragraph is not None:
            say(*_ids_within(paragraph.span, passages))
    return FOUND


def search(arguments: Namespace) -> int:
    """Print the hits of a query.

    Raises:
        UsageError: there is nothing to search.
        IndexUnusableError: the index can be neither opened nor built.
    """
    from clicktui.search.model import Options
    from clicktui.search.query import asks_labels

    query = " ".join(arguments.query)
    if not query.strip():
        raise UsageError(_("search: give the words to search"))
    options = Options(
        fuzzy=not arguments.no_fuzzy, accents=arguments.accents, limit=arguments.limit
    )
    with closing(Workspace()) as workspace:
        _open_index(workspace)
        labels = _labels(workspace) if arguments.codes or asks_labels(query) else None
        results = workspace.search(query, options)
        if arguments.json:
            _print_json(workspace, results, labels)
        else:
            _print_hits(workspace, results, labels)
    return FOUND if results.hits else NOTHING_FOUND


def _labels(workspace: Workspace) -> "CodeLabels":
    from clicktui.cli.coding_progress import labels_of

    return labels_of(workspace)


def _print_json(workspace: Workspace, results: "Results", labels: "CodeLabels | None") -> None:
    from clicktui.citing.citation import warning
    from clicktui.citing.copyforms import Form
    from clicktui.cli.documents import dump, search_document

    quotes = [workspace.quote_passage(hit.passage) for hit in results.hits]
    citations: list[str | None] = []
    problems: dict[str, None] = {}
    for quote in quotes:
        try:
            citations.append(workspace.citation(quote, Form.CITATION))
        except StyleError as error:  # what is found is found in whatever style
            citations.append(None)
            problems[str(error)] = None
    for problem in problems:
        say_error(problem)
    document = search_document(results, citations, [warning(quote) for quote in quotes])
    if labels is not None:
        for hit, found in zip(document["hits"], results.hits, strict=True):
            held = labels.held(found.passage, found.place)
            hit["codes"] = {code: band.value for code, band in held}
    say(dump(document))


def _print_hits(workspace: Workspace, results: "Results", labels: "CodeLabels | None") -> None:
    from clicktui.citing.citation import warning

    if labels is not None:
        from clicktui.cli.coding_progress import codes_text
    for notice in results.notices:
        say_error(notice_text(notice))
    if not results.hits:
        near = ", ".join(results.suggestions)
        say_error(
            _("nothing found; near words: {words}").format(words=near)
            if near
            else _("nothing found")
        )
        return
    with_marks = marks_matches()
    for number, hit in enumerate(results.hits, 1):
        text, spans = hit.passage.text, [mark.span for mark in hit.highlights]
        say(
            wording.hit_heading(number, hit),
            marked(text, spans, hit.passage.start) if with_marks else text,
            f"   {wording.hit_names(hit)}",
        )
        if labels is not None and (codes := codes_text(labels, hit)):
            say(f"   {codes}")
        if doubt := warning(workspace.quote_passage(hit.passage)):
            say(f"   {doubt}")
        say("")
    shown = translate_plural(
        "{shown} of {count} passage, {time:.0f} ms",
        "{shown} of {count} passages, {time:.0f} ms",
        results.total,
    )
    say(shown.format(shown=len(results.hits), count=results.total, time=results.took_ms))


def index(arguments: Namespace) -> int:
    """Index what is new or changed, or all anew; put the index in good order; say what it holds."""
    with closing(Workspace()) as workspace:
        _open_index(workspace, rebuild=arguments.rebuild)
        if workspace.compact_index():
            _open_index(workspace)
        extent = workspace.engine.extent
    counted = (
        (translate_plural("{count} source", "{count} sources", extent.sources), extent.sources),
        (translate_plural("{count} segment", "{count} segments", extent.segments), extent.segments),
        (translate_plural("{count} passage", "{count} passages", extent.passages), extent.passages),
    )
    held = ", ".join(text.format(count=count) for text, count in counted)
    say(_("the index is ready: {held}").format(held=held))
    return FOUND


def last_copy(_arguments: Namespace) -> int:
    """Print what was copied last, exactly; on a terminal, with the line end it may lack."""
    from clicktui.lastcopy import recall

    text = recall()
    if text is None:
        say_error(_("nothing has been copied yet"))
        return NOTHING_FOUND
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    print(text, end="\n" if on_terminal and not text.endswith("\n") else "")
    return FOUND


def _ids_within(span: "Span", passages: Iterable["Passage"]) -> list[str]:
    return [part.id for part in passages if span.start <= part.start < span.end]


def _open_index(workspace: Workspace, rebuild: bool = False) -> None:
    """Open the index; building is told on a terminal once it takes long, notices always."""
    began = time.monotonic()
    told = False

    def tell(done: int, total: int) -> None:
        nonlocal told
        if (
            sys.stderr is not None
            and sys.stderr.isatty()
            and time.monotonic() - began > SHOWN_AFTER_SECONDS
        ):
            told = True
            text = (
                _("indexing: {done} of {total} passages").format(done=done, total=total)
                if total
                else _("waiting for another clicktui to finish its index")
            )
            print(f"\rclicktui: {text}\x1b[K", end="", file=sys.stderr, flush=True)

    notices = workspace.open_engine(tell, rebuild=rebuild)
    if told:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
    for notice in notices:
        say_error(notice)
