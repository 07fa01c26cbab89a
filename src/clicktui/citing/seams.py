"""Punctuation where two pieces of a reference meet.

Styles write their stops without knowing how a title ends, so a reference is first put together
with marks between its pieces, and ``settled`` then merges the punctuation at these seams, as
citeproc-js does (the table of its ``CSL.Output.Queue.adjust``): a stop after "?" goes, a second
comma goes, and where the language puts punctuation inside quotation marks (American English) a
stop or comma that follows them goes in. What stands inside a title is never touched.

The marks are control characters, which no text that passed ``corpus.cleaning`` holds.
"""

import re

_KEPT = "\x01"  # nothing merges across it
_CLOSING, _CLOSED = "\x02", "\x03"  # around a closing quotation mark
_MARKS = str.maketrans("", "", _KEPT + _CLOSING + _CLOSED)

_MERGED = {
    "!": {".": "!", "?": "!?", ":": "!", ",": "!,", ";": "!;"},
    "?": {"!": "?!", ".": "?", ":": "?", ",": "?,", ";": "?;"},
    ".": {"!": ".!", "?": ".?", ":": ".:", ",": ".,", ";": ".;"},
    ":": {"!": "!", "?": "?", ".": ":", ",": ":,", ";": ":;"},
    ",": {"!": ",!", "?": ",?", ":": ",:", ".": ",.", ";": ",;"},
    ";": {"!": "!", "?": "?", ":": ";", ",": ";,", ".": ";"},
}
_STOPS = "!?.:,;"
_MOVED_OUT = (",", ":", ";")
_PAIR_INSIDE = re.compile(rf"(?<=[{_STOPS}])(?=[{_STOPS}])")
_PAIR = re.compile(rf"([{_STOPS}])([{_STOPS}])")
_AFTER_CLOSING = re.compile(
    rf"([^{_CLOSED}])((?:[ \u00a0\u202f]?{_CLOSING}[^{_CLOSED}]*{_CLOSED})+)([{_STOPS}])"
)
_MOVE_OUT = re.compile(rf"([,:;])({_CLOSING}[^{_CLOSED}]*{_CLOSED})")


def kept(text: str) -> str:
    """Return ``text``, which a work says of itself, so that its own punctuation stays as it is."""
    text = _PAIR_INSIDE.sub(_KEPT, text.translate(_MARKS))
    if not text.endswith("”"):
        return text
    keeps = _KEPT if text[-2:-1] in _MOVED_OUT else ""
    return f"{text[:-1]}{keeps}{closing('”')}"


def closing(mark: str) -> str:
    """Return a closing quotation ``mark`` so that punctuation can be moved over it."""
    return f"{_CLOSING}{mark}{_CLOSED}"


def settled(text: str, *, punctuation_in_quote: bool) -> str:
    """Return ``text`` with the punctuation at its seams merged, and without marks."""
    before = ""
    while text != before:
        before = text
        text = _PAIR.sub(_merge, text)
        if punctuation_in_quote:
            text = _AFTER_CLOSING.sub(_move_in, text)
        else:
            text = _MOVE_OUT.sub(r"\2\1", text)
            text = _AFTER_CLOSING.sub(_merge_over, text)
    return text.translate(_MARKS)


def _merge(found: re.Match[str]) -> str:
    first, second = found.groups()
    if first == second:
        return first
    merged = _MERGED[first][second]
    return _KEPT.join(merged)


def _move_in(found: re.Match[str]) -> str:
    last, marks, stop = found.groups()
    if stop in ":;":
        return _merge_over(found)
    return f"{last}{stop}{marks}"


def _merge_over(found: re.Match[str]) -> str:
    last, marks, stop = found.groups()
    absorbed = last == stop or _MERGED.get(last, {}).get(stop) == last
    return f"{last}{marks}" if absorbed else f"{last}{marks}{_KEPT}{stop}"
