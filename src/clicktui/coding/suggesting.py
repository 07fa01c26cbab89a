"""Candidates for passages that come one by one, of no corpus: ``clicktui classify --semantic``."""

from collections.abc import Sequence

import numpy as np

from clicktui.coding.meaning import Meaning, scores_of
from clicktui.corpus.cleaning import clean_text
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.model import Band, Judged
from clicktui.microtasks.semantics.blocks import key_of
from clicktui.microtasks.semantics.candidates import Candidate, Suggester, words_of
from clicktui.microtasks.semantics.examples import Example, shipped_examples
from clicktui.search.progress import Progress, no_progress


class Suggestions:
    """Suggests codes for passages by the labelled examples of a codebook, beside its cues."""

    def __init__(
        self,
        meaning: Meaning,
        codebook: str,
        classifier: Classifier,
        progress: Progress = no_progress,
        examples: Sequence[Example] | None = None,
    ) -> None:
        """Suggest by ``examples``; None: by those that ship for the codebook of this id.

        Raises:
            SemanticsError: the extra is missing or cannot work.
        """
        self._meaning = meaning
        self._codes = classifier.codes
        known = shipped_examples(codebook) if examples is None else examples
        vectors = meaning.vectors(lambda: words_of(known), progress)
        judged = [classifier.classify(one.text, one.lang) for one in known]
        self._suggester = Suggester(known, self._codes, vectors, scores_of(judged, self._codes))
        self._numbers = {key_of(one.text): number for number, one in enumerate(known)}

    def of(self, text: str, judged: Judged) -> dict[str, Candidate]:
        """Return the candidates for a passage, by code: of the codes of which no cue speaks.

        An example with the very words of the passage does not speak for itself.

        Raises:
            SemanticsError: the extra cannot work.
        """
        words = clean_text(text)
        found = self._meaning.encode(words)[None, :]
        own = self._numbers.get(key_of(words))
        without = None if own is None else np.array([own])
        (candidates,) = self._suggester.candidates(found, scores_of([judged], self._codes), without)
        return {one.code: one for one in candidates if judged.codings[one.code].band is Band.NONE}
