"""A board as an HTML page, read back by html.parser: no word becomes markup."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from export_samples import AT, CORPUS, boards, corpus_with_emoji, material_of, pinned_of
from hypothesis import HealthCheck, given, settings

from clicktui.board.model import Board, QuoteList
from clicktui.citing.citation import Form
from clicktui.corpus.alterations import Alteration, AlterationKind
from clicktui.corpus.model import Span
from clicktui.exporting.htmlpage import exported
from clicktui.exporting.material import Material


class Page(HTMLParser):
    """The tags with their attributes, and each text with the tags that it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self._open.append(tag)
            self.texts.append(("/".join(self._open), ""))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self.texts and self.texts[-1][0] == "/".join(self._open):
            data = self.texts.pop()[1] + data
        self.texts.append(("/".join(self._open), data))

    def inside(self, ending: str) -> list[str]:
        return [text for path, text in self.texts if path.endswith(ending)]


def page_of(material: Material) -> Page:
    return Page(exported(material).files["board.html"].decode("utf-8"))


def test_a_board_reads_like_this(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    text = corpus.text_of("livreurs")
    start = text.index("On m’a")
    one = pinned_of(
        corpus,
        "livreurs",
        Span(start, text.index("\n", start)),
        "q1",
        note="<script>alert(1)</script>\n*à voir*",
        tags=("<i>", "b"),
        is_starred=True,
        alterations=(Alteration(AlterationKind.EMPHASIS, Span(3, 6)),),
    )
    board = Board("b", "A & <B>", AT, (QuoteList("l", "« L »", (one,)),), "</div>Plan")
    made = exported(material_of(board, corpus))
    page = Page(made.files["board.html"].decode("utf-8"))
    assert page.inside("head/title") == ["A & <B>"]
    assert page.inside("h1") == ["A & <B>"]
    assert page.inside("h2") == ["« L »"]
    assert page.inside("div") == ["</div>Plan", "<script>alert(1)</script>\n*à voir*"]
    assert page.inside("p/em") == ["m’a"]
    assert page.inside("blockquote/p")[0] == "On "
    assert page.inside("blockquote/p")[1] == (
        " noté 🙂 — puis <rien>, & « rien\u202f! » ; \\textbf{non} $5 #1 _x_ ~ ^."
    )
    (reference,) = page.inside("footer")
    assert "Zoé Blé et Åsa Ügür" in reference and "ous soulignons" in reference
    assert "★ Mots-clés\u00a0: <i>, b" in page.inside("article/p")
    assert ("blockquote", {"lang": "fr"}) in page.tags
    assert page.tags[0] == ("html", {"lang": "fr"})
    assert made.losses == (
        "Notes and the memo stand as they were typed: their Markdown is not carried out",
    )


def test_whom_a_work_quotes_is_cited_in_it() -> None:
    work, speech = next(
        (work, paragraph.quotations[0])
        for work in CORPUS.works
        for paragraph in work.paragraphs
        if paragraph.is_prose and paragraph.quotations
    )
    one = pinned_of(CORPUS, work.id, speech.span, "q")
    assert one.quote.quoted_in_work
    material = material_of(Board("b", "x", AT, (QuoteList("l", "y", (one,)),)))
    (reference,) = page_of(material).inside("footer")
    assert "cité" in reference
    assert reference == f"— {material.cite(material.quotes[0], Form.REFERENCE)}"


def test_a_page_fetches_and_runs_nothing() -> None:
    page = page_of(material_of(Board("b", "x", AT)))
    policy = next(one for tag, one in page.tags if "http-equiv" in one)
    assert policy == {
        "http-equiv": "Content-Security-Policy",
        "content": "default-src 'none'; style-src 'unsafe-inline'",
    }
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "a"}
    (style,) = page.inside("style")
    assert "@media print" in style and "url(" not in style and "@import" not in style


def test_a_quote_whose_source_changed_says_so(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    one = pinned_of(corpus, "livreurs", corpus.work("livreurs").paragraphs[1].span, "q")
    material = material_of(Board("b", "x", AT, (QuoteList("l", "y", (one,)),)), corpus)
    told = "(la source a changé depuis\u00a0: à vérifier)"
    assert told not in page_of(material).inside("article/p")
    quotes = (replace(material.quotes[0], is_unsettled=True),)
    changed = replace(material, quotes=quotes)
    assert told in page_of(changed).inside("article/p")


TAGS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "section", "article", "p",
        "blockquote", "footer", "em", "div"}  # fmt: skip


@given(boards())
@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
def test_no_text_becomes_markup(board: Board) -> None:
    page = page_of(material_of(board))
    assert {tag for tag, _ in page.tags} <= TAGS
    assert page.inside("h1") == [board.name]
    assert page.inside("h2") == [one.name for one in board.lists]
    notes = [board.memo, *(one.note for one in board.quotes)]
    assert page.inside("div") == [note for note in notes if note.strip()]
    assert sum(tag == "article" for tag, _ in page.tags) == len(board)
