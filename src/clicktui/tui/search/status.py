"""What the line under the search input says: counts, time, switches, notices."""

from collections.abc import Sequence

from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.search.model import Completion, Options, Results
from clicktui.search.query import parse
from clicktui.wording.passages import notice_text


def switches_text(options: Options) -> str:
    """Return the state of the switches where it is not the usual one."""
    parts = []
    if not options.fuzzy:
        parts.append(_("typos off"))
    if options.accents:
        parts.append(_("accents count"))
    return " · ".join(parts)


def counts_text(results: Results) -> str:
    """Return how many passages were found, in what time, and how many lie elsewhere."""
    found = translate_plural("{count} passage", "{count} passages", results.total)
    parts = [found.format(count=results.total), f"{results.took_ms:.0f} ms"]
    elsewhere = sum(results.elsewhere.values())
    if elsewhere:
        parts.append(_("role:any finds {count} more").format(count=elsewhere))
    return " · ".join(parts)


def asks_something(results: Results) -> bool:
    """Say whether the query holds anything to search, and not just the beginning of a filter."""
    return not parse(results.query).is_empty


def status_text(results: Results | None, options: Options) -> str:
    """Return the whole status line; ``results`` is None before the first search."""
    switches = switches_text(options)
    if results is None or not asks_something(results):
        return switches
    parts = [counts_text(results), switches, *map(notice_text, results.notices)]
    return " · ".join(part for part in parts if part)


def completions_text(completions: Sequence[Completion]) -> str:
    """Return the line that offers completions, the first being the one that tab takes."""
    offered = "  ".join(f"{completion.text} ({completion.count})" for completion in completions)
    return _("Tab → {offered}").format(offered=offered)


def nothing_found_text(results: Results, is_all: bool = True) -> str:
    """Return what to do when nothing was found; ``is_all``: nor will be, when all is indexed."""
    lines = [_("Nothing found.") if is_all else _("Nothing found in what is indexed so far.")]
    if results.suggestions:
        lines.append(
            _("Near words of the corpus: {words}").format(words=", ".join(results.suggestions))
        )
    if any(results.elsewhere.values()):
        lines.append(_("There are matches outside the prose: add role:any to see them."))
    lines.append(
        _("Fewer filters, fewer words, or the beginning of a word, find more.")
        if parse(results.query).filters
        else _("Fewer words, or the beginning of a word, find more.")
    )
    return "\n\n".join(lines)
