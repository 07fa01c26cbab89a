import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from command_line import CommandLine, Ended

from clicktui.shipped import shipped

KEYS_OF_A_HIT = {
    "id", "work", "file", "start", "end", "text", "highlights", "score", "guessed", "speaker",
    "speaker_inferred", "quoted", "role", "paragraph", "lang", "year", "citation", "warning",
}  # fmt: skip


@pytest.fixture(scope="module")
def clicktui(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """One shell for this file, so that its index is built once."""
    return CommandLine(tmp_path_factory.mktemp("search"))


_found: dict[tuple[str, ...], dict[str, Any]] = {}


def found(clicktui: CommandLine, *arguments: str) -> dict[str, Any]:
    if arguments not in _found:
        ended = clicktui("search", *arguments, "--json")
        assert (ended.code, ended.err) == (0, "")
        _found[arguments] = json.loads(ended.out)
    return _found[arguments]


def test_a_hit_says_all_that_it_promises(clicktui: CommandLine) -> None:
    document = found(clicktui, "precarise", "--no-fuzzy")

    assert document["clicktui"] == 1
    assert document["query"] == "precarise"
    assert document["total"] == len(document["hits"])
    assert document["took_ms"] >= 0
    assert document["notices"] == []
    for hit in document["hits"]:
        assert set(hit) == KEYS_OF_A_HIT
        text = (shipped("seeds") / hit["file"]).read_text(encoding="utf-8")
        assert text[hit["start"] : hit["end"]] == hit["text"]
        assert hit["highlights"]
        for start, end in hit["highlights"]:
            assert text[start:end].lower().startswith("précari")
        assert hit["text"].partition(" ")[0] in hit["citation"]


def test_the_help_names_every_key(clicktui: CommandLine) -> None:
    words = re.findall(r"\w+", clicktui("search", "--help").out)

    assert set(words) >= KEYS_OF_A_HIT
    assert set(words) >= set(found(clicktui, "kenyans")) - {"clicktui", "hits"}


def test_a_typo_is_told_as_guessed(clicktui: CommandLine) -> None:
    hit = found(clicktui, "automatistion", "--limit", "1")["hits"][0]

    assert hit["guessed"] == [{"typed": "automatistion", "found": "automatisation"}]
    ended = clicktui("search", "automatistion", "--limit", "1")
    assert "guessed: automatistion ≈ automatisation" in ended.out
    assert clicktui("search", "automatistion", "--no-fuzzy").code == 1


def test_accents_count_when_asked(clicktui: CommandLine) -> None:
    assert clicktui("search", "precarite").code == 0
    ended = clicktui("search", "precarite", "--accents", "--no-fuzzy")
    assert (ended.code, ended.out) == (1, "")
    assert "précarité" in ended.err


def test_words_need_no_quotes_and_limit_holds(clicktui: CommandLine) -> None:
    together = found(clicktui, "micro travail", "--limit", "3")
    apart = found(clicktui, "micro", "travail", "--limit", "3")

    assert len(together["hits"]) == 3 < together["total"]
    assert [hit["id"] for hit in apart["hits"]] == [hit["id"] for hit in together["hits"]]


def test_the_words_of_a_question_are_the_interviewers(clicktui: CommandLine) -> None:
    # 001, line 77
    hit = found(clicktui, '"asymétrie de pouvoir"', "role:question")["hits"][0]

    assert hit["speaker"] == "Victor Storchan"
    assert hit["role"] == "question"
    assert hit["year"] == 2023
    assert "(Victor Storchan, in Antonio Casilli, " in hit["citation"]


def test_a_hit_can_be_cited(clicktui: CommandLine) -> None:
    hit = found(clicktui, "kenyans", "--limit", "1")["hits"][0]

    assert clicktui("cite", hit["id"]).out == hit["citation"] + "\n"
    assert clicktui("cite", hit["id"], "--format", "words").out == hit["text"] + "\n"


def test_an_altered_pull_quote_is_told(clicktui: CommandLine) -> None:
    # 001, line 43, repeats line 49 and leaves out how the sentence goes on (catalog-facts)
    query = '"salaire moyen national" role:any'
    hits = {hit["role"]: hit for hit in found(clicktui, query)["hits"]}

    assert set(hits) == {"answer", "pull-quote"}
    assert hits["answer"]["warning"] is None
    assert hits["pull-quote"]["warning"]
    assert hits["pull-quote"]["warning"] in clicktui("search", query).out


def test_plain_hits_keep_the_exact_words(clicktui: CommandLine) -> None:
    ended = clicktui("search", "kenyans", "--limit", "1")

    assert (ended.code, ended.err) == (0, "")
    heading, words, names, empty, count = ended.out.splitlines()
    hit = found(clicktui, "kenyans", "--limit", "1")["hits"][0]
    assert heading.startswith(f"1. Heidi.news (inferred) · year unknown · § {hit['paragraph']} · ")
    assert words == hit["text"]
    assert names == f"   {hit['id']} · found: kenyans"
    assert empty == ""
    assert count.startswith("1 of ")


def test_nothing_found_is_1_with_one_line(clicktui: CommandLine) -> None:
    ended = clicktui("search", "zzzqqqxxx", "--no-fuzzy", "--json")
    assert ended.code == 1
    document = json.loads(ended.out)
    assert (document["total"], document["hits"]) == (0, [])
    assert document["notices"] == [{"kind": "unknown-word", "detail": "zzzqqqxxx"}]

    plain = clicktui("search", "source:nowhere")
    assert (plain.code, plain.out) == (1, "")
    assert plain.err.splitlines()[-1].startswith("clicktui: nothing found")


def test_a_dash_after_two_dashes_leaves_words_out(clicktui: CommandLine) -> None:
    every = found(clicktui, "kenyans")
    without = clicktui("search", "--json", "--", "kenyans", "-travailleurs")

    assert json.loads(without.out)["total"] < every["total"]


def test_a_query_cannot_command_the_terminal(clicktui: CommandLine) -> None:
    ended = clicktui("search", "zzqq\x1b]52;c;eA==\x07")

    assert "\x1b" not in ended.err + ended.out
    assert "\x07" not in ended.err + ended.out


@pytest.mark.skipif(os.name != "posix", reason="POSIX pipes")
def test_a_closed_pipe_ends_quietly(clicktui: CommandLine) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    ended = clicktui("search", "travail", stdout=write_end)
    os.close(write_end)

    assert (ended.code, ended.err) == (141, "")


def on_a_terminal(clicktui: CommandLine, *arguments: str, environ: dict[str, str]) -> str:
    """Return what a command writes to a terminal."""
    import pty  # not on every system

    ours, theirs = pty.openpty()
    with clicktui.process(*arguments, stdout=theirs, environ=environ) as process:
        os.close(theirs)
        parts = []
        while True:
            try:
                parts.append(os.read(ours, 65536))
            except OSError:  # EIO: the other end is closed
                break
            if not parts[-1]:
                break
        os.close(ours)
        process.communicate(timeout=60)
    return b"".join(parts).decode()


@pytest.mark.skipif(sys.platform != "linux", reason="the end of a pty differs")
def test_a_terminal_shows_matches_unless_no_color(clicktui: CommandLine) -> None:
    query = ("search", "kenyans", "--limit", "1")

    assert "\x1b[1;4mkenyans\x1b[22;24m" in on_a_terminal(clicktui, *query, environ={})
    assert "\x1b" not in on_a_terminal(clicktui, *query, environ={"NO_COLOR": "1"})


def test_index_says_what_it_holds_and_rebuilds(clicktui: CommandLine) -> None:
    ended = clicktui("index")
    rebuilt = clicktui("index", "--rebuild")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("the index is ready: 5 sources, 1 segment, ")
    assert rebuilt == Ended(0, ended.out, "")
    assert clicktui("search", "kenyans").code == 0


def test_two_that_start_at_once_both_answer(tmp_path: Path) -> None:
    clicktui = CommandLine(tmp_path)
    with clicktui.process("search", "kenyans", "--json") as one:
        other = clicktui("search", "kenyans", "--json")
        out, err = one.communicate(timeout=60)

    assert (one.returncode, err, other.code, other.err) == (0, b"", 0, "")
    first, second = json.loads(out), json.loads(other.out)
    assert first["hits"] == second["hits"]


def test_a_cache_that_cannot_be_made_is_an_error_of_one_line(tmp_path: Path) -> None:
    clicktui = CommandLine(tmp_path)
    blocked = tmp_path / "a file"
    blocked.write_text("")

    ended = clicktui("search", "kenyans", environ={"CLICKTUI_CACHE": str(blocked / "cache")})

    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("clicktui: ")
    assert str(blocked) in ended.err


def test_a_word_with_a_dash_is_left_out_without_more_ado(clicktui: CommandLine) -> None:
    with_robots = clicktui("search", "robotisation", "--limit", "5")
    without = clicktui("search", "robotisation", "-robotisation", "--limit", "5")
    assert with_robots.code == 0
    assert (without.code, without.out) == (1, "")


def test_accents_arrive_in_a_locale_that_knows_none(clicktui: CommandLine) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    found = clicktui("search", "précarité", "--json", environ=plain)
    assert '"query": "pr' in found.out
    assert found.out.count('"id"') == clicktui("search", "précarité", "--json").out.count('"id"')


def test_what_nobody_wrote_is_not_repeated_without_end(clicktui: CommandLine) -> None:
    ended = clicktui("search", "q" * 5000)
    assert ended.code == 1
    assert len(ended.err) < 400
