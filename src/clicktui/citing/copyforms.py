"""What of a quote is copied: every form, defined once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from clicktui.i18n import mark as N_


class Form(StrEnum):
    """What of a quote is copied; the value is what ``clicktui cite --format`` calls it."""

    CITATION = "citation"  # the words between quotation marks, and what the style puts beside them
    AUTHOR_DATE = "author-date"  # the words, and (author, year, place)
    FULL = "full"  # the words, and the whole reference
    MARKDOWN = "markdown"  # a block quote with the reference under it
    PANDOC = "pandoc"  # a block quote that ends in [@key, § n]
    LATEX = "latex"  # \textcquote of csquotes
    ORG = "org"
    HTML = "html"
    REFERENCE = "reference"
    WORDS = "words"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSL_JSON = "csl-json"
    LINK = "link"  # an address that opens the page at the words


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a form.

    ``name`` is English, to be translated. ``is_styled``: a citation style makes a part of it;
    ``has_key``: the citation key stands in it; ``is_of_work``: it tells of what is cited alone, so
    that several quotes of one work have it once; ``says_who``: it says whose words these are;
    ``needs_address``: there is none where the address of the page is not known.
    """

    name: str
    is_styled: bool = False
    has_key: bool = False
    is_of_work: bool = False
    says_who: bool = True
    needs_address: bool = False


TRAITS: Mapping[Form, Traits] = {
    Form.CITATION: Traits(N_("Words with reference"), is_styled=True),
    Form.AUTHOR_DATE: Traits(N_("Words with (author, year, place)"), is_styled=True),
    Form.FULL: Traits(N_("Words with the full reference"), is_styled=True),
    Form.MARKDOWN: Traits(N_("Markdown block quote"), is_styled=True),
    Form.PANDOC: Traits(N_("Pandoc Markdown, with [@key]"), has_key=True),
    Form.LATEX: Traits(N_("LaTeX, with csquotes"), has_key=True),
    Form.ORG: Traits(N_("Org, with [cite:@key]"), has_key=True),
    Form.HTML: Traits(N_("HTML block quote"), is_styled=True),
    Form.REFERENCE: Traits(N_("Reference only"), is_styled=True),
    Form.WORDS: Traits(N_("Words only"), says_who=False),
    Form.BIBLATEX: Traits(N_("BibLaTeX entry"), has_key=True, is_of_work=True, says_who=False),
    Form.RIS: Traits(N_("RIS entry"), has_key=True, is_of_work=True, says_who=False),
    Form.CSL_JSON: Traits(N_("CSL-JSON entry"), has_key=True, is_of_work=True, says_who=False),
    Form.LINK: Traits(N_("Link to the words"), says_who=False, needs_address=True),
}
"""The traits of every form, in the order in which they are offered."""
