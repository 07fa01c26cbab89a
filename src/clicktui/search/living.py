"""The arrays beside a segment that change when some of its passages are deleted.

Everything else skips deleted passages by a mask; how many passages hold a word, and in which
languages it is inflected, is worked out anew for the words of the deleted ones, so that an index
answers as one that was built without them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from clicktui.corpus.folding import tokenise
from clicktui.search.arrays import Array, ArrayReader, ArrayWriter
from clicktui.search.deriving import stem_groups, write_pairs
from clicktui.search.filters import Mask
from clicktui.search.stemming import can_be_inflected, language_of
from clicktui.search.store import StoredSegment


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

    def write(self, writer: ArrayWriter) -> None:
        """Write the arrays without the passages that are gone.

        Raises:
            IndexUnusableError: the segment is damaged.
        """
        of_forms = self._reader.array("form.df").astype(np.int64)
        of_keys = self._reader.array("key.df").astype(np.int64)
        codes = [np.zeros(0, dtype=np.int64)]
        losing: list[int] = []
        for form in self._forms_gone():
            holders = self._holders(form)
            gone = holders[self._gone[holders]]
            if len(gone):
                of_forms[form] -= len(gone)
                codes.append((self._key_of_form[form] << 32) | gone)
                left = self._langs[holders[self._living[holders]]]
                if not set(self._langs[gone].tolist()) <= set(np.unique(left).tolist()):
                    losing.append(form)
        pairs = np.unique(np.concatenate(codes))
        of_keys -= np.bincount(pairs >> 32, minlength=len(of_keys))
        writer.array("form.df", of_forms.astype(np.uint32))
        writer.array("key.df", of_keys.astype(np.uint32))
        self._write_stems(writer, losing)

    def _forms_gone(self) -> list[int]:
        """Return the forms that passages gone may hold, those of two neighbours joined included."""
        names: set[str] = set()
        for number in np.flatnonzero(self._gone).tolist():
            words = list(tokenise(self._stored.passage(number).text))
            names.update(word.form for word in words)
            parts = [word.form for word in words if not word.joined]
            names.update(map(str.__add__, parts, parts[1:]))
        numbers = ((bisect_left(self._forms, name), name) for name in sorted(names))
        forms = self._forms
        return [at for at, name in numbers if at < len(forms) and forms[at] == name]

    def _holders(self, form: int) -> Array:
        """Return the passages that hold a form, whether they live or not."""
        return self._stored.postings(int(self._offsets[form]), int(self._sizes[form]))[0]

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
            holders = self._holders(form)
            codes = np.unique(self._langs[holders[self._living[holders]]]).tolist()
            yield from {lang for code in codes if (lang := self._spoken[code]) is not None}

    def _write_groups(
        self,
        writer: ArrayWriter,
        vocabulary: str,
        changed: Iterable[int],
        new: set[tuple[str, int]],
    ) -> None:
        names = self._reader.strings(f"{vocabulary}.stems")
        starts = self._reader.array(f"{vocabulary}.stems-of.starts")
        groups = self._reader.array(f"{vocabulary}.stems-of").astype(np.int64)
        words = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
        is_changed = np.zeros(len(starts) - 1, dtype=bool)
        is_changed[list(changed)] = True
        kept = ~is_changed[words]
        pairs = [(bisect_left(names, name), word) for name, word in sorted(new)]
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        write_pairs(
            writer,
            vocabulary,
            np.concatenate((groups[kept], table[:, 0])),
            np.concatenate((words[kept], table[:, 1])),
            len(names),
            len(starts) - 1,
        )
