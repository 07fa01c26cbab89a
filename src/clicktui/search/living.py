"""The arrays beside a segment that change when some of its passages are deleted.

Everything else skips deleted passages by a mask; how many passages hold a word, and in which
languages it is inflected, is worked out anew for the words of the deleted ones, so that an index
answers as one that was built without them.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from clicktui.corpus.folding import tokenise
from clicktui.search.arrays import Array, ArrayReader, ArrayWriter
from clicktui.search.deriving import stem_groups
from clicktui.search.filters import Mask
from clicktui.search.stemming import can_be_inflected, language_of
from clicktui.search.store import StoredSegment

_FORMS_A_PASSAGE = 25
"""How many forms can be looked up in the time in which the words of a passage are found."""


class Living:
    """A segment of which passages are deleted: ``gone`` ones now, others before; the rest live.

    ``reader`` has its arrays as they were before.
    """

    def __init__(
        self, stored: StoredSegment, reader: ArrayReader, gone: Mask, living: Mask
    ) -> None:
        self._stored = stored
        self._reader = reader
        self._gone = gone
        self._living = living
        numbers = np.flatnonzero(gone)
        self._range = int(numbers[0]), int(numbers[-1])
        self._forms = reader.strings("form")
        self._offsets = reader.array("posting-offsets")
        self._sizes = reader.array("posting-sizes")
        self._form_starts = reader.array("key.forms.starts")
        self._forms_of_key = reader.array("key.forms")
        self._key_of_form = np.zeros(len(self._forms), dtype=np.int64)
        keys = np.arange(len(self._form_starts) - 1)
        self._key_of_form[self._forms_of_key] = np.repeat(keys, np.diff(self._form_starts))
        self._langs = reader.array("langs")
        self._spoken = [language_of(tag) for tag in reader.json("facets")["langs"]]

    def write(self, writer: ArrayWriter, tick: Callable[[], None] = lambda: None) -> None:
        """Write the arrays without the passages that are gone; ``tick`` is called at each word.

        Raises:
            IndexUnusableError: the segment is damaged.
            Exception: what ``tick`` raises ends the writing.
        """
        of_forms = self._reader.array("form.df").astype(np.int64)
        of_keys = self._reader.array("key.df").astype(np.int64)
        codes = [np.zeros(0, dtype=np.int64)]
        losing: list[int] = []
        for form in self._forms_gone():
            tick()
            holders = self._holders(form, *self._range)
            gone = holders[self._gone[holders]]
            if len(gone):
                of_forms[form] -= len(gone)
                codes.append((self._key_of_form[form] << 32) | gone)
                if not self._remains(holders, gone) and not self._remains(
                    self._holders(form), gone
                ):
                    losing.append(form)
        pairs = np.unique(np.concatenate(codes))
        of_keys -= np.bincount(pairs >> 32, minlength=len(of_keys))
        writer.array("form.df", of_forms.astype(np.uint32))
        writer.array("key.df", of_keys.astype(np.uint32))
        self._write_stems(writer, losing)

    def _forms_gone(self) -> Sequence[int]:
        """Return the forms that passages gone may hold, those of two neighbours joined included.

        Where many are gone it is cheaper to look at who holds each form than at their texts.
        """
        if np.count_nonzero(self._gone) * _FORMS_A_PASSAGE > len(self._forms):
            return range(len(self._forms))
        names: set[str] = set()
        for number in np.flatnonzero(self._gone).tolist():
            words = list(tokenise(self._stored.passage(number).text))
            names.update(word.form for word in words)
            parts = [word.form for word in words if not word.joined]
            names.update(map(str.__add__, parts, parts[1:]))
        numbers = ((bisect_left(self._forms, name), name) for name in sorted(names))
        forms = self._forms
        return [at for at, name in numbers if at < len(forms) and forms[at] == name]

    def _remains(self, holders: Array, gone: Array) -> bool:
        """Say whether each language of those ``gone`` is that of a living one of ``holders``."""
        return bool(self._counts_of_langs(holders)[self._langs[gone]].all())

    def _holders(self, form: int, low: int = 0, high: int | None = None) -> Array:
        """Return the passages that hold a form, whether they live or not; all from ``low`` on."""
        offset, size = int(self._offsets[form]), int(self._sizes[form])
        return self._stored.postings(offset, size, low, high)[0]

    def _counts_of_langs(self, holders: Array) -> Array:
        """Count those of ``holders`` that live by the number of their language."""
        left = self._langs[holders[self._living[holders]]]
        return np.bincount(left, minlength=len(self._spoken))

    def _write_stems(self, writer: ArrayWriter, losing: Sequence[int]) -> None:
        """Group the words of ``losing`` forms, which a language lacks now, by stem anew."""
        keys = np.unique(self._key_of_form[np.array(losing, dtype=np.int64)]).tolist()
        names = self._reader.strings("key")
        form_pairs: set[tuple[str, int]] = set()
        key_pairs: set[tuple[str, int]] = set()
        forms: list[int] = []
        for key in keys:
            begin, end = self._form_starts[key], self._form_starts[key + 1]
            for form in self._forms_of_key[begin:end].tolist():
                forms.append(form)
                for lang in self._languages(form):
                    of_form, of_key = stem_groups([self._forms[form]], [names[key]], lang)
                    form_pairs.update((name, form) for name in of_form)
                    key_pairs.update((name, key) for name in of_key)
        self._write_groups(writer, "form", forms, form_pairs)
        self._write_groups(writer, "key", keys, key_pairs)

    def _languages(self, form: int) -> Iterator[str]:
        """Yield the stemmed languages of the living passages that hold a form."""
        if can_be_inflected(self._forms[form]):
            codes = np.flatnonzero(self._counts_of_langs(self._holders(form))).tolist()
            yield from {lang for code in codes if (lang := self._spoken[code]) is not None}

    def _write_groups(
        self,
        writer: ArrayWriter,
        vocabulary: str,
        changed: Iterable[int],
        left: set[tuple[str, int]],
    ) -> None:
        """Write the groups of a vocabulary; of ``changed`` words only the pairs ``left`` remain.

        These are some of those that there were, so that nothing has to be sorted.
        """
        names = self._reader.strings(f"{vocabulary}.stems")
        starts = self._reader.array(f"{vocabulary}.stems.starts")
        words = self._reader.array(f"{vocabulary}.stems")
        starts_of = self._reader.array(f"{vocabulary}.stems-of.starts")
        groups = self._reader.array(f"{vocabulary}.stems-of")
        kept, kept_of = np.ones(len(words), dtype=bool), np.ones(len(groups), dtype=bool)
        for word in changed:
            for at in range(int(starts_of[word]), int(starts_of[word + 1])):
                group = int(groups[at])
                if (names[group], word) not in left:
                    begin, end = int(starts[group]), int(starts[group + 1])
                    kept[begin:end] &= words[begin:end] != word
                    kept_of[at] = False
        writer.array(f"{vocabulary}.stems.starts", _starts_left(starts, kept))
        writer.array(f"{vocabulary}.stems", words[kept])
        writer.array(f"{vocabulary}.stems-of.starts", _starts_left(starts_of, kept_of))
        writer.array(f"{vocabulary}.stems-of", groups[kept_of])


def _starts_left(starts: Array, kept: Array) -> Array:
    """Return where groups start when only the members ``kept`` remain."""
    before = np.concatenate(([0], np.cumsum(kept)))
    left: Array = before[starts].astype(np.int64)
    return left
