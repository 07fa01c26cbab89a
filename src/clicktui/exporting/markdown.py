"""A board as Markdown: to be read, printed, or gone on with in another editor.

What the user wrote (memo, notes) is her own Markdown and stays as it is; names and tags are shown
as they are and never act as markup, no more than the corpus's words, which ``citing.markdown``
keeps.
"""

import re
from collections.abc import Callable, Iterator

from clicktui.board.model import Board, PinnedQuote
from clicktui.citing.citation import Form
from clicktui.citing.markdown import escape
from clicktui.citing.typography import NO_BREAK_SPACE, levels
from clicktui.corpus.cleaning import clean_text
from clicktui.exporting.codewords import codes_line
from clicktui.exporting.material import Exported, Material

FILE = "board.md"

STAR = "★"

TAGS = {
    "fr": f"Mots-clés{NO_BREAK_SPACE}: ",
    "it": "Parole chiave: ",
    "en": "Tags: ",
}
"""What stands before the tags of a quote, in each language of the citations."""

CHANGED = {
    "fr": f"(la source a changé depuis{NO_BREAK_SPACE}: à vérifier)",
    "it": "(la fonte è cambiata da allora: da verificare)",
    "en": "(the source has changed since: to be checked)",
}
"""What is said under a quote whose source changed."""

# possessive quantifiers: a line is read once, however long its runs of spaces are
_INDENT = r"[ \t>*+\-]*+(?:\d++[.)][ \t]*+)?+"
_FENCE = re.compile(rf"(?P<inside>{_INDENT})(?P<marks>`{{3,}}+|~{{3,}}+)(?P<info>.*)")
_RAW_HTML = re.compile(r"<(?:!|\?|(?:script|pre|style|textarea)\b)", re.IGNORECASE)

_LINE_OF_HTML = re.compile(f"^{_INDENT}<", re.MULTILINE)


def exported(material: Material) -> Exported:
    """Return ``material`` as one file, ``FILE``; what ``material.cite`` raises goes through.

    Raises:
        ValueError: ``material.lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    by_id = {one.pinned.id: one for one in material.quotes}
    text = board_markdown(
        material.board,
        lambda pinned: material.cite(by_id[pinned.id], Form.MARKDOWN),
        material.lang,
        lambda pinned: by_id[pinned.id].is_unsettled,
        lambda pinned: escape(codes_line(by_id[pinned.id], material.lang)),
    )
    return Exported({FILE: clean_text(text).encode("utf-8")})


def board_markdown(
    board: Board,
    cite: Callable[[PinnedQuote], str],
    lang: str,
    is_unsettled: Callable[[PinnedQuote], bool],
    codes: Callable[[PinnedQuote], str] = lambda _pinned: "",
) -> str:
    """Return ``board`` as Markdown: its name, its memo, its lists with their quotes.

    ``cite`` gives a quote with its reference as a Markdown block; ``lang`` is the language of the
    citations, in which clicktui's own words are as well. Under a quote of which ``is_unsettled``
    says that its source changed, a line tells so. ``codes`` gives a line of Markdown, "" for none.
    What the three raise goes through.

    Raises:
        ValueError: ``lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    levels(lang)
    return "\n\n".join(_blocks(board, cite, lang, is_unsettled, codes)) + "\n"


def _blocks(
    board: Board,
    cite: Callable[[PinnedQuote], str],
    lang: str,
    is_unsettled: Callable[[PinnedQuote], bool],
    codes: Callable[[PinnedQuote], str],
) -> Iterator[str]:
    yield f"# {escape(board.name)}"
    if board.memo.strip():
        yield own_markdown(board.memo)
    for quote_list in board.lists:
        yield f"## {escape(quote_list.name)}"
        for pinned in quote_list.quotes:
            yield cite(pinned).strip("\n")
            if is_unsettled(pinned):
                yield CHANGED[lang]
            marks = _marks(pinned, lang)
            if marks:
                yield marks
            if coded := codes(pinned):
                yield coded
            if pinned.note.strip():
                yield own_markdown(pinned.note)


def _marks(pinned: PinnedQuote, lang: str) -> str:
    """Return the star and the tags of a quote on one line, "" where it has neither."""
    star = STAR if pinned.is_starred else ""
    tags = TAGS[lang] + ", ".join(map(escape, pinned.tags)) if pinned.tags else ""
    return f"{star} {tags}".strip(" ")


def own_markdown(text: str) -> str:
    """Return Markdown that the user wrote as it is, if it ends where it ends.

    A code fence or a piece of raw HTML that is not closed would swallow the quotes after it
    (CommonMark 0.31, 4.5 and 4.6): such a text is shown letter by letter, in a fence of its own.
    """
    kept = text.strip("\n")
    if _ends_where_it_ends(kept):
        return kept
    longest = max((len(run) for run in re.findall("`+", kept)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{kept}\n{fence}"


def _ends_where_it_ends(text: str) -> bool:
    """Say whether no fence or raw HTML is left open; doubtful ones count as open."""
    outside: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        if not fence:
            if found is None:
                outside.append(line)
            elif found["inside"]:
                return False  # maybe in a list or quotation, with which it would end
            elif found["marks"][0] == "~" or "`" not in found["info"]:
                fence = found["marks"]
            else:
                outside.append(line)
        elif found is not None and found["marks"].startswith(fence) and not found["info"].strip():
            if found["inside"]:
                return False
            fence = ""
    words = "\n".join(map(_without_comments, outside))
    if fence or _RAW_HTML.search(words):
        return False
    has_fences = len(outside) <= text.count("\n")
    return not (has_fences and _LINE_OF_HTML.search(words))  # in HTML a fence is none


def _without_comments(line: str) -> str:
    """Return a line without the comments that end in it, up to the first that does not.

    ``<!-->`` and ``<!--->`` end a comment for some and begin one for others: they are no comments.
    """
    parts: list[str] = []
    at = 0
    while (start := line.find("<!--", at)) >= 0:
        end = line.find("-->", start + 4)
        if end < 0 or line.startswith((">", "->"), start + 4):
            break
        parts.append(line[at:start])
        at = end + 3
    return "".join([*parts, line[at:]])
