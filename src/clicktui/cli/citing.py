"""What ``clicktui cite`` and ``clicktui styles`` do; each returns the exit code."""

import sys
import time
from argparse import Namespace
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from clicktui.citing.copyforms import TRAITS, Form
from clicktui.cli.arguments import UsageError
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import one_line, say, say_error
from clicktui.errors import NotFoundError
from clicktui.i18n import translate as _
from clicktui.search.progress import SHOWN_AFTER_SECONDS
from clicktui.workspace import Workspace

if TYPE_CHECKING:
    from clicktui.citing.styles import Style
    from clicktui.copies import Subject


DEFAULT_STYLES = 20
"""How many styles are printed of those that have a name, unless told."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is cited: its passage or its quote on a board, and what to tell of it."""

    subject: "Subject"
    doubt: str | None
    warning: str | None
    passage: str | None = None
    pinned: str | None = None


def cite(arguments: Namespace) -> int:
    """Print a passage, or a quote of a board, as it is copied.

    Raises:
        UsageError: the form cannot be had of these words.
        NotFoundError: no passage or quote has that id, or no board is called so.
        AmbiguousError: several have an id that begins like this.
        FolderUnusableError, BoardStoreError: the boards cannot be opened.
        StyleError: there is no such style, or it cannot render the reference.
    """
    from clicktui.citing.styles import style_named
    from clicktui.copies import reason_against

    form = Form(arguments.format)
    with closing(Workspace()) as workspace:
        citing = workspace.citing
        lang = arguments.lang or citing.lang
        citer = None
        if arguments.style is not None:
            citer = citing.styled(style_named(arguments.style))
        wanted = _wanted(workspace, arguments, form)
        against = reason_against([wanted.subject], form)
        if against is not None:
            raise UsageError(
                _("{name}: {reason}").format(name=_(TRAITS[form].name), reason=against)
            )
        copied = workspace.copy([wanted.subject], form, lang, citer)
        if arguments.json:
            from clicktui.cli.documents import citation_document, dump

            style = (citer or citing.citer).style_of(form).id if TRAITS[form].is_styled else None
            say(
                dump(
                    citation_document(
                        wanted.subject.quote,
                        copied.text,
                        passage=wanted.passage,
                        pinned=wanted.pinned,
                        form=form.value,
                        lang=lang,
                        style=style,
                        keys=list(copied.keys.values()),
                        remarks=copied.remarks,
                        warning=wanted.warning,
                    )
                )
            )
            return FOUND
        say(copied.text)
        for told in (wanted.doubt, *copied.remarks):
            if told:
                say_error(told)
        _tell_own_words(workspace, wanted, lang)
    return FOUND


def _wanted(workspace: Workspace, arguments: Namespace, form: Form) -> _Wanted:
    from clicktui.citing.citation import warning
    from clicktui.wording.boards import copy_doubt

    says_who = TRAITS[form].says_who
    name = arguments.passage
    if arguments.board is not None or (name and ":" not in name):
        board = workspace.desk.open_board()
        if arguments.board is not None:
            board = workspace.desk.named(arguments.board)
        try:
            pinned = workspace.desk.quote_named(board, name)
        except NotFoundError:
            if arguments.board is not None:
                raise
        else:
            subject = workspace.pinned_subject(pinned)
            stand = workspace.desk.stand(pinned)
            doubt = copy_doubt(pinned, stand, names_speaker=says_who)
            return _Wanted(subject, doubt, warning(pinned.quote), pinned=pinned.id)
    passage = workspace.corpus.passage(name)
    quote = workspace.quote_passage(passage)
    doubt = None
    if quote.speaker_inferred and says_who:
        doubt = _("The speaker is not printed: it follows from the form of the text.")
    return _Wanted(workspace.subject(quote), doubt, warning(quote), passage=passage.id)


def _tell_own_words(workspace: Workspace, wanted: _Wanted, lang: str) -> None:
    """Tell whose words an altered passage repeats, and how these are cited."""
    from clicktui.copies import copied
    from clicktui.corpus.quoting import own_sentence

    if not wanted.warning or wanted.passage is None:
        return
    own = own_sentence(workspace.corpus, wanted.subject.quote)
    if own is not None:
        subject = workspace.subject(own)
        said = workspace.citing.shown(
            lambda citer: copied([subject], Form.CITATION, citer, lang).text
        )
        say_error(_("{warning}: {words}").format(warning=wanted.warning, words=said.text))


def styles(arguments: Namespace) -> int:
    """Print the usual styles, or those whose name is like the one given."""
    from clicktui.citing.styles import FAVOURITES, find_styles, how_to_get_more

    name = " ".join(arguments.name)
    limit = arguments.limit or (DEFAULT_STYLES if name else len(FAVOURITES))
    with _Progress() as tell:
        found = find_styles(name, limit, tell.told)
    chosen = Workspace().citing.style_name
    if arguments.json:
        from clicktui.cli.documents import dump, style_document

        shown = [style_document(style, style.id == chosen) for style in found]
        say(dump({"styles": shown, "more": how_to_get_more()}))
        return FOUND if found else NOTHING_FOUND
    for style in found:
        say(_style_line(style, is_chosen=style.id == chosen))
    if not found:
        say_error(_("no style has a name like this"))
    elif not name and how_to_get_more() is None:
        say_error(_("and more: clicktui styles NAME finds them by name"))
    if more := how_to_get_more():
        say_error(more)
    return FOUND if found else NOTHING_FOUND


def _style_line(style: "Style", *, is_chosen: bool) -> str:
    from clicktui.wording.citing import format_name

    parts = [style.id, style.name, format_name(style)]
    if is_chosen:
        parts.append(_("chosen"))
    return one_line(" · ".join(parts))


class _Progress:
    """Tells on a terminal how many styles are read, once that takes long."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._is_told = False

    def told(self, done: int, total: int) -> None:
        """Tell it, on one line that is written over."""
        is_slow = time.monotonic() - self._began > SHOWN_AFTER_SECONDS
        if is_slow and sys.stderr is not None and sys.stderr.isatty():
            self._is_told = True
            text = _("reading the styles: {done} of {total}").format(done=done, total=total)
            print(f"\rclicktui: {text}\x1b[K", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> "_Progress":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._is_told:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
