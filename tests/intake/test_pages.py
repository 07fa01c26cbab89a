"""Web pages: the lines of the main text, menus set aside, and what the page says of itself."""

import pytest
from intake_samples import line, read, texts

from clicktui.errors import IntakeError
from clicktui.intake.model import LineKind

PROSE = [
    "Les travailleurs du clic annotent chaque jour des milliers d’images pour quelques centimes, "
    "souvent la nuit, toujours seuls devant leur écran.",
    "Personne ne sait combien ils sont, ni dans quels pays, ni à quelles conditions, et les "
    "entreprises qui les emploient ne le disent pas non plus.",
    "On les trouve à Antananarivo comme à Turin, dans des cybercafés, des chambres et des bureaux "
    "loués à l’heure par ceux qui les font travailler.",
]
PAGE = f"""<!DOCTYPE html><html lang="fr-FR"><head><title>Le clic - Le Site</title>
<meta name="author" content="Le Goff, Yann"><meta property="og:site_name" content="Le Site">
<meta property="article:published_time" content="2023-04-07T10:00:00Z">
<link rel="canonical" href="https://example.org/clic"><script>var x = "rien";</script></head>
<body><nav><ul><li><a href="/">Accueil</a></li><li><a href="/a">Rubriques</a></li></ul></nav>
<article><h1>Le clic</h1><p><strong>Combien sont-ils&nbsp;?</strong></p><p>{PROSE[0]}</p>
<h2>Un <i>travail</i></h2><p>{PROSE[1]}<br>Oui.</p><figure><img src="x.png">
<figcaption>Un bureau</figcaption></figure><p>{PROSE[2]}</p></article>
<div class="footer"><a href="/m">Mentions légales</a></div></body></html>"""


def test_the_main_text_is_told_from_menus() -> None:
    found = read("a.html", PAGE)
    said = texts(found, LineKind.TEXT, LineKind.HEADING)
    assert said == [
        "Le clic", "Combien sont-ils\u00a0?", PROSE[0], "Un travail", PROSE[1], "Oui.", PROSE[2],
    ]  # fmt: skip
    assert line(found, "Combien").is_bold
    assert line(found, "Un travail").kind is LineKind.HEADING
    aside = texts(found, LineKind.FURNITURE)
    assert {"Accueil", "Rubriques", "Mentions légales"} <= set(aside)
    assert "rien" not in "".join(one.text for one in found.lines)


def test_short_turns_of_an_interview_are_kept_and_what_is_around_is_set_aside() -> None:
    asked = "Journal : Que faites-vous la nuit, quand tout le monde dort et que rien ne bouge ?"
    said = "Ada : Je clique, je clique encore, et je reclique jusqu’à ce que le jour se lève ici."
    turns = [asked, said, "Journal : Et le jour ?", "Ada : Je dors.", "Toujours ?", "Toujours."]
    body = "".join(f"<p>{turn}</p>" for turn in turns)
    found = read(
        "a.html",
        f"<html><body><div><a href='/'>Accueil</a> <a href='/p'>Politique</a></div><div>{body}"
        "</div><div>Partager</div><div><a href='/x'>Un autre article</a></div></body></html>",
    )
    assert texts(found) == turns
    assert "Partager" in texts(found, LineKind.FURNITURE)


def test_what_a_page_says_of_itself_is_found() -> None:
    found = read("a.html", PAGE).found
    assert {name: one.value for name, one in found.items()} == {
        "title": "Le clic",
        "author": [{"family": "Le Goff", "given": "Yann"}],
        "issued": {"date-parts": [[2023, 4, 7]]},
        "container-title": "Le Site",
        "URL": "https://example.org/clic",
        "language": "fr-FR",
    }


def test_a_page_that_declares_its_encoding_is_read_in_it() -> None:
    page = (
        f'<html><head><meta charset="iso-8859-15"></head><body><p>{PROSE[0]} œ €</p></body></html>'
    )
    found = read("a.htm", page.replace("’", "'").encode("iso-8859-15"))
    assert texts(found) == [PROSE[0].replace("’", "'") + " œ €"]


def test_a_short_page_is_kept_whole_and_that_is_told() -> None:
    found = read("a.html", "<html><body><p>Oui.</p><p>Non.</p></body></html>")
    assert texts(found) == ["Oui.", "Non."]
    assert found.notes == ("its main text could not be told from its menus: all of it is here",)


def test_a_page_saved_as_one_file_is_read() -> None:
    found = read(
        "a.mhtml",
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/p\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "\r\n<html><body><p>D=C3=A9j=C3=A0 =\r\nvu.</p></body></html>\r\n--x--\r\n",
    )
    assert texts(found) == ["Déjà vu."]
    assert found.found["URL"].value == "https://example.org/p"


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(IntakeError, match="has no text"):
        read("a.html", "<html><body><script>var a = 1;</script></body></html>")
