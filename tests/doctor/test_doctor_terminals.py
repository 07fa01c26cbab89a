"""What is said of a terminal, by what it says and what the environment says."""

import pytest
from rich.cells import cell_len

from clicktui.doctor.asking import Answers
from clicktui.doctor.keys import TRIED, arrived
from clicktui.doctor.model import Finding, State
from clicktui.doctor.terminals import SIGNS, findings

KEYS = {key.name: key for key in TRIED}


def said(
    environ: dict[str, str],
    answers: Answers | None = None,
    size: tuple[int, int] | None = None,
    encoding: str = "utf-8",
) -> dict[str, Finding]:
    return {one.name: one for one in findings(environ, answers, size, encoding)}


ASKED = Answers(True, has_all_colours=True)


@pytest.mark.parametrize(
    ("environ", "answers", "state", "colours"),
    [
        ({"TERM": "xterm"}, None, State.UNKNOWN, None),
        ({"TERM": "xterm"}, Answers(True), State.WARNING, 16),
        ({"TERM": "xterm-256color"}, Answers(True), State.OK, 256),
        ({"TERM": "xterm-256color"}, ASKED, State.WARNING, 1 << 24),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, ASKED, State.OK, 1 << 24),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, Answers(False), State.OK, 1 << 24),
        ({"TERM": "xterm", "COLORTERM": "24bit", "NO_COLOR": "1"}, ASKED, State.OK, 0),
    ],
)
def test_colours(
    environ: dict[str, str], answers: Answers | None, state: State, colours: int | None
) -> None:
    finding = said(environ, answers)["colours"]
    assert (finding.state, finding.facts.get("colours")) == (state, colours)


def test_a_confirmed_colour_is_told_otherwise_than_a_promised_one() -> None:
    environ = {"TERM": "xterm", "COLORTERM": "truecolor"}
    assert "did not confirm" in said(environ, Answers(True))["colours"].told
    assert "did not confirm" not in said(environ, ASKED)["colours"].told


@pytest.mark.parametrize("term", ["", "dumb"])
def test_without_a_terminal_that_can_draw_it_is_broken(term: str) -> None:
    assert said({"TERM": term}, Answers(False))["name"].state is State.BROKEN


def test_on_a_pipe_nothing_is_claimed() -> None:
    for name, finding in said({"TERM": "xterm"}).items():
        assert finding.state is (State.OK if name == "encoding" else State.UNKNOWN)


@pytest.mark.parametrize(
    ("size", "state"), [((80, 24), State.OK), ((79, 24), State.WARNING), ((0, 0), State.UNKNOWN)]
)
def test_size(size: tuple[int, int], state: State) -> None:
    assert said({}, size=size)["size"].state is state


def test_signs_that_are_drawn_two_cells_wide_are_named() -> None:
    widths = dict.fromkeys(SIGNS, 1)
    assert said({}, Answers(True, widths=widths))["signs"].state is State.OK
    wide = said({}, Answers(True, widths=widths | {"■": 2}))["signs"]
    assert wide.state is State.WARNING
    assert wide.told.endswith(": ■ 2")


def test_the_app_reckons_every_sign_one_cell_wide() -> None:
    assert {sign: cell_len(sign) for sign in SIGNS} == dict.fromkeys(SIGNS, 1)


def test_another_encoding_than_utf_8_is_broken() -> None:
    assert said({}, encoding="iso8859-15")["encoding"].state is State.BROKEN


@pytest.mark.parametrize(
    ("key", "content", "is_it"),
    [
        ("f1", b"\x1bOP", True),
        ("f1", b"\x1b[11~", True),
        ("f7", b"\x1b[18~", True),
        ("f7", b"\x1b[18;2~", False),
        ("ctrl+p", b"\x10", True),
        ("ctrl+p", b"\x1b[112;5u", True),
        ("ctrl+p", b"p", False),
        ("ctrl+g", b"\x07\x07", False),
        ("shift+tab", b"\t", False),
    ],
)
def test_keys_that_arrive(key: str, content: bytes, is_it: bool) -> None:
    assert arrived(KEYS[key], content) is is_it
