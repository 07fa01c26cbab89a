"""Elements of a REFI-QDA project, whatever their namespace and however their GUIDs are written."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from clicktui.corpus.cleaning import clean_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TEXT_SOURCES = ("TextSource", "Representation", "Transcript", "TextDescription")
"""What holds a text with selections in it, also within sources of other kinds."""


def local(element: "Element") -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2]


def children(element: "Element", tag: str) -> list["Element"]:
    """Return the children called ``tag``."""
    return [one for one in element if local(one) == tag]


def parts(root: "Element", tag: str) -> list["Element"]:
    """Return what stands in the parts of a project called ``tag`` (``Users``, ``Notes`` …)."""
    return [child for part in children(root, tag) for child in part]


def plain_guid(text: str | None) -> str:
    """Return a GUID in lower case and without braces, "" for none."""
    return (text or "").strip().strip("{}").lower()


def guid_of(element: "Element") -> str:
    """Return the GUID of an element, as ``plain_guid``."""
    return plain_guid(element.get("guid"))


def referred(element: "Element", tag: str) -> Iterator[str]:
    """Yield the GUIDs that the children called ``tag`` (``CodeRef``, ``NoteRef``) refer to."""
    for one in children(element, tag):
        yield plain_guid(one.get("targetGUID"))


def description(element: "Element") -> str:
    """Return the description of an element, cleaned, "" where it has none."""
    text = next((one.text or "" for one in children(element, "Description")), "")
    return clean_text(text).strip("\n")


def line(text: str | None) -> str:
    """Return a name of the file's on one line, cleaned."""
    return " ".join(clean_text(text or "").split())


def joined(texts: Iterable[str]) -> str:
    """Return texts as paragraphs of one, those that are empty left out."""
    return "\n\n".join(text for text in texts if text)
