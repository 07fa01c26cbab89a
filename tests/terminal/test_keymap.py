import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.keys import Keys
from textual.widgets import Input

from clicktui.tui.commands import COMMANDS
from clicktui.tui.keymap import canonical_key, checked_keymap, is_printing


@pytest.mark.parametrize(
    ("written", "reported"),
    [
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        ("/", "slash"),
        ("solidus", "slash"),
        (":", "colon"),
        ("-", "minus"),
        ("@", "at"),
        ("G", "G"),
        ("é", "é"),
        ("space", "space"),
        ("tab", "tab"),
        ("f12", "f12"),
        ("ctrl+a", "ctrl+a"),
        ("shift+ctrl+up", "ctrl+shift+up"),
        ("alt+left", "alt+left"),
        ("ctrl+@", "ctrl+@"),
        ("ctrl+_", "ctrl+underscore"),
        ("shift+tab", "shift+tab"),
    ],
)
def test_names_of_keys(written: str, reported: str) -> None:
    assert canonical_key(written) == reported


@pytest.mark.parametrize(
    "name",
    ["", "esc", "Enter", "return", "f25", "ctrl+A", "shift+a", "ctrl+", "+a", "hyp+a", "<any>",
     "ctrl+ctrl+a", "latin_small_letter_a", "upper_a", "\x1b", "pgdn", "ctrl a"],
)  # fmt: skip
def test_what_is_no_key(name: str) -> None:
    assert canonical_key(name) is None


async def test_the_names_are_those_that_textual_reports() -> None:
    seen = []

    class KeysApp(App[None]):
        def on_key(self, event: object) -> None:
            seen.append(event.key)  # type: ignore[attr-defined]

    characters = "aZé9?/:;,.!-_+=*#@[]{}()<>«»œ§ '\"\\^`|~%&$"
    async with KeysApp().run_test() as pilot:
        await pilot.press(*characters)

    assert [canonical_key(character) for character in characters] == seen


def test_every_key_of_textual_that_a_terminal_sends_is_known() -> None:
    unknown = [
        key.value
        for key in Keys
        if canonical_key(key.value) is None and not key.value.startswith("<")
    ]

    assert unknown == ["return", "ctrl-at"]


def test_every_default_key_is_canonical_and_none_clashes() -> None:
    every_key = {command.id: command.keys for command in COMMANDS}

    assert checked_keymap(every_key) == (every_key, ())


def test_good_keys_are_taken() -> None:
    keys, problems = checked_keymap({"hits.cite": "c, f12", "app.help": "?,!"})

    assert keys == {"hits.cite": "c,f12", "app.help": "question_mark,exclamation_mark"}
    assert problems == ()


def test_two_commands_can_swap_their_keys() -> None:
    swapped = {"hits.down": "k", "hits.up": "j"}

    assert checked_keymap(swapped) == (swapped, ())


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        ({"hit.cite": "c"}, "keys: hit.cite: there is no such command; do you mean hits.cite?"),
        ({"xyz\x1b": "c"}, "keys: 'xyz\\x1b': there is no such command"),
        ({"hits.cite": "esc"}, "keys: hits.cite: there is no key esc; do you mean escape?"),
        ({"hits.cite": "c,,d"}, "keys: hits.cite: there is no key ''"),
        ({"hits.cite": "ctrl+i"}, "keys: hits.cite: in a terminal, ctrl+i is the same as tab"),
        ({"hits.cite": "ctrl+["}, "keys: hits.cite: in a terminal, ctrl+left_square_bracket is"
                                  " the same as escape"),
        ({"query.open": "o"}, "keys: query.open: o could no longer be typed"),
        ({"query.open": "space"}, "keys: query.open: space could no longer be typed"),
        ({"text.copy-words": "c"}, "keys: text.copy-words: c could no longer be typed"),
        ({"hits.cite": "j"}, "keys: hits.cite: j is already the key of hits.down"),
        ({"hits.cite": "q"}, "keys: hits.cite: q is already the key of app.quit"),
        ({"app.theme": "y"}, "keys: app.theme: y is already the key of hits.cite"),
        ({"app.theme": "/"}, "keys: app.theme: slash is already the key of app.search"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_and_the_default_stays(keys: dict[str, str], problem: str) -> None:
    assert checked_keymap(keys | {"hits.first": "f11"}) == ({"hits.first": "f11"}, (problem,))


def test_of_two_that_choose_the_same_key_the_first_has_it() -> None:
    keys, problems = checked_keymap({"hits.cite": "c", "hits.open": "c"})

    assert keys == {"hits.cite": "c"}
    assert problems == ("keys: hits.open: c is already the key of hits.cite",)


def test_a_default_that_comes_back_is_checked_again() -> None:
    # hits.up would free k, but its own choice is taken
    keys, problems = checked_keymap({"hits.down": "k", "hits.up": "y"})

    assert keys == {}
    assert problems == (
        "keys: hits.up: y is already the key of hits.cite",
        "keys: hits.down: k is already the key of hits.up",
    )


def test_the_same_key_in_two_scopes_that_never_meet_is_no_clash() -> None:
    assert checked_keymap({"text.cite": "l"}) == ({"text.cite": "l"}, ())


async def test_textual_obeys_the_keymap() -> None:
    class CountingApp(App[None]):
        BINDINGS = [Binding("y", "count", id="hits.cite")]  # noqa: RUF012
        count = 0

        def compose(self) -> ComposeResult:
            yield Input()

        def action_count(self) -> None:
            self.count += 1

    async with CountingApp().run_test() as pilot:
        pilot.app.set_focus(None)
        pilot.app.set_keymap(checked_keymap({"hits.cite": "!,c"})[0])
        await pilot.press("y", "c", "exclamation_mark")

        assert pilot.app.count == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(("key", "printing"), [("a", True), ("space", True), ("slash", True),
                         ("tab", False), ("f1", False), ("ctrl+a", False), ("minus", True),
                         ("escape", False), ("backspace", False), ("delete", False)])  # fmt: skip
def test_printing_keys(key: str, printing: bool) -> None:
    assert is_printing(key) is printing
