"""What panes ask of the app: the only way back up, as Textual messages.

What changes the boards or the codings is sent by ``wish``: a message that bubbles up takes a
while, and the next key of a burst would overtake it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.widget import Widget

from clicktui.corpus.model import Span


@dataclass
class OpenWork(Message):
    """Open ``work`` in the reader, at ``span``, with ``highlights`` to go through.

    None leaves those that the work has; an empty sequence takes them away. ``then`` is a message
    for the reader's text, to go on with.
    """

    work: str
    span: Span | None = None
    highlights: Sequence[Span] | None = None
    then: Message | None = None


@dataclass
class Pin(Message):
    """Keep the words of ``work`` at ``span`` on the board; ``choose`` asks first in which list."""

    work: str
    span: Span
    choose: bool = False


@dataclass
class Cite(Message):
    """Copy the words of ``work`` at ``span``.

    ``choose`` asks first in which form; ``words_only`` leaves the reference out.
    """

    work: str
    span: Span
    choose: bool = False
    words_only: bool = False


@dataclass
class CompleteWork(Message):
    """Show what is known of a work's metadata, to be completed; ``work`` may be a page's id."""

    work: str


class CodingWish(Message):
    """Asks for a change of codings, of what makes them, or for what they are made from."""


@dataclass
class Code(CodingWish):
    """Ask which codes the words of ``work`` at ``span`` have."""

    work: str
    span: Span


@dataclass
class Like(CodingWish):
    """Show the passages that mean the like of the one with the words of ``work`` at ``span``."""

    work: str
    span: Span


async def wish(widget: Widget, wished: Message) -> None:
    """Have ``wished`` carried out for ``widget`` before the next key acts."""
    carry_out = getattr(widget.app, "carry_out", None)
    if carry_out is None:  # an app without boards takes it as any other message
        widget.post_message(wished)
    else:
        await carry_out(wished)
