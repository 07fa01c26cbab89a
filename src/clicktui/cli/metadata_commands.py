"""``clicktui metadata``: what each action does; each returns the exit code."""

from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from clicktui.cli.board_session import say_line
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.metadata_documents import change_documents, proposal_document, record_document
from clicktui.cli.terminal import one_line, say, say_error
from clicktui.errors import NotFoundError
from clicktui.i18n import translate as _
from clicktui.metadata.fields import Record, State
from clicktui.metadata.importing import Offer, accepted
from clicktui.metadata.model import KEY, Change
from clicktui.metadata.values import field_named, text_of, typed
from clicktui.wording.metadata import change_texts, key_text, offer_text, origin_text, state_text
from clicktui.workspace import Workspace

if TYPE_CHECKING:
    from clicktui.exporting.bibliography_matching import Proposal

_MARGIN = "  "


def act(arguments: Namespace) -> int:
    """Do what ``arguments.action`` asks; return the exit code."""
    with closing(Workspace()) as workspace:
        return _ACTIONS[arguments.action](workspace, arguments)


def show(workspace: Workspace, given: Namespace) -> int:
    """Print what is known of a work, or of all.

    Raises:
        NotFoundError: there is no such work.
    """
    desk = workspace.metadata
    for mistake in desk.mistakes:
        say_error(mistake)
    ids = desk.ids if given.work is None else (given.work,)
    records = [desk.record(work_id) for work_id in ids]
    gone = desk.gone if given.work is None else ()
    if given.json:
        works = [record_document(record) for record in records]
        say(dump({"works": works, "gone": list(gone), "mistakes": list(desk.mistakes)}))
        return FOUND
    for number, record in enumerate(records):
        if number:
            say("")
        _print_record(record)
    for work_id in gone:
        say_error(
            _("{work}: the catalogue has no such work; what you say of it is kept").format(
                work=work_id
            )
        )
    return FOUND


def _print_record(record: Record) -> None:
    say_line(record.id, record.title)
    for one in record.fields:
        if one.state is State.ABSENT:
            continue
        origin = f" [{origin_text(one.said)}]" if one.said else ""
        say(_MARGIN + one_line(f"{one.field}: {state_text(one, _shown)}{origin}"))
    say(_MARGIN + one_line(f"{KEY}: {key_text(record.key, record.key_said)}"))


def set_field(workspace: Workspace, given: Namespace) -> int:
    """Give a field a value.

    Raises:
        NotFoundError: there is no such work.
        MetadataError: there is no such field or value, or nothing can be kept.
    """
    field = field_named(given.field)
    value = typed(field, given.value)
    return _tell(given, workspace.metadata.set(given.work, field, value))


def unset(workspace: Workspace, given: Namespace) -> int:
    """Take back what was said of a field.

    Raises:
        NotFoundError: there is no such work, or nothing is said of the field.
        MetadataError: there is no such field, or nothing can be kept.
    """
    desk, field = workspace.metadata, field_named(given.field)
    if given.work not in desk.gone:
        desk.record(given.work)
    change = desk.unset(given.work, field)
    if not change:
        message = _("{work}: you say nothing of {field}")
        raise NotFoundError(message.format(work=given.work, field=field))
    return _tell(given, change)


def confirm(workspace: Workspace, given: Namespace) -> int:
    """Confirm doubtful values.

    Raises:
        NotFoundError: there is no such work, or nothing of it is doubtful.
        MetadataError: a field has no doubtful value, or nothing can be kept.
    """
    desk = workspace.metadata
    if not given.fields and not desk.record(given.work).doubtful:
        message = _("{work} has no doubtful value to confirm")
        raise NotFoundError(message.format(work=given.work))
    return _tell(given, desk.confirm(given.work, [field_named(one) for one in given.fields]))


def _tell(given: Namespace, change: Change) -> int:
    if given.json:
        say(dump({"changes": change_documents(change)}))
    elif not change:
        say(_("nothing changed: it is so already"))
    for one in () if given.json else change:
        (text,) = change_texts((one,), _shown)
        say_line(one.work_id, text)
    return FOUND


def import_bibliography(workspace: Workspace, given: Namespace) -> int:
    """Complete works from a bibliography file, those that the user consents to.

    Raises:
        BibliographyError: the file is no bibliography.
        NotFoundError: it describes no work of the corpus, or not one that was named.
        MetadataError: nothing can be kept.
        OSError: the file cannot be read.
    """
    path = Path(given.file).expanduser()
    proposed = workspace.metadata_proposals(path.read_bytes(), path.name)
    for work_id in given.work:
        workspace.metadata.record(work_id)
        if all(one.work_id != work_id for one, _offers in proposed.proposals):
            message = _("{file} describes no work that is like {work}")
            raise NotFoundError(message.format(file=given.file, work=work_id))
    taken: dict[str, tuple[Offer, ...]] = {}
    rows: list[tuple[Proposal, tuple[Offer, ...], bool]] = []
    for proposal, offers in proposed.proposals:
        wished = given.yes or proposal.work_id in given.work
        found = accepted(offers, given.correct)
        is_taken = bool(wished and found and proposal.work_id not in taken)
        if is_taken:
            taken[proposal.work_id] = found
        rows.append((proposal, offers, is_taken))
    is_done = bool(taken) and not given.dry_run
    change = workspace.metadata.take(taken, path.name) if is_done else ()
    if given.json:
        documents = [proposal_document(*row) for row in rows]
        remarks = [{"line": one.line, "text": one.text} for one in proposed.remarks]
        changes = change_documents(change)
        say(dump({"proposals": documents, "remarks": remarks, "changes": changes}))
        return FOUND if taken else NOTHING_FOUND
    for remark in proposed.remarks:
        say_error(f"{given.file}:{remark.line}: {remark.text}" if remark.line else remark.text)
    if is_done:
        return _tell(given, change)
    if not rows:
        say_error(_("{file} describes no work of the corpus").format(file=given.file))
        return NOTHING_FOUND
    for row in rows:
        _print_proposal(*row)
    if not taken:
        say_error(_("nothing was changed: consent with --work WORK for each, or with --yes"))
    return FOUND if taken else NOTHING_FOUND


def _print_proposal(proposal: "Proposal", offers: tuple[Offer, ...], is_taken: bool) -> None:
    percent = f"{proposal.score * 100:.0f} %"
    title = str(proposal.item.csl.get("title", ""))
    say_line(proposal.work_id, percent, title, _("to be taken over") if is_taken else "")
    for one in offers:
        say(_MARGIN + one_line(f"{offer_text(one, _shown, one.field)}"))
    if not offers:
        say(_MARGIN + _("brings nothing new"))


def _shown(_field: str, value: object) -> str:
    return text_of(value)


_ACTIONS: dict[str, Callable[[Workspace, Namespace], int]] = {
    "show": show,
    "set": set_field,
    "unset": unset,
    "confirm": confirm,
    "import": import_bibliography,
}
