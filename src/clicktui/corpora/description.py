"""The file ``corpus.yaml``: what makes a folder a corpus, and what it is joined with."""

import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from clicktui.corpora.choosing import BUILT_IN, FILE, corpora_folder
from clicktui.corpora.naming import is_name
from clicktui.corpus.csl import plain_text
from clicktui.corpus.entries import CataloguePlace, RawEntry, read_yaml
from clicktui.corpus.yamltext import flow, quoted, word
from clicktui.errors import CorpusError
from clicktui.i18n import translate as _
from clicktui.wholefiles import replace_file

SCHEMA = "clicktui-corpus/1"
_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Description:
    """A corpus of the user's own.

    ``id`` is random and tells it from all others wherever it is moved. ``joins`` are names (or
    paths) of corpora whose works are read with it. ``folders`` were added: ``update`` and watching
    look into them for new files. ``made`` is UTC, ISO 8601 to the second.
    """

    name: str
    id: str
    made: str
    joins: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()


def now() -> str:
    """Return the present time, UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_description(folder: Path) -> Description:
    """Return what ``corpus.yaml`` in ``folder`` says.

    Raises:
        CatalogueError: it cannot be read, or has a mistake; one line with file and key.
    """
    value, _raw = read_yaml(folder / FILE)
    root = RawEntry(value, CataloguePlace(FILE))
    if root.raw("schema") != SCHEMA:
        raise root.error("schema", _("has to be {schema}").format(schema=SCHEMA))
    description = Description(
        name=root.text("name"),
        id=root.checked("id", _id),
        made=root.text("made"),
        joins=_texts(root, "joins"),
        folders=_texts(root, "folders"),
    )
    root.close()
    return description


def _id(value: object) -> str:
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError(_("has to be 16 figures and letters a-f between quotation marks"))
    return value


def _texts(root: RawEntry, key: str) -> tuple[str, ...]:
    try:
        return tuple(plain_text(value) for value in root.items(key))
    except ValueError as error:
        raise root.error(key, str(error)) from error


def write_description(folder: Path, description: Description) -> None:
    """Write ``corpus.yaml`` whole.

    Raises:
        OSError: it cannot be written; what was there is as it was.
    """
    lines = [
        _("# A corpus of clicktui: its texts lie in texts/, what is known of them in catalogue/."),
        f"schema: {SCHEMA}",
        f"name: {word(description.name)}",
        f"id: {quoted(description.id)}",
        f"made: {quoted(description.made)}",
        f"joins: {flow(list(description.joins))}",
        f"folders: {flow(list(description.folders))}",
    ]
    replace_file(folder / FILE, ("\n".join(lines) + "\n").encode())


def make_corpus(name: str, folder: Path | None = None, joins: tuple[str, ...] = ()) -> Path:
    """Make an empty corpus called ``name``, in her data folder or in ``folder``; return its folder.

    Raises:
        CorpusError: the name cannot be used, or something is there already.
        OSError: it cannot be made.
    """
    if not is_name(name) or name == BUILT_IN:
        message = _("a corpus cannot be called {name}: small letters a-z, figures and hyphens")
        raise CorpusError(message.format(name=ascii(name)[1:-1][:60]))
    target = corpora_folder() / name if folder is None else folder.expanduser().absolute()
    if (target / FILE).exists() or (
        folder is not None and target.exists() and any(target.iterdir())
    ):
        raise CorpusError(_("{folder} is there already: choose another name").format(folder=target))
    for part in ("catalogue", "texts"):
        (target / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    write_description(target, Description(name, os.urandom(8).hex(), now(), joins))
    return target


def with_folders(description: Description, folders: tuple[str, ...]) -> Description:
    """Return ``description`` with folders that were added too."""
    return replace(description, folders=tuple(dict.fromkeys((*description.folders, *folders))))
