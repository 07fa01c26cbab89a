"""Codebooks: codes with what they mean, in several languages, as a tree. Plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from clicktui.errors import NotFoundError
from clicktui.i18n import translate as _
from clicktui.microtasks.cues import Cues

Texts = Mapping[str, str]
"""A text by language; under ``""`` one that is for all."""

Lists = Mapping[str, tuple[str, ...]]
"""Lists of texts by language; under ``""`` one that is for all."""


def said(texts: Texts, lang: str) -> str:
    """Return the text in ``lang``, or for all, or in English, or in any language; ``""``: none."""
    for key in (lang, "", "en"):
        if key in texts:
            return texts[key]
    return next(iter(texts.values()), "")


def listed(lists: Lists, lang: str) -> tuple[str, ...]:
    """Return the list in ``lang``, chosen as by ``said``."""
    for key in (lang, "", "en"):
        if key in lists:
            return lists[key]
    return next(iter(lists.values()), ())


@dataclass(frozen=True, slots=True)
class Code:
    """A code: ``id`` as in queries and files, ``above`` the id of its parent or "".

    ``colour`` is ``#rrggbb``, ``sign`` one character, which stands wherever the colour does.
    """

    id: str
    names: Texts
    sign: str
    colour: str
    above: str = ""
    definition: Texts = field(default_factory=dict)
    include: Lists = field(default_factory=dict)
    exclude: Lists = field(default_factory=dict)
    examples: Lists = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What programs exchange: the id in capitals."""
        return self.id.upper()


@dataclass(frozen=True, slots=True)
class Codebook:
    """Codes in their order, each after its parent, and the cues that speak for them.

    A codebook without cues is for coding by hand: nothing is found for its codes.
    """

    id: str
    names: Texts
    codes: tuple[Code, ...]
    source: str = ""
    definition: Texts = field(default_factory=dict)
    cues: Cues = field(default_factory=Cues)

    def code(self, name: str) -> Code:
        """Return the code of this id, however it is written (prepare, PREPARE), or of this name.

        A name is one in any language, and of no other code.

        Raises:
            NotFoundError: there is none; the text has the ids of those that there are.
        """
        wanted = name.strip().casefold()
        alike = [code for code in self.codes if code.id == wanted]
        if not alike:
            named = ((code, map(str.casefold, code.names.values())) for code in self.codes)
            alike = [code for code, names in named if wanted in names]
        if len(alike) == 1:
            return alike[0]
        there = ", ".join(code.id for code in self.codes)
        raise NotFoundError(
            _("no code {name} in the codebook {codebook}: there are {there}").format(
                name=name, codebook=self.id, there=there
            )
        )

    def below(self, above: str = "") -> Iterator[Code]:
        """Yield the codes directly under the code ``above``, or the topmost ones."""
        return (code for code in self.codes if code.above == above)
