"""The classifier: a passage in, a coding per code out. The same passage always gives the same.

It knows no codebook of its own: what speaks for a code is in the cues.
"""

import math
from collections.abc import Sequence

from clicktui.microtasks.cues import Cues
from clicktui.microtasks.judging import Scene, by_code, findings
from clicktui.microtasks.languages import languages_of
from clicktui.microtasks.model import Band, Coding, Finding, Judged
from clicktui.microtasks.words import words_of

_COUNTED = -0.5
"""From which strength on a further finding strengthens the first."""


class Classifier:
    """Judges passages for ``codes`` by ``cues``, compiled once; safe in several threads."""

    def __init__(self, codes: Sequence[str], cues: Cues) -> None:
        self.codes = tuple(codes)
        self.cues = cues
        self._lexicons = {lang: one.lexicon for lang, one in cues.languages.items()}

    def classify(self, text: str, lang: str = "") -> Judged:
        """Return the codings of the passage ``text``, judged alone.

        Without ``lang`` (a code like ``fr``) the language is found from the words; where several
        are as likely, the one whose cues find most. A language without cues gives no coding.
        """
        likely = (lang[:2].lower(),) if lang else languages_of(text)
        judged = [self._judged(text, one) for one in likely if one in self._lexicons]
        if not judged:
            return Judged(likely[0] if lang else "", self._codings(()))
        return max(judged, key=_strongest)

    def _judged(self, text: str, lang: str) -> Judged:
        words = words_of(text, lang)
        scene = Scene(words, self._lexicons[lang].find(words))
        return Judged(lang, self._codings(findings(scene, self.cues.rules)))

    def _codings(self, found: Sequence[Finding]) -> dict[str, Coding]:
        per_code = by_code(found)
        return {code: self._coding(code, per_code.get(code, ())) for code in self.codes}

    def _coding(self, code: str, found: tuple[Finding, ...]) -> Coding:
        if not found:
            return Coding(code, Band.NONE, 0.0)
        further = sum(self.cues.further for one in found[1:] if one.strength > _COUNTED)
        total = found[0].strength + min(further, self.cues.most_further)
        band = Band.NONE
        if total >= self.cues.possible:
            band = Band.CLEAR if total >= self.cues.clear else Band.POSSIBLE
        return Coding(code, band, round(1 / (1 + math.exp(-total)), 4), found)


def _strongest(judged: Judged) -> float:
    return max((coding.score for coding in judged.codings.values()), default=0.0)
