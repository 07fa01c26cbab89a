"""The few words of a citation that CSL has no variable for, in each language.

They follow the language of the citation, not the interface's, so gettext has no part in them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from clicktui.corpus.model import Role


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language says who speaks, and what kind of text the words come from."""

    conjunction: str
    inside: str
    quoted_one: str
    quoted_many: str
    quoting_one: str
    quoting_many: str
    unknown_author: str
    comment: str
    under: str
    notice: str
    one: str
    anonymous_notice: str
    altered: str
    emphasis: str
    roles: Mapping[Role, str]

    def with_emphasis(self, reference: str) -> str:
        """Return ``reference`` with the words that the emphasis in the quote was added.

        They come as a sentence of their own after one (notes in French and Italian do so; English
        ones may), so that a stop of the reference, also that of "s. d.", stays as it is.
        """
        if reference.endswith((".", "!", "?", "…")):
            return f"{reference} {self.emphasis[:1].upper()}{self.emphasis[1:]}."
        return f"{reference}, {self.emphasis}"

    def listed(self, names: Sequence[str]) -> str:
        """Return ``names`` (one or more) as one phrase: "A, B et C"."""
        *others, last = names
        return f"{', '.join(others)} {self.conjunction} {last}" if others else last

    def quoted(self, names: Sequence[str]) -> str:
        """Return what stands between quoted persons and the work that quotes them."""
        return self.quoted_many if len(names) > 1 else self.quoted_one

    def quoted_in_notice(self, names: Sequence[str]) -> str:
        """Return what stands between quoted persons and the work presented where they are."""
        return f"{self.quoted(names)} {self.one} {self.notice}"

    def quoting(self, names: Sequence[str]) -> str:
        """Return what stands between ``names`` (none: somebody unknown) and whom they quote."""
        return self.quoting_many if len(names) > 1 else self.quoting_one


WORDINGS: Mapping[str, Wording] = {
    "fr": Wording(
        conjunction="et",
        inside="dans",
        quoted_one="cité dans",
        quoted_many="cités dans",
        quoting_one="citant",
        quoting_many="citant",
        unknown_author="auteur inconnu",
        comment="commentaire de lecteur",
        under="sous",
        notice="présentation de\u00a0:",
        one="une",
        anonymous_notice="présentation anonyme de\u00a0:",
        altered="mots modifiés",
        emphasis="nous soulignons",
        roles={
            Role.HEADING: "titre",
            Role.LEAD: "chapeau",
            Role.QUESTION: "question",
            Role.CAPTION: "légende",
            Role.PULL_QUOTE: "exergue",
            Role.CHROME: "paratexte",
        },
    ),
    "it": Wording(
        conjunction="e",
        inside="in",
        quoted_one="citato in",
        quoted_many="citati in",
        quoting_one="che cita",
        quoting_many="che citano",
        unknown_author="autore ignoto",
        comment="commento di un lettore",
        under="in calce a",
        notice="presentazione di:",
        one="una",
        anonymous_notice="presentazione anonima di:",
        altered="parole modificate",
        emphasis="corsivo nostro",
        roles={
            Role.HEADING: "titolo",
            Role.LEAD: "cappello",
            Role.QUESTION: "domanda",
            Role.CAPTION: "didascalia",
            Role.PULL_QUOTE: "citazione in evidenza",
            Role.CHROME: "paratesto",
        },
    ),
    "en": Wording(
        conjunction="and",
        inside="in",
        quoted_one="quoted in",
        quoted_many="quoted in",
        quoting_one="quoting",
        quoting_many="quoting",
        unknown_author="author unknown",
        comment="reader comment",
        under="under",
        notice="presentation of:",
        one="a",
        anonymous_notice="anonymous presentation of:",
        altered="words altered",
        emphasis="emphasis added",
        roles={
            Role.HEADING: "heading",
            Role.LEAD: "lead",
            Role.QUESTION: "question",
            Role.CAPTION: "caption",
            Role.PULL_QUOTE: "pull quote",
            Role.CHROME: "paratext",
        },
    ),
}
