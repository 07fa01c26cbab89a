"""Which corpus is meant, and where what the user makes of it is kept.

Her own corpora lie in ``corpora/NAME`` of her data folder, or where she says. Boards, codings and
metadata of the built-in corpus lie in the data folder itself, those of her own in ``corpora/NAME``,
or, where the corpus lies elsewhere, in ``elsewhere/ID``: never inside a folder that she may share.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from clicktui.corpora.naming import is_name
from clicktui.errors import CorpusError, FolderUnusableError
from clicktui.i18n import translate as _
from clicktui.places import cache_folder, data_folder, data_path, metadata_file
from clicktui.settings import load

BUILT_IN = "built-in"
"""The name of the corpus that ships with clicktui."""

VARIABLE = "CLICKTUI_CORPUS"
"""The environment variable that names a corpus; the command line sets it for itself."""

FILE = "corpus.yaml"
"""What makes a folder a corpus."""


@dataclass(frozen=True, slots=True)
class Place:
    """A corpus by name; ``folder`` is None for the built-in one, and need not be there yet."""

    name: str
    folder: Path | None = None
    is_elsewhere: bool = False

    def as_plain(self) -> dict[str, str]:
        """Return its fields as text, for another process."""
        return {
            "name": self.name,
            "folder": str(self.folder or ""),
            "is_elsewhere": "yes" if self.is_elsewhere else "",
        }

    @classmethod
    def from_plain(cls, fields: Mapping[str, str]) -> Self:
        """Return the place that ``as_plain`` told."""
        folder = Path(fields["folder"]) if fields["folder"] else None
        return cls(fields["name"], folder, bool(fields["is_elsewhere"]))

    @property
    def is_built_in(self) -> bool:
        """Whether it is the one that ships with clicktui."""
        return self.folder is None

    def data(self) -> Path:
        """Return (and create, mode 0700) the folder of its boards, codings and metadata.

        Raises:
            FolderUnusableError: it cannot be made or used.
            CorpusError: there is no corpus there.
        """
        return data_folder() if self.folder is None else _made(data_folder(), *self._parts())

    def metadata_path(self) -> Path:
        """Return the path of what the user says of its works; nothing is created.

        Raises:
            CorpusError: there is no corpus there.
        """
        usual = metadata_file()
        return usual.parent.joinpath(*self._parts(), usual.name)

    def cache(self) -> Path:
        """Return (and create, mode 0700) the folder of what can be rebuilt of it.

        Raises:
            FolderUnusableError: it cannot be made or used.
            CorpusError: there is no corpus there.
        """
        return cache_folder() if self.folder is None else _made(cache_folder(), *self._parts())

    def _parts(self) -> tuple[str, ...]:
        if self.folder is None:
            return ()
        if not self.is_elsewhere:
            return ("corpora", self.name)
        from clicktui.corpora.description import read_description

        return ("elsewhere", read_description(self.folder).id)


def _made(root: Path, *parts: str) -> Path:
    folder = root.joinpath(*parts)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        message = _("The folder {folder} cannot be used ({reason})")
        reason = error.strerror or type(error).__name__
        raise FolderUnusableError(message.format(folder=folder, reason=reason)) from error
    return folder


def corpora_folder() -> Path:
    """Return where the user's own corpora lie; it may not exist."""
    return data_path() / "corpora"


def chosen_name() -> str:
    """Return the name or path of the corpus that is to be opened.

    It is that of the command line or the environment, else of the settings, else the built-in one.
    """
    return os.environ.get(VARIABLE) or load()[0].corpus or BUILT_IN


def place_of(name: str) -> Place:
    """Return the corpus that ``name`` is the name of, or whose folder's path it is.

    Raises:
        CorpusError: there is none.
    """
    if name == BUILT_IN:
        return Place(BUILT_IN)
    own = corpora_folder()
    if is_name(name):
        if (own / name / FILE).is_file():
            return Place(name, own / name)
        if not Path(name, FILE).is_file():
            known = ", ".join(place.name for place in places())
            message = _("no corpus is called {name}; there are: {known}")
            raise CorpusError(message.format(name=name, known=known))
    folder = Path(name).expanduser().absolute()
    if not (folder / FILE).is_file():
        message = _("{folder} is no corpus: make one with: clicktui corpus new NAME")
        raise CorpusError(message.format(folder=folder))
    folder = folder.resolve()
    if folder.parent == own.resolve() and is_name(folder.name):
        return Place(folder.name, folder)
    return Place(str(folder), folder, is_elsewhere=True)


def chosen() -> Place:
    """Return the corpus that is to be opened: see ``chosen_name``.

    Raises:
        CorpusError: there is none of that name.
    """
    try:
        return place_of(chosen_name())
    except CorpusError as error:
        if os.environ.get(VARIABLE):
            raise
        message = _("{reason} – clicktui corpus use NAME chooses another")
        raise CorpusError(message.format(reason=error)) from error


def places() -> Iterator[Place]:
    """Yield the built-in corpus and the user's own ones in her data folder, by name."""
    yield Place(BUILT_IN)
    own = corpora_folder()
    if own.is_dir():
        for folder in sorted(own.iterdir()):
            if is_name(folder.name) and (folder / FILE).is_file():
                yield Place(folder.name, folder)
