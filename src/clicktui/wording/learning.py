"""What learning from the user's decisions would do, in words and as effects on passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from clicktui.coding.desk import CodingDesk
from clicktui.coding.effects import Effect
from clicktui.coding.opinions import Meant, with_meaning
from clicktui.corpus.model import Passage
from clicktui.errors import SemanticsError
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.microtasks.semantics.learning import LEAST_OF_EACH, CodeEffect, Proposal


@dataclass(frozen=True, slots=True)
class Lesson:
    """A proposal over the ``passages`` that its changes number; ``names`` of codes by their ids."""

    desk: CodingDesk
    proposal: Proposal
    passages: Sequence[Passage]
    names: Mapping[str, str]

    def checked(self) -> Self:
        """Return the lesson where there is something to accept.

        Raises:
            SemanticsError: no code was decided about often enough; the text says what is missing.
        """
        if self.proposal.effects:
            return self
        needs = _("A code needs {count} passages that you confirmed and as many that you refused.")
        raise SemanticsError("\n".join((needs.format(count=LEAST_OF_EACH), *self._short())))

    def effects(self) -> tuple[Effect, ...]:
        """Return which passages would have another band, before and after.

        Not those about which she decided: her word holds before and after.
        """
        changed = [self.passages[one.passage] for one in self.proposal.changes]
        coded = {one.passage.id: one for one in self.desk.coded(changed)}
        found = []
        for change in self.proposal.changes:
            passage = self.passages[change.passage]
            if coded[passage.id].opinions[change.code].verdict is not None:
                continue
            before = self.desk.judgements.of(passage).codings[change.code].band
            after = with_meaning(before, Meant(learned=change.gets))
            found.append(Effect(passage, change.code, before, after))
        return tuple(found)

    def told(self, effects: Sequence[Effect]) -> str:
        """Return a line a code: how often it agrees with her, now and by cross-validation.

        ``effects`` are those of this lesson.
        """
        lines = [_("Held against decisions that were not learned from (cross-validation):")]
        for one in self.proposal.effects:
            of = one.before.right + one.before.wrongly + one.before.missed
            line = _(
                "{code}: right in {before} of {of} now, in {after} then "
                "({mended} mended, {spoilt} spoilt)"
            )
            figures = line.format(
                code=self.names[one.code],
                before=one.before.right,
                after=one.after.right,
                of=of,
                mended=one.mended,
                spoilt=one.spoilt,
            )
            lines.append(f"{figures}: {_worth(one)}")
        lines += self._short()
        count = len({one.passage.id for one in effects})
        changes = translate_plural(
            "{count} passage that you did not decide about changes",
            "{count} passages that you did not decide about change",
            count,
        )
        lines.append(changes.format(count=count))
        return "\n".join(lines)

    def about(self) -> str:
        """Return in a few words what is kept."""
        count = len(self.proposal.learned.decisions)
        told = translate_plural(
            "learned from {count} decision", "learned from {count} decisions", count
        )
        return told.format(count=count)

    def _short(self) -> list[str]:
        return [
            _("{code}: {yes} more to confirm, {no} more to refuse").format(
                code=self.names[one.code], yes=one.holding, no=one.not_holding
            )
            for one in self.proposal.shortfalls
        ]


def _worth(effect: CodeEffect) -> str:
    """Return in a word whether learning is worth it for a code."""
    if effect.after.right > effect.before.right:
        return _("better")
    return _("worse") if effect.after.right < effect.before.right else _("no better")
