"""What the program finds in single passages: judged when they are looked at, and kept a while."""

from collections import OrderedDict
from functools import cached_property
from threading import RLock

from clicktui.corpus.model import Passage
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.fingerprint import classifier_fingerprint
from clicktui.microtasks.model import Judged

MOST_KEPT = 8192
"""Passages whose judgements stay in memory, with their findings: some 20 MB."""


class Judgements:
    """The judgements of one classifier on passages, by their ids; from any thread.

    A passage's id changes with its words, so that what was judged holds until the cues change.
    Those asked for last are kept; others are made again, which takes a millisecond or two.
    """

    def __init__(self, classifier: Classifier, most: int = MOST_KEPT) -> None:
        self.classifier = classifier
        self._most = most
        self._known: OrderedDict[str, Judged] = OrderedDict()
        self._turn = RLock()

    @cached_property
    def fingerprint(self) -> str:
        """A digest that changes with the codes, the cues and the rules that judge by them."""
        return classifier_fingerprint(self.classifier.codes, self.classifier.cues)

    def of(self, passage: Passage) -> Judged:
        """Return the judgement of ``passage``, made now if it is not kept."""
        with self._turn:
            known = self._known.get(passage.id)
            if known is not None:
                self._known.move_to_end(passage.id)
                return known
        known = self.classifier.classify(passage.text, passage.lang)
        with self._turn:
            self._known[passage.id] = known
            if len(self._known) > self._most:
                self._known.popitem(last=False)
        return known
