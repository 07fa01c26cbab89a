"""What is held of all passages as arrays, for the filters of the search: code, band, by, disagreed.

``code:imitate``      has this code, for sure or possibly (or one under it; ``code:any``: any)
``band:clear``        has a code in this band: clear, possible, none
``by:me``             I decided something about it; ``by:program``: the cues find something;
                      ``by:NAME``: this coder decided something
``disagreed:yes``     I and the program do not say the same of a code; ``no``: we do

Together they speak of one code: ``code:imitate band:clear by:program`` is what the program finds
to be clearly imitate, ``code:imitate by:Blaise`` what Blaise gave it. Without ``by:`` it is what
holds: the user's word, or the program's. A minus beside others of them speaks of the same code
(``code:imitate -by:me``), but ``-code:`` and a minus alone leave out whole passages. Two codes are
both there; two coders both say so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from clicktui.coding.bands import CLEAR, NONE, POSSIBLE, SILENT, Bands, Layers
from clicktui.coding.opinions import PROGRAM
from clicktui.corpus.model import Passage
from clicktui.microtasks.codebook import Codebook
from clicktui.microtasks.model import Band
from clicktui.search.filters import plain
from clicktui.search.labels import Groups, Mask, Ranks
from clicktui.search.query import Field, Filter

ME = "me"
THE_PROGRAM = "program"
_ANY = ("any", "all", "toute", "tout", "tous", "tutti")
_ME = (ME, "moi", "io")
_PROGRAMS = (THE_PROGRAM, "programme", "programma", PROGRAM)
_BANDS = {
    "clear": CLEAR, "claire": CLEAR, "chiaro": CLEAR, "chiara": CLEAR,
    "possible": POSSIBLE, "possibile": POSSIBLE,
    "none": NONE, "aucune": NONE, "aucun": NONE, "nessuno": NONE, "nessuna": NONE,
}  # fmt: skip
_YES, _NO = ("yes", "oui", "si"), ("no", "non")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is wanted of one code: bands, coders (of each group one), and agreement."""

    is_named: bool
    bands: frozenset[int]
    coders: tuple[tuple[str, ...], ...]
    agreement: tuple[str, ...]
    without: tuple[Filter, ...] = ()


class CodeLabels:
    """What is held of each passage of a corpus, as ``search.labels.Labels`` want it."""

    def __init__(self, codebook: Codebook, who: str, layers: Layers) -> None:
        self.codebook = codebook
        self.who = who
        self.layers = layers

    def __len__(self) -> int:
        return len(self.layers)

    def held(self, passage: Passage, place: int | None = None) -> tuple[tuple[str, Band], ...]:
        """Return the codes that a passage has with their bands, in the order of the codebook.

        ``place`` is its place in the corpus, where that is known: it is looked up else. Of a
        passage that was not judged yet nothing is said.
        """
        corpus = self.layers.corpus
        first = corpus.starts.get(passage.file)
        if first is None:
            return ()
        is_there = place is not None and first <= place < first + corpus.count(passage.file)
        at = place if is_there else corpus.place_of(passage)
        if at is None or not self.layers.judged[at]:
            return ()
        bands = {CLEAR: Band.CLEAR, POSSIBLE: Band.POSSIBLE}
        found = ((code, int(held[at])) for code, held in self.layers.held.items())
        return tuple((code, bands[band]) for code, band in found if band in bands)

    def is_of(self, fingerprint: str) -> bool:
        """Say whether they are of the corpus of this fingerprint."""
        return self.layers.corpus.fingerprint == fingerprint

    # asked by the search

    @cached_property
    def known(self) -> int:
        """Of how many passages it is known; of others no filter says anything."""
        return self.layers.known

    def mask(self, wanted: Groups) -> Mask:
        """Return which passages answer ``wanted``: see above; none that is not judged."""
        return self._mask(wanted) & self.layers.judged

    def _mask(self, wanted: Groups) -> Mask:
        result = np.ones(len(self), dtype=bool)
        codes: list[frozenset[str]] = []
        conditions: list[Sequence[Filter]] = []
        without: list[Filter] = []
        for group in wanted:
            first = group[0]
            if len({one.field for one in group}) > 1:
                result &= np.logical_or.reduce([self._mask([[_alone(one)]]) for one in group])
            elif first.excluded and first.field is Field.CODE:
                result &= ~self._mask([[replace(first, excluded=False)]])
            elif first.excluded:
                without.append(first)
            elif first.field is Field.CODE:
                codes.append(frozenset().union(*(self._codes(one.value) for one in group)))
            else:
                conditions.append(group)
        if not codes and not conditions:
            for one in without:
                result &= ~self._mask([[replace(one, excluded=False)]])
            return result
        asked = _Wanted(
            is_named=bool(codes),
            bands=_bands(one.value for group in conditions for one in _of(group, Field.BAND)),
            coders=tuple(
                tuple(name for one in group for name in self._coders(one.value))
                for group in conditions
                if group[0].field is Field.BY
            ),
            agreement=tuple(
                one.value for group in conditions for one in _of(group, Field.DISAGREED)
            ),
            without=tuple(without),
        )
        if any(group[0].field is Field.BAND for group in conditions) and not asked.bands:
            return np.zeros(len(self), dtype=bool)
        for chosen in codes or [frozenset(self.layers.held)]:
            result &= self._any_of(self._answering(code, asked) for code in sorted(chosen))
        return result

    def ranks(self, wanted: Groups) -> Ranks | None:
        """Return the order of the lists of codes: by band, then score, of the codes named."""
        named = [
            code
            for group in wanted
            if not group[0].excluded
            for one in _of(group, Field.CODE)
            for code in self._codes(one.value)
        ]
        if not named:
            return None
        layers = self.layers
        ranks = [layers.held[code] + layers.scores[code] for code in dict.fromkeys(named)]
        best: Ranks = np.maximum.reduce(ranks)
        return best

    def values(self, field: Field) -> Mapping[str, int]:
        """Return the values that ``field`` can take, with the passages that each finds."""
        match field:
            case Field.CODE:
                names: Iterable[str] = self.layers.held
            case Field.BAND:
                names = (Band.CLEAR.value, Band.POSSIBLE.value)
            case Field.BY:
                others = (name for name in self.layers.by if name not in (PROGRAM, self.who))
                names = (ME, THE_PROGRAM, *others)
            case _:
                names = (_YES[0], _NO[0])
        counted = ((name, int(self.mask([[Filter(field, name)]]).sum())) for name in names)
        return {name: count for name, count in counted if count or field is not Field.BY}

    # how

    def _answering(self, code: str, asked: _Wanted) -> Mask:
        result = self._said(code, asked)
        for value in asked.agreement:
            result = result & self._agreeing(code, value)
        for one in asked.without:
            result = result & ~self._holding(code, one)
        return result

    def _said(self, code: str, asked: _Wanted) -> Mask:
        """Return where ``code`` has a band that is wanted, by each of the coders wanted."""
        bands, layers = asked.bands, self.layers
        if asked.coders:
            if not bands and asked.is_named:
                bands = frozenset({CLEAR, POSSIBLE})
            result = np.ones(len(self), dtype=bool)
            for names in asked.coders:
                result &= self._any_of(self._by(name, code, bands) for name in names)
            return result
        if not bands:
            if asked.agreement or not asked.is_named:
                return np.ones(len(self), dtype=bool)
            bands = frozenset({CLEAR, POSSIBLE})
        return _among(layers.held[code], _with_silence(bands))

    def _by(self, name: str, code: str, bands: frozenset[int]) -> Mask:
        """Return where a coder gives ``code`` one of ``bands``; none: where she says anything."""
        there = self.layers.by.get(name, {}).get(code)
        if there is None:
            return np.zeros(len(self), dtype=bool)
        if not bands:
            speaking: Mask = there != SILENT
            return speaking
        return _among(there, _with_silence(bands) if name == PROGRAM else bands)

    def _holding(self, code: str, one: Filter) -> Mask:
        """Return where ``one``, alone and without its minus, holds for ``code``."""
        match one.field:
            case Field.BAND:
                return _among(self.layers.held[code], _with_silence(_bands([one.value])))
            case Field.BY:
                names = self._coders(one.value)
                return self._any_of(self._by(name, code, frozenset()) for name in names)
            case _:
                return self._agreeing(code, one.value)

    def _agreeing(self, code: str, value: str) -> Mask:
        wanted = _plain(value)
        if any(name.startswith(wanted) for name in _YES):
            return self.layers.differs[code]
        if any(name.startswith(wanted) for name in _NO):
            return self.layers.agrees[code]
        return np.zeros(len(self), dtype=bool)

    def _any_of(self, masks: Iterable[Mask]) -> Mask:
        result = np.zeros(len(self), dtype=bool)
        for mask in masks:
            result |= mask
        return result

    def _codes(self, value: str) -> frozenset[str]:
        """Return the codes that a value names or begins to name, with those under them."""
        wanted, all_codes = _plain(value), self.codebook.codes
        if wanted in _ANY:
            return frozenset(code.id for code in all_codes)
        found = {code.id for code in all_codes if plain(code.id) == wanted} or {
            code.id
            for code in all_codes
            if any(plain(name).startswith(wanted) for name in (code.id, *code.names.values()))
        }
        for code in all_codes:  # each stands after its parent
            if code.above in found:
                found.add(code.id)
        return frozenset(found)

    def _coders(self, value: str) -> tuple[str, ...]:
        wanted = _plain(value)
        if wanted in _ME:
            return (self.who,)
        if wanted in _PROGRAMS:
            return (PROGRAM,)
        names = [name for name in self.layers.by if name != PROGRAM]
        exact = tuple(name for name in names if plain(name) == wanted)
        return exact or tuple(name for name in names if wanted in plain(name))


def _plain(value: str) -> str:
    """Return ``value`` folded; one of signs alone is the beginning of nothing."""
    return plain(value) or "\0"


def _of(group: Sequence[Filter], field: Field) -> Sequence[Filter]:
    return [one for one in group if one.field is field]


def _alone(one: Filter) -> Filter:
    return replace(one, is_alternative=False)


def _bands(values: Iterable[str]) -> frozenset[int]:
    return frozenset(
        band for value in values for name, band in _BANDS.items() if name.startswith(_plain(value))
    )


def _with_silence(bands: frozenset[int]) -> frozenset[int]:
    """Return ``bands`` where who says nothing of a code says that it is not there."""
    return bands | {SILENT} if NONE in bands else bands


def _among(there: Bands, bands: frozenset[int]) -> Mask:
    found: Mask = np.isin(there, list(bands))
    return found
