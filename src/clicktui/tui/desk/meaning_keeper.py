"""What is shown of the meaning of passages, worked out in a thread of its own.

It begins a while after the codes were first looked at, in steps of one passage that let others go
first; what was computed when the app is left is kept, and the next time goes on from there. What
the user asks (passages like one, learning) goes before it: it gives way, and goes on afterwards.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Event
from typing import TYPE_CHECKING

from clicktui.corpus.model import Passage, Span
from clicktui.corpus.shortening import first_words
from clicktui.errors import ClicktuiError, SettingsError
from clicktui.i18n import translate as _
from clicktui.search.progress import SHOWN_AFTER_SECONDS, Progress
from clicktui.settings import load, save
from clicktui.tui.beside import beside
from clicktui.tui.codes.naming import code_name
from clicktui.tui.dialogs.dialog import key_of
from clicktui.tui.dialogs.effects_dialog import EffectsDialog
from clicktui.tui.dialogs.like_dialog import LikeDialog
from clicktui.tui.wishes import OpenWork, Pin
from clicktui.wording.coding import reading_text

if TYPE_CHECKING:
    from clicktui.coding.desk import CodingDesk
    from clicktui.coding.effects import Effect
    from clicktui.coding.meaning import Teaching
    from clicktui.coding.opinions import MeantBy
    from clicktui.microtasks.semantics.neighbours import Neighbour
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.codes_keeper import CodesKeeper

BEGIN_AFTER_S = 2.0
"""How long after the codes were first looked at their passages are read by meaning."""

MOST_LIKE = 20
"""Passages that are shown like one."""

READ_AHEAD = 2000
"""Passages that are read before anybody asks; a larger corpus is read when something needs it."""

_PAUSE_S = 0.003
_QUIET_S = 0.3
"""How long after a key the reading behind it goes on: while keys come, it all but rests."""


class MeaningKeeper:
    """The app's side of likeness by meaning; every method runs in its loop."""

    def __init__(self, app: "ClicktuiApp", codes: "CodesKeeper") -> None:
        self._app = app
        self._codes = codes
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clicktui-meaning")
        self._left = Event()
        self._has_begun = False
        self._is_reading = False
        self._is_wanted = False
        self._is_at_it = False
        self._asked = 0
        self._shows_candidates = load()[0].candidates == "shown"
        self._teaching: Teaching | None = None
        self._worked_out: tuple[object, ...] | None = None

    def stop(self) -> None:
        """End after the passage under way."""
        self._left.set()
        self._thread.shutdown(wait=True, cancel_futures=True)

    def begin_soon(self) -> None:
        """Begin to read the passages by meaning, a little later; once."""
        from clicktui.microtasks.semantics import encoding

        if self._has_begun:
            return
        self._has_begun = True
        if encoding.is_available():
            self._app.set_timer(BEGIN_AFTER_S, self._begin)
        else:
            self._tell(encoding.how_to_get_it())

    def _begin(self) -> None:
        self._is_reading = True
        self.refresh()

    def refresh(self) -> None:
        """Bring what meaning adds up to date, or do it again after what is under way."""
        self._is_wanted = True
        if self._is_reading and not self._is_at_it and not self._left.is_set():
            self._is_at_it = True
            beside(self._app, self._go_on, group="meaning")

    async def _go_on(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._is_wanted and not self._asked and not self._left.is_set():
                self._is_wanted = False
                has_changed, told = await loop.run_in_executor(self._thread, self._work)
                self._tell(told)
                if has_changed:
                    await self._codes.look()
        except RuntimeError:  # the thread was stopped
            pass
        finally:
            self._is_at_it = False

    def _work(self) -> tuple[bool, str]:
        """Work out what meaning adds now; return whether that changed, and what to tell.

        Where it cannot be worked out (what was learned is of another version, the cache cannot be
        written) meaning adds nothing: the cues alone hold. In the thread.
        """
        from clicktui.coding.meaning import LeftError

        desk = self._codes.workspace.coding_desk
        try:
            meant = self._meant(desk)
            return self._keep(desk, meant, uses_learned=desk.has_learned), ""
        except LeftError:
            return False, ""
        except (ClicktuiError, OSError) as error:
            self._worked_out = None
            return self._keep(desk, {}, uses_learned=False), str(error)

    def _meant(self, desk: "CodingDesk") -> "MeantBy":
        shows = self._shows_candidates
        learned = desk.ledger.learned(desk.codebook.id)
        now = (desk, desk.corpus, desk.own_rules, learned, shows)
        if now == self._worked_out:
            return desk.meant

        def gives_way() -> bool:
            return self._left.is_set() or self._asked > 0 or shows is not self._shows_candidates

        if not (shows or learned) and len(desk.corpus) > READ_AHEAD:
            return {}
        self._codes.workspace.meaning.read(desk.corpus, self._progress(shows), gives_way)
        meant = self._teaching_of(desk).meant(
            self._progress(shows), gives_way, with_candidates=shows
        )
        self._worked_out = now
        return meant

    def _keep(self, desk: "CodingDesk", meant: "MeantBy", *, uses_learned: bool) -> bool:
        """Let the desk have what meaning adds; say whether it is anything else than before."""
        has_changed = (meant, uses_learned) != (desk.meant, desk.uses_learned)
        desk.meant, desk.uses_learned = meant, uses_learned
        return has_changed

    def _teaching_of(self, desk: "CodingDesk") -> "Teaching":
        from clicktui.coding.meaning import Teaching

        if self._teaching is None or self._teaching.desk is not desk:
            self._teaching = Teaching(self._codes.workspace.meaning, desk)
        return self._teaching

    def _progress(self, can_stop: bool) -> Progress:
        """Return what tells in the pane how far it is, once it takes a while, and how to stop."""
        began = time.monotonic()
        told = began

        def progress(done: int, total: int) -> None:
            nonlocal told
            now = time.monotonic()
            is_due = now - began > SHOWN_AFTER_SECONDS and now - told > 0.1
            if (is_due or not total) and not self._left.is_set():  # opening the encoder takes long
                told = now
                with suppress(RuntimeError):  # the app's loop has ended meanwhile
                    self._app.call_later(self._tell_reading, reading_text(done, total), can_stop)
            self._rest()

        return progress

    def _rest(self) -> None:
        """Let others go first: a little after each text, longer while keys come."""
        time.sleep(_PAUSE_S)
        until = time.monotonic() + _QUIET_S - self._app.quiet_s
        while time.monotonic() < until and not (self._left.is_set() or self._asked):
            time.sleep(_PAUSE_S)

    def _tell_reading(self, line: str, can_stop: bool) -> None:
        if can_stop:
            key = key_of(self._codes.pane, "codes.candidates")
            line += " · " + _("{key} stops it").format(key=key)
        self._tell(line)

    def _tell(self, line: str) -> None:
        if not self._left.is_set() and self._codes.pane.children:  # else the app is ending
            self._codes.pane.tell_meaning(line)

    # what the user asks

    @contextmanager
    def _first(self) -> Iterator[None]:
        """Let what is asked go before what is read behind it, which goes on afterwards."""
        self._asked += 1
        try:
            yield
        finally:
            self._asked -= 1
            if not self._asked:
                self.refresh()

    async def like(self, work: str, span: Span) -> None:
        """Show the passages like that of some words; open or pin those that are chosen.

        Raises:
            NotFoundError: the words are in no passage.
            SemanticsError: the extra is not there.
        """
        from clicktui.coding.meaning import LeftError, passage_at

        self._need_the_extra()
        corpus = self._codes.workspace.corpus
        passage = passage_at(corpus, work, span)
        meaning = self._codes.workspace.meaning

        def work_out(cancelled: Callable[[], bool], progress: Progress) -> "tuple[Neighbour, ...]":
            try:
                return meaning.like(corpus, passage, MOST_LIKE, _letting_go(progress), cancelled)
            except LeftError:
                return ()

        async def pin(one: Passage) -> None:
            await self._codes.boards.pinning.pin(Pin(one.work, Span(one.start, one.end)))

        title = _("Passages like “{words}”").format(words=first_words(passage.text, 60))
        dialog = LikeDialog(title, work_out, pin, self._thread)
        with self._first():
            chosen = await self._app.push_screen_wait(dialog)
        if chosen is not None:
            whole = Span(chosen.start, chosen.end)
            self._app.on_open_work(OpenWork(chosen.work, whole, ()))

    async def switch_candidates(self) -> None:
        """Show the codes that only meaning suggests, or hide them; remembered."""
        try:
            self._need_the_extra()
            self._shows_candidates = not self._shows_candidates
            save("candidates", "shown" if self._shows_candidates else "hidden")
            told = (
                _("Candidates by meaning are shown, as possible only: many are wrong")
                if self._shows_candidates
                else _("Candidates by meaning are hidden")
            )
            self._codes.boards.say(told)
        except SettingsError as problem:
            text = _("Chosen for now only: {reason}").format(reason=problem)
            self._codes.boards.say(text, severity="warning")
        except ClicktuiError as error:
            self._codes.boards.say(str(error), severity="error")
            return
        self._has_begun = self._is_reading = True
        self.refresh()

    async def learn(self) -> None:
        """Show what the user's decisions teach and what it would do; keep it where wanted.

        Raises:
            ClicktuiError: the extra is not there, or nothing can be read.
        """
        from clicktui.wording.learning import Lesson

        self._need_the_extra()
        desk = self._codes.workspace.coding_desk
        names = {code.id: f"{code.sign} {code_name(code)}" for code in desk.codebook.codes}
        lessons: list[Lesson] = []

        def work_out(cancelled: Callable[[], bool], progress: Progress) -> "tuple[Effect, ...]":
            from clicktui.coding.meaning import LeftError

            def propose() -> Lesson:
                teaching = self._teaching_of(desk)
                made, passages = teaching.proposal(_letting_go(progress), cancelled)
                return Lesson(desk, made, passages, names)

            try:
                lesson = self._thread.submit(propose).result()
            except LeftError:
                return ()
            lessons.append(lesson.checked())
            return lesson.effects()

        dialog = EffectsDialog(
            _("Learn from your decisions"),
            work_out,
            names,
            lambda effects, _names: lessons[-1].told(effects) if lessons else "",
            reading_text,
        )
        with self._first():
            is_wanted = await self._app.push_screen_wait(dialog)
        if is_wanted and lessons:
            learned = lessons[-1].proposal.learned
            await self._codes.change(
                lambda one: one.ledger.keep_learned(one.codebook.id, learned, lessons[-1].about()),
                _("It is so already"),
            )
            self._has_begun = self._is_reading = True
            self.refresh()

    def _need_the_extra(self) -> None:
        """Raise SemanticsError where the extra is not installed."""
        from clicktui.microtasks.semantics.encoding import encoder_version

        encoder_version()


def _letting_go(progress: Progress) -> Progress:
    """Return ``progress`` with pauses between its steps, in which keys go first."""

    rested = time.monotonic()

    def told(done: int, total: int) -> None:
        nonlocal rested
        progress(done, total)
        if time.monotonic() - rested > _PAUSE_S:
            time.sleep(_PAUSE_S)
            rested = time.monotonic()

    return told
