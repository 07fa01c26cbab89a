"""The user's ``metadata.yaml``: read with its mistakes, changed line by line, never lost."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clicktui.errors import MetadataError
from clicktui.metadata.file import MetadataFile
from clicktui.metadata.model import KEY, Change, FieldChange, Origin, Said, Sayings, with_changes
from clicktui.metadata.reading import read
from clicktui.metadata.writing import changed, written

DATE = {"date-parts": [[2023, 4, 7]]}
HAND = """\
# mine
clicktui: metadata
works:
  casilli-heidi:          # the interview
    issued: 2023-02-24    # on the site
    author: "Casilli, Antonio; {Heidi.news}"
  # to be looked up
  w:
    URL: {value: "https://x.org/#a", from: "zotero.bib", at: "2026-11-21T12:00:00Z"}
    key: {value: w2023, from: given}
"""


def said(**fields: object) -> dict[str, Said]:
    return {name.replace("_", "-"): Said(value) for name, value in fields.items()}


HAND_SAYS: Sayings = {
    "casilli-heidi": said(
        issued={"date-parts": [[2023, 2, 24]]},
        author=[{"family": "Casilli", "given": "Antonio"}, {"literal": "Heidi.news"}],
    ),
    "w": {
        "URL": Said("https://x.org/#a", Origin.IMPORTED, "zotero.bib", "2026-11-21T12:00:00Z"),
        "key": Said("w2023", Origin.GIVEN),
    },
}


def test_a_file_written_by_hand_is_read() -> None:
    found = read(HAND, "m.yaml")
    assert found.mistakes == ()
    assert found.sayings == HAND_SAYS


@pytest.mark.parametrize(
    "text", ["", "\n# nothing\n", "works:\n", "clicktui: metadata\nworks: {}\n"]
)
def test_nothing_said_is_no_mistake(text: str) -> None:
    assert read(text, "m.yaml").sayings == {}
    assert read(text, "m.yaml").mistakes == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("    issued: 2023-13-01", "m.yaml:5: works.b.issued: has to be a date"),
        ("    isued: 2023", "m.yaml:5: works.b.isued: is not a CSL variable"),
        ("    author: Antonio Casilli", "m.yaml:5: works.b.author: needs a comma"),
        ("    author: [Casilli]", "m.yaml:5: works.b.author: has to be a list of names"),
        ("    title: yes", "m.yaml:5: works.b.title: has to be a text"),
        ("    issued: {from: typed}", "m.yaml:5: works.b.issued: its value is missing"),
        ("    issued: {value: 2023, who: me}", "m.yaml:5: works.b.issued: unknown key: 'who'"),
        ("    key: Ä", "m.yaml:5: works.b.key: A citation key is letters"),
        ("    key: A1", "m.yaml:5: works.b.key: a has this citation key already"),
        ("    - x", "m.yaml:5: works.b: has to be a mapping"),
        ("    issued: *x", "m.yaml:5: works.b.issued: aliases"),
        ("    issued: 2023: 4", "m.yaml:5: not YAML"),
        ("    issued: 2023\n    issued: 2024", "m.yaml:6: works.b: the key 'issued' is written"),
    ],
)
def test_a_mistake_is_told_by_line_and_key_and_hides_no_other_work(line: str, told: str) -> None:
    text = f"works:\n  a:\n    key: a1\n  b:\n{line}\n  c:\n    volume: 3\n"
    found = read(text, "m.yaml")
    assert len(found.mistakes) == 1
    assert found.mistakes[0].startswith(told)
    assert found.sayings["a"] == {"key": Said("a1")}
    assert found.sayings["c"] == {"volume": Said(3)}


def test_a_mistake_in_a_field_hides_no_other_field() -> None:
    found = read("works:\n  a:\n    issued: soon\n    volume: 3\n", "m.yaml")
    assert found.sayings == {"a": {"volume": Said(3)}}
    assert len(found.mistakes) == 1


@given(st.text(alphabet="works: a\n-[]{}&*!|>'\"#,?%@\t\x00é\u2028", max_size=60))
def test_no_text_raises(text: str) -> None:
    for one in read("works:\n  a:\n" + text, "m.yaml").mistakes:
        assert "\n" not in one
        assert "\x00" not in one


# changing lines


def after(text: str, *changes: FieldChange) -> str:
    sayings = read(text, "").sayings
    new, is_whole = changed(text, changes, with_changes(sayings, changes))
    assert is_whole
    return new


def new(work: str, field: str, value: object) -> FieldChange:
    return FieldChange(work, field, None, None if value is None else Said(value))


def test_only_the_changed_line_is_another_one() -> None:
    assert after(HAND, new("casilli-heidi", "issued", DATE)) == HAND.replace(
        "issued: 2023-02-24    #", 'issued: "2023-04-07"    #'
    )
    assert after(HAND, new("casilli-heidi", "volume", "3")) == HAND.replace(
        '{Heidi.news}"\n', '{Heidi.news}"\n    volume: "3"\n'
    )
    assert after(HAND, new("w", "key", None)) == HAND.replace(
        "    key: {value: w2023, from: given}\n", ""
    )
    assert after(HAND, new("x", "genre", "é: #")) == HAND + '  x:\n    genre: "é: #"\n'
    both = after(HAND, new("casilli-heidi", "issued", None), new("casilli-heidi", "author", None))
    assert "casilli-heidi" not in both
    assert "  # to be looked up\n" in both


@pytest.mark.parametrize(
    "text",
    [
        "works: {a: {volume: 3}}\n",
        "works:\n  a: {volume: 3}\n",
        "works:\n  a:\n    genre: |-\n      one\n",
    ],
)
def test_where_fields_have_no_lines_the_file_is_written_anew(text: str) -> None:
    change = (new("a", "issued", DATE),)
    wanted = with_changes(read(text, "").sayings, change)
    whole, is_kept = changed(text, change, wanted)
    assert not is_kept
    assert read(whole, "").sayings == wanted


TEXTS = st.text(
    st.sampled_from("aé'\"#:{}[]\\,&*!%@ \u00a0\u2028🧠-"), min_size=1, max_size=9
).filter(lambda text: text.strip() and "\u2028" not in text)
VALUES = st.one_of(
    st.tuples(st.sampled_from(["title", "genre", "URL"]), TEXTS),
    st.tuples(st.just("issued"), st.just(DATE)),
    st.tuples(st.just("volume"), st.integers(0, 99)),
    st.tuples(
        st.just("author"),
        st.lists(
            st.fixed_dictionaries({"family": TEXTS}, optional={"given": TEXTS})
            | st.fixed_dictionaries({"literal": TEXTS}),
            min_size=1, max_size=2,
        ),
    ),
)  # fmt: skip
SAID = st.tuples(VALUES, st.sampled_from(["typed", "confirmed", "a b.bib"]), st.booleans()).map(
    lambda made: (
        made[0][0],
        Said(
            made[0][1],
            Origin.IMPORTED if ".bib" in made[1] else Origin(made[1]),
            made[1] if ".bib" in made[1] else "",
            "2026-11-21T12:00:00Z" if made[2] else "",
        ),
    )
)
WORKS = st.sampled_from(["w", "page:000_é.txt", "no", "123", "x-1"])
CHANGES = st.lists(st.tuples(WORKS, SAID, st.booleans()), max_size=6)


@given(CHANGES)
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_any_changes_are_read_back_and_lines_of_others_stay(
    changes: list[tuple[str, tuple[str, Said], bool]],
) -> None:
    text, sayings = HAND, HAND_SAYS
    for work, (field, one), is_removed in changes:
        change = (FieldChange(work, field, None, None if is_removed else one),)
        sayings = with_changes(sayings, change)
        text, is_kept = changed(text, change, sayings)
        assert is_kept
        assert read(text, "") == read(written(sayings), "")
        assert read(text, "").sayings == sayings
    assert "# the interview\n" in text
    assert "  # to be looked up\n" in text


# the file


def adding(work: str, field: str, value: object) -> Any:
    def edit(sayings: Sayings) -> Change:
        before = sayings.get(work, {}).get(field)
        return (FieldChange(work, field, before, Said(value)),)

    return edit


@pytest.fixture
def file(tmp_path: Path) -> MetadataFile:
    return MetadataFile(lambda: tmp_path)


def test_a_change_is_on_the_disk_for_the_user_alone(file: MetadataFile) -> None:
    change, sayings = file.change(adding("w", "issued", DATE))

    assert sayings == {"w": {"issued": Said(DATE)}}
    assert change == (FieldChange("w", "issued", None, Said(DATE)),)
    assert file.read().sayings == sayings
    if os.name == "posix":
        assert file.path.stat().st_mode & 0o777 == 0o600
    assert file.path.read_text(encoding="utf-8").startswith("# What you say of works")


def test_nothing_changed_is_nothing_written(file: MetadataFile) -> None:
    file.change(adding("w", "issued", DATE))
    before = file.stamp()

    assert file.change(adding("w", "issued", DATE))[0] == ()
    assert file.stamp() == before


@pytest.mark.parametrize("text", ["works:\n  a:\n    issued: soon\n", "works: [\n"])
def test_a_file_with_mistakes_is_never_written_over(file: MetadataFile, text: str) -> None:
    file.path.write_text(text, encoding="utf-8")

    with pytest.raises(MetadataError, match=r"metadata\.yaml:\d: .* mend the file first"):
        file.change(adding("w", "issued", DATE))

    assert file.path.read_text(encoding="utf-8") == text


def test_a_file_that_is_no_text_is_told_and_left(file: MetadataFile) -> None:
    file.path.write_bytes(b"works:\n  a:\n    genre: \xff\n")

    (mistake,) = file.read().mistakes
    assert "not UTF-8 at byte 23" in mistake
    with pytest.raises(MetadataError):
        file.change(adding("w", "issued", DATE))


def test_what_the_user_wrote_meanwhile_is_merged(file: MetadataFile) -> None:
    file.path.write_text(HAND, encoding="utf-8")
    tries = []

    def edit(sayings: Sayings) -> Change:
        if not tries:  # her editor saves between our reading and our writing
            with file.path.open("a", encoding="utf-8") as stream:
                stream.write("  hers:\n    volume: 3\n")
        tries.append(1)
        return (FieldChange("w", "issued", None, Said(DATE)),)

    _change, sayings = file.change(edit)

    assert len(tries) == 2
    assert sayings["hers"] == {"volume": Said(3)}
    assert sayings["w"]["issued"] == Said(DATE)
    assert file.read().sayings == sayings


def test_the_file_as_it_was_is_kept_where_lines_could_not_stay(file: MetadataFile) -> None:
    hers = "works: {a: {volume: 3}}  # mine\n"
    file.path.write_text(hers, encoding="utf-8")

    file.change(adding("w", "issued", DATE))

    before = file.path.with_name("metadata.yaml.before")
    assert before.read_text(encoding="utf-8") == hers
    assert file.read().sayings == {"a": {"volume": Said(3)}, "w": {"issued": Said(DATE)}}


def test_a_link_and_the_mode_of_the_file_stay(file: MetadataFile, tmp_path: Path) -> None:
    own = tmp_path / "dotfiles.yaml"
    own.write_text(HAND, encoding="utf-8")
    own.chmod(0o640)
    file.path.symlink_to(own)

    file.change(adding("w", "issued", DATE))

    assert file.path.is_symlink()
    assert own.stat().st_mode & 0o777 == 0o640
    assert read(own.read_text(encoding="utf-8"), "").sayings["w"]["issued"] == Said(DATE)


def _add_many(folder: Path, who: str) -> None:
    for number in range(12):
        MetadataFile(lambda: folder).change(adding(f"{who}-{number}", KEY, f"{who}{number}"))


def test_two_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_add_many, args=(tmp_path, who)) for who in "ab"]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)

    found = MetadataFile(lambda: tmp_path).read()
    assert found.mistakes == ()
    assert len(found.sayings) == 24


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
def test_killed_at_any_time_the_file_is_whole(tmp_path: Path) -> None:
    program = (
        "import sys, itertools\n"
        "from pathlib import Path\n"
        "from clicktui.metadata.file import MetadataFile\n"
        "from clicktui.metadata.model import FieldChange, Said\n"
        "file = MetadataFile(lambda: Path(sys.argv[1]))\n"
        "print('go', flush=True)\n"
        "for n in itertools.count():\n"
        "    file.change(lambda said: (FieldChange(f'w{n}', 'volume', None, Said(n)),))\n"
        "    print(n, flush=True)\n"
    )
    for delay in (0.0, 0.013, 0.031):
        with subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "go\n"
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
            told = process.stdout.read().split()
        found = MetadataFile(lambda: tmp_path).read()
        assert found.mistakes == ()
        assert all(f"w{number}" in found.sayings for number in told)
