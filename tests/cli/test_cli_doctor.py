import json
from pathlib import Path

from command_line import CommandLine


def test_on_a_pipe_it_says_where_everything_lives(clicktui: CommandLine) -> None:
    (clicktui.folder / "cache").mkdir(mode=0o700)
    ended = clicktui("doctor")
    assert (ended.code, ended.err) == (0, "")
    assert str(clicktui.settings) in ended.out
    assert str(clicktui.folder / "data") in ended.out
    assert ended.out.endswith("\nAll is sound.\n")


def test_what_is_broken_ends_in_1_and_json_says_what(clicktui: CommandLine) -> None:
    clicktui.settings.write_text("theme: blue\n")
    (clicktui.folder / "cache" / "building-x").mkdir(parents=True, mode=0o700)
    (clicktui.folder / "cache").chmod(0o700)
    ended = clicktui("doctor", "--fix", "--json")
    assert (ended.code, ended.err) == (1, "")
    document = json.loads(ended.out)
    states = {one["id"]: one["state"] for one in document["findings"]}
    assert document["clicktui"] == 1
    assert not document["sound"]
    assert states["soundness.settings"] == "broken"
    assert states["terminal.name"] == "unknown"
    assert states["soundness.leftovers"] == "ok"
    assert [Path(one["told"].rpartition(" ")[2]).name for one in document["mended"]] == [
        "building-x"
    ]


def test_trying_keys_needs_a_terminal(clicktui: CommandLine) -> None:
    ended = clicktui("doctor", "--keys")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("clicktui: --keys needs a terminal")
