"""The arrays beside a segment, worked out from what was gathered for it.

Two vocabularies are written: ``key`` (accents do not matter) and ``form`` (they do).
"""

from collections.abc import Sequence

import numpy as np

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
    counts = _passages_of_keys(gathered.postings, starts, forms_of_key, frequencies)
    _write_vocabulary(writer, "key", keys, counts)
    _write_stems(writer, gathered, keys, key_of_form)
    _write_facets(writer, gathered.facets)


def _grouped(groups: Array, members: Array, count: int) -> tuple[Array, Array]:
    """Return ``starts`` and ``sorted_members``: group g has starts[g]:starts[g + 1] of them."""
    order = np.argsort(groups, kind="stable")
    starts = np.searchsorted(groups[order], np.arange(count + 1))
    return starts.astype(np.int64), members[order].astype(np.uint32)


def _passages_of_keys(
    postings: Postings, starts: Array, forms_of_key: Array, frequencies: Array
) -> Array:
    """Count the passages that hold each key in any of its forms."""
    single = frequencies[forms_of_key[starts[:-1]]] if len(starts) > 1 else frequencies
    counts = single.astype(np.uint32)
    for key in np.flatnonzero(np.diff(starts) > 1).tolist():
        forms = forms_of_key[starts[key] : starts[key + 1]]
        counts[key] = len(np.unique(np.concatenate([postings.of(int(f))[0] for f in forms])))
    return counts


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
    key_pairs: set[tuple[str, int]] = set()
    form_pairs: set[tuple[str, int]] = set()
    key_numbers = key_of_form.tolist()
    for lang, spoken in _languages_of_forms(gathered).items():
        numbers = [
            n for n in np.flatnonzero(spoken).tolist() if can_be_inflected(gathered.forms[n])
        ]
        forms = [gathered.forms[n] for n in numbers]
        plain = [keys[key_numbers[n]] for n in numbers]
        own_keys = [key_numbers[n] for n in numbers]
        of_forms, of_keys = stem_groups(forms, plain, lang)
        form_pairs.update(zip(of_forms, numbers, strict=True))
        key_pairs.update(zip(of_keys, own_keys * 2, strict=True))
    _write_groups(writer, "key", key_pairs, len(keys))
    _write_groups(writer, "form", form_pairs, len(gathered.forms))


def stem_groups(
    forms: Sequence[str], keys: Sequence[str], lang: str
) -> tuple[list[str], list[str]]:
    """Return the groups in ``lang`` of ``forms`` with these ``keys``: as forms, and as keys.

    The latter are twice as many: that of the form, without accents, and that of the key.
    """
    as_keys = groups_of(forms, lang, accents=False) + groups_of(keys, lang, accents=False)
    return groups_of(forms, lang, accents=True), as_keys


def _write_groups(
    writer: ArrayWriter, vocabulary: str, pairs: set[tuple[str, int]], words: int
) -> None:
    names = sorted({name for name, _ in pairs})
    number = {name: index for index, name in enumerate(names)}
    table = np.array([(number[name], word) for name, word in pairs], dtype=np.int64).reshape(-1, 2)
    writer.strings(f"{vocabulary}.stems", tuple(names))
    starts, members = _grouped(table[:, 0], table[:, 1], len(names))
    writer.array(f"{vocabulary}.stems.starts", starts)
    writer.array(f"{vocabulary}.stems", members)
    starts, groups = _grouped(table[:, 1], table[:, 0], words)
    writer.array(f"{vocabulary}.stems-of.starts", starts)
    writer.array(f"{vocabulary}.stems-of", groups)


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
