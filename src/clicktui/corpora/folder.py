"""A corpus on the disk: one text and one catalogue for each source, changed in whole steps.

    corpus.yaml             what makes the folder a corpus
    catalogue/SOURCE.yaml   what is known of a source
    texts/SOURCE.txt        its cleaned text
    removed/                what the user took out

A source is in the corpus from the moment on that its catalogue is there. A new text is written
beside the old one first, then the catalogue, which holds the text's checksum, and only then it
takes the old one's place: whoever reads in between takes the text that the catalogue means. So a
process that is killed leaves each source as it was or as it was to be.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from clicktui.corpora.naming import is_name
from clicktui.corpora.writing import Raw, written
from clicktui.corpus.cleaning import clean
from clicktui.corpus.entries import CataloguePlace, RawEntry, read_yaml
from clicktui.errors import CorpusError, NotFoundError, SourceTextError
from clicktui.i18n import translate as _
from clicktui.locking import try_lock
from clicktui.wholefiles import replace_file, sync_folder

LONGEST_WAIT_S = 10.0
_POLL_S = 0.02


def checksum(content: bytes) -> str:
    """Return the BLAKE2b digest (32 hex digits) of ``content``."""
    return blake2b(content, digest_size=16).hexdigest()


class CorpusFolder:
    """A corpus in its folder. Whatever changes it waits for others, in other processes too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """Return the names of the sources, in order; other files beside them are passed over."""
        try:
            found = os.listdir(self.folder / "catalogue")  # noqa: PTH208 (names are all that is needed)
        except FileNotFoundError:
            return []
        stems = (name[:-5] for name in found if name.endswith(".yaml"))
        return sorted(stem for stem in stems if is_name(stem))

    def catalogue_path(self, name: str) -> Path:
        """Return the path of a source's catalogue."""
        return self.folder / "catalogue" / f"{name}.yaml"

    def text_path(self, name: str) -> Path:
        """Return the path of a source's text."""
        return self.folder / "texts" / f"{name}.txt"

    def holds(self, name: str) -> bool:
        """Say whether there is a source called so."""
        return is_name(name) and self.catalogue_path(name).exists()

    def _new_text_path(self, name: str) -> Path:
        return self.folder / "texts" / f"{name}.new"

    def entry(self, name: str) -> Raw:
        """Return a source's entry as YAML gives it; what stands in it is not checked.

        Raises:
            NotFoundError: there is no such source.
            CatalogueError: its catalogue cannot be read, or is not that of one source.
        """
        path = self.catalogue_path(name)
        self._refuse_missing(name)
        value, _raw = read_yaml(path)
        entries = RawEntry(value, CataloguePlace(path.name)).items("sources")
        if len(entries) != 1 or not isinstance(entries[0], dict):
            raise CataloguePlace(path.name).error("sources", _("has to be a list of one source"))
        return entries[0]

    def _refuse_missing(self, name: str) -> None:
        if not self.holds(name):
            raise NotFoundError(_("no source is called {name!r}").format(name=name[:80]))

    def text(self, name: str, wanted: str) -> str:
        """Return the cleaned text of a source, whose checksum is ``wanted``.

        Raises:
            SourceTextError: it is not there, cannot be read, or is another one.
        """
        for path in (self.text_path(name), self._new_text_path(name)):
            try:
                raw = path.read_bytes()
            except FileNotFoundError:
                continue
            except OSError as error:
                message = _("{file}: cannot be read: {reason}")
                reason = error.strerror or type(error).__name__
                raise SourceTextError(message.format(file=path.name, reason=reason)) from error
            if checksum(raw) == wanted:
                return clean(raw)
        message = _(
            "texts/{name}.txt is not the text that was added: add its original again,"
            " or accept what stands there: clicktui corpus check --accept {name}"
        )
        raise SourceTextError(message.format(name=name))

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other writers out.

        Raises:
            CorpusError: another one is writing for a long time, or the folder cannot be written.
        """
        path = self.folder / ".lock"
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = _("{folder}: cannot be changed ({reason})")
            raise CorpusError(message.format(folder=self.folder, reason=reason)) from error
        try:
            until = time.monotonic() + LONGEST_WAIT_S
            while try_lock(descriptor) is False:
                if time.monotonic() > until:
                    message = _("another clicktui is changing {folder}: try again")
                    raise CorpusError(message.format(folder=self.folder))
                time.sleep(_POLL_S)
            yield
        finally:
            os.close(descriptor)

    def put(self, name: str, entry: Raw, text: str) -> None:
        """Put a source there, or another text and entry in its place. Call it while ``locked``.

        The entry's ``from.text`` has to be the checksum of the text as UTF-8.

        Raises:
            OSError: it cannot be written; the source is as it was.
        """
        new = self._new_text_path(name)
        replace_file(new, text.encode())
        self.put_entry(name, entry)
        new.replace(self.text_path(name))
        sync_folder(new.parent)

    def put_entry(self, name: str, entry: Raw) -> None:
        """Write a source's catalogue whole. Call it while ``locked``.

        Raises:
            OSError: it cannot be written; it is as it was.
        """
        replace_file(self.catalogue_path(name), written(entry))

    def change(self, name: str, edit: Callable[[Raw], None]) -> None:
        """Let ``edit`` change a source's entry, as it stands at this moment, and write it.

        Raises:
            NotFoundError, CatalogueError: as ``entry``.
            CorpusError: it cannot be written.
        """
        with self.locked():
            entry = self.entry(name)
            edit(entry)
            try:
                self.put_entry(name, entry)
            except OSError as error:
                raise _unwritable(self.folder, error) from error

    def remove(self, name: str) -> None:
        """Take a source out: its text and catalogue are kept in ``removed``.

        Raises:
            NotFoundError: there is no such source.
            CorpusError: it cannot be taken out.
        """
        with self.locked():
            path = self.catalogue_path(name)
            self._refuse_missing(name)
            removed = self.folder / "removed"
            try:
                removed.mkdir(exist_ok=True, mode=0o700)
                path.replace(removed / path.name)
                sync_folder(path.parent)
                for text in (self.text_path(name), self._new_text_path(name)):
                    if text.exists():
                        text.replace(removed / f"{name}.txt")
            except OSError as error:
                raise _unwritable(self.folder, error) from error


def _unwritable(folder: Path, error: OSError) -> CorpusError:
    reason = error.strerror or type(error).__name__
    return CorpusError(
        _("{folder}: cannot be changed ({reason})").format(folder=folder, reason=reason)
    )
