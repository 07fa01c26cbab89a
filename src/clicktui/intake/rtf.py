"""Rich Text Format (.rtf), by striprtf: words and paragraphs; bold and headings are not told."""

import re

from clicktui.errors import IntakeError
from clicktui.i18n import translate as _
from clicktui.intake.archive import damaged
from clicktui.intake.extras import needed
from clicktui.intake.gathering import Gathered, split_lines
from clicktui.intake.limits import Limits
from clicktui.intake.model import ReadFile

_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
"""What ends a cell of a table, for which striprtf writes a bar as if it were in the text."""


def read(content: bytes, limits: Limits) -> ReadFile:
    """Read an .rtf.

    Raises:
        IntakeError: it is damaged or too much, or striprtf is not installed.
    """
    striprtf = needed("striprtf.striprtf")
    try:
        raw = _CELL.sub(r"\\par ", content.decode("latin-1"))
        text = striprtf.rtf_to_text(raw, errors="replace")
    except Exception as error:  # striprtf has no errors of its own
        raise IntakeError(damaged()) from error
    gathered = Gathered(limits)
    gathered.add_all(split_lines(text))
    told = _("its footnotes are left out: save it as .docx to have them")
    return ReadFile(tuple(gathered.lines), notes=(told,) if b"\\footnote" in content else ())
