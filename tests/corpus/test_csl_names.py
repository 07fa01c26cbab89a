import pytest

from clicktui.corpus.csl import full_name


@pytest.mark.parametrize(
    ("name", "read"),
    [  # parts and examples of the CSL 1.0.2 specification, "Names"
        ({"family": "Casilli", "given": "Antonio"}, "Antonio Casilli"),
        (
            {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
            "Vincent van Gogh",
        ),
        (
            {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
            "Alexander von Humboldt",
        ),
        (
            {
                "suffix": "III",
                "family": "Fontaine",
                "non-dropping-particle": "La",
                "dropping-particle": "de",
                "given": "Jean",
            },
            "Jean de La Fontaine III",
        ),
        ({"family": "Platon"}, "Platon"),
        ({"literal": "Le Grand Continent"}, "Le Grand Continent"),
    ],
)
def test_a_name_is_read_with_all_its_parts(name: dict[str, str], read: str) -> None:
    assert full_name(name) == read
