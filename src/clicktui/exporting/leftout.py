"""What is said of quotes of a file that the corpus does not bear out: none is lost silently."""

from collections.abc import Iterator, Mapping
from typing import Any

from clicktui.citing.markdown import escape, lines_of
from clicktui.corpus.cleaning import clean_text
from clicktui.exporting.incoming import IncomingQuote, LeftOut, TakenIn
from clicktui.exporting.markdown import own_markdown
from clicktui.exporting.taking_in import shortened
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural


def heading(taken: TakenIn) -> str:
    """Return how many quotes were left out."""
    left_out = len(taken.left_out)
    return translate_plural(
        "{n} quote is left out: it was not found in the corpus without doubt",
        "{n} quotes are left out: they were not found in the corpus without doubt",
        left_out,
    ).format(n=left_out)


def line(one: LeftOut) -> str:
    """Return on one line which quote was left out, and why."""
    words = shortened(clean_text(one.quote.words))
    return _("left out: “{words}”: {reason}").format(words=words, reason=one.reason)


def document(one: LeftOut) -> Mapping[str, Any]:
    """Return all that is known of a quote that was left out, for JSON; nothing of it is clean."""
    quote = one.quote
    return {
        "reason": one.reason,
        "words": quote.words,
        "list": quote.list_name or None,
        "tags": list(quote.tags),
        "note": quote.note,
        "starred": quote.is_starred,
        "sources": list(quote.sources),
        "by": quote.by or None,
        "at": quote.at or None,
    }


def facts(quote: IncomingQuote) -> Iterator[str]:
    """Yield what the file says of a quote, each on one line."""
    known = {
        _("Source: {value}"): ", ".join(quote.sources),
        _("List: {value}"): quote.list_name,
        _("Tags: {value}"): ", ".join(quote.tags),
        _("Marked by: {value}"): ", ".join(filter(None, (quote.by, quote.at))),
    }
    yield from (label.format(value=_line(value)) for label, value in known.items() if value)
    if quote.is_starred:
        yield _("Starred")


def report(taken: TakenIn, file_name: str) -> str:
    """Return as Markdown all that was left out of the file, in full, and what else is told."""
    return "\n\n".join(_blocks(taken, file_name)) + "\n"


def _blocks(taken: TakenIn, file_name: str) -> Iterator[str]:
    yield "# " + escape(_("Import of {file}").format(file=_line(file_name)))
    if taken.left_out:
        yield escape(heading(taken))
    for one in taken.left_out:
        yield f"## {escape(_line(one.reason))}"
        words = clean_text(one.quote.words)
        lines = [escape(words[span.start : span.end]) for span in lines_of(words)]
        if lines:
            yield "\n>\n".join(f"> {each}" for each in lines)
        yield "\n".join(f"- {escape(fact)}" for fact in facts(one.quote))
        if one.quote.note.strip():
            yield own_markdown(clean_text(one.quote.note))
    if taken.told:
        yield "## " + escape(_("What else there is to tell"))
        yield "\n".join(f"- {escape(_line(each))}" for each in taken.told)


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())
