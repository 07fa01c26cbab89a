"""PDF: wrapped lines become paragraphs, divided words are put together, furniture is set aside."""

import pytest
from intake_samples import Set, line, pdf, read, texts, wrapped

from clicktui.errors import IntakeError
from clicktui.intake.model import LineKind

LONG = "Les travailleurs du clic annotent chaque jour des milliers d'images,"
FIRST = [
    LONG,
    "souvent la nuit, et le micro-travail ne dort pas : il est par-",
    "tout, tout le temps.",
]
SECOND = [LONG, "sans que personne ne le dise, ni la loi, ni les plateformes, et c'est"]


def _book() -> bytes:
    pages: list[list[Set]] = [
        [
            (160, 560, "Le travail du clic", 8, "F1"),
            (200, 30, str(123 + number)),
            *wrapped([f"Page {number} : {LONG}", *SECOND[1:]], 500),
        ]
        for number in range(4)
    ]
    pages[0] += [(50, 530, "Un grand chapitre", 16, "F2"), *wrapped(FIRST, 440)]
    pages[0] += wrapped(["Combien sont-ils ?"], 380)
    return pdf(pages, "/Title (Clics) /Author (Ada Lovelace) /CreationDate (D:20210304120000)")


def test_paragraphs_headings_and_furniture_are_told_apart() -> None:
    found = read("a.pdf", _book())
    said = texts(found)
    assert said[:2] == ["Un grand chapitre", f"Page 0 : {LONG} {SECOND[1]}"]
    assert line(found, "Un grand").kind is LineKind.HEADING
    assert line(found, "Un grand").is_bold
    assert (
        f"{LONG} souvent la nuit, et le micro-travail ne dort pas : il est partout, tout le temps."
        in said
    )
    assert "Combien sont-ils ?" in said
    aside = texts(found, LineKind.FURNITURE)
    assert aside.count("Le travail du clic") == 4
    assert [one for one in aside if one.isdigit()] == ["123", "124", "125", "126"]


def test_pages_have_the_numbers_that_are_printed_on_them() -> None:
    found = read("a.pdf", _book())
    assert line(found, "Page 2").page == "125"
    assert "its pages are numbered as printed on them: 123–126" in found.notes


def test_labels_that_the_file_gives_its_pages_stand() -> None:
    labels = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 7 >>] >>"
    content = pdf([wrapped([LONG], 500)] * 3, catalog=labels)
    assert [one.page for one in read("a.pdf", content).lines] == ["i", "7", "8"]


def test_what_a_pdf_says_of_itself_is_found() -> None:
    assert {name: one.value for name, one in read("a.pdf", _book()).found.items()} == {
        "title": "Clics",
        "author": [{"family": "Lovelace", "given": "Ada"}],
        "issued": {"date-parts": [[2021, 3, 4]]},
    }


def test_a_paragraph_goes_on_over_the_page_and_has_the_page_on_which_it_begins() -> None:
    found = read("a.pdf", pdf([wrapped(SECOND, 300), wrapped(["encore ainsi."], 500)]))
    assert [(one.text, one.page) for one in found.lines] == [
        (f"{SECOND[0]} {SECOND[1]} encore ainsi.", "1")
    ]


def test_a_hyphen_stays_where_the_word_is_written_with_it_elsewhere() -> None:
    lines = [
        "Le micro-travail est partout et nulle part, dit la sociologue du micro-",
        "travail, et la plate-",
        "forme aussi.",
    ]
    assert texts(read("a.pdf", pdf([wrapped(lines, 500)]))) == [
        "Le micro-travail est partout et nulle part, dit la sociologue du micro-travail, "
        "et la plateforme aussi."
    ]


def test_an_indent_and_a_label_begin_a_paragraph() -> None:
    page: list[Set] = [
        (60, 500, "Un premier alinéa qui va assez loin pour être plein, et même un peu plus"),
        (50, 488, "loin que cela, jusque dans la deuxième ligne, qui est pleine elle aussi, et"),
        (60, 476, "un autre commence ici, que rien d'autre ne montre que son retrait, comme"),
        (50, 464, "dans les livres."),
        (50, 452, "Ada : et ici quelqu'un parle."),
    ]
    assert [one.split()[0] for one in texts(read("a.pdf", pdf([page])))] == ["Un", "un", "Ada"]


def test_pieces_of_a_line_with_wide_spaces_are_read_in_their_order() -> None:
    page: list[Set] = [
        (50, 500, "Des mots sur toute la largeur de la page, pour que le bloc soit clair,"),
        (214, 488, "puis à droite de la même ligne."),
        (50, 488, "d'abord ce qui est à gauche, et"),
    ]
    words = texts(read("a.pdf", pdf([page])))
    assert " ".join(words).endswith(
        "d'abord ce qui est à gauche, et puis à droite de la même ligne."
    )


def test_a_scan_is_named_as_such() -> None:
    with pytest.raises(IntakeError, match="is a scan without text: recognise its text first"):
        read("a.pdf", pdf([[], []]))


def test_a_page_without_text_is_told() -> None:
    found = read("a.pdf", pdf([wrapped([LONG], 500), [], wrapped([LONG], 500)]))
    assert "page 2 has no text" in found.notes


def test_a_protected_pdf_is_said_to_be_protected() -> None:
    locked = pdf(
        [wrapped([LONG], 500)],
        trailer="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4 "
        f"/O <{'41' * 32}> /U <{'42' * 32}> >>",
    )
    with pytest.raises(IntakeError, match="is protected by a password"):
        read("a.pdf", locked)


def test_a_damaged_pdf_is_said_to_be_damaged() -> None:
    with pytest.raises(IntakeError, match="is damaged"):
        read("a.pdf", b"%PDF-1.4\nnothing of the kind")


def test_a_paragraph_that_ends_overleaf_says_so() -> None:
    content = pdf(
        [wrapped([LONG, "souvent la nuit, et sans que"], 500), wrapped(["personne le sache."], 560)]
    )
    (one,) = read("a.pdf", content).lines
    assert one.text.endswith("et sans que personne le sache.")
    assert (one.page, one.last_page) == ("1", "2")
