"""Rich Text Format (.rtf), by striprtf: words and paragraphs; bold and headings are not told."""

import re
from types import ModuleType

from clicktui.errors import IntakeError
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _
from clicktui.intake.archive import damaged
from clicktui.intake.extras import needed
from clicktui.intake.gathering import Gathered, split_lines
from clicktui.intake.limits import Limits
from clicktui.intake.model import ReadFile
from clicktui.intake.saying import Sayings

_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
"""What ends a cell of a table, for which striprtf writes a bar as if it were in the text."""

_HEAD = 65_536
"""Characters in which the properties of a document are looked for: they stand before its text."""


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
    sayings = Sayings()
    where = N_("properties of the document")
    for name, say in (("title", sayings.text), ("author", sayings.names)):
        say(name, _property(raw, name, striprtf), where)
    told = _("its footnotes are left out: save it as .docx to have them")
    notes = (told,) if b"\\footnote" in content else ()
    return ReadFile(tuple(gathered.lines), sayings.found, notes)


def _property(raw: str, name: str, striprtf: ModuleType) -> str:
    """Return the document's property of this name, "" where it has none that can be read."""
    head = raw[:_HEAD]
    found = re.search(rf"\{{\\{name}[ \n]([^{{}}]{{1,2000}})\}}", head)
    if found is None:
        return ""
    page = re.search(r"\\ansicpg\d{3,5}", head)
    try:
        text = f"{{\\rtf1\\ansi{page[0] if page else ''} {found[1]}}}"
        return str(striprtf.rtf_to_text(text, errors="replace"))
    except Exception:  # striprtf has no errors of its own
        return ""
