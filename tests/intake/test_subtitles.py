"""Subtitles: cues become turns with the time of the first one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_samples import read, texts

from clicktui.errors import IntakeError

VTT = """WEBVTT - Entretien

NOTE
pas du texte

STYLE
::cue { color: red }

1
00:01.000 --> 00:03.500 align:start
<v.loud Ada Lovelace>Que <i>faites</i>-vous

00:03.500 --> 00:05.000
<v Ada Lovelace>la nuit&nbsp;?</v>

00:05.200 --> 00:07.000
<v Ben>Je clique.

01:00:07.100 --> 01:00:09.000
<v Ben>Et &lt;je&gt; dors.
"""


def test_webvtt_names_its_speakers_and_times() -> None:
    found = read("a.vtt", VTT)
    assert [(one.text, one.speaker, one.starts_at) for one in found.lines] == [
        ("Que faites-vous la nuit\u00a0?", "Ada Lovelace", 1_000),
        ("Je clique.", "Ben", 5_200),
        ("Et <je> dors.", "Ben", 3_607_100),
    ]


def test_subrip_joins_cues_up_to_a_sentence_and_keeps_printed_names() -> None:
    found = read(
        "a.srt",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nADA: Que faites-\r\nvous là ?\r\n\r\n"
        "2\r\n00:00:02,100 --> 00:00:03,000\r\n<font color=red>BEN : Je</font>\r\n\r\n"
        "3\r\n00:00:03,100 --> 00:00:04,000\r\nclique.\r\n\r\n"
        "4\r\n00:00:04,100 --> 00:00:05,000\r\n- Oui ?\r\n- Non\r\n\r\n"
        "5\r\n00:00:20,000 --> 00:00:21,000\r\naprès un silence\r\n",
    )
    assert [(one.text, one.starts_at) for one in found.lines] == [
        ("ADA: Que faites- vous là ?", 1_000),
        ("BEN : Je clique.", 2_100),
        ("- Oui ?", 4_100),
        ("- Non", 4_100),
        ("après un silence", 20_000),
    ]
    assert {one.speaker for one in found.lines} == {None}


def test_a_cue_shown_again_is_said_once() -> None:
    cues = "".join(f"00:0{n}.000 --> 00:0{n}.900\nJe clique\n\n" for n in (1, 2))
    assert texts(read("a.vtt", "WEBVTT\n\n" + cues)) == ["Je clique"]


def test_subtitles_without_a_cue_are_refused() -> None:
    with pytest.raises(IntakeError, match="has no subtitles"):
        read("a.srt", "Bonjour.\n")


@settings(max_examples=25)
@given(st.lists(st.integers(0, 359_999_000), min_size=1, max_size=8, unique=True))
def test_times_come_back(starts: list[int]) -> None:
    starts.sort()
    cues = []
    for place, ms in enumerate(starts):
        minutes, rest = divmod(ms, 60_000)
        stamp = f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02},{rest % 1000:03}"
        cues.append(f"{place + 1}\n{stamp} --> {stamp}\nPhrase {place}.\n")
    found = read("a.srt", "\n".join(cues))
    assert [one.starts_at for one in found.lines] == starts
