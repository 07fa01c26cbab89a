"""Values as they are typed, and back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clicktui.corpus.csl import checked_variable
from clicktui.errors import MetadataError
from clicktui.metadata.values import field_named, text_of, typed


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("issued", "2023-04-07", {"date-parts": [[2023, 4, 7]]}),
        ("issued", " 2023-04 ", {"date-parts": [[2023, 4]]}),
        ("issued", "2023", {"date-parts": [[2023]]}),
        ("author", "Casilli, Antonio", [{"family": "Casilli", "given": "Antonio"}]),
        (
            "author",
            "Casilli, Antonio; Tubaro, Paola ;{Le Monde; supplément}",
            [
                {"family": "Casilli", "given": "Antonio"},
                {"family": "Tubaro", "given": "Paola"},
                {"literal": "Le Monde; supplément"},
            ],
        ),
        ("author", "Colette", [{"family": "Colette"}]),
        (
            "author",
            "King, Martin Luther, Jr.",
            [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
        ),
        ("container-title", "  Le \t Grand\u00a0Continent ", "Le Grand\u00a0Continent"),
        ("URL", "https://www.heidi.news/x", "https://www.heidi.news/x"),
        ("volume", "12", "12"),
        ("key", "casilli_2023:a-b", "casilli_2023:a-b"),
    ],
)
def test_what_is_typed_becomes_csl(field: str, text: str, value: Any) -> None:
    assert typed(field, text) == value


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("issued", "7/4/2023", "issued has to be a date like 2023-04-07"),
        ("issued", "2023-02-30", "issued has to be a date"),
        ("author", "Antonio Casilli", "author needs a comma in 'Antonio Casilli'"),
        ("author", "Antonio\u00a0Casilli", "author needs a comma"),
        ("author", "Casilli, Antonio;", "author has to be names"),
        ("author", "Casilli,", "author has to be names"),
        ("author", "{Le Monde", "author has a brace too many"),
        ("author", "a, b, c, d", "author has to be names"),
        ("title", "  ", "title is empty"),
        ("interviewer", "2023-02-24", "interviewer has to be a name: Family, Given"),
        ("language", "french", "language has to be a code like fr, it or en-GB"),
        ("title", "one\ntwo", "title has to be a text on one line"),
        ("URL", "heidi.news", "URL has to be an address"),
        ("type", "cat", "type is not a CSL type: 'cat'"),
        ("key", "é2023", "A citation key is letters without accents"),
    ],
)
def test_what_cannot_be_is_told_with_what_can(field: str, text: str, told: str) -> None:
    with pytest.raises(MetadataError) as caught:
        typed(field, text)
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)


def test_fields_are_found_in_any_case_and_the_nearest_are_named() -> None:
    assert [field_named(name) for name in ("url", "Issued", "date", "doi", "KEY")] == [
        "URL", "issued", "issued", "DOI", "key",
    ]  # fmt: skip
    with pytest.raises(MetadataError, match="no field is called 'isued'; nearest: issued"):
        field_named("isued")


WORDS = st.text(st.sampled_from("abé’-. \u00a0"), min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and "  " not in text and len(text.split()) == 1
)
NAMES = st.lists(
    st.one_of(
        st.fixed_dictionaries({"family": WORDS}, optional={"given": WORDS}),
        st.fixed_dictionaries({"literal": WORDS}),
    ),
    min_size=1,
    max_size=4,
)


@given(NAMES)
def test_names_come_back_as_they_were(names: list[dict[str, str]]) -> None:
    assert typed("author", text_of(names)) == names


@given(st.dates().map(str) | st.integers(1, 9999).map(lambda year: f"{year:04}"))
def test_dates_come_back_as_they_were(date: str) -> None:
    value = checked_variable("issued", date)
    assert typed("issued", f"{int(date[:4]):04}{date[4:]}") == value
