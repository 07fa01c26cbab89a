"""Pages and times of the original, which are cited in place of counted paragraphs."""

import re
from collections.abc import Sequence

from clicktui.corpus.model import Locator, LocatorKind, Paragraph
from clicktui.i18n import translate as _

_TIME = re.compile(r"(\d{1,4}):([0-5]\d):([0-5]\d)(?:[.,](\d{1,3}))?")
_PAGE = re.compile(r"(\[)?[^\W_](?:[-./– ]?[^\W_])*(?(1)\])")
_LONGEST_PAGE = 20


def locator_of(paragraphs: Sequence[Paragraph]) -> Locator | None:
    """Return the pages on which ``paragraphs`` stand, else the time at which they are said.

    It is None where one of them has neither: then nobody knows all of the place.
    """
    pages = [part.pages for part in paragraphs if part.pages is not None]
    if pages and len(pages) == len(paragraphs):
        return Locator(LocatorKind.PAGE, pages[0][0], pages[-1][1])
    times = [part.starts_at for part in paragraphs if part.starts_at is not None]
    if times and len(times) == len(paragraphs):
        return Locator(LocatorKind.TIME, time_code(times[0]), time_code(times[-1]))
    return None


def time_code(milliseconds: int) -> str:
    """Return a time as it is cited: ``00:12:31``, to the second in which it lies."""
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def exact_time(milliseconds: int) -> str:
    """Return a time as a catalogue has it: ``00:12:31.250``."""
    return f"{time_code(milliseconds)}.{milliseconds % 1000:03}"


def milliseconds(value: object) -> int:
    """Return the time that ``exact_time`` writes; thousandths may be missing.

    Raises:
        ValueError: it is something else.
    """
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError(_("has to be a time like “00:12:31.250”, between quotation marks"))
    hours, minutes, seconds = (int(found[part]) for part in (1, 2, 3))
    thousandths = int((found[4] or "").ljust(3, "0"))
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def page_name(value: object) -> str:
    """Return a page as it is printed: ``12``, ``xii``, ``A-3``.

    Raises:
        ValueError: it is something else, or longer than 20 characters.
    """
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not _PAGE.fullmatch(text) or len(text) > _LONGEST_PAGE:
        raise ValueError(_("has to be a page like 12, xii or A-3"))
    return text
