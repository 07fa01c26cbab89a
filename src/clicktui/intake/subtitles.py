"""SubRip (.srt) and WebVTT (.vtt): cues become turns, each with the time at which it begins.

WebVTT is read as https://www.w3.org/TR/webvtt1/ has it, SubRip as programs write it. A turn is
what one speaker says up to the end of a sentence. Only WebVTT names speakers in its form; a name
printed in the words stays there.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from clicktui.errors import IntakeError
from clicktui.i18n import translate as _
from clicktui.intake.decoding import decoded
from clicktui.intake.gathering import Gathered, split_lines, squeezed
from clicktui.intake.limits import Limits
from clicktui.intake.model import ReadFile

_STAMP = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z0-9.:]*(?:[ \t][^<>]*)?>|\{\\[^}]*\}")
_BEGINS = re.compile(
    r"(?:[-–—]|>>+)\s+(?=\S)|[A-ZÀ-Þ][\w.’'\-]*(?: [\w.’'\-]+){0,3}[\u00a0\u202f ]?:\s+(?=\S)"
)
"""A dash, “>>” or “NAME:” before words: another speaks. These stay in the text."""

_END = re.compile(r"[.!?…][\"'’»”)\]\s]*$")
_LONGEST = 1_200
"""Characters after which a turn without a sentence's end is cut, between two cues."""

_GAP = 4_000
"""Milliseconds of silence that end a turn."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: int
    end: int
    text: str
    speaker: str | None
    begins: bool


def read(content: bytes, limits: Limits) -> ReadFile:
    """Read subtitles.

    Raises:
        IntakeError: there is no cue in it, or too much.
    """
    text, notes = decoded(content)
    cues = list(_said(_cues(split_lines(text))))
    if not cues:
        raise IntakeError(_("has no subtitles: “00:00:01,000 --> 00:00:04,000” begins each"))
    gathered = Gathered(limits)
    turn: list[_Cue] = []
    for cue in cues:
        if turn and _ends(turn, cue):
            _add(gathered, turn)
            turn = []
        turn.append(cue)
    _add(gathered, turn)
    return ReadFile(tuple(gathered.lines), notes=notes)


def _ends(turn: list[_Cue], cue: _Cue) -> bool:
    last = turn[-1]
    if cue.begins or cue.speaker != last.speaker or cue.start - last.end > _GAP:
        return True
    return bool(_END.search(last.text)) or sum(len(one.text) for one in turn) > _LONGEST


def _add(gathered: Gathered, turn: list[_Cue]) -> None:
    words = squeezed(" ".join(cue.text for cue in turn))
    gathered.add(words, starts_at=turn[0].start, speaker=turn[0].speaker)


def _cues(lines: list[str]) -> Iterator[tuple[int, int, list[str]]]:
    """Give start, end (ms) and the lines of each cue; notes, styles and regions are left out."""
    number = 0
    while number < len(lines):
        times = _TIMES.match(lines[number])
        number += 1
        if times is None:
            continue
        words: list[str] = []
        while number < len(lines) and lines[number].strip() and not _TIMES.match(lines[number]):
            words.append(lines[number])
            number += 1
        is_next = number < len(lines) and _TIMES.match(lines[number])
        if is_next and words and words[-1].strip().isdigit():
            words.pop()  # the number of the next cue, where no empty line ends this one
        groups = times.groups()
        yield _ms(groups[:4]), _ms(groups[4:]), words


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _said(raw: Iterator[tuple[int, int, list[str]]]) -> Iterator[_Cue]:
    """Give what each voice says in each cue; a cue that shows the last one again is left out."""
    shown: list[tuple[str | None, str]] = []
    for start, end, words in raw:
        parts = _parts(words)
        if parts == shown:
            continue
        shown = parts
        for speaker, text in parts:
            yield _Cue(start, end, squeezed(text), speaker, bool(_BEGINS.match(text)))


def _parts(words: list[str]) -> list[tuple[str | None, str]]:
    """Return what each voice says in a cue: the voice that its tag names, or None, and words."""
    parts: list[tuple[str | None, str]] = []
    voice: str | None = None
    for line in words:
        pieces = _VOICE.split(line)
        for place, piece in enumerate(pieces):
            if place % 2:
                voice = squeezed(html.unescape(piece)) or None
                continue
            text = html.unescape(_TAG.sub("", piece))
            if not text.strip():
                continue
            if parts and parts[-1][0] == voice and not _BEGINS.match(text):
                parts[-1] = (voice, parts[-1][1] + " " + text)
            else:
                parts.append((voice, text))
            if "</v>" in piece:
                voice = None
    return parts
