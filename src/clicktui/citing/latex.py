r"""Text as LaTeX, in which no character of the corpus acts as a command.

Accents, guillemets, dashes and emoji stay the characters that they are (UTF-8, LaTeX 2018 and
later); what TeX would take for a command, a ligature (``--``, ``<<``) or, under babel's Italian, a
shorthand (``"``) is written so that it is printed letter by letter (The LaTeX Companion, 3rd ed.,
1.2 and 11.1; the T1 encoding for ``\textquotedbl``).
"""

import re

_COMMANDS = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
}
_TYPESET = _COMMANDS | {
    "{": r"\{",
    "}": r"\}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "\u2009": r"\,",
    "\u2011": r"\mbox{-}",
    "\u00ad": r"\-",
}
_NAMED_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_ESCAPED_BRACES = {"{": r"\{", "}": r"\}"}
_LIGATURE = re.compile(r"--+|''+|``+|<<+|>>+|,,+|[?!]`")

BABEL = {
    "fr": "french",
    "it": "italian",
    "en": "english",
    "de": "ngerman",
    "es": "spanish",
    "pt": "portuguese",
    "nl": "dutch",
    "ca": "catalan",
    "pl": "polish",
    "ro": "romanian",
}
"""What babel, csquotes and BibLaTeX's ``langid`` call a language (ISO 639-1)."""


def babel_name(language: str) -> str | None:
    """Return what babel calls ``language`` (``fr``, ``fr-CA`` …), None where it is not known."""
    return (
        BABEL.get(language[:2].lower()) if re.match(r"[A-Za-z]{2}(?![A-Za-z])", language) else None
    )


def typeset(line: str) -> str:
    """Return ``line``, without newlines, for the body of a document.

    No-break spaces become LaTeX's own (``~``, ``\\,``), as do the no-break hyphen and the soft one.
    """
    return _escaped(line, _TYPESET)


def bibliography_field(text: str) -> str:
    r"""Return ``text``, on one line, for a field of a .bib file, its braces in pairs.

    No-break spaces stay characters, which BibLaTeX's readers keep and ``\,`` they do not. BibTeX
    counts braces also after a backslash: those without partner are written by their names, which
    LaTeX and biber read, pandoc 2 and 3 do not.
    """
    braces = _ESCAPED_BRACES if _is_balanced(text) else _NAMED_BRACES
    return _escaped(" ".join(text.split("\n")), _COMMANDS | braces)


def _escaped(text: str, replacements: dict[str, str]) -> str:
    """Return ``text`` with each character replaced as told, and what would run together parted."""
    parted = _LIGATURE.sub(lambda found: "\0".join(found[0]), text)
    return "".join(replacements.get(mark, mark) for mark in parted).replace("\0", "{}")


def _is_balanced(text: str) -> bool:
    depth = 0
    for mark in text:
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth < 0:
            return False
    return depth == 0
