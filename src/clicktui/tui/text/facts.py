"""What a status line says of the place where the cursor stands."""

from dataclasses import dataclass

from clicktui.corpus.model import Paragraph, Span, Work
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.tui.text.voice import role_name, speakers_of
from clicktui.wording.passages import places


@dataclass(frozen=True, slots=True)
class TextFacts:
    """Where the cursor or the selection stands, and who speaks there.

    ``paragraph`` is the one that the cursor stands in. ``quoted`` names those whose words, within
    it, the quotable span touches. ``hit`` is the current hit and the number of hits, counted from
    1 (0: none is current). ``words`` counts the selected words, None without a selection.
    ``codes`` says in words what codes the passages there have.
    """

    work: Work
    paragraph: Paragraph
    quoted: tuple[str, ...]
    hit: tuple[int, int] | None
    words: int | None
    codes: tuple[str, ...] = ()

    @property
    def is_altered(self) -> bool:
        """Whether these words repeat somebody's and changed them: never quote them as hers."""
        return self.paragraph.is_altered


def quoted_in(paragraph: Paragraph, span: Span) -> tuple[str, ...]:
    """Return who is quoted in ``paragraph`` by words that ``span`` touches, in order, once."""
    speakers = (speech.speaker for speech in paragraph.quotations if speech.span.overlaps(span))
    return tuple(dict.fromkeys(speakers))


def facts_line(facts: TextFacts) -> str:
    """Return ``facts`` as one line of the interface's language, for a status line."""
    paragraph = facts.paragraph
    parts = places(paragraph)
    if facts.hit:
        current, total = facts.hit
        parts.append(_("hit {current}/{total}").format(current=current or "–", total=total))
    if facts.is_altered:
        parts.append(_("not the speaker's exact words"))
    if facts.quoted:
        parts.append(_("quoted: {names}").replace("{names}", ", ".join(facts.quoted)))
    parts.append(speakers_of(paragraph) or _("speaker unknown"))
    parts.append(role_name(paragraph))
    if facts.words is not None:
        counted = translate_plural("{count} word selected", "{count} words selected", facts.words)
        parts.append(counted.format(count=facts.words))
    parts += facts.codes
    return " · ".join(parts)
