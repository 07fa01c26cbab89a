"""The corpus that is open in the app: another one is opened, files are added, doubts settled."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from clicktui.corpora.choosing import BUILT_IN, Place, place_of, places
from clicktui.corpora.description import make_corpus
from clicktui.corpora.folder import CorpusFolder
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.beside import beside
from clicktui.tui.desk.adding import AddingFiles
from clicktui.tui.desk.corpora_part import OWN_WORKERS, corpus_name
from clicktui.tui.desk.doubts_keeper import DoubtsKeeper
from clicktui.tui.desk.watching import Watching
from clicktui.tui.dialogs.chooser import Chooser, Option
from clicktui.tui.drawing.layout import printable

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from clicktui.corpus.corpus import Corpus
    from clicktui.tui.app import ClicktuiApp
    from clicktui.workspace import Workspace

T = TypeVar("T")

TOAST_S = 4.0


class CorporaKeeper:
    """The app's side of corpora; its methods run in the app's loop."""

    def __init__(self, app: "ClicktuiApp") -> None:
        self.app = app
        self.workspace: Workspace | None = None
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="clicktui-corpora")
        self._is_opening = False
        self.adding = AddingFiles(self)
        self.doubts = DoubtsKeeper(self)
        self.watching = Watching(self)

    def take(self, workspace: "Workspace") -> None:
        """Keep ``workspace`` from now on."""
        self.workspace = workspace
        self.doubts.forget()
        self.adding.forget()
        self.watching.begin()

    def stop(self) -> None:
        """End what is under way; what is done is kept."""
        self.watching.stop()
        self.adding.end()
        self._executor.shutdown(wait=True)

    async def ask(self, work: Callable[[], T]) -> T:
        """Return what ``work`` gives, done in the thread in which the corpus is changed."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work)

    async def beside(self, asking: Coroutine[Any, Any, None]) -> None:
        """Ask beside the interface; return once the question stands on the screen."""
        screens = len(self.app.screen_stack)
        worker = beside(self.app, self._safely, asking, group=OWN_WORKERS)
        await self.app.wait_for_question(worker, screens)

    async def _safely(self, asking: Coroutine[Any, Any, None]) -> None:
        try:
            await asking
        except (ClicktuiError, OSError, RuntimeError) as error:
            text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self.say(text, severity="error")

    def say(self, text: str, severity: "SeverityLevel" = "information") -> None:
        """Tell ``text`` in a toast, in place of those before."""
        self.app.clear_notifications()
        timeout = TOAST_S if severity == "information" else 10
        shown = "\n".join(map(printable, text.split("\n")))
        self.app.notify(shown, severity=severity, timeout=timeout, markup=False)

    async def follow(self) -> None:
        """Show everywhere what the corpus is now, after its sources changed.

        Raises:
            ClicktuiError: ``corpus.yaml`` is wrong; all is shown as it was.
        """
        workspace = self.workspace
        if workspace is None:
            return
        before = workspace.corpus.fingerprint
        await self.ask(workspace.follow_corpus)
        await self.show_as_it_is(before)

    async def show_as_it_is(self, before: str) -> None:
        """Show the corpus everywhere; ``before`` is the fingerprint of what the index was of."""
        workspace = self.workspace
        if workspace is not None:
            corpus = workspace.corpus
            await self.app.follow_corpus(corpus, corpus.fingerprint != before)

    # opening another one

    async def choose(self) -> None:
        """Ask which corpus to open, or make one; an error leaves the open one open.

        Raises:
            ClicktuiError: there is none, or it cannot be read.
            OSError: it cannot be made.
        """
        wanted = await self.chosen(_("Open a corpus, or type a new name"), with_built_in=True)
        if wanted is not None:
            await self.open(wanted)

    async def chosen(
        self, title: str, *, with_built_in: bool, without: Place | None = None
    ) -> Place | None:
        """Return the corpus that the user chooses, which may be one that is made now.

        Raises:
            CorpusError: it is none, or cannot be made.
            OSError: it cannot be made.
        """
        here = self.workspace.place if self.workspace is not None else None
        corpus = self.workspace.corpus if self.workspace is not None else None
        options = await self.ask(lambda: list(_options(here, corpus)))
        options = [
            one
            for one in options
            if (with_built_in or one.id != BUILT_IN) and (without is None or one.id != without.name)
        ]
        new = _("New corpus, or folder of one: “{name}”")
        current = here.name if here is not None else None
        chooser = Chooser(title, options, new, current)
        chosen = await self.app.push_screen_wait(chooser)
        if chosen is None:
            return None
        return await self.ask(lambda: _place(chosen.id, chosen.name))

    async def open(self, place: Place) -> None:
        """Open the corpus at ``place`` in the stead of the one that is open.

        Raises:
            ClicktuiError: it cannot be read; the open one stays.
        """
        if self.workspace is not None and self.workspace.place == place:
            self.say(_("{corpus} is open already").format(corpus=corpus_name(place)))
            return
        if self.adding.is_at_it:
            self.say(_("Files are being added: end that first"), severity="warning")
            return
        if self._is_opening:
            return
        self._is_opening = True
        try:
            await self._open(place)
        finally:
            self._is_opening = False

    async def _open(self, place: Place) -> None:
        from clicktui.workspace import open_workspace

        def opened() -> "Workspace":
            place.data()
            return open_workspace(place)

        workspace = await self.ask(opened)
        self.watching.stop()
        done = asyncio.Event()

        async def take() -> None:
            try:
                await self.app.take_another(workspace)
            finally:
                done.set()

        self.app.call_later(take)
        await done.wait()
        told = _("{corpus} is open").format(corpus=corpus_name(place))
        if place.is_built_in:
            how = "clicktui corpus use built-in"
        else:
            how = f"clicktui corpus use {place.name}"
        self.say(told + "\n" + _("from now on always: {command}").format(command=how))


def _options(here: Place | None, corpus: "Corpus | None") -> "list[Option]":
    """Return the corpora to choose from, the built-in one first, each with what is in it."""
    there = list(places())
    if here is not None and here not in there:
        there.append(here)
    return [
        Option(place.name, corpus_name(place), _about(place, corpus if place == here else None))
        for place in there
    ]


def _about(place: Place, corpus: "Corpus | None") -> str:
    """Return how many works a corpus has, and passages where that is known without reading it."""
    from clicktui.corpus.corpus import shipped_corpus

    if corpus is None and place.folder is None:
        corpus = shipped_corpus()
    if corpus is None and place.folder is not None:
        count = len(CorpusFolder(place.folder).names())
        works = translate_plural("{count} work", "{count} works", count).format(count=count)
        return _("{works}, passages not counted").format(works=works)
    if corpus is None:
        return _("unknown")
    count = len(corpus.works)
    works = translate_plural("{count} work", "{count} works", count).format(count=count)
    count = len(corpus)
    passages = translate_plural("{count} passage", "{count} passages", count).format(count=count)
    return f"{works}, {passages}"


def _place(name: str | None, typed: str) -> Place:
    """Return the corpus that was chosen by ``name``, or that is called or lies as was ``typed``."""
    if name is not None:
        return place_of(name)
    if "/" in typed or typed.startswith("~"):
        return place_of(typed)
    make_corpus(typed)
    return place_of(typed)
