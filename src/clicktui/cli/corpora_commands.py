"""``clicktui corpus``: what each action does; each returns the exit code."""

from argparse import Namespace
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from clicktui.cli.arguments import UsageError
from clicktui.cli.board_session import say_line
from clicktui.cli.corpora_adding import add, update
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import one_line, say, say_error
from clicktui.corpora.checking import accept, check
from clicktui.corpora.choosing import Place, chosen, chosen_name, place_of, places
from clicktui.corpora.description import make_corpus, read_description, write_description
from clicktui.corpora.doubts import Doubt
from clicktui.corpora.folder import CorpusFolder
from clicktui.corpora.loading import Loader
from clicktui.errors import CorpusError, NotFoundError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.settings import save
from clicktui.wording.corpora import doubt_text
from clicktui.workspace import Workspace


def act(arguments: Namespace) -> int:
    """Do what ``arguments.action`` asks; return the exit code."""
    return _ACTIONS[arguments.action](arguments)


def new(given: Namespace) -> int:
    """Make a corpus.

    Raises:
        CorpusError: it cannot be called so, lie there, or be joined with these.
    """
    for name in given.join:
        place_of(name)
    folder = make_corpus(given.name, Path(given.at) if given.at else None, tuple(given.join))
    name = str(folder) if given.at else given.name
    if given.use:
        save("corpus", name)
    if given.json:
        say(dump({"corpus": given.name, "folder": str(folder), "used": given.use}))
        return FOUND
    say_line(given.name, str(folder))
    if not given.use:
        say(_("open it from now on with: clicktui corpus use {name}").format(name=one_line(name)))
    return FOUND


def list_(given: Namespace) -> int:
    """Print the corpora, or the sources of the chosen one.

    Raises:
        ClicktuiError: the corpus cannot be read.
    """
    if given.sources:
        return _list_sources(given)
    there = list(places())
    used = chosen_name()
    if used not in {place.name for place in there}:
        try:
            there.append(place_of(used))
        except CorpusError as error:
            say_error(str(error))
    documents: list[dict[str, Any]] = [
        {
            "name": place.name,
            "folder": None if place.folder is None else str(place.folder),
            "sources": _count(place),
            "used": used in (place.name, str(place.folder)),
        }
        for place in there
    ]
    if given.json:
        say(dump({"corpora": documents}))
        return FOUND
    for one in documents:
        count = one["sources"]
        text = translate_plural("{count} source", "{count} sources", count).format(count=count)
        say_line(one["name"], text, _("open") if one["used"] else "")
    return FOUND


def _count(place: Place) -> int:
    if place.folder is None:
        return len(Loader(place).load().corpus.files)
    return len(CorpusFolder(place.folder).names())


def _list_sources(given: Namespace) -> int:
    with closing(Workspace()) as workspace:
        corpus = workspace.corpus
        for mistake in workspace.corpus_mistakes:
            say_error(mistake)
        doubts = workspace.doubts.doubts()
    documents: list[dict[str, Any]] = [
        {
            "source": file.name.removesuffix(".txt"),
            "works": [
                {"id": work.id, "title": work.title, "lang": work.lang} for work in file.works
            ],
            "doubts": sum(one.source == file.name.removesuffix(".txt") for one in doubts),
        }
        for file in corpus.files
    ]
    if given.json:
        say(dump({"sources": documents, "mistakes": list(workspace.corpus_mistakes)}))
        return FOUND if documents else NOTHING_FOUND
    for one in documents:
        count = one["doubts"]
        text = translate_plural("{count} doubt", "{count} doubts", count).format(count=count)
        titles = ", ".join(work["title"] for work in one["works"])
        say_line(str(one["source"]), titles, text if count else "")
    return FOUND if documents else NOTHING_FOUND


def use(given: Namespace) -> int:
    """Open another corpus from now on.

    Raises:
        CorpusError: there is none of that name.
        SettingsError: the settings cannot be written.
    """
    place = place_of(given.name)
    save("corpus", place.name)
    if given.json:
        say(dump({"corpus": place.name}))
    else:
        say_line(_("{corpus} is open from now on").format(corpus=place.name))
    return FOUND


def _own(place: Place) -> Path:
    if place.folder is None:
        raise CorpusError(_("the built-in corpus stays as it is: choose your own with --corpus"))
    return place.folder


def join(given: Namespace) -> int:
    """Read the works of another corpus with this one, or (``part``) no more.

    Raises:
        CorpusError: there is none of that name, or it is this one.
    """
    place = chosen()
    folder = _own(place)
    is_joining = given.action == "join"
    name = place_of(given.name).name if is_joining else given.name
    if is_joining and place_of(name).folder == place.folder:
        raise CorpusError(_("a corpus cannot be joined with itself"))
    with CorpusFolder(folder).locked():
        description = read_description(folder)
        joins = [one for one in description.joins if one != name]
        if not is_joining and len(joins) == len(description.joins):
            raise NotFoundError(_("{name} is not joined").format(name=one_line(name)))
        write_description(folder, replace(description, joins=(*joins, *[name] * is_joining)))
    if given.json:
        say(dump({"joins": [*joins, *[name] * is_joining]}))
        return FOUND
    told = _("{name} is read with it") if is_joining else _("{name} is read with it no more")
    say_line(told.format(name=name))
    return FOUND


def remove(given: Namespace) -> int:
    """Take sources out.

    Raises:
        NotFoundError: there is no such source.
        CorpusError: nothing can be changed.
    """
    folder = CorpusFolder(_own(chosen()))
    for name in given.sources:
        folder.remove(name)
        if not given.json:
            say_line(name, _("taken out; its text is kept in {folder}").format(folder="removed/"))
    if given.json:
        say(dump({"removed": given.sources}))
    return FOUND


def check_corpus(given: Namespace) -> int:
    """Print what is wrong with the corpus.

    Raises:
        ClicktuiError: it cannot be read at all, or a text cannot be accepted.
    """
    place = chosen()
    for name in given.accept:
        accept(place, name)
    problems = check(place)
    if given.json:
        documents = [
            {"kind": one.kind.value, "source": one.source or None, "text": one.text}
            for one in problems
        ]
        say(dump({"problems": documents}))
    for one in () if given.json else problems:
        say(one_line(one.text))
    if not problems and not given.json:
        say(_("all is sound"))
    return NOTHING_FOUND if problems else FOUND


def doubts(given: Namespace) -> int:
    """Print what waits to be confirmed.

    Raises:
        ClicktuiError: the corpus cannot be read.
    """
    with closing(Workspace()) as workspace:
        found = workspace.doubts.doubts(_named(workspace, given.sources))
    if given.json:
        say(dump({"doubts": [_document(one) for one in found]}))
    for one in () if given.json else found:
        say_line(one.id, doubt_text(one))
    return FOUND if found else NOTHING_FOUND


def settle(given: Namespace) -> int:
    """Confirm or refuse doubts.

    Raises:
        NotFoundError: there is no such doubt.
        UsageError: none is named.
        ClicktuiError: it cannot be kept.
    """
    if bool(given.doubts) is given.all:
        raise UsageError(_("corpus {action}: name doubts, or give --all").format(
            action=given.action))  # fmt: skip
    with closing(Workspace()) as workspace:
        desk = workspace.doubts
        there = desk.doubts()
        wished = there if given.all else tuple(_wished(there, given.doubts))
        if given.action == "confirm":
            desk.confirm(wished, given.who)
        else:
            desk.refuse(wished)
        workspace.follow_corpus()
        left = len(desk.doubts())
    if given.json:
        say(dump({"settled": [_document(one) for one in wished], "left": left}))
        return FOUND
    for one in wished:
        say_line(one.id, doubt_text(one))
    text = translate_plural("{count} doubt is left", "{count} doubts are left", left)
    say(text.format(count=left))
    return FOUND


def _wished(there: tuple[Doubt, ...], names: list[str]) -> list[Doubt]:
    found: dict[str, Doubt] = {}
    for name in names:
        meant = [one for one in there if name in (one.id, one.source)]
        if not meant:
            raise NotFoundError(_("there is no doubt {name}").format(name=one_line(name)[:80]))
        found.update((one.id, one) for one in meant)
    return list(found.values())


def _named(workspace: Workspace, sources: list[str]) -> list[str] | None:
    for name in sources:
        if name not in workspace.doubts.sources:
            raise NotFoundError(_("no source is called {name!r}").format(name=name[:80]))
    return sources or None


def _document(one: Doubt) -> dict[str, object]:
    return {
        "id": one.id,
        "source": one.source,
        "work": one.work,
        "kind": one.kind.value,
        "key": one.key,
        "value": one.value,
        "where": one.where or None,
        "lines": list(one.lines),
        "sample": one.sample or None,
    }


_ACTIONS: dict[str, Callable[[Namespace], int]] = {
    "new": new,
    "list": list_,
    "use": use,
    "join": join,
    "part": join,
    "add": add,
    "update": update,
    "remove": remove,
    "check": check_corpus,
    "doubts": doubts,
    "confirm": settle,
    "refuse": settle,
}
