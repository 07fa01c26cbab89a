"""Whether what the user has is sound: settings, index, boards, what she says of works, codebook."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from clicktui import settings
from clicktui.corpora.choosing import chosen
from clicktui.doctor.model import Area, Finding, State
from clicktui.errors import CatalogueError, ClicktuiError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.places import settings_file

if TYPE_CHECKING:
    from clicktui.board.store.checking import Checked

_MOST_READ = 1_000_000_000
"""Bytes of an index that is read whole: half a second; of a larger one, the sizes are compared."""


def findings(parts: Iterable[str] = ()) -> Iterator[Finding]:
    """Yield a line for each of ``parts`` (names of ``PARTS``; none: for all); change nothing."""
    for name in parts or PARTS:
        yield PARTS[name]()


def _finding(
    name: str, title: str, state: State, told: str, advice: str = "", /, **facts: object
) -> Finding:
    return Finding(Area.SOUNDNESS, name, title, state, told, advice, facts)


def _settings() -> Finding:
    _chosen, problems = settings.load()
    if problems:
        return _finding(
            "settings",
            _("settings"),
            State.BROKEN,
            "; ".join(problems),
            _("correct these lines; the others hold"),
            mistakes=problems,
        )
    told = _("read without a mistake") if settings_file().exists() else _("none, all as usual")
    return _finding("settings", _("settings"), State.OK, told)


def _corpus() -> Finding:
    from clicktui.corpora.checking import ProblemKind, check

    title = _("corpus")
    try:
        problems = check(chosen())
    except (ClicktuiError, OSError) as error:
        return _finding("corpus", title, State.BROKEN, str(error))
    if not problems:
        return _finding("corpus", title, State.OK, _("sound"))
    is_broken = any(one.kind is ProblemKind.BROKEN for one in problems)
    told = problems[0].text
    if more := len(problems) - 1:
        told = translate_plural("{told}; and {count} more", "{told}; and {count} more", more)
        told = told.format(told=problems[0].text, count=more)
    return _finding(
        "corpus",
        title,
        State.BROKEN if is_broken else State.WARNING,
        told,
        _("clicktui corpus check tells all"),
        problems=[one.text for one in problems],
    )


def _index() -> Finding:
    from clicktui.doctor.folders import bytes_in
    from clicktui.opened import Opened
    from clicktui.search.indexfolder import is_trusted
    from clicktui.search.opening import series_of
    from clicktui.search.sources import BUILT_IN

    title = _("index")
    try:
        corpus = Opened().corpus
    except CatalogueError as error:
        advice = _("if it is the built-in corpus, reinstall clicktui")
        return _finding("index", title, State.BROKEN, str(error), advice)
    except (ClicktuiError, OSError) as error:
        return _finding("index", title, State.BROKEN, str(error))
    cache = chosen().cache()
    path = series_of(cache, BUILT_IN).newest()
    passages = len(corpus)
    facts = {"path": path and str(path), "passages": passages}
    if path is None:
        told = _("not built yet; the next start builds it")
        return _finding("index", title, State.OK, told, exists=False, **facts)
    is_whole = bytes_in(path) <= _MOST_READ
    if not is_trusted(path, check_all=is_whole):
        return _finding(
            "index",
            title,
            State.BROKEN,
            _("damaged, or not yours alone"),
            _("clicktui doctor --fix builds it anew"),
            exists=True,
            **facts,
        )
    told = translate_plural("sound: {count} passage", "sound: {count} passages", passages).format(
        count=passages
    )
    if not is_whole:
        told = _("{told}; its sizes were compared, it was not read whole").format(told=told)
    return _finding("index", title, State.OK, told, exists=True, **facts)


def _leftovers() -> Finding:
    from clicktui.search.indexfolder import leftovers

    title = _("unfinished indexes")
    try:
        found = leftovers(chosen().cache())
    except OSError:
        return _finding("leftovers", title, State.UNKNOWN, _("cannot be looked at"))
    if not found:
        return _finding("leftovers", title, State.OK, _("none"), paths=())
    told = translate_plural(
        "{count} folder that an ended build left",
        "{count} folders that ended builds left",
        len(found),
    ).format(count=len(found))
    return _finding(
        "leftovers",
        title,
        State.WARNING,
        told,
        _("clicktui doctor --fix removes them"),
        paths=[str(one) for one in found],
    )


def _boards() -> Finding:
    from clicktui.board.store.checking import checked

    title = _("boards and codings")
    folder = chosen().metadata_path().parent
    if not folder.exists():
        return _finding("boards", title, State.OK, _("none yet"), soundness="none")
    return _of_boards(title, checked(folder))


def _of_boards(title: str, found: "Checked") -> Finding:
    from clicktui.board.store.checking import Soundness

    facts = {"soundness": str(found.soundness)}
    mend = _("clicktui doctor --fix (or the next start) {doing}")
    match found.soundness:
        case Soundness.NONE:
            return _finding("boards", title, State.OK, _("none yet"), **facts)
        case Soundness.SOUND:
            told = translate_plural(
                "sound: {count} quote", "sound: {count} quotes", found.quotes
            ).format(count=found.quotes)
            return _finding("boards", title, State.OK, told, quotes=found.quotes, **facts)
        case Soundness.DAMAGED:
            told = _("the file is damaged ({reason})").format(reason=found.reason)
            doing = _("saves what can be read of it and keeps the damaged file")
            return _finding("boards", title, State.BROKEN, told, mend.format(doing=doing), **facts)
        case Soundness.LOST:
            doing = _("takes the newest whole backup")
            told = _("the file is missing or empty; there are backups")
            return _finding("boards", title, State.BROKEN, told, mend.format(doing=doing), **facts)
        case Soundness.REFUSED:
            return _finding("boards", title, State.BROKEN, found.reason, **facts)


def _metadata() -> Finding:
    from clicktui.metadata.file import MetadataFile

    title = _("metadata")
    path = chosen().metadata_path()
    if not path.exists():
        return _finding("metadata", title, State.OK, _("none of your own"))
    mistakes = MetadataFile(lambda: path.parent).read().mistakes
    if mistakes:
        return _finding(
            "metadata",
            title,
            State.BROKEN,
            "; ".join(mistakes),
            _("correct these lines; the others hold"),
            mistakes=mistakes,
        )
    return _finding("metadata", title, State.OK, _("read without a mistake"))


def _codebook() -> Finding:
    from clicktui.microtasks.codebookfiles import DEFAULT, codebook, shipped_codebooks

    title = _("codebook")
    name = settings.load()[0].codebook or DEFAULT
    if name in shipped_codebooks():  # its 30,000 patterns take a second to read
        told = _("{name}, one of clicktui’s own").format(name=name)
        return _finding("codebook", title, State.OK, told, name=name)
    try:
        found = codebook(name)
    except (ClicktuiError, OSError) as error:
        return _finding(
            "codebook",
            title,
            State.BROKEN,
            str(error),
            _("correct it, or choose another with “codebook:” in the settings"),
            name=name,
        )
    told = _("{name}, read without a mistake").format(name=found.id)
    return _finding("codebook", title, State.OK, told, name=name)


PARTS: dict[str, Callable[[], Finding]] = {
    "settings": _settings,
    "corpus": _corpus,
    "index": _index,
    "leftovers": _leftovers,
    "boards": _boards,
    "metadata": _metadata,
    "codebook": _codebook,
}
"""What is looked at, by the names of the findings."""
