"""The outline's rows: what stands where, folded and unfolded, and what is read for it."""

from text_works import made

from clicktui.corpus.model import Role, SourceFile
from clicktui.corpus.stored import RecentFiles, StoredSource
from clicktui.tui.reader.outline_rows import Entry, OutlineRows

BOOK = made((Role.HEADING, "Un"), (Role.BODY, "Texte."), (Role.HEADING, "Deux"), name="livre")
TALK = made((Role.BODY, "Parole."), name="parole", csl={"title": "Parole"})
BOTH = SourceFile("deux.txt", BOOK.text, (*BOOK.works, *TALK.works))


def listed(rows: OutlineRows) -> list[str]:
    signs = {True: "▼ ", False: "▶ ", None: ""}
    shown = (rows.row(y) for y in range(len(rows)))
    return [row.guides + signs[row.is_open] + row.words for row in shown]


def test_headings_stand_under_a_work_once_it_is_unfolded() -> None:
    rows = OutlineRows((BOTH, TALK))
    assert listed(rows) == ["▼ deux.txt", "├ Un titre", "└ Parole", "▼ parole.txt", "└ Parole"]
    rows.unfold("livre")
    assert listed(rows)[:5] == ["▼ deux.txt", "├ ▼ Un titre", "│ ├ Un", "│ └ Deux", "└ Parole"]
    assert [rows.place_of(rows.row(y).entry) for y in range(4)] == [0, 1, 2, 3]
    rows.toggle(Entry("deux.txt", "livre"))
    assert listed(rows)[:3] == ["▼ deux.txt", "├ ▶ Un titre", "└ Parole"]
    rows.toggle(Entry("deux.txt"))
    assert listed(rows) == ["▶ deux.txt", "▼ parole.txt", "└ Parole"]
    assert rows.place_of(Entry("deux.txt", "livre")) == 0


def test_what_was_folded_stays_folded_when_titles_change() -> None:
    rows = OutlineRows((BOTH, TALK))
    rows.unfold("livre")
    rows.toggle(Entry("parole.txt"))
    other = made((Role.BODY, "Autre."), name="autre", csl={"title": "Autre"})
    followed = rows.followed_by((other, BOTH, TALK))
    assert listed(followed) == [
        "▼ autre.txt", "└ Autre", "▼ deux.txt", "├ ▼ Un titre", "│ ├ Un", "│ └ Deux", "└ Parole",
        "▶ parole.txt",
    ]  # fmt: skip


def test_no_text_is_read_to_list_works_and_no_large_one_to_unfold_it() -> None:
    read = []
    large = StoredSource(lambda: read.append(1) or BOOK, RecentFiles(), size=10_000_000)
    rows = OutlineRows(tuple(SourceFile(f"{n}.txt", large, BOOK.works) for n in range(3)))
    rows.unfold("livre")
    assert listed(rows) == [line for n in range(3) for line in (f"▼ {n}.txt", "└ Un titre")]
    assert read == []
