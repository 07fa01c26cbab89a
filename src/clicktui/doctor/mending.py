"""Mending what can be rebuilt; nothing of the user's is deleted.

The boards are mended only by opening them, as the app does: the store salvages what can be read,
or takes the newest backup, and keeps the file that was there.
"""

import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress

from clicktui.doctor.folders import not_private
from clicktui.doctor.model import Finding, Mended, State
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.places import cache_folder, data_folder


def mended(findings: Iterable[Finding]) -> Iterator[Mended]:
    """Mend what ``findings`` say is wrong and can be mended; yield what was done, line by line."""
    for name, path in not_private().items():
        try:
            real = path.resolve()
            real.chmod(real.stat().st_mode & ~(stat.S_IWGRP | stat.S_IWOTH))
        except OSError as error:
            yield Mended(
                _("{path}: its rights cannot be changed ({reason})").format(
                    path=path, reason=error.strerror
                ),
                False,
            )
        else:
            yield Mended(
                _("{path}: only you can write there now ({name})").format(path=path, name=name)
            )
    wrong = {finding.id for finding in findings if finding.state in (State.BROKEN, State.WARNING)}
    for id_, mend in _WAYS.items():
        if id_ not in wrong:
            continue
        try:
            yield from mend()
        except (ClicktuiError, OSError) as error:
            yield Mended(str(error), False)


def _leftovers() -> Iterator[Mended]:
    from clicktui.search.indexfolder import remove_leftovers

    removed = remove_leftovers(cache_folder())
    if removed is None:
        yield Mended(_("another clicktui builds its index: nothing was removed"), False)
        return
    for path in removed:
        yield Mended(_("removed: {path}").format(path=path))


def _index() -> Iterator[Mended]:
    from clicktui.opened import Opened

    with closing(Opened()) as opened:
        notices = opened.open_engine(rebuild=True)
        yield Mended(_("the index was built anew"))
    for notice in notices:
        yield Mended(notice)


def _boards() -> Iterator[Mended]:
    from clicktui.board.store.checking import Soundness, checked
    from clicktui.board.store.store import open_store

    folder = data_folder()
    if checked(folder).soundness not in (Soundness.DAMAGED, Soundness.LOST):
        return  # a newer version's, or another program's: only the user can tell
    with open_store(folder) as store:
        with suppress(ClicktuiError):
            for board in store.boards():  # what is only found when it is read is mended too
                store.board(board.id)
        for notice in store.notices:
            yield Mended(notice, not store.is_read_only)
    is_sound = checked(folder).soundness is Soundness.SOUND
    yield Mended(
        _("the boards are sound now") if is_sound else _("the boards are not sound yet"), is_sound
    )


_WAYS: dict[str, Callable[[], Iterator[Mended]]] = {
    "soundness.leftovers": _leftovers,
    "soundness.index": _index,
    "soundness.boards": _boards,
}
"""What mends a finding, by its id."""
