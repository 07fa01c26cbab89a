"""Quotes for LaTeX, pandoc, Org and HTML; what other programs read is what the words are."""

import html
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from clicktui.citing import latex, org
from clicktui.citing.citation import Citer, Form
from clicktui.citing.forms import (
    KeyedQuote,
    as_html,
    as_latex,
    as_org,
    as_pandoc,
    cited_id,
    cited_item,
)
from clicktui.citing.markdown import escape
from clicktui.corpus.alterations import Alteration, AlterationKind, checked
from clicktui.corpus.model import Locator, LocatorKind, Quote, Role, Span, Work
from clicktui.corpus.quoting import quote
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
PANDOC = shutil.which("pandoc")
PDFLATEX = shutil.which("pdflatex")
needs_pandoc = pytest.mark.skipif(PANDOC is None, reason="pandoc is not installed")

WORK = Work(
    "w",
    "w.txt",
    {
        "type": "interview",
        "title": "T",
        "author": [{"family": "Casilli", "given": "Antonio"}],
        "URL": "https://exemple.fr/?a=1&b=2",
    },
    "fr",
    (1, 2),
    (),
)


def keyed(
    words: str, *, lang: str = "fr", speaker: str = "Antonio Casilli", key: str = "casilli2023ia",
    paragraphs: tuple[int, int] | None = (12, 12), alterations: tuple[Alteration, ...] = (),
) -> KeyedQuote:  # fmt: skip
    is_quoted = speaker != "Antonio Casilli"
    one = Quote(
        "w", "w.txt", 0, len(words), words, "", "", Role.ANSWER, paragraphs, (speaker,), False,
        is_quoted, None, lang,
    )  # fmt: skip
    return KeyedQuote(one, WORK, key, None, checked(words, alterations))


ALTERED = (
    Alteration(AlterationKind.ELISION, Span(3, 6)),
    Alteration(AlterationKind.EMPHASIS, Span(7, 14)),
)


@pytest.mark.parametrize(
    ("one", "lang", "expected"),
    [
        (keyed("Un mot."), "fr", r"\textcquote[\S~12]{casilli2023ia}{Un mot.}"),
        (keyed("Un mot.", paragraphs=None), "fr", r"\textcquote{casilli2023ia}{Un mot.}"),
        (
            keyed("Un mot.\nDeux.", speaker="Donatella Delpiano", paragraphs=(12, 14)),
            "fr",
            r"\textcquote[Donatella Delpiano, cité dans][\S\S~12--14]{casilli2023ia}"
            "{Un mot.\n\nDeux.}",
        ),
        (
            keyed("Una parola", lang="it", speaker="D. [D]"),
            "fr",
            r"\foreigntextcquote{italian}[{D. [D], cité dans}][\S~12]{casilli2023ia}{Una parola}",
        ),
        (keyed("Un mot", speaker="D", paragraphs=None), "fr",
         r"\textcquote[D, cité dans][]{casilli2023ia}{Un mot}"),
        (keyed("Un mot"), "en", r"\foreigntextcquote{french}[para.~12]{casilli2023ia}{Un mot}"),
        (keyed("Un mot", paragraphs=(2, 3)), "it",
         r"\foreigntextcquote{french}[parr.~2--3]{casilli2023ia}{Un mot}"),
        (keyed("x", lang="la"), "fr", r"\textcquote[\S~12]{casilli2023ia}{x}"),
        (
            keyed("Un mot 50 % vrai", alterations=ALTERED),
            "fr",
            r"\textcquote[\S~12, nous soulignons]{casilli2023ia}{Un […] \emph{50 \% vr}ai}",
        ),
    ],
)  # fmt: skip
def test_latex_by_hand(one: KeyedQuote, lang: str, expected: str) -> None:
    assert as_latex(one, lang) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"a{b}\c", r"a\{b\}\textbackslash{}c"),
        ("5 % & 3 $ #1 _x", r"5 \% \& 3 \$ \#1 \_x"),
        ("~ ^", r"\textasciitilde{} \textasciicircum{}"),
        ("« mot » à 260 000 \u202f!", "« mot » à 260 000 \\,!"),
        ("« mot\u00a0»", "« mot~»"),
        ('a -- b "c" <<d>>', r"a -{}- b \textquotedbl{}c\textquotedbl{} <{}<d>{}>"),
        ("🧶 déjà — […]", "🧶 déjà — […]"),
    ],
)
def test_latex_escapes_by_hand(text: str, expected: str) -> None:
    assert latex.typeset(text) == expected


@pytest.mark.parametrize(
    ("one", "lang", "expected"),
    [
        (keyed("Un *mot*.\nDeux."), "fr", "> Un \\*mot\\*.\n>\n> Deux. [@casilli2023ia, § 12]"),
        (keyed("Un mot.", paragraphs=(2, 4)), "it", "> Un mot. [@casilli2023ia, par. 2-4]"),
        (keyed("Un mot.", paragraphs=None), "en", "> Un mot. [@casilli2023ia]"),
        (keyed("Un mot.", key="a:-b_"), "en", "> Un mot. [@{a:-b_}, para. 12]"),
        (keyed("Un mot.", speaker="D; [@x]"), "fr",
         r"> Un mot. [D\; \[\@x\], cité dans @casilli2023ia, § 12]"),
        (keyed("Un mot 50 % vrai", alterations=ALTERED), "fr",
         "> Un \\[…\\] *50 % vr*ai [@casilli2023ia, § 12, nous soulignons]"),
    ],
)  # fmt: skip
def test_markdown_for_pandoc_by_hand(one: KeyedQuote, lang: str, expected: str) -> None:
    assert as_pandoc(one, lang) == expected


def placed(kind: LocatorKind, first: str, last: str = "") -> KeyedQuote:
    plain = keyed("Un mot.")
    locator = Locator(kind, first, last or first)
    return replace(plain, quote=replace(plain.quote, locator=locator))


@pytest.mark.parametrize(
    ("one", "in_latex", "in_pandoc", "in_org"),
    [
        (placed(LocatorKind.PAGE, "12"), "[12]", ", p. 12]", " p. 12]"),
        (placed(LocatorKind.PAGE, "xi", "xii"), "[xi--xii]", ", pp. xi-xii]", " pp. xi-xii]"),
        (placed(LocatorKind.PAGE, "A-3"), "[p.~A-3]", ", {p. A-3}]", " p. A-3]"),
        (placed(LocatorKind.TIME, "00:12:31"), "[à~00:12:31]", ", à 00:12:31]", " à 00:12:31]"),
        (placed(LocatorKind.TIME, "00:12:31", "01:00:02"), "[à~00:12:31--01:00:02]",
         ", à 00:12:31–01:00:02]", " à 00:12:31–01:00:02]"),
    ],
)  # fmt: skip
def test_pages_and_times_stand_in_place_of_paragraphs(
    one: KeyedQuote, in_latex: str, in_pandoc: str, in_org: str
) -> None:
    assert as_latex(one, "fr") == rf"\textcquote{in_latex}{{casilli2023ia}}{{Un mot.}}"
    assert as_pandoc(one, "fr") == f"> Un mot. [@casilli2023ia{in_pandoc}"
    assert f"[cite:@casilli2023ia{in_org}" in as_org(one, "fr")


def test_org_by_hand() -> None:
    one = keyed("Un mot 50 % vrai\nDeux.", speaker="D. [D]; @x", alterations=ALTERED)
    assert as_org(one, "fr") == (
        "#+begin_quote\nUn […] /50 % vr/\u200bai\n\nDeux. "
        "[cite:D. (D), @\u200bx, cité dans @casilli2023ia § 12, nous soulignons]\n#+end_quote"
    )


def test_html_by_hand() -> None:
    one = keyed("Un <b> & 50 %\nDeux", lang="it", alterations=ALTERED)
    assert as_html(one, "A <i> & B", "fr") == (
        '<blockquote lang="it" cite="https://exemple.fr/?a=1&amp;b=2">\n'
        "<p>Un […] <em>&amp; 50 %</em></p>\n<p>Deux</p>\n"
        '<footer lang="fr">— A &lt;i&gt; &amp; B, nous soulignons</footer>\n</blockquote>'
    )


def test_an_unknown_language_is_refused() -> None:
    for form in (as_latex, as_pandoc, as_org, lambda one, lang: as_html(one, "", lang)):
        with pytest.raises(ValueError, match="de"):
            form(keyed("x"), "de")


def test_who_says_it_is_told_for_every_quoted_person_of_the_corpus() -> None:
    """In each form as in the reference of ``Citer``, which has its own tests."""
    citer = Citer()
    told = 0
    for work in CORPUS.works:
        for paragraph in work.paragraphs:
            for speech in paragraph.quotations:
                one = quote(CORPUS, work.id, speech.span)
                reference = citer.cite(one, work, form=Form.REFERENCE)
                before = reference.partition(", cité dans")[0]
                if before == reference:
                    continue
                told += 1
                before = before.replace("Un ", "un ").replace("Rapport ", "rapport ")
                named = KeyedQuote(one, work, "k")
                assert f"[{latex.typeset(before)}, cité dans]" in as_latex(named, "fr")
                assert f"[{escape(before)}, cité dans @k" in as_pandoc(named, "fr").replace(
                    "[U", "[u"
                )
                assert f"[cite:{before}, cité dans @k" in as_org(named, "fr")
                assert f"— {html.escape(reference)}</footer>" in as_html(named, reference, "fr")
    assert told > 25


def test_words_of_the_page_around_a_work_are_cited_from_the_page() -> None:
    work = CORPUS.work("casilli-ouestfrance-2022")
    notice = next(one for one in work.paragraphs if one.role is Role.NOTICE)
    one = quote(CORPUS, work.id, notice.span)
    page = CORPUS.source(work.file).page
    assert page is not None
    assert cited_item(one, work, page) is page
    assert cited_id(one, work, page) == f"page:{work.file}"
    assert cited_item(keyed("x").quote, WORK, page) is WORK.csl
    assert cited_id(keyed("x").quote, WORK, page) == "w"
    assert "§" not in as_latex(KeyedQuote(one, work, "page", page), "fr")


class Texts(HTMLParser):
    """The elements of a piece of HTML and the text in them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")) | st.sampled_from("\n<>&'\"{}\\"),
    min_size=1,
    max_size=60,
).filter(lambda words: any(map(str.isalnum, words)))


@settings(deadline=None)
@given(WORDS)
@example("</p></blockquote><script>alert(1)</script>")
@example("&lt;&amp;&#x3c;<!-- a")
def test_html_shows_exactly_the_words(words: str) -> None:
    read = Texts()
    read.feed(as_html(keyed(words), "Réf.", "fr"))
    read.close()
    lines = [line.strip() for line in words.split("\n") if line.strip()]
    assert read.tags == ["blockquote", *["p"] * len(lines), "footer"]
    assert read.text.strip("\n").split("\n") == [*lines, "— Réf."]


@settings(deadline=None)
@given(WORDS)
def test_latex_holds_no_command_of_the_words(words: str) -> None:
    """Every command left after ours are taken away would be the corpus's own."""
    left = latex.typeset(words.replace("\n", " "))
    for ours in (
        r"\textbackslash{}", r"\textasciitilde{}", r"\textasciicircum{}", r"\textquotedbl{}",
        r"\textasciigrave{}", r"\mbox{-}", r"\,", r"\-", r"\#", r"\$", r"\%", r"\&", r"\_", r"\{",
        r"\}", "{}",
    ):  # fmt: skip
        left = left.replace(ours, "")
    assert not set(left) & set('\\#$%&_{}^"`')


NASTY = [
    "* titre", "** a", "# x", "#+end_quote", "#+begin_src sh", ": fixe", "| a | b |", "- tiret",
    "+ plus", "1. un", "1) un", "a) b", "-----", ":PROPERTIES:", "%%(diary)", "\\* x",
    "un *gras* et /ital/ et _sous_ et +barré+ et =code= et ~verb~", "(*gras*) '/i/' \"=c=\" {~v~}",
    "a_b et x^2 et x_{2} et e^{i}", "[[https://x.fr][y]] [fn:1] [cite:@x] [1]",
    "<<cible>> <2023-04-07 ven.>",
    "{{{macro(x)}}} @@html:<b>@@", "\\alpha et \\\\ et \\(x\\) et $x$ et $$y$$",
    "a -- b --- c ... d",
    "src_sh{ls} call_f(x)", "100 $ et 5 $", "« mot » — 260 000 […]", "R&D <b>x</b> &amp; 50 %",
    "``a'' `b` ^c", "a{b}c {d", "50 % #1 _x ~ ^ \\ \\textbf{x} \\input{/etc/passwd}", "🧶 déjà",
    "https://exemple.fr/a_b?c=d&e#f", "*a", "/", "a*b*c", "-*a*-", "@x et [@y]", "![i](j)",
    "<!-- z",
]  # fmt: skip


def read_by_pandoc(reader: str, texts: list[str]) -> list[str]:
    """Return the plain text of the first paragraph of each block quote that pandoc reads."""
    assert PANDOC is not None
    done = subprocess.run(
        [PANDOC, "-f", reader, "-t", "json"], input="\n\n".join(texts), capture_output=True,
        encoding="utf-8", check=True,
    )  # fmt: skip
    blocks = json.loads(done.stdout)["blocks"]
    return ["".join(map(plain, block["c"][0]["c"])) for block in blocks]


def plain(inline: dict) -> str:
    match inline["t"]:
        case "Str":
            return inline["c"]
        case "Space" | "SoftBreak":
            return " "
        case "Link":
            return "".join(map(plain, inline["c"][1]))
    raise AssertionError(inline)


@needs_pandoc
def test_org_is_read_as_the_words() -> None:
    texts = [f"#+begin_quote\n{org.line_start(org.escape(text))}\n#+end_quote" for text in NASTY]
    read = read_by_pandoc("org-smart", texts)
    assert [text.replace("\u200b", "") for text in read] == NASTY


EXPORT = """(progn (require 'org) (require 'ox-html) (setq org-cite-export-processors nil)
(with-temp-buffer (insert-file-contents (pop command-line-args-left)) (org-mode)
(princ (org-export-string-as (buffer-string) 'html t '(:with-toc nil)))))"""


@pytest.mark.skipif(shutil.which("emacs") is None, reason="emacs is not installed")
def test_emacs_shows_the_words(tmp_path: Path) -> None:
    """Emacs itself: its Org and pandoc's do not agree on what a zero width space is."""
    file = tmp_path / "quotes.org"
    texts = [f"#+begin_quote\n{org.line_start(org.escape(text))}\n#+end_quote" for text in NASTY]
    file.write_text("\n\n".join(texts) + "\n", "utf-8")
    done = subprocess.run(
        ["emacs", "-Q", "--batch", "--eval", EXPORT, str(file)],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    blocks = re.findall(r"<blockquote>\s*<p>\s*(.*?)\s*</p>\s*</blockquote>", done.stdout, re.S)
    assert {tag for block in blocks for tag in re.findall(r"<(\w+)", block)} <= {"a"}
    read = [html.unescape(re.sub("<[^>]+>", "", block)) for block in blocks]
    assert [text.replace("\u200b", "") for text in read] == NASTY


@needs_pandoc
def test_latex_is_read_as_the_words() -> None:
    """But for the marks that pandoc has no name for; that they are printed, LaTeX tells below."""
    shown = [text for text in NASTY if not set(text) & set('"`')]
    texts = [rf"\begin{{quote}}{latex.typeset(text)}\end{{quote}}" for text in shown]
    read = read_by_pandoc("latex-smart", texts)
    assert [text.replace("\u2006", "\u202f") for text in read] == shown


DOCUMENT = r"""\documentclass{article}\usepackage[T1]{fontenc}\usepackage{lmodern}
\usepackage[english,italian,main=french]{babel}\usepackage{csquotes}
\newcommand{\mycite}[1][]{\mycitewith{#1}}
\makeatletter\newcommand{\mycitewith}[1]{\@ifnextchar[{\mycitetwo{#1}}{\mycitetwo{}[#1]}}\makeatother
\SetCiteCommand{\mycite}
\def\mycitetwo#1[#2]#3{(PRE:#1 POST:#2 KEY:#3)}
\begin{document}
"""


@pytest.mark.skipif(PDFLATEX is None, reason="pdflatex is not installed")
@pytest.mark.skipif(
    PDFLATEX is not None
    and not subprocess.run(["kpsewhich", "csquotes.sty"], capture_output=True).stdout,
    reason="csquotes (texlive-latex-extra) is not installed",
)
def test_latex_compiles(tmp_path: Path) -> None:
    ones = [keyed(text) for text in NASTY if "🧶" not in text and any(map(str.isalnum, text))]
    ones += [keyed("Una *parola*\n[due]", lang="it", speaker="D. [D]"),
             keyed("Un mot 50 % vrai", alterations=ALTERED)]  # fmt: skip
    body = "\n\n".join(as_latex(one, "fr") for one in ones)
    (tmp_path / "a.tex").write_text(f"{DOCUMENT}{body}\n\\end{{document}}\n", "utf-8")
    done = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "a"],
        cwd=tmp_path, capture_output=True, encoding="latin-1",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-1500:]


PANDOC_FORMS: list[tuple[str, Callable[[KeyedQuote, str], str]]] = [
    ("markdown", as_pandoc),
    ("org", as_org),
]


@needs_pandoc
@pytest.mark.parametrize(("reader", "form"), PANDOC_FORMS)
@pytest.mark.parametrize("key", ["casilli2023ia", "casilli-nd-ia", "A:b_c"])
def test_pandoc_reads_the_citation(
    reader: str, form: Callable[[KeyedQuote, str], str], key: str
) -> None:
    assert PANDOC is not None
    text = form(keyed("Un mot.", speaker="D. Delpiano", key=key), "fr")
    done = subprocess.run(
        [PANDOC, "-f", reader, "-t", "json"], input=text, capture_output=True, encoding="utf-8",
        check=True,
    )  # fmt: skip
    (block,) = json.loads(done.stdout)["blocks"]
    (paragraph,) = block["c"]
    cite = next(one for one in paragraph["c"] if one["t"] == "Cite")
    (citation,) = cite["c"][0]
    assert citation["citationId"] == key
    before = "".join(map(plain, citation["citationPrefix"])).replace("\u00a0", " ")
    after = "".join(map(plain, citation["citationSuffix"])).replace("\u00a0", " ")
    assert before.strip() == "D. Delpiano, cité dans"
    assert after.strip(" ,") == "§ 12"
