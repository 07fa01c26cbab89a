"""A note or a memo that is kept as it is typed, and that others may write meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass, field

from clicktui.board.desk import ChangedMeanwhileError, Done
from clicktui.i18n import translate as _

Keep = Callable[[str, str], tuple[str, Done]]
"""Keeps a text where another is there (its second argument); gives what is there then."""


@dataclass(slots=True)
class TextBeingWritten:
    """What is there of a text while its editor is open.

    What another session wrote meanwhile is never written over: it stays, before what is typed.
    ``told`` are the lines to tell at the end.
    """

    there: str
    keep_over: Keep
    told: list[str] = field(default_factory=list)
    _others: str = ""

    def keep(self, typed: str) -> Done:
        """Keep ``typed``, after what others have written meanwhile.

        Raises:
            ClicktuiError: it cannot be kept.
        """
        try:
            return self._keep(typed)
        except ChangedMeanwhileError as meanwhile:
            self.there = meanwhile.there
            self._others = f"{meanwhile.there}\n\n" if meanwhile.there.strip() else ""
            done = self._keep(typed)
            self.told.append(
                _("Another clicktui wrote here meanwhile: its text stands before yours")
            )
            return done

    def _keep(self, typed: str) -> Done:
        self.there, done = self.keep_over(f"{self._others}{typed}", self.there)
        return done
