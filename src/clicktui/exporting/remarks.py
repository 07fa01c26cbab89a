"""What documents that people read have in common: the marks of a quote, and what they lack."""

from clicktui.board.model import PinnedQuote
from clicktui.exporting.markdown import STAR, TAGS
from clicktui.exporting.material import Material
from clicktui.i18n import translate as _


def marks(pinned: PinnedQuote, lang: str) -> str:
    """Return the star and the tags of a quote on one line, "" where it has neither."""
    star = STAR if pinned.is_starred else ""
    tags = TAGS[lang] + ", ".join(pinned.tags) if pinned.tags else ""
    return f"{star} {tags}".strip(" ")


def typed_as_they_are(material: Material) -> tuple[str, ...]:
    """Return what is told of notes and the memo, whose Markdown a document does not carry out."""
    notes = [material.board.memo, *(one.pinned.note for one in material.quotes)]
    told = _("Notes and the memo stand as they were typed: their Markdown is not carried out")
    return (told,) if any(notes) else ()
