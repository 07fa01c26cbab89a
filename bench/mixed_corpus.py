"""``python -m bench.mixed_corpus FOLDER``: some 200 files as a researcher has them, some hostile.

Three languages, every format that ``clicktui corpus add`` reads, duplicates, broken files and such
as mean harm. What can be checked stands in the words: sentences of PDFs and books say their page,
those of subtitles their time, those of interviews who says them.
"""

import contextlib
import json
import os
import random
import stat
import sys
import textwrap
from pathlib import Path

from bench.mixed_formats import (
    Block,
    archived,
    clock,
    epub,
    opendocument,
    pdf,
    rtf,
    subtitles,
    webpage,
    word,
    zipped,
)
from bench.mixed_sentences import Sentences

LANGUAGES = ("fr", "it", "en")
PEOPLE = {
    "fr": ("Marie Dupont", "Awa N’Diaye", "Jean-Luc Le Goff", "Zoé Martin"),
    "it": ("Chiara Rossi", "Paolo De Santis", "Lucia D’Amico", "Enzo Bianchi"),
    "en": ("Grace Wanjiru", "John O’Neill", "Mary-Ann Smith", "Ravi Kumar"),
}
ASKS = {"fr": "Enquêtrice", "it": "Intervistatrice", "en": "Interviewer"}
WITH = {"fr": "Entretien avec", "it": "Intervista con", "en": "Interview with"}
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_ENTITIES = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


class _Maker:
    """Writes the files into ``folder``; the same ones at every time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.chance = random.Random(6)
        self.count = 0

    def write(self, name: str, content: bytes | str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.count += 1
        return path

    def sentences(self, lang: str) -> Sentences:
        return Sentences(lang, self.chance)

    def interview(self, lang: str, who: str, turns: int = 8, bold: bool = False) -> list[Block]:
        """An introduction, then questions and answers; ``bold`` ones have no labels."""
        says = self.sentences(lang)
        blocks: list[Block] = [("h", f"{WITH[lang]} {who}"), ("p", says.paragraph(3))]
        for _ in range(turns):
            asked = says.asked()
            answer = f"{says.said()} {says.named(who)} {says.paragraph(3)}"
            if bold:
                blocks += [("b", asked), ("p", answer)]
            else:
                blocks += [("p", f"{ASKS[lang]}: {asked}"), ("p", f"{who}: {answer}")]
        return blocks

    def article(self, lang: str, paragraphs: int = 8) -> list[Block]:
        says = self.sentences(lang)
        return [("p", says.paragraph()) for _ in range(paragraphs)]

    def title(self, lang: str) -> str:
        return self.sentences(lang).said().rstrip(".")

    def pages(self, lang: str, number: int, count: int) -> list[list[str]]:
        """Printed lines of ``count`` pages, whose paragraphs say where they stand."""
        says, pages = self.sentences(lang), []
        for page in range(1, count + 1):
            lines: list[str] = []
            for _ in range(4):
                paragraph = f"{says.said()} {says.placed(page, number)} {says.paragraph(2)}"
                lines += [*textwrap.wrap(paragraph, 90), ""]
            pages.append(lines)
        return pages

    def talk(self, lang: str, turns: int = 30) -> list[tuple[int, str, str]]:
        says, second, said = self.sentences(lang), 5, []
        for turn in range(turns):
            who = PEOPLE[lang][turn % 2]
            said.append((second, who, f"{says.timed(clock(second))} {says.said()}"))
            second += self.chance.randrange(8, 200)
        return said


def _texts(make: _Maker) -> None:
    encodings = ("utf-8", "latin-1", "utf-16", "cp1252", "utf-8-sig")
    for lang in LANGUAGES:
        for n in range(10):
            encoding = encodings[n % 5]
            who = PEOPLE[lang][n % 4]
            blocks = make.interview(lang, who) if n % 2 else make.article(lang)
            text = "\n\n".join(text for _, text in blocks)
            if encoding == "latin-1":
                text = text.replace("’", "'")
            make.write(f"notes/{lang}/carnet-{n}.txt", text.encode(encoding))
        for n in range(6):
            front = f"---\ntitle: {make.title(lang)}\nauthor: {PEOPLE[lang][n % 4]}\n"
            front += f"date: 2022-0{n + 1}-15\nlang: {lang}\n---\n\n# {make.title(lang)}\n\n"
            body = "\n\n".join(f"*{t[:9]}*{t[9:]}" for _, t in make.article(lang))
            make.write(f"notes/{lang}/vault/note {n}.md", front + body)


def _pages(make: _Maker) -> None:
    for lang in LANGUAGES:
        for n in range(9):
            bold = n % 3 == 1
            who = PEOPLE[lang][n % 4]
            blocks = make.interview(lang, who, bold=True) if bold else make.article(lang)
            page = webpage(blocks, make.title(lang), PEOPLE[lang][n % 4], lang, "Le Journal")
            make.write(f"presse/{lang}/{2015 + n}/page-{n}.html", page)
        for n in range(2):
            page = webpage(make.article(lang), make.title(lang), PEOPLE[lang][n], lang, "La Revue")
            make.write(f"presse/{lang}/archive-{n}.mhtml", archived(page))


def _documents(make: _Maker) -> None:
    for lang in LANGUAGES:
        for n in range(8):
            who, title = PEOPLE[lang][n % 4], make.title(lang)
            blocks = make.interview(lang, who, bold=n % 2 == 1)
            make.write(f"entretiens/{lang}/{n:02} {who}.docx", word(blocks, title, "Ada Enquête"))
        for n in range(4):
            who = PEOPLE[lang][n]
            blocks = make.interview(lang, who, bold=n % 2 == 1)
            make.write(f"entretiens/{lang}/odt/{who}.odt", opendocument(blocks, who, "Ada"))
            make.write(f"entretiens/{lang}/rtf/{n}.rtf", rtf(make.interview(lang, who)))
        for n in range(6):
            title = make.title(lang).replace("’", "'")
            info = f"/Title ({title}) "
            info += "/CreationDate (D:20200102)"
            make.write(f"lectures/{lang}/rapport-{n}.pdf", pdf(make.pages(lang, n, 5), info))
        for n in range(2):
            says = make.sentences(lang)
            chapters = [
                [("h", make.title(lang))]
                + [("p", f"{says.placed(page, n)} {says.paragraph()}") for _ in range(6)]
                for page in range(1, 7)
            ]
            book = epub(chapters, make.title(lang), PEOPLE[lang][n], lang)
            make.write(f"lectures/{lang}/livre-{n}.epub", book)
        for n in range(6):
            suffix = ".srt" if n % 2 else ".vtt"
            make.write(f"video/{lang}/table-ronde-{n}{suffix}", subtitles(make.talk(lang), suffix))


def _bibliographies(make: _Maker) -> None:
    items = []
    for n, lang in enumerate(LANGUAGES):
        make.write(f"zotero/storage/AB{n}/piece.pdf", pdf(make.pages(lang, 70 + n, 3)))
        family = PEOPLE[lang][n].split(" ", 1)
        items.append(
            {
                "id": f"cle{n}",
                "type": "article-journal",
                "title": make.title(lang),
                "author": [{"given": family[0], "family": family[1]}],
                "issued": {"date-parts": [[2019, 3, n + 1]]},
                "container-title": "Réseaux",
                "attachments": [{"path": f"storage/AB{n}/piece.pdf"}],
            }
        )
    make.write("zotero/export.json", json.dumps(items, ensure_ascii=False))
    make.write("zotero/bib/files/chapter.pdf", pdf(make.pages("en", 80, 3)))
    make.write(
        "zotero/bib/export.bib",
        "@incollection{smith2018,\n  title = {Ghost {Work}},\n  author = {Smith, Mary-Ann},\n"
        "  booktitle = {Hands},\n  date = {2018-05},\n  file = {Full:files/chapter.pdf:"
        "application/pdf}\n}\n",
    )
    make.write("zotero/ris/paper.pdf", pdf(make.pages("it", 90, 3)))
    make.write(
        "zotero/ris/export.ris",
        "TY  - JOUR\nAU  - Rossi, Chiara\nTI  - Il lavoro nascosto\nPY  - 2017\nJO  - Aut Aut\n"
        "L1  - paper.pdf\nER  - \n",
    )


def _again(make: _Maker) -> None:
    for lang in LANGUAGES:
        first = make.folder / f"notes/{lang}/carnet-0.txt"
        make.write(f"copies/{lang}/carnet-0 (1).txt", first.read_bytes())
        near = first.read_text(encoding="utf-8").replace("e", "é", 1) + "\nP. S.\n"
        make.write(f"copies/{lang}/carnet-0 corrigé.txt", near)
        second = make.folder / f"notes/{lang}/carnet-1.txt"
        blocks: list[Block] = [("p", one) for one in second.read_text("latin-1").split("\n\n")]
        make.write(f"copies/{lang}/carnet-1.docx", word(blocks))


def _broken(make: _Maker) -> None:
    whole = make.folder / "entretiens/fr"
    document = next(iter(sorted(whole.glob("*.docx")))).read_bytes()
    make.write("cassés/coupé.docx", document[: len(document) // 2])
    make.write("cassés/vide.txt", b"")
    make.write("cassés/blanc.txt", " \n\n \n")
    report = (make.folder / "lectures/fr/rapport-0.pdf").read_bytes()
    make.write("cassés/coupé.pdf", report[: len(report) // 3])
    make.write("cassés/scan.pdf", pdf([[], [], []]))
    crypt = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + "41" * 32 + "> /U <" + "42" * 32
    make.write(
        "cassés/protégé.pdf",
        pdf(make.pages("fr", 99, 1), trailer=crypt + "> >> /ID [<41424344> <41424344>]"),
    )
    make.write("cassés/en fait un docx.txt", document)
    make.write("cassés/en fait un pdf.docx", report)
    make.write("cassés/image.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    book = (make.folder / "lectures/fr/livre-0.epub").read_bytes()
    make.write("cassés/coupé.epub", book[:-300])
    make.write("cassés/sans texte.odt", opendocument([]))
    make.write("cassés/notes.bib", "@article{x, title = {Sans fin")
    make.write("cassés/rien.json", "{")
    make.write("cassés/tableau.xlsx", zipped({"xl/workbook.xml": "<x/>"}))


def _hostile(make: _Maker) -> None:
    bomb: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "word/document.xml": b" " * 250_000_000,
    }
    make.write("hostile/bombe.docx", zipped(bomb))
    make.write("hostile/petite bombe.odt", zipped({**bomb, "content.xml": b"a" * 9_000_000}))
    entities = opendocument([("p", "&c;")])
    make.write("hostile/rires.odt", entities)
    inside = f"{_ENTITIES}<office:document-content>&b;</office:document-content>"
    kind = "application/vnd.oasis.opendocument.text"
    make.write("hostile/entités.odt", zipped({"mimetype": kind, "content.xml": inside}))
    make.write("hostile/long.txt", "un mot " * 170_000)
    make.write("hostile/sans espace.txt", "a" * 999_999)
    make.write("hostile/nom\nà la ligne \x1b[31mrouge\x1b]0;titre\x07.txt", make.title("fr") * 9)
    make.write("hostile/[bold]balise[/x] $(touch x) `id`.md", "[@click=quit]x[/] " * 20)
    escape = "\x1b]52;c;ZXZpbA==\x07\x1b[2J [red]rouge[/red] \u202eà l’envers "
    make.write("hostile/échappements.txt", f"{escape}{make.sentences('fr').paragraph(9)}")
    make.write("hostile/profond.html", "<div>" * 20_000 + "Bonjour." + "</div>" * 20_000)
    make.write("hostile/.caché.txt", "caché")
    folder = make.folder / "hostile"
    with (folder / "immense.txt").open("wb") as file:
        file.truncate(300 * 1024 * 1024)
    os.mkfifo(folder / "tube.txt")
    (folder / "dehors.txt").symlink_to("/etc/passwd")
    (folder / "boucle").symlink_to(folder)
    (folder / "nulle part.txt").symlink_to("rien.txt")
    with contextlib.suppress(OSError):  # only root makes devices
        os.mknod(folder / "appareil.txt", 0o600 | stat.S_IFCHR, os.makedev(1, 5))
    make.write("hostile/interdit.txt", "secret").chmod(0)
    with contextlib.suppress(OSError):  # no name for file systems of Unicode only
        make.write(os.fsdecode(b"hostile/nom en latin-1 \xe9.txt"), make.title("fr") * 9)
    make.count += 6


def make_mixed(folder: Path) -> int:
    """Make the files in ``folder``, which must not be there, and return how many they are.

    Raises:
        OSError: it is there, or cannot be written.
    """
    folder.mkdir(parents=True)
    make = _Maker(folder)
    for step in (_texts, _pages, _documents, _bibliographies, _again, _broken, _hostile):
        step(make)
    return make.count


def main(arguments: list[str]) -> int:
    """Make them in the folder that the one argument names."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: python -m bench.mixed_corpus FOLDER", file=sys.stderr)
        return 2
    print(f"{make_mixed(Path(arguments[0]))} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
