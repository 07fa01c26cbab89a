"""What is held of a few passages as the arrays that it is worked with, in their order."""

from collections.abc import Sequence

import numpy as np

from clicktui.coding.bands import Layers
from clicktui.coding.facts import facets_of
from clicktui.coding.findings import NONE, OF_BAND, PARTLY, POSSIBLE
from clicktui.coding.model import Verdict
from clicktui.coding.opinions import PROGRAM, Coded, verdict_of
from clicktui.coding.overview import Base
from clicktui.corpus.corpus import Corpus
from clicktui.microtasks.model import Band
from clicktui.search.gathering import Facets

_VERDICTS = {Verdict.YES: OF_BAND[Band.CLEAR], Verdict.NO: NONE, Verdict.DOUBT: POSSIBLE}


def layers_of(coded: Sequence[Coded], codes: Sequence[str], corpus: Corpus) -> Layers:
    """Return the layers of ``coded``, of which nobody but the program and Ada says anything."""

    def array(kind: str, value) -> dict[str, np.ndarray]:
        return {code: np.array([value(one, code) for one in coded], dtype=kind) for code in codes}

    def said(one: Coded, code: str) -> int:
        verdict = verdict_of(one, code, "Ada")
        if verdict is None:
            return PARTLY if one.opinions[code].decisions else 0
        return _VERDICTS[verdict]

    return Layers(
        corpus,
        np.ones(len(coded), dtype=bool),
        array("u1", lambda one, code: OF_BAND[one.opinions[code].band]),
        {
            PROGRAM: array("u1", lambda one, code: OF_BAND[one.opinions[code].found]),
            "Ada": array("u1", said),
        },
        array("f4", lambda one, code: one.opinions[code].score * 0.99),
        array("?", lambda one, code: one.opinions[code].differs),
        array("?", lambda one, code: one.opinions[code].agrees),
    )


def facets_of_coded(coded: Sequence[Coded]) -> Facets:
    return facets_of((one.passage for one in coded), len(coded))


def base_of(coded: Sequence[Coded], codes: Sequence[str], corpus: Corpus) -> Base:
    held = layers_of(coded, codes, corpus).held
    return Base(facets_of_coded(coded), held, np.ones(len(coded), dtype=bool))
