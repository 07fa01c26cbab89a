"""Whether a corpus is sound: its texts, its catalogues, and the user's own files behind them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from clicktui.corpora.choosing import Place
from clicktui.corpora.folder import CorpusFolder, checksum
from clicktui.corpora.loading import Loader
from clicktui.corpora.origins import changed_sources, origins, path_of
from clicktui.corpora.writing import Raw
from clicktui.corpus.cleaning import clean
from clicktui.errors import CorpusError
from clicktui.i18n import translate as _
from clicktui.intake.walking import shown_name


class ProblemKind(StrEnum):
    """What is wrong."""

    BROKEN = "broken"  # a source is left out of the corpus
    CHANGED = "changed"  # its original changed since it was added
    GONE = "gone"  # its original is no longer there: the text stays
    LEFT_BEHIND = "left-behind"  # a text without a catalogue, of an adding that was cut short


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be, and what to do, in one line."""

    kind: ProblemKind
    source: str
    text: str


def check(place: Place) -> tuple[Problem, ...]:
    """Return what is wrong with a corpus; nothing is changed.

    Raises:
        ClicktuiError: ``corpus.yaml``, or the corpus that ships with clicktui, is wrong.
    """
    found = [Problem(ProblemKind.BROKEN, "", mistake) for mistake in Loader(place).load().mistakes]
    if place.folder is not None:
        folder = CorpusFolder(place.folder)
        found += _originals(place, folder)
        found += _left_behind(folder)
    return tuple(found)


def _originals(place: Place, folder: CorpusFolder) -> Iterator[Problem]:
    known = origins(place, folder)
    for name, is_same in changed_sources(known):
        path = shown_name(path_of(known[name].path))
        if is_same is None:
            text = _("{source}: its original {file} is gone; the text stays")
            yield Problem(ProblemKind.GONE, name, text.format(source=name, file=path))
        elif not is_same:
            text = _("{source}: its original {file} changed: clicktui corpus update {source}")
            yield Problem(ProblemKind.CHANGED, name, text.format(source=name, file=path))


def _left_behind(folder: CorpusFolder) -> Iterator[Problem]:
    names = set(folder.names())
    texts = folder.folder / "texts"
    for path in sorted(texts.iterdir()) if texts.is_dir() else ():
        if path.stem not in names and path.suffix in (".txt", ".new"):
            text = _("texts/{file} belongs to no source: it can be deleted")
            name = shown_name(path.relative_to(texts))
            yield Problem(ProblemKind.LEFT_BEHIND, "", text.format(file=name))


def accept(place: Place, name: str) -> None:
    """Take the text of a source as it stands there now for the right one: it was mended by hand.

    Raises:
        CorpusError: it has another number of lines, so that nobody knows what each of them is.
        NotFoundError, CatalogueError: there is no such source, or its catalogue is wrong.
        OSError: it cannot be read.
    """
    if place.folder is None:
        raise CorpusError(_("the built-in corpus stays as it is"))
    folder = CorpusFolder(place.folder)
    raw = folder.text_path(name).read_bytes()
    lines = len(clean(raw).rstrip("\n").split("\n"))

    def edit(entry: Raw) -> None:
        last = str(entry["works"][0]["lines"]).rpartition("-")[2]
        if last != str(lines):
            message = _(
                "{source}: its text has {now} lines and had {before}: add its original again"
            )
            raise CorpusError(message.format(source=name, now=lines, before=last))
        entry["from"]["text"] = checksum(raw)

    folder.change(name, edit)
