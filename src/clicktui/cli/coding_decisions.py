"""``clicktui code`` and ``clicktui codings``: deciding about codes, and handing decisions on."""

from argparse import Namespace
from contextlib import closing
from pathlib import Path

from clicktui.board.files.retyped import occurrences, retyped_occurrences
from clicktui.cli.arguments import UsageError
from clicktui.cli.board_documents import change_document
from clicktui.cli.board_session import decoded, read_input, say_line
from clicktui.cli.coding_counts import FOUND, NOTHING_FOUND, desk_of, passage_document
from clicktui.cli.documents import dump
from clicktui.cli.newfile import write_file
from clicktui.cli.terminal import say, say_error
from clicktui.coding.comparing import coder_named, coders
from clicktui.coding.desk import CodingDesk
from clicktui.coding.exchange import (
    KEYS,
    TakenIn,
    as_they_stand,
    codings_text,
    read_codings,
    resolved,
)
from clicktui.coding.model import Decision, Verdict
from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.model import Passage, Span
from clicktui.corpus.shortening import first_words
from clicktui.errors import CodebookError, NotFoundError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.microtasks.codebookfiles import codebook, shipped_codebooks
from clicktui.wording.boards import change_text
from clicktui.wording.codes import named
from clicktui.wording.coding import decided_code, lost_text
from clicktui.workspace import Workspace


def code(arguments: Namespace) -> int:
    """Decide whether a passage, or words of it, has a code.

    Raises:
        NotFoundError, AmbiguousError: no such passage, code, words or decision; or several.
        QuoteError: the words are not of one kind.
        CodebookError, FolderUnusableError, BoardStoreError: see ``desk_of``.
    """
    with closing(Workspace()) as workspace:
        desk = desk_of(workspace, arguments.codebook)
        passage = desk.corpus.passage(arguments.passage)
        code_id = desk.codebook.code(arguments.code).id
        span = _span(passage, arguments.words)
        if arguments.clear:
            if arguments.memo is not None:
                raise UsageError(_("give a memo or --clear, not both"))
            change = desk.ledger.withdraw(_own(desk, code_id, span))
        else:
            verdict, memo = Verdict(arguments.verdict), arguments.memo
            if arguments.words is None:
                change = desk.settle(code_id, passage, verdict, memo).change
            else:
                change = desk.decide(code_id, passage.work, span, verdict, memo).change
        if arguments.json:
            (coded,) = desk.coded([passage])
            document = {
                "change": change_document(change) if change else None,
                "codebook": desk.codebook.id,
                "code": code_id,
                "passage": passage_document(coded, code_id),
            }
            say(dump(document))
        else:
            told = change_text(named(change, desk.codebook)) if change else ""
            say_line(told or _("nothing changed: it is so already"))
    return FOUND


def _span(passage: Passage, words: str | None) -> Span:
    """Return the span of ``words`` of a passage, or of all of it.

    Raises:
        NotFoundError: it has no such words, or several times.
    """
    if words is None:
        return Span(passage.start, passage.end)
    text, wanted = passage.text, clean_text(words).strip()
    found = list(occurrences(text, wanted)) or list(retyped_occurrences(text, wanted))
    if len(found) != 1:
        told = (
            _("the passage has these words several times, give more of them: “{words}”")
            if found
            else _("the passage does not have these words exactly: “{words}”")
        )
        raise NotFoundError(told.format(words=first_words(words)))
    return Span(passage.start + found[0].start, passage.start + found[0].end)


def _own(desk: CodingDesk, code_id: str, span: Span) -> list[str]:
    """Return the ids of the user's decisions about a code of exactly these words.

    Raises:
        NotFoundError: there is none.
    """
    ids = []
    for one in desk.ledger.decisions(desk.codebook.id):
        found = desk.ledger.stand(one).found
        if one.coder == desk.ledger.who and one.code == code_id and found is not None:
            there = Span(found.start, found.end)
            if there.contains(span) and span.contains(there):
                ids.append(one.id)
    if not ids:
        raise NotFoundError(_("you decided nothing about this code and these words"))
    return ids


def codings(arguments: Namespace) -> int:
    """Carry out an action of ``clicktui codings``.

    Raises:
        UsageError, ClicktuiError, OSError: see the actions.
    """
    actions = {"coders": _coders, "export": _export, "import": _import}
    with closing(Workspace()) as workspace:
        return actions[arguments.action](desk_of(workspace, None), arguments)


def _coders(desk: CodingDesk, arguments: Namespace) -> int:
    """Print who decided how much, the user first."""
    counts = dict.fromkeys(coders(desk), 0)
    for one in desk.ledger.decisions():
        counts[one.coder] = counts.get(one.coder, 0) + 1
    if arguments.json:
        rows = [
            {"coder": name, "me": name == desk.ledger.who, "codings": count}
            for name, count in counts.items()
        ]
        say(dump({"coders": rows}))
        return FOUND
    for name, count in counts.items():
        told = translate_plural("{count} coding", "{count} codings", count).format(count=count)
        say_line(_("{name} (you)").format(name=name) if name == desk.ledger.who else name, told)
    return FOUND


def _export(desk: CodingDesk, arguments: Namespace) -> int:
    """Write the decisions of everybody, or of one coder, to a file or standard output.

    Raises:
        NotFoundError: nobody is called so.
        UsageError: the file is there already, and not ``--force``.
        OSError: it cannot be written.
    """
    found = desk.ledger.decisions(arguments.codebook or "")
    if arguments.by is not None:
        name = coder_named(desk, arguments.by)
        found = tuple(one for one in found if one.coder == name)
    standing, lost = as_they_stand(found, desk.ledger)
    text = codings_text(standing, lost)
    for one in lost:
        say_error(lost_text(one, desk.codebook))
    if arguments.file == "-":
        print(text, end="")
        return FOUND if found else NOTHING_FOUND
    write_file(Path(arguments.file), text, arguments.force)
    told = translate_plural(
        "{file} is written: {count} coding", "{file} is written: {count} codings", len(found)
    )
    say_line(told.format(file=arguments.file, count=len(found)))
    return FOUND


def _import(desk: CodingDesk, arguments: Namespace) -> int:
    """Take in decisions of a file, and tell those whose words are not found.

    Raises:
        UsageError: the file is no UTF-8.
        BoardFileError: it has a mistake.
        OSError: it cannot be read.
    """
    name = arguments.file
    text = read_input() if name == "-" else decoded(Path(name).read_bytes(), name)
    coder = _name(arguments.coder)
    taken = resolved(read_codings(text, name), desk.corpus, desk.ledger.decisions(), coder)
    change = desk.ledger.take_in(taken.decisions) if taken.decisions else None
    _warn(desk, taken)
    if arguments.json:
        document = {
            "change": change_document(change) if change else None,
            "taken": [one.id for one in taken.decisions],
            "older": [one.id for one in taken.older],
            "not_found": [
                {"id": one.coding.id, "words": one.coding.sought.words, "reason": one.reason}
                for one in taken.not_found
            ],
        }
        say(dump(document))
    elif change is not None:
        say_line(change_text(change))
    else:
        say_error(_("nothing was taken in"))
    return FOUND if taken.decisions else NOTHING_FOUND


def _name(given: str | None) -> str:
    name = " ".join(clean_text(given or "").split())
    if given is not None and not name:
        raise UsageError(_("--as: give a name"))
    return name


def _warn(desk: CodingDesk, taken: TakenIn) -> None:
    for one in taken.not_found:
        words = first_words(one.coding.sought.words)
        say_error(
            _("not taken in: {coder}, {code}, “{words}”: {reason}").format(
                coder=one.coding.coder,
                code=decided_code(one.coding.codebook, one.coding.code, desk.codebook),
                words=words,
                reason=one.reason,
            )
        )
    if taken.older:
        told = translate_plural(
            "{count} coding is here already, or was decided anew since: it stays as it is",
            "{count} codings are here already, or were decided anew since: they stay as they are",
            len(taken.older),
        )
        say_error(told.format(count=len(taken.older)))
    if unknown := _unknown_codes(desk, taken.decisions):
        told = _("no codebook here has these codes, whose codings are kept: {codes}")
        say_error(told.format(codes=", ".join(unknown)))


def _unknown_codes(desk: CodingDesk, decisions: tuple[Decision, ...]) -> list[str]:
    known = {desk.codebook.id: set(desk.codes)}
    for name in shipped_codebooks():
        try:
            known.setdefault(name, {one.id for one in codebook(name).codes})
        except CodebookError:
            continue
    pairs = dict.fromkeys((one.codebook, one.code) for one in decisions)
    return [f"{book}: {code}" for book, code in pairs if code not in known.get(book, ())]


EXCHANGED = ", ".join(KEYS)
"""What the file of codings has of each, for the help."""
