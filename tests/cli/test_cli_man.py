"""The manual page, as groff reads it."""

import re
import shutil
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui import i18n
from clicktui.cli.man_page import escaped, page
from clicktui.cli.parser import make_parser
from clicktui.shipped import shipped
from clicktui.tui.at_hand import key_tables
from clicktui.tui.commands import COMMANDS


def made(lang: str = "en") -> str:
    i18n.choose_language(shipped("data") / "locale", lang)
    try:
        return "\n".join(page(make_parser(), key_tables())) + "\n"
    finally:
        i18n.choose_language(shipped("data") / "locale", "en")


def rendered(roff: str) -> str:
    """Return the page as a reader sees it, in lines that are not broken."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-rLL=2000n", "-P-cbou"],
        input=roff.encode(),
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    text = done.stdout.decode()
    return text.replace("\u2010", "-").replace("\u2212", "-").replace("\u00a0", " ")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_groff_reads_it_without_a_warning(lang: str) -> None:
    roff = made(lang)
    assert roff.isascii()
    text = " ".join(rendered(roff).split())
    for command in ("clicktui board lists rename", "clicktui doctor", "clicktui man"):
        assert f" {command} " in text


def test_every_key_of_the_app_and_every_option_is_in_it() -> None:
    text = " ".join(rendered(made()).split())
    for command in COMMANDS:
        assert " ".join(command.help.split()) in text
    for option in set(re.findall(r"--[a-z-]+", make_parser().format_help())):
        assert option in text or option == "--help"


def test_what_is_hidden_is_not_in_it() -> None:
    assert "--values" not in made().replace("\\-", "-")


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "M", "Z"]), max_size=40))
def test_nothing_is_taken_for_a_request(text: str) -> None:
    line = escaped(text)
    assert line.isascii()
    assert not line.startswith((".", "'"))
    assert "\\" not in re.sub(r"\\(?:\[u[0-9A-F]{4,6}\]|\[(?:dq|aq|ga|ha|ti)\]|[-e& ])", "", line)


def test_words_are_shown_as_they_are() -> None:
    words = """.not a request 'nor this' "quoted" \\fBback -x `a` ^~ é«» ≈"""
    roff = f'.TH X 1 "" "" ""\n.SH A\n{escaped(words)}\n'
    assert words in rendered(roff)
