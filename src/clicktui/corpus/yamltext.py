"""Texts as YAML that people read, that git compares well, and that no editor spoils.

What cannot be seen as itself is written as its escape: a no-break space as ``\\_``, a thin one as
``\\u202F``, a soft hyphen as ``\\u00AD``. Editors, mail and terminals turn such characters into
plain spaces without a word, and a quote would not be exact any more; as escapes they survive, and
a difference shows in a diff. A text of several lines is a literal block where that is exact;
otherwise it stands between quotation marks, again a line for a line (YAML 1.1, 5.7 and 7.3.1).

PyYAML's own writer escapes either all that is not ASCII or nothing, and needs seconds for a large
board, which is written after every change.
"""

import re

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_NOT_TEXTS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Words that some reader of YAML takes for something else than a text."""

_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\u00a0": "\\_"}


def word(text: str) -> str:
    """Return ``text`` as a value or key on one line, bare where that is safe: ids, key words."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_TEXTS:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return ``text`` on one line between quotation marks."""
    return f'"{_escaped(text)}"'


def flow(value: object) -> str:
    """Return a value as JSON has it (a text, a number, lists and mappings of them) on one line.

    Raises:
        TypeError: it is something else.
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{word(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(flow, value)) + "]"
    raise TypeError(type(value).__name__)


def block(text: str, indent: int) -> str:
    """Return a ``text`` of any number of lines; its lines stand ``indent`` spaces in."""
    if "\n" not in text:
        return quoted(text)
    margin = " " * indent
    lines = text.split("\n")
    if _is_literal(lines):
        return "\n".join(["|-", *(f"{margin}{line}" if line else "" for line in lines)])
    *before, last = (_escaped(line) for line in lines)
    rows = [f"{row}\\n\\" for row in before] + [f'{last}"']
    # a line that goes on loses the spaces at its beginning, unless they are escaped
    return '"' + f"\n{margin}".join(re.sub("^ ", r"\\ ", row) for row in rows)


def _is_literal(lines: list[str]) -> bool:
    """Say whether a literal block gives exactly these lines, all of it to be seen."""
    if not lines[0] or not lines[-1] or lines[0].startswith(" "):
        return False
    return all(line.isprintable() and not line.endswith(" ") for line in lines)


def _escaped(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return "".join(
        char if char.isprintable() and char not in '"\\' else _escape(char) for char in text
    )


def _escape(char: str) -> str:
    known = _ESCAPES.get(char)
    if known is not None:
        return known
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
