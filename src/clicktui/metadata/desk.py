"""Where a user completes what is known of works: every wish one change, kept before it is told."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from threading import RLock
from typing import Any

from clicktui.citing.forms import page_id
from clicktui.citing.keys import checked_key, citation_keys
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.csl import DATES, checked_variable
from clicktui.errors import CitationKeyError, ClicktuiError, MetadataError
from clicktui.i18n import translate as _
from clicktui.metadata.applying import completed
from clicktui.metadata.fields import Known, Record, field_states
from clicktui.metadata.file import MetadataFile
from clicktui.metadata.importing import Offer
from clicktui.metadata.model import (
    KEY,
    Change,
    Entry,
    FieldChange,
    Origin,
    Said,
    Sayings,
    now,
    said_of,
    taken_back,
)
from clicktui.metadata.values import text_of


class ChangedMeanwhileError(MetadataError):
    """What was to be taken back was changed again since."""

    def __init__(self) -> None:
        super().__init__(_("This was changed again meanwhile: it stays as it is now"))


class MetadataDesk:
    """What is said of the works of a corpus, and that corpus completed; from any thread.

    A change that alters nothing is the empty tuple.
    """

    def __init__(self, folder: Callable[[], Path], catalogued: Corpus) -> None:
        """Read the file in ``folder()``; that it cannot be read is among ``mistakes``."""
        self.catalogued = catalogued
        self._file = MetadataFile(folder)
        self._lock = RLock()
        self._stamp = self._file.stamp()
        there = self._file.read()
        self.mistakes: tuple[str, ...] = there.mistakes
        """What is wrong in the file, a line each; what is not wrong holds."""
        self._take(there.sayings)

    def _take(self, sayings: Sayings) -> None:
        with self._lock:
            self.sayings = sayings
            self.corpus = completed(self.catalogued, sayings)
            self._keys: Mapping[str, str] | None = None

    @property
    def keys(self) -> Mapping[str, str]:
        """The citation keys by work and page: worked out when one is asked for."""
        with self._lock:
            if self._keys is None:
                self._keys = self._all_keys(self.sayings)
            return self._keys

    def _all_keys(self, sayings: Sayings) -> dict[str, str]:
        items = {work.id: work.csl for work in self.corpus.works}
        pages = {page_id(file.name): file.page for file in self.corpus.files if file.page}
        given = {one: str(entry[KEY].value) for one, entry in sayings.items() if KEY in entry}
        return given | citation_keys(items | pages, given)

    def follow(self, catalogued: Corpus) -> None:
        """Complete another corpus from now on: the one that was, after its sources changed."""
        with self._lock:
            self.catalogued = catalogued
            self._take(self.sayings)

    def refresh(self) -> bool:
        """Read the file again where it changed; say whether it did."""
        with self._lock:
            stamp = self._file.stamp()
            if stamp == self._stamp:
                return False
            self._stamp = stamp
            there = self._file.read()
            self.mistakes = there.mistakes
            self._take(there.sayings)
            return True

    # looking

    def entry(self, work_id: str) -> Entry:
        """Return what is said of a work."""
        return self.sayings.get(work_id, {})

    @property
    def ids(self) -> tuple[str, ...]:
        """The works and pages of the corpus, in its order."""
        ids: list[str] = []
        for file in self.corpus.files:
            ids += [page_id(file.name)] if file.page is not None else []
            ids += [work.id for work in file.works]
        return tuple(ids)

    @property
    def gone(self) -> tuple[str, ...]:
        """What is said something of and is not in the corpus (any more)."""
        return tuple(sorted(self.sayings.keys() - set(self.ids)))

    def record(self, work_id: str) -> Record:
        """Return what is known of a work or page, field by field.

        Raises:
            NotFoundError: there is none of this id; the text names the nearest.
        """
        with self._lock:
            known, said = self._known(self.corpus, work_id), self.entry(work_id)
            return Record(
                work_id,
                str(known.csl["title"]),
                field_states(known, said),
                self.keys[work_id],
                said.get(KEY),
                is_page=work_id not in {work.id for work in self.corpus.works},
            )

    def _known(self, corpus: Corpus, work_id: str) -> Known:
        for file in corpus.files:
            if file.page is not None and page_id(file.name) == work_id:
                return Known(file.page, file.page_completed)
        work = corpus.work(work_id)
        return Known(
            work.csl, work.completed, work.unknown, work.to_confirm, work.inferred, work.assumed,
            work.found,
        )  # fmt: skip

    # changing

    def set(self, work_id: str, field: str, value: Any) -> Change:  # noqa: ANN401 (CSL-JSON)
        """Give a field a value as CSL-JSON has it, or (``KEY``) a work its citation key.

        What the catalogue has for certain is not said again: that takes back what was said.

        Raises:
            NotFoundError: no such work.
            MetadataError: it is no such value, the key is another work's, or nothing can be kept.
        """
        said = Said(self._checked(work_id, field, value), Origin.TYPED, "", now())
        return self._change([(work_id, field, said)])

    def unset(self, work_id: str, field: str) -> Change:
        """Take back what is said of a field, also of a work that is gone.

        Raises:
            MetadataError: nothing can be kept.
        """
        return self._change([(work_id, field, None)])

    def confirm(self, work_id: str, fields: Sequence[str] = ()) -> Change:
        """Confirm doubtful values, by default all of a work.

        Raises:
            NotFoundError: no such work.
            MetadataError: a field has no doubtful value, or nothing can be kept.
        """
        record = self.record(work_id)
        for field in fields:
            if field not in record.doubtful:
                message = _("{work}: {field} has no doubtful value to confirm")
                raise MetadataError(message.format(work=work_id, field=field))
        at = now()
        return self._change(
            (work_id, field, Said(record.field(field).value, Origin.CONFIRMED, "", at))
            for field in fields or record.doubtful
        )

    def take(self, accepted: Mapping[str, Sequence[Offer]], file: str) -> Change:
        """Take over what the user accepted, by work, of the bibliography file called ``file``.

        Raises:
            NotFoundError: no such work.
            MetadataError: two works would have one citation key, or nothing can be kept.
        """
        at = now()
        return self._change(
            (
                work_id,
                one.field,
                Said(self._checked(work_id, one.field, one.value), Origin.IMPORTED, file, at),
            )
            for work_id, found in accepted.items()
            for one in found
        )

    def undo(self, change: Change) -> Change:
        """Take ``change`` back; what was changed again since stays.

        Raises:
            ChangedMeanwhileError: all of it was changed again since.
            MetadataError: nothing can be kept.
        """
        back = taken_back(change)

        def edit(sayings: Sayings) -> Change:
            kept = [one for one in back if said_of(sayings, one.work_id, one.field) == one.before]
            if not kept:
                raise ChangedMeanwhileError
            _refuse_doubled_keys(sayings, kept)
            return tuple(kept)

        return self._made(edit)

    def remember_keys(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Keep citation keys, by work id, that were given out; return what is to be told.

        A work that has a key already keeps it. Nothing is written where all is known. Never
        raises: what was copied or exported is so, and works without this.
        """
        new = {one: key for one, key in keys.items() if KEY not in self.entry(one)}
        if not new:
            return ()
        at = now()

        def edit(sayings: Sayings) -> Change:
            taken = {str(entry[KEY].value).lower() for entry in sayings.values() if KEY in entry}
            change = []
            for one, key in new.items():
                if said_of(sayings, one, KEY) is None and key.lower() not in taken:
                    taken.add(key.lower())
                    change.append(FieldChange(one, KEY, None, Said(key, Origin.GIVEN, "", at)))
            return tuple(change)

        try:
            self._made(edit)
        except ClicktuiError as error:
            return (
                _("These citation keys could not be remembered and may change: {reason}").format(
                    reason=error
                ),
            )
        return ()

    def _checked(self, work_id: str, field: str, value: Any) -> Any:  # noqa: ANN401 (CSL-JSON)
        self._known(self.catalogued, work_id)
        try:
            if field == KEY:
                return checked_key(value)
            return checked_variable(field, text_of(value) if field in DATES else value)
        except CitationKeyError as error:
            raise MetadataError(str(error)) from error
        except ValueError as error:
            raise MetadataError(f"{field} {error}") from error

    def _change(self, wanted: Iterable[tuple[str, str, Said | None]]) -> Change:
        wished = list(wanted)

        def edit(sayings: Sayings) -> Change:
            changes = []
            for work_id, field, said in wished:
                before = said_of(sayings, work_id, field)
                changes.append(FieldChange(work_id, field, before, self._new(work_id, field, said)))
            _refuse_doubled_keys(sayings, changes)
            return tuple(
                one
                for one in changes
                if one.before is None or one.after is None or one.before.value != one.after.value
            )

        return self._made(edit)

    def _new(self, work_id: str, field: str, said: Said | None) -> Said | None:
        if said is None or field == KEY:
            return said
        known = self._known(self.catalogued, work_id)
        is_catalogued = known.csl.get(field) == said.value and field not in known.assumed
        return None if is_catalogued else said

    def _made(self, edit: Callable[[Sayings], Change]) -> Change:
        with self._lock:
            change, sayings = self._file.change(edit)
            self._stamp = self._file.stamp()
            self.mistakes = ()
            if change or sayings != self.sayings:
                self._take(sayings)
            return change


def _refuse_doubled_keys(sayings: Sayings, changes: Iterable[FieldChange]) -> None:
    """Refuse a citation key that another work was given; case does not count.

    Raises:
        MetadataError: one is.
    """
    keys = {one: str(entry[KEY].value) for one, entry in sayings.items() if KEY in entry}
    changed = [one for one in changes if one.field == KEY]
    for one in changed:
        keys.pop(one.work_id, None)
    owners = {key.lower(): work_id for work_id, key in keys.items()}
    for one in changed:
        if one.after is None:
            continue
        key = str(one.after.value)
        if (other := owners.setdefault(key.lower(), one.work_id)) != one.work_id:
            message = _("{other} has the citation key {key} already: choose another one")
            raise MetadataError(message.format(other=other, key=key))
