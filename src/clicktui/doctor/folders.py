"""Where everything of the user's lies, how large it is, and whether it is hers alone."""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from clicktui.corpora.choosing import chosen
from clicktui.doctor.model import Area, Finding, State
from clicktui.errors import ClicktuiError
from clicktui.i18n import language
from clicktui.i18n import translate as _
from clicktui.places import folder_paths, is_private, settings_file
from clicktui.shipped import shipped

MEGABYTE = 1_000_000
_MOST_FILES = 100_000
"""Files that are counted: there are never so many, unless a variable names a folder of others."""


def findings() -> Iterator[Finding]:
    """Yield a line for each place."""
    settings = settings_file()
    is_there = settings.exists()
    yield _finding(
        "settings",
        _("settings"),
        State.OK,
        str(settings) if is_there else _("{path} (not there: all as usual)").format(path=settings),
        path=str(settings),
        exists=is_there,
    )
    titles = {
        "data": _("boards, notes"),
        "cache": _("index"),
        "state": _("last copy"),
    }
    for name, (variable, path) in folder_paths().items():
        yield _folder(name, titles.get(name, name), variable, path)
    try:
        texts = shipped("seeds")
    except FileNotFoundError as error:
        yield _finding(
            "corpus",
            _("built-in corpus"),
            State.BROKEN,
            str(error),
            "pip install --force-reinstall clicktui",
        )
        return
    yield _finding("corpus", _("built-in corpus"), State.OK, _sized(texts), path=str(texts))
    yield from _own_corpus()


def _own_corpus() -> Iterator[Finding]:
    """Yield where the corpus that is open lies, if it is one of the user's own."""
    try:
        place = chosen()
    except ClicktuiError as error:
        advice = _("clicktui corpus use NAME opens another")
        yield _finding("own-corpus", _("your own corpus"), State.BROKEN, str(error), advice)
        return
    if place.folder is not None:
        told, path = _sized(place.folder), str(place.folder)
        yield _finding("own-corpus", _("your own corpus"), State.OK, told, path=path)


def _finding(
    name: str, title: str, state: State, told: str, advice: str = "", /, **facts: object
) -> Finding:
    return Finding(Area.PLACES, name, title, state, told, advice, facts)


def _folder(name: str, title: str, variable: str, path: Path) -> Finding:
    facts: dict[str, object] = {"path": str(path), "variable": variable}
    try:
        if not path.exists():
            told = _("{path} (made when it is needed)").format(path=path)
            return _finding(name, title, State.OK, told, **facts, exists=False)
        facts |= {"exists": True, "bytes": bytes_in(path)}
        if not path.is_dir() or not os.access(path, os.W_OK | os.X_OK):
            return _finding(
                name,
                title,
                State.BROKEN,
                _("{path} cannot be written").format(path=path),
                _("make it yours (chmod 700), or name another folder in {variable}").format(
                    variable=variable
                ),
                **facts,
            )
        if not is_private(path.resolve()):
            return _finding(
                name,
                title,
                State.BROKEN,
                _("{path} is not yours alone").format(path=path),
                _("clicktui doctor --fix, or name another folder in {variable}").format(
                    variable=variable
                ),
                **facts,
            )
    except OSError as error:
        told = _("{path} cannot be looked at ({reason})").format(path=path, reason=error.strerror)
        advice = _("name another folder in {variable}").format(variable=variable)
        return _finding(name, title, State.BROKEN, told, advice, **facts)
    return _finding(name, title, State.OK, _sized(path), **facts)


def _sized(path: Path) -> str:
    number = f"{bytes_in(path) / MEGABYTE:.1f}"
    if language() == "fr":
        number = number.replace(".", ",")
    size = _("{number} MB").format(number=number)
    return _("{path} ({size})").format(path=path, size=size)


def bytes_in(folder: Path) -> int:
    """Return the bytes of all files in ``folder``; links are not followed."""
    total = count = 0
    for root, _folders, names in os.walk(folder):
        for name in names:
            count += 1
            if count > _MOST_FILES:
                return total
            try:
                total += (Path(root) / name).lstat().st_size
            except OSError:
                continue
    return total


def not_private() -> Mapping[str, Path]:
    """Return, by name, the folders that others can write into and that are the user's to mend."""
    found = {}
    for name, (_variable, path) in folder_paths().items():
        try:
            if path.is_dir() and not is_private(path.resolve()) and _is_to_be_mended(path):
                found[name] = path
        except OSError:
            continue
    return found


def _is_to_be_mended(path: Path) -> bool:
    """Say whether ``path`` is a folder that only clicktui uses: none like /tmp, none like home."""
    real = path.resolve()
    status = real.stat()
    is_shared = bool(status.st_mode & stat.S_ISVTX) or real == Path.home().resolve()
    return status.st_uid == os.getuid() and not is_shared and real.parent != real
