import ast
import gettext
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from clicktui.cli.parser import ARGPARSE_TEXTS
from clicktui.shipped import shipped

ROOT = Path(__file__).parents[2]
FRENCH = shipped("data") / "locale" / "fr" / "LC_MESSAGES" / "clicktui.po"
with FRENCH.open("rb") as file:
    MESSAGES = [message for message in read_po(file, locale="fr") if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_every_text_of_the_code_is_translated_and_compiled() -> None:
    script = ROOT / ".ci" / "messages.py"
    if not script.exists():
        pytest.skip("not in a checkout: .ci/messages.py is missing")

    checked = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )

    assert (checked.stdout, checked.stderr, checked.returncode) == ("", "", 0)


def test_the_compiled_catalogue_says_what_the_text_says() -> None:
    compiled = gettext.translation("clicktui", str(shipped("data") / "locale"), ["fr"])

    for message in MESSAGES:
        if message.pluralizable:
            one, many = message.id
            assert [compiled.ngettext(one, many, count) for count in (0, 1, 2)] == [
                message.string[0],
                message.string[0],
                message.string[1],
            ]
        else:
            assert compiled.gettext(message.id) == message.string


PLACES = re.compile(r"\{[^{}]*\}|%\(\w+\)\w|%[sr]")


def test_translations_keep_the_places_to_fill_and_french_typography() -> None:
    assert [(message.id, fault) for message in MESSAGES for fault in faults(message)] == []


def faults(message) -> Iterator[str]:
    wanted = {frozenset(PLACES.findall(text)) for text in forms(message.id)}
    if message.fuzzy:
        yield "fuzzy"
    for text in forms(message.string):
        if frozenset(PLACES.findall(text)) not in wanted:
            yield f"other places: {text}"
        words = PLACES.sub("x", text)
        if re.search(r" [;:!?»]|« |[a-zé][;!?»]|'", words):
            yield f"no-break space or apostrophe: {text}"
        if text[:1].isspace() != forms(message.id)[0][:1].isspace() and text[0] != "\u00a0":
            yield f"space at the beginning: {text}"


def test_the_words_of_argparse_are_those_that_it_says() -> None:
    source = Path(sys.modules["argparse"].__file__ or "").read_text()

    for text in ARGPARSE_TEXTS:
        assert repr(text)[1:-1] in source or text in source


def test_no_text_hides_in_an_f_string() -> None:
    # Babel finds those with Python 3.12 and not before: the catalogues would depend on it.
    assert [
        (file.name, line) for file in (ROOT / "src").rglob("*.py") for line in hidden_lines(file)
    ] == []


def hidden_lines(file: Path) -> list[int]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return [
        call.lineno
        for string in ast.walk(tree)
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("_", "N_")
        and isinstance(call.args[0], ast.Constant)
    ]
