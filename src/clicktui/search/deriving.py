"""The arrays beside a segment, worked out from what was gathered for it.

Two vocabularies are written: ``key`` (accents do not matter) and ``form`` (they do).
"""

from collections.abc import Iterable, Sequence

import numpy as np

from clicktui.corpus.folding import key_of
from clicktui.search.arrays import Array, ArrayWriter
from clicktui.search.beginnings import write_beginnings
from clicktui.search.gathering import Facets, Gathered, Postings, keys_of
from clicktui.search.letters import masks_of
from clicktui.search.stemming import STEMMED_LANGUAGES, can_be_inflected, groups_of, language_of

LONGEST = 64
"""Lengths above this many letters are kept as this: such words are only found exactly."""


def write_arrays(writer: ArrayWriter, gathered: Gathered) -> None:
    """Write all derived arrays of one segment."""
    keys, key_of_form = keys_of(gathered.forms)
    frequencies = np.diff(gathered.postings.starts).astype(np.uint32)
    starts, forms_of_key = _grouped(key_of_form, np.arange(len(gathered.forms)), len(keys))
    writer.array("lengths", gathered.lengths)
    writer.array("key.forms.starts", starts)
    writer.array("key.forms", forms_of_key)
    writer.strings("spellings", gathered.spellings)
    _write_vocabulary(writer, "form", gathered.forms, frequencies)
    of_keys = _postings_of_keys(gathered.postings, starts, forms_of_key)
    writer.array("key.postings.starts", of_keys.starts)
    writer.array("key.postings.ids", of_keys.ids)
    writer.array("key.postings.frequencies", of_keys.frequencies)
    _write_vocabulary(writer, "key", keys, np.diff(of_keys.starts).astype(np.uint32))
    _write_stems(writer, gathered, keys, key_of_form)
    _write_facets(writer, gathered.facets)


def _grouped(groups: Array, members: Array, count: int) -> tuple[Array, Array]:
    """Return ``starts`` and ``sorted_members``: group g has starts[g]:starts[g + 1] of them."""
    order = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[order], np.arange(count + 1))
    return starts.astype(np.int64), members[order].astype(np.uint32)


def _postings_of_keys(postings: Postings, starts: Array, forms_of_key: Array) -> Postings:
    """Return the passages that hold each key in any of its forms, and how often."""
    begins, counts = postings.starts[forms_of_key], np.diff(postings.starts)[forms_of_key]
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    order = np.arange(total) + np.repeat(begins - (ends - counts), counts)
    ids, frequencies = postings.ids[order], postings.frequencies[order]
    del order
    by_key = np.concatenate(([0], ends))[starts]
    has_several = np.diff(starts) > 1
    sizes = np.diff(by_key)
    in_several = np.repeat(has_several, sizes)
    codes = np.repeat(np.flatnonzero(has_several), sizes[has_several]) << 32 | ids[in_several]
    sorting = np.argsort(codes, kind="stable")
    codes = codes[sorting]
    first = np.flatnonzero(np.diff(codes, prepend=-1))
    added = np.zeros(0, dtype=np.int64)
    if len(first):
        added = np.add.reduceat(frequencies[in_several][sorting], first, dtype=np.int64)
    merged = codes[first]
    sizes[has_several] = np.bincount(merged >> 32, minlength=len(sizes))[has_several]
    in_several = np.repeat(has_several, sizes)
    all_ids = np.empty(len(in_several), dtype=np.uint32)
    all_frequencies = np.empty(len(in_several), dtype=np.uint32)
    single = np.repeat(~has_several, np.diff(by_key))
    all_ids[~in_several], all_ids[in_several] = ids[single], merged & 0xFFFFFFFF
    all_frequencies[~in_several], all_frequencies[in_several] = frequencies[single], added
    highest = int(all_frequencies.max(initial=0))
    return Postings(
        np.concatenate(([0], np.cumsum(sizes))),
        all_ids,
        all_frequencies.astype(np.min_scalar_type(highest)),
    )


def _write_vocabulary(
    writer: ArrayWriter, name: str, words: Sequence[str], frequencies: Array
) -> None:
    lengths = np.array([min(len(word), LONGEST) for word in words], dtype=np.int64)
    starts, order = _grouped(lengths, np.arange(len(words)), LONGEST + 1)
    writer.strings(name, tuple(words))
    writer.array(f"{name}.df", frequencies)
    writer.array(f"{name}.by-length.starts", starts)
    writer.array(f"{name}.by-length", order)
    writer.array(f"{name}.masks", masks_of(words)[order])
    write_beginnings(writer, name, words)


def _write_stems(
    writer: ArrayWriter, gathered: Gathered, keys: Sequence[str], key_of_form: Array
) -> None:
    """Group both vocabularies by stem, each word in the languages of its passages."""
    of_forms, of_keys = _Groups(), _Groups()
    for lang, spoken in _languages_of_forms(gathered).items():
        numbers = [
            n for n in np.flatnonzero(spoken).tolist() if can_be_inflected(gathered.forms[n])
        ]
        own_keys = key_of_form[numbers]
        forms = [gathered.forms[n] for n in numbers]
        plain = [keys[n] for n in own_keys.tolist()]
        names_of_forms, names_of_keys = stem_groups(forms, plain, lang)
        of_forms.add(names_of_forms, np.array(numbers, dtype=np.int64))
        of_keys.add(names_of_keys, np.tile(own_keys, 2))
    of_keys.write(writer, "key", len(keys))
    of_forms.write(writer, "form", len(gathered.forms))


def stem_groups(
    forms: Sequence[str], keys: Sequence[str], lang: str
) -> tuple[list[str], list[str]]:
    """Return the groups in ``lang`` of ``forms`` with these ``keys``: as forms, and as keys.

    The latter are twice as many: that of the form, without accents, and that of the key.
    """
    with_accents = groups_of(forms, lang, accents=True)
    as_keys = [key_of(name) for name in with_accents]
    differing = [at for at, (form, key) in enumerate(zip(forms, keys, strict=True)) if form != key]
    of_keys = as_keys.copy()
    for at, name in zip(
        differing, groups_of([keys[at] for at in differing], lang, accents=False), strict=True
    ):
        of_keys[at] = name
    return with_accents, as_keys + of_keys


class _Groups:
    """Words, by their numbers, in groups that have names."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._codes = [np.zeros(0, dtype=np.int64)]

    def add(self, names: Iterable[str], words: Array) -> None:
        """Put each of ``words`` into the group that the name beside it says."""
        known = self._numbers
        groups = np.array([known.setdefault(n, len(known)) for n in names], dtype=np.int64)
        self._codes.append((groups << 32) | words)

    def write(self, writer: ArrayWriter, vocabulary: str, words: int) -> None:
        """Write the groups, sorted by their names, of a vocabulary of so many ``words``."""
        names = sorted(self._numbers)
        rank = np.zeros(len(names), dtype=np.int64)
        rank[[self._numbers[name] for name in names]] = np.arange(len(names))
        codes = np.unique(np.concatenate(self._codes))
        groups, members = rank[codes >> 32], codes & 0xFFFFFFFF
        writer.strings(f"{vocabulary}.stems", tuple(names))
        starts, of_groups = _grouped(groups, members, len(names))
        writer.array(f"{vocabulary}.stems.starts", starts)
        writer.array(f"{vocabulary}.stems", of_groups)
        starts, of_words = _grouped(members, groups, words)
        writer.array(f"{vocabulary}.stems-of.starts", starts)
        writer.array(f"{vocabulary}.stems-of", of_words)


def _languages_of_forms(gathered: Gathered) -> dict[str, Array]:
    """Return for each stemmed language which forms occur in passages of it."""
    word_of_posting = np.repeat(np.arange(len(gathered.forms)), np.diff(gathered.postings.starts))
    codes = gathered.facets.langs[gathered.postings.ids]
    result = {lang: np.zeros(len(gathered.forms), dtype=bool) for lang in STEMMED_LANGUAGES}
    for number, tag in enumerate(gathered.facets.lang_values):
        lang = language_of(tag)
        if lang is not None:
            result[lang][word_of_posting[codes == number]] = True
    return result


def _write_facets(writer: ArrayWriter, facets: Facets) -> None:
    writer.array("roles", facets.roles)
    writer.array("years", facets.years)
    writer.array("langs", facets.langs)
    writer.array("origins", facets.origins)
    writer.array("voices", facets.voices)
    writer.json("facets", {
        "langs": facets.lang_values,
        "origins": facets.origin_values,
        "voices": facets.voice_values,
    })  # fmt: skip
