"""RIS: byte by byte, as rispy and bibutils read it, and read back."""

import re
from pathlib import Path

from bibliography_samples import accept, needs_acceptance_tools, sample_items
from hypothesis import given, settings
from hypothesis import strategies as st

from clicktui.exporting import ris
from clicktui.exporting.bibliography_reading import read_bibliography

ITEM = {
    "id": "casilli2023ia",
    "type": "interview",
    "language": "fr",
    "title": "L’IA Potemkine",
    "author": [{"family": "Casilli", "given": "Antonio"}, {"literal": "OpenAI, Inc."}],
    "interviewer": [{"family": "Storchan", "given": "Victor"}],
    "container-title": "Le Grand Continent",
    "issued": {"date-parts": [[2023, 4, 7]]},
    "URL": "https://exemple.fr/a",
    "accessed": {"date-parts": [[2024, 8]]},
    "page": "12-14",
    "host": [{"family": "X"}],
}


def test_an_interview_by_hand() -> None:
    written = ris.entry(ITEM)
    assert written.text == (
        "TY  - NEWS\r\nID  - casilli2023ia\r\nTI  - L’IA Potemkine\r\nAU  - Casilli, Antonio\r\n"
        "AU  - OpenAI Inc.\r\nT2  - Le Grand Continent\r\nPY  - 2023\r\nDA  - 2023/04/07\r\n"
        "SP  - 12\r\nEP  - 14\r\nLA  - fr\r\nUR  - https://exemple.fr/a\r\nY2  - 2024/08/\r\n"
        "N1  - Entretien avec Victor Storchan\r\nER  - \r\n"
    )
    assert written.lost == ("host", "author (,)")


def test_the_layout_of_a_file() -> None:
    (file,) = ris.exported(
        [{"id": key, "type": "x", "title": "é\n🧶"} for key in "ab"]
    ).files.values()
    assert (
        file
        == (
            "TY  - GEN\r\nID  - a\r\nTI  - é 🧶\r\nER  - \r\n\r\n"
            "TY  - GEN\r\nID  - b\r\nTI  - é 🧶\r\nER  - \r\n"
        ).encode()
    )


@needs_acceptance_tools
def test_the_programs_that_people_use_read_it(tmp_path: Path) -> None:
    items = sample_items()
    file = tmp_path / ris.FILE
    file.write_bytes(ris.exported(items).files[ris.FILE])
    accept(file, items)


LINE = (
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp", "Zs")) | st.just(" "), min_size=1)
    .map(lambda text: re.sub(" +", " ", text).strip())
    .filter(lambda text: any(map(str.isalnum, text)))
)
PART = LINE.map(lambda text: text.replace(",", "")).filter(
    lambda text: text.strip() == text and text
)


@settings(deadline=None)
@given(LINE, LINE, PART, PART)
def test_what_is_written_is_read_back(title: str, place: str, family: str, given_name: str) -> None:
    item = {
        "id": "k", "type": "article-newspaper", "title": title, "container-title": place,
        "author": [{"family": family, "given": given_name}, {"literal": family}],
        "issued": {"date-parts": [[2023, 4, 7]]}, "language": "it", "DOI": "10.1/a",
        "URL": "https://exemple.fr/a_b%20c?d=1&e#f~g", "page": "1-20", "volume": "3", "issue": "4",
    }  # fmt: skip
    (file,) = ris.exported([item]).files.values()
    read = read_bibliography(file, "a.ris")
    assert not read.remarks
    assert dict(read.items[0].csl) == {name: value for name, value in item.items() if name != "id"}


def test_the_works_of_the_corpus_are_read_back() -> None:
    items = [item for item in sample_items() if item["id"] != "corporate"]  # a comma in its name
    (file,) = ris.exported(items).files.values()
    read = read_bibliography(file, "a.ris")
    assert not read.remarks
    for variable in ("title", "author", "issued", "URL", "DOI", "language"):
        assert [item.csl.get(variable) for item in read.items] == [
            item.get(variable) for item in items
        ]
