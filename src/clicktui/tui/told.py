"""A line that is said again and again, and lays the screen out only where it says something new."""

from textual.content import Content
from textual.widgets import Static


def tell(where: Static, text: str) -> None:
    """Let ``where``, whose size follows what it says, say ``text``, nothing of it markup."""
    told = Content(text)
    if where.content != told:
        where.update(told)
