"""A board as Markdown: to be read, printed, or gone on with in another editor.

What the user wrote (memo, notes) is her own Markdown and stays as it is; names and tags are shown
as they are and never act as markup, no more than the corpus's words, which ``citing.markdown``
keeps.
"""

import re
from collections.abc import Callable, Iterator

from clicktui.board.model import Board, PinnedQuote
from clicktui.citing.markdown import escape
from clicktui.citing.typography import NO_BREAK_SPACE, levels

STAR = "★"

_TAGS = {
    "fr": f"Mots-clés{NO_BREAK_SPACE}: ",
    "it": "Parole chiave: ",
    "en": "Tags: ",
}

_FENCE = re.compile(r"(?P<inside>[ \t>*+\-]*(?:\d+[.)])?[ \t]*)(?P<marks>`{3,}|~{3,})(?P<info>.*)")
_RAW_HTML = re.compile(r"<(?:!|\?|(?:script|pre|style|textarea)\b)", re.IGNORECASE)

_LINE_OF_HTML = re.compile(r"^[ \t>*+\-]*(?:\d+[.)])?[ \t]*<", re.MULTILINE)


def board_markdown(board: Board, cite: Callable[[PinnedQuote], str], lang: str) -> str:
    """Return ``board`` as Markdown: its name, its memo, its lists with their quotes.

    ``cite`` gives a quote with its reference as a Markdown block; ``lang`` is the language of the
    citations, in which clicktui's own words are as well. What ``cite`` raises goes through.

    Raises:
        ValueError: ``lang`` is not one of ``citing.typography.LANGUAGES``.
    """
    levels(lang)
    return "\n\n".join(_blocks(board, cite, lang)) + "\n"


def _blocks(board: Board, cite: Callable[[PinnedQuote], str], lang: str) -> Iterator[str]:
    yield f"# {escape(board.name)}"
    if board.memo.strip():
        yield own_markdown(board.memo)
    for quote_list in board.lists:
        yield f"## {escape(quote_list.name)}"
        for pinned in quote_list.quotes:
            yield cite(pinned).strip("\n")
            marks = _marks(pinned, lang)
            if marks:
                yield marks
            if pinned.note.strip():
                yield own_markdown(pinned.note)


def _marks(pinned: PinnedQuote, lang: str) -> str:
    """Return the star and the tags of a quote on one line, "" where it has neither."""
    star = STAR if pinned.is_starred else ""
    tags = _TAGS[lang] + ", ".join(map(escape, pinned.tags)) if pinned.tags else ""
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
    words = re.sub("<!--(?!-?>).*?-->", "", "\n".join(outside))
    if fence or _RAW_HTML.search(words):
        return False
    has_fences = len(outside) <= text.count("\n")
    return not (has_fences and _LINE_OF_HTML.search(words))  # in HTML a fence is none
