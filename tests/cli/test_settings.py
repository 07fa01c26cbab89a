import stat
from pathlib import Path

import pytest

from clicktui.errors import SettingsError
from clicktui.settings import Settings, load, save


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.yaml"


def loaded(file: Path, text: str) -> tuple[Settings, tuple[str, ...]]:
    file.write_text(text, encoding="utf-8")
    return load(file)


def test_no_file_is_no_mistake(file: Path) -> None:
    assert load(file) == (Settings(), ())
    assert not file.exists()


def test_everything_can_be_set(file: Path) -> None:
    text = (
        "name: Ada Lovelace\nlanguage: fr\ntheme: contrast\nstyle: apa\ncite-in: it\n"
        'keys:\n  hits.cite: c\n  app.search: "slash, f4"\n'
    )

    assert loaded(file, text) == (
        Settings(
            "fr",
            "contrast",
            "Ada Lovelace",
            {"hits.cite": "c", "app.search": "slash, f4"},
            "apa",
            "it",
        ),
        (),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "keys:\n", "language: auto\n", "theme:\n"])
def test_what_is_not_set_is_left_to_clicktui(file: Path, text: str) -> None:
    assert loaded(file, text) == (Settings(), ())


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("langage: fr\n", "langage"),
        ("language: de\n", "language: de"),
        ("language: [fr]\n", "language: ['fr']"),
        ("theme: no\n", "theme: False"),
        ("name: 12\n", "name"),
        ("style: 690\n", "style"),
        ("style: ''\n", "style"),
        ("cite-in: de\n", "cite-in: de"),
        ("name: [Ada]\n", "name"),
        ("keys: [a]\n", "keys"),
        ("keys:\n  hits.cite: 5\n", "keys: hits.cite"),
        ("keys:\n  hits.cite: ''\n", "keys: hits.cite"),
        ("keys:\n  hits.cite:\n", "keys: hits.cite"),
        ("keys:\n  1: c\n", "keys: 1"),
        ('"a\\eb": 1\n', "'a\\x1bb'"),
    ],
)
def test_a_mistake_names_file_and_key_and_leaves_the_rest(
    file: Path, text: str, named: str
) -> None:
    rest = "theme: light\n" if "theme" not in text else "language: fr\n"

    settings, problems = loaded(file, text + rest)

    assert settings in (Settings(theme="light"), Settings(language="fr"))
    (problem,) = problems
    assert problem.startswith(f"{file}: {named}")
    assert problem.isprintable()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("language: fr\ntheme: [\n", "line 3"),
        ("theme: dark\ntheme: light\n", "line 2"),
        ("keys:\n  hits.cite: c\n  hits.cite: d\n", "line 3"),
        ("- language\n", "setting: value"),
        ("theme: 2023-13-45\n", "YAML"),
        ("theme: !!python/object/apply:os.system [ls]\n", "line 1"),
        ("[a]: b\n? {a: b}\n: c\n", "line"),
    ],
)
def test_a_file_that_is_no_yaml_gives_defaults_and_one_line(
    file: Path, text: str, named: str
) -> None:
    settings, problems = loaded(file, text)

    assert settings == Settings()
    (problem,) = problems
    assert problem.startswith(f"{file}: ")
    assert named in problem
    assert problem.isprintable()


def test_a_file_that_is_no_text(file: Path) -> None:
    file.write_bytes(b"theme: \xff\xfe")

    assert load(file) == (Settings(), (f"{file}: not UTF-8 text",))


def test_a_folder_in_the_place_of_the_file(file: Path) -> None:
    file.mkdir()

    settings, (problem,) = load(file)

    assert settings == Settings()
    assert problem.startswith(f"{file}: cannot be read")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "theme: light\n"),
        ("", "theme: light\n"),
        ("# mine\nlanguage: fr", "# mine\nlanguage: fr\ntheme: light\n"),
        (
            "theme: dark  # for the evening\nkeys:\n  hits.cite: c\n",
            "theme: light  # for the evening\nkeys:\n  hits.cite: c\n",
        ),
        ("theme:\nlanguage: fr\n", "theme: light\nlanguage: fr\n"),
        ("langage: fr\ntheme: 'dark'\n", "langage: fr\ntheme: light\n"),
    ],
)
def test_saving_changes_one_line(file: Path, before: str | None, after: str) -> None:
    if before is not None:
        file.write_text(before)

    save("theme", "light", file)

    assert file.read_text() == after
    assert load(file)[0].theme == "light"


def test_a_style_file_is_looked_for_from_the_settings_on(file: Path) -> None:
    assert loaded(file, "style: mine.csl\n")[0].style == str(file.parent / "mine.csl")
    assert loaded(file, "style: /a/mine.csl\n")[0].style == "/a/mine.csl"


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("apa", "style: apa\n"),
        ('/a b/été # 1: "x".csl', 'style: "/a b/été # 1: \\"x\\".csl"\n'),
    ],
)
def test_a_style_is_kept_and_changed_again(file: Path, style: str, written: str) -> None:
    save("style", style, file)
    assert file.read_text(encoding="utf-8") == written
    assert load(file) == (Settings(style=style), ())
    save("style", "nature", file)
    save("cite-in", "auto", file)
    assert file.read_text() == "style: nature\ncite-in: auto\n"
    assert load(file) == (Settings(style="nature"), ())


@pytest.mark.parametrize("text", ["{theme: dark}\n", "theme:\n  dark\n", "theme: [\n"])
def test_what_cannot_be_changed_safely_is_left(file: Path, text: str) -> None:
    file.write_text(text)

    with pytest.raises(SettingsError, match=str(file)):
        save("theme", "light", file)

    assert file.read_text() == text
    assert list(file.parent.iterdir()) == [file]


def test_saving_keeps_a_link_and_the_mode(file: Path, tmp_path: Path) -> None:
    own = tmp_path / "dotfiles.yaml"
    own.write_text("theme: dark\n")
    own.chmod(0o640)
    file.symlink_to(own)

    save("theme", "light", file)

    assert file.is_symlink()
    assert own.read_text() == "theme: light\n"
    assert stat.S_IMODE(own.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "value", ["!!bool x", "!!int ''", "!!timestamp x", "2020-13-45", "!!float x"]
)
def test_a_value_that_yaml_itself_cannot_make_is_a_mistake_and_no_crash(
    tmp_path: Path, value: str
) -> None:
    file = tmp_path / "settings.yaml"
    file.write_text(f"theme: {value}\n", encoding="utf-8")
    found, problems = load(file)
    assert found == Settings()
    assert len(problems) == 1


def test_a_codebook_is_named_or_a_path_and_can_be_kept(file: Path) -> None:
    assert loaded(file, "codebook: digital-labor\n")[0].codebook == "digital-labor"

    save("codebook", "/home/ada/Mes codes/é: l’essai.yaml", file)

    assert load(file)[0].codebook == "/home/ada/Mes codes/é: l’essai.yaml"


def test_a_codebook_on_several_lines_is_no_setting(file: Path) -> None:
    with pytest.raises(ValueError, match="codebook"):
        save("codebook", "a\nb", file)
