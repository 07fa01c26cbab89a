"""The quotes of a board as a corpus for IRaMuTeQ: a text for each, under a line of variables.

After its manual (iramuteq.org, 2.1 "Format des données en entrée") and what it reads
(``BuildFromAlceste``): a text begins with a line of ``****`` and variables ``*name_value``, here in
ASCII; a line that begins with ``-*`` is a theme, a form between ``_`` a variable. Texts are the
exact words, without these signs; UTF-8.
"""

import re
import unicodedata
from collections.abc import Iterator

from clicktui.citing.attribution import attribute
from clicktui.exporting.material import Exported, ExportedQuote, Material
from clicktui.exporting.quotetable import speaker, year
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural

FILE = "iramuteq.txt"

_RESERVED = re.compile(r"[*§_]+")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]+")
_BLANK_LINES = re.compile(r"\s*\n\s*")


def exported(material: Material) -> Exported:
    """Return ``material`` as one file, ``FILE``, and what the format cannot carry.

    The variables are ``quote`` (numbered from 1), ``list``, ``work`` (the citation key),
    ``speaker``, ``year``, ``lang``, ``star_1``, for each tag one ``tag…_1`` and for each code that
    holds one ``code_…``; what is unknown is left out.
    """
    values = _Values()
    texts = [
        f"**** {' '.join(_variables(one, nth, material.lang, values))}\n{_plain(one.quote.words)}\n"
        for nth, one in enumerate(material.quotes, start=1)
    ]
    return Exported({FILE: "\n".join(texts).encode("utf-8")}, tuple(_losses(material)))


class _Values:
    """Gives values of variables as IRaMuTeQ can have them, two never the same."""

    def __init__(self) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._taken: set[tuple[str, str]] = set()

    def of(self, variable: str, value: str) -> str:
        """Return ``value`` in letters and digits of ASCII, numbered where another is the same."""
        if (variable, value) not in self._given:
            decomposed = unicodedata.normalize("NFKD", value)
            plain = given = _NOT_PLAIN.sub("", decomposed) or "x"
            nth = 1
            while (variable, given.casefold()) in self._taken:
                nth += 1
                given = f"{plain}n{nth}"
            self._taken.add((variable, given.casefold()))
            self._given[variable, value] = given
        return self._given[variable, value]


def _variables(one: ExportedQuote, nth: int, lang: str, values: _Values) -> Iterator[str]:
    said = attribute(one.quote, one.work.as_work(), one.work.page, lang)
    known = {
        "list": one.list_name,
        "work": one.key,
        "speaker": speaker(one, lang),
        "year": year(said.item),
        "lang": one.quote.lang,
    }
    yield f"*quote_{nth}"
    for variable, value in known.items():
        if value:
            yield f"*{variable}_{values.of(variable, value)}"
    if one.pinned.is_starred:
        yield "*star_1"
    for tag in one.pinned.tags:
        yield f"*tag{values.of('tag', tag)}_1"
    for code in one.codes:
        if code.is_held:
            yield f"*code_{values.of('code', code.code.id)}"


def _plain(words: str) -> str:
    """Return ``words`` with neither the signs that are IRaMuTeQ's own nor blank lines."""
    return _BLANK_LINES.sub("\n", _RESERVED.sub(" ", words)).strip()


def _losses(material: Material) -> Iterator[str]:
    quotes = material.quotes
    if quotes:
        yield _("Names of lists, speakers and tags are written without accents, signs and spaces")
        yield _("References are left out: a corpus for IRaMuTeQ has the words alone")
    if material.board.memo or any(one.pinned.note for one in quotes):
        yield _("Notes and the memo are left out")
    if any(one.pinned.alterations for one in quotes):
        yield _("Words are as in the source: alterations are left out")
    lost = sum(bool(_RESERVED.search(one.quote.words)) for one in quotes)
    if lost:
        told = translate_plural(
            "{n} quote has spaces for the signs * § _, which IRaMuTeQ takes for its own",
            "{n} quotes have spaces for the signs * § _, which IRaMuTeQ takes for its own",
            lost,
        )
        yield told.format(n=lost)
