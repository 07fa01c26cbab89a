"""What the program finds in the passages of a corpus: judged once, in the background if wished."""

from collections.abc import Callable, Iterable
from threading import RLock

from clicktui.corpus.model import Passage
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.model import Judged
from clicktui.search.progress import Progress, never, no_progress

_STEP = 64


class Judgements:
    """The judgements of one classifier on passages, by their ids; from any thread.

    A passage's id changes with its words, so that what was judged holds until the cues change.
    """

    def __init__(self, classifier: Classifier) -> None:
        self.classifier = classifier
        self._known: dict[str, Judged] = {}
        self._turn = RLock()

    def of(self, passage: Passage) -> Judged:
        """Return the judgement of ``passage``, made now if it was not before."""
        with self._turn:
            known = self._known.get(passage.id)
        if known is None:
            known = self.classifier.classify(passage.text, passage.lang)
            with self._turn:
                self._known[passage.id] = known
        return known

    def judge(
        self,
        passages: Iterable[Passage],
        total: int,
        progress: Progress = no_progress,
        cancelled: Callable[[], bool] = never,
    ) -> bool:
        """Judge ``passages``, of which there are ``total``; False where ``cancelled`` said so.

        What was judged until then is kept.
        """
        for number, passage in enumerate(passages):
            if number % _STEP == 0:
                if cancelled():
                    return False
                progress(number, total)
            self.of(passage)
        progress(total, total)
        return True
