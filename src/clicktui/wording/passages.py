"""What is said of passages and searches in the interface's language, on screen and without one."""

from collections.abc import Sequence

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.locators import time_code
from clicktui.corpus.model import Locator, LocatorKind, Paragraph, Passage, Role
from clicktui.i18n import translate as _
from clicktui.search.model import Notice, NoticeKind

LONGEST_DETAIL = 60
"""Characters of the user's own text that a notice repeats."""


def role_name(role: Role) -> str:
    """Return the name of ``role``."""
    return {
        Role.HEADING: _("heading"),
        Role.LEAD: _("lead"),
        Role.QUESTION: _("question"),
        Role.ANSWER: _("answer"),
        Role.BODY: _("text"),
        Role.PULL_QUOTE: _("pull quote"),
        Role.CAPTION: _("caption"),
        Role.COMMENT: _("reader's comment"),
        Role.NOTICE: _("notice around the text"),
        Role.CHROME: _("page furniture, not searched"),
    }[role]


def notice_text(notice: Notice) -> str:
    """Return ``notice`` as a sentence."""
    return {
        NoticeKind.READ_AS_WORDS: _("“{detail}” was read as plain words"),
        NoticeKind.UNKNOWN_WORD: _("“{detail}” is in no text"),
        NoticeKind.TOO_LONG: _("too long: searched up to “…{detail}”"),
        NoticeKind.UNKNOWN_VALUE: _("no text has “{detail}”"),
        NoticeKind.NOT_YET: _("“{detail}” finds nothing yet: the codes are being looked for"),
        NoticeKind.SO_FAR: _("“{detail}”: {known} of {total} passages judged so far"),
    }[notice.kind].format(detail=_clipped(notice.detail), known=notice.of[0], total=notice.of[1])


def said_by(passage: Passage) -> str:
    """Return who says ``passage``, and whom it quotes, as ``speaker_text``."""
    if not passage.speakers and passage.proposed_speakers:
        name = guess(" & ".join(passage.proposed_speakers))
        return speaker_text(name, False, passage.quoted)
    return speaker_text(passage.speaker or "", passage.speaker_inferred, passage.quoted)


def place_of(passage: Passage) -> str:
    """Return the pages, the time or else the paragraph of ``passage``, its role without any."""
    if passage.locator is not None:
        return locator_text(passage.locator)
    if passage.paragraph is None:
        return role_name(passage.role)
    return f"§ {passage.paragraph}"


def locator_text(locator: Locator) -> str:
    """Return pages or a time as they are shown: ``p. 9``, ``00:12:31``."""
    return ("p. " if locator.kind is LocatorKind.PAGE else "") + locator.value


def speaker_text(name: str, is_inferred: bool, quoted: Sequence[str]) -> str:
    """Return who speaks ("": unknown, and said to be), and whom she quotes."""
    speaker = name or _("speaker unknown")
    if name and is_inferred:
        speaker = _("{name} (inferred)").format(name=name)
    if not quoted:
        return speaker
    return _("{speaker}, quoting {quoted}").format(speaker=speaker, quoted=", ".join(quoted))


def _clipped(detail: str) -> str:
    detail = clean_text(detail)
    return detail if len(detail) <= LONGEST_DETAIL else detail[: LONGEST_DETAIL - 1] + "…"


def guess(text: str) -> str:
    """Return what nobody has confirmed as it is shown: ``? Ada Lovelace``."""
    return f"? {text}"


def places(paragraph: Paragraph) -> list[str]:
    """Return where a paragraph stands: its number, its pages, its time, as far as it has them."""
    found = [f"§ {paragraph.number}"] if paragraph.number is not None else []
    if paragraph.pages is not None:
        found.append(f"p. {'–'.join(dict.fromkeys(paragraph.pages))}")
    if paragraph.starts_at is not None:
        found.append(time_code(paragraph.starts_at))
    return found
