"""What is needed before a page is served: a token, a port, words on what is exposed."""

import os
import socket
from pathlib import Path

import pytest

from clicktui.cli.serving import exposed, ready_lines
from clicktui.clipboards import SERVED
from clicktui.errors import ServingError
from clicktui.serving.listening import Listening, listen
from clicktui.serving.sessions import app_environ, cells
from clicktui.serving.token import Token, wanted_token
from clicktui.tui.at_hand import keys_of
from clicktui.tui.commands import COMMANDS
from clicktui.tui.keymap import with_browser_keys


def test_a_token_is_new_each_time_unless_she_has_one(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("a token of 24 characters\n")
    file.chmod(0o600)

    first, second = wanted_token({}), wanted_token({})

    assert first.text != second.text
    assert len(first.text) >= 40
    assert wanted_token({"CLICKTUI_TOKEN": "from the environment"}).text == "from the environment"
    hers = wanted_token({"CLICKTUI_TOKEN": "from the environment"}, file)
    assert hers == Token("a token of 24 characters", is_hers=True)
    assert hers.is_in("a token of 24 characters")
    assert not hers.is_in("a token of 24 character")
    assert not hers.is_in("\ud800")


@pytest.mark.parametrize(
    ("text", "mode", "told"),
    [
        ("a token of 24 characters", 0o640, "is not yours alone: chmod 600 makes it so"),
        ("too short", 0o600, "at least 16 characters"),
        ("two lines of\na token of mine", 0o600, "on one line"),
        (None, 0o600, "No such file"),
    ],
)
def test_a_token_that_will_not_do(tmp_path: Path, text: str | None, mode: int, told: str) -> None:
    file = tmp_path / "token"
    if text is not None:
        file.write_text(text)
        file.chmod(mode)

    with pytest.raises(ServingError, match=told):
        wanted_token({}, file)


def test_the_address_that_is_bound_says_who_reaches_it() -> None:
    for host, is_loopback in (("127.0.0.1", True), ("localhost", True), ("0.0.0.0", False)):
        listening = listen(host, 0)
        with listening.socket:
            assert listening.is_loopback is is_loopback
            assert listening.port == listening.socket.getsockname()[1] != 0
    assert listening.host == socket.gethostname()


def test_a_port_that_cannot_be_had() -> None:
    with listen("127.0.0.1", 0).socket as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=f"port {port} is in use: name another with --port"):
            listen("127.0.0.1", port)
    with pytest.raises(ServingError, match=r"there is no address nowhere\.invalid here"):
        listen("nowhere.invalid", 0)
    with pytest.raises(ServingError, match=r"there is no address 192\.0\.2\.1 here"):  # RFC 5737
        listen("192.0.2.1", 0)


def test_a_token_of_hers_is_never_shown_and_what_is_exposed_is_said() -> None:
    with socket.socket() as unbound:
        listening = Listening(unbound, "library", 8427, is_loopback=False)
        ours = "\n".join(ready_lines(listening, Token("of ours/", is_hers=False), "built-in"))
        hers = "\n".join(ready_lines(listening, Token("of hers", is_hers=True), "built-in"))
        told = "\n".join(exposed(listening))
        six = Listening(unbound, "::1", 8427, is_loopback=True)

    assert "http://library:8427/?token=of%20ours%2F\n" in ours
    assert "http://library:8427/\n" in hers
    assert "of hers" not in hers
    for word in ("reads", "changes", "deletes", "not encrypted", "ssh -L 8427:127.0.0.1:8427"):
        assert word in told
    assert six.address == "http://[::1]:8427/"


def test_apps_do_not_get_the_token_and_know_that_a_browser_shows_them() -> None:
    environ = app_environ({"CLICKTUI_TOKEN": "secret", "HOME": "/home/x", "TEXTUAL_DRIVER": "a:B"})

    assert environ == {
        "HOME": "/home/x",
        SERVED: "1",
        "TEXTUAL_DRIVER": "clicktui.tui.browser_driver:BrowserDriver",
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [("100", 100), (100, 100), ("-3", 1), ("9999999", 1000), (None, 80), ("x", 80), ([], 80)],
)
def test_sizes_that_a_page_says(said: object, expected: int) -> None:
    assert cells(said, 80) == expected


def test_keys_that_a_browser_keeps_have_others_beside_them_unless_she_has_those() -> None:
    assert with_browser_keys({}) == {"app.tour": "ctrl+t,f11", "app.add-files": "ctrl+n,f12"}
    hers = {"app.tour": "ctrl+b", "hits.cite": "c,f12"}
    assert with_browser_keys(hers) == hers


def test_keys_that_a_browser_keeps_are_not_shown_where_there_are_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tour = next(one for one in COMMANDS if one.id == "app.tour")

    assert keys_of(tour, with_browser_keys({})) == ["Ctrl+T", "F11"]
    monkeypatch.setenv(SERVED, "1")
    assert keys_of(tour, with_browser_keys({})) == ["F11"]
    assert keys_of(tour, {}) == ["Ctrl+T"]


def test_the_command_line_tells_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from clicktui.cli.main import main

    monkeypatch.setattr("clicktui.serving.extra.find_spec", lambda _name: None)

    assert main(["serve", "--port", "0"], lambda _language: 0) == 2
    assert 'pip install "clicktui[serve]"' in capsys.readouterr().err
    assert main(["serve", "--port", "70000"], lambda _language: 0) == 2
    assert "expected a port from 0 to 65535" in capsys.readouterr().err
    assert not os.environ.get(SERVED)
