"""Who says a paragraph and what it is, in words."""

from clicktui.corpus.model import Paragraph, Role
from clicktui.i18n import translate as _
from clicktui.wording import passages as wording


def speakers_of(paragraph: Paragraph) -> str:
    """Return who says ``paragraph``, "" where the text does not say it; a guess with a "?"."""
    names = paragraph.speaker or ""
    if not names and paragraph.proposed_speakers:
        return wording.guess(" & ".join(paragraph.proposed_speakers))
    if names and paragraph.speaker_inferred:
        return _("{name} (inferred)").replace("{name}", names)
    return names


def role_name(paragraph: Paragraph) -> str:
    """Return what ``paragraph`` is in its work."""
    if paragraph.is_altered:
        if paragraph.role is Role.PULL_QUOTE:
            return _("pull quote (altered)")
        return _("heading (an altered quotation)")
    if paragraph.proposed_role is not None:
        return wording.guess(wording.role_name(paragraph.proposed_role))
    return wording.role_name(paragraph.role)


def voice_line(paragraph: Paragraph) -> str:
    """Return the line above a paragraph whose speaker or role is new, "" where none is needed."""
    speakers = speakers_of(paragraph)
    match paragraph.role:
        case Role.HEADING:
            return role_name(paragraph) if paragraph.is_altered else ""
        case Role.CHROME | Role.CAPTION:
            return role_name(paragraph)
        case Role.BODY if paragraph.proposed_role is None:
            return speakers or _("speaker unknown")
        case Role.COMMENT | Role.NOTICE:
            author = speakers or _("author unknown")
            return f"{role_name(paragraph)} — {author}"
        case Role.PULL_QUOTE | Role.LEAD:
            name = role_name(paragraph)
            return f"{name} — {speakers}" if speakers else name
        case _:
            speaker = speakers or _("speaker unknown")
            return f"{speaker} — {role_name(paragraph)}"
