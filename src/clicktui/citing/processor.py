"""The adapter around citeproc-py: a CSL style and items in, citations and references out.

citeproc-py 0.11 is used through subclasses of its elements, never patched. What they correct, each
against the CSL 1.0.2 specification and citeproc-js:

- name variables that it does not know (``guest``, ``host``, ``reviewed-author`` …) and those with
  a hyphen, which it never finds; particles that stand in one field with the family name;
- lists of names: their delimiter before "and", which it takes for a comma, ``et-al`` and the last
  name after inverted ones, affixes of each name, stops of initials and suffixes, corporate names;
- names in place of others from within a condition, to which it does not give their form;
- ranges of dates, of issues and volumes; numbers in a list; the first page;
- groups and macros, which it shows although all their variables are empty; ``type`` and
  ``is-numeric``, where it fails several values; ``disambiguate="true"``, which it takes for true;
- variables rendered by ``substitute``, which it renders again, and the affixes of the names there;
- terms in a form that a language lacks, ordinals, title case of terms and of items without
  language, no-break spaces where it changes case, stops that it strips from within names;
- characters that a style wrote as HTML;
- punctuation where pieces meet, also in and out of quotation marks (``seams``), the range delimiter
  of a locator, pages; quotation marks inside a quoted title, which it does not alternate;
- a label that it prints although the variable is empty; ``initialize="false"``; the form of one
  date, which it leaves behind for the next;
- ids, which it folds, and a locator, which it carries into the bibliography.
"""

import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from clicktui.citing import elements
from clicktui.citing.attribution import folded
from clicktui.errors import StyleError
from clicktui.i18n import translate as _

OUR_STYLES = ("urn:clicktui:style:clicktui-note", "urn:clicktui:style:clicktui-author-date")

Item = Mapping[str, Any]
"""A CSL-JSON item (csl-data.json of CSL 1.0.2) as plain mappings and lists."""


class Processor:
    """One style in one language. Calls may come from any thread: they take turns."""

    def __init__(self, style: Path, locale: str) -> None:
        """Read ``style`` for ``locale`` (``"fr-FR"``, ``"it-IT"``, ``"en-GB"`` …).

        Raises:
            StyleError: the file is missing, is not a CSL style, or names what it does not define.
        """
        self._name = style.name
        self._turn = threading.RLock()
        try:
            self._style = elements.read_style(style, locale)
        except elements.NotAStyleError as error:
            raise self._error(str(error)) from error
        self._is_ours = self._style.root.findtext("{*}info/{*}id", "").strip() in OUR_STYLES
        self.has_bibliography: bool = self._style.has_bibliography()

    def note(self, item: Item, locator: tuple[str, str] | None = None) -> str:
        """Return the citation of ``item``, at ``locator`` (its CSL label and its value) if any.

        It is "" where the style says nothing of such a work.

        Raises:
            StyleError: the style cannot render it.
        """
        return _said(self._rendered([item], locator, in_bibliography=False)[0])

    def entry(self, item: Item) -> str:
        """Return the bibliography entry of ``item``; "" where the style lists no such work.

        Raises:
            StyleError: the style has no bibliography, or cannot render the item.
        """
        return self.entries([item])[0]

    def entries(self, items: Sequence[Item]) -> list[str]:
        """Return the bibliography of ``items`` in the order of the style; "" as in ``entry``.

        Raises:
            StyleError: the style has no bibliography, or cannot render an item.
        """
        if not self.has_bibliography:
            raise self._error(_("it has no bibliography: choose another style"))
        said = self._rendered(items, None, in_bibliography=True) if items else []
        return [_said(entry) for entry in said]

    def place(self, locator: tuple[str, str]) -> str:
        """Return ``locator`` in words of the style ("paragr. 12"), its short label before it."""
        label, value = locator
        with self._turn:
            return elements.render_place(self._style, label, value)

    def as_published(self, item: Item) -> Item:
        """Return ``item`` as this style renders it best; our own styles take it as it is.

        An interview that appeared somewhere goes as an article with an interviewer where the
        style loses the container of interviews, as several French ones do. ``original-date`` is
        left out, for APA prints it beside the date of issue.

        Raises:
            StyleError: the style cannot render it.
        """
        if self._is_ours:
            return item
        sent = {name: value for name, value in item.items() if name != "original-date"}
        if sent.get("type") == "interview" and sent.get("container-title"):
            article = {**sent, "type": "article-newspaper"}
            if self._loses_container(sent) and not self._loses_container(article):
                return article
        return sent

    def _loses_container(self, item: Item) -> bool:
        texts = [self.entry(item)] if self.has_bibliography else []
        if not texts or self._style.root.get("class") == "note":
            texts.append(self.note(item))
        names = [item[key] for key in ("container-title", "container-title-short") if key in item]
        return not all(any(_letters(name) in _letters(text) for name in names) for text in texts)

    def _rendered(
        self, items: Sequence[Item], locator: tuple[str, str] | None, *, in_bibliography: bool
    ) -> list[str]:
        try:
            with self._turn:
                if in_bibliography:
                    return elements.render_all(self._style, items)
                return [elements.render(self._style, item, locator=locator) for item in items]
        except Exception as error:  # citeproc-py meets a faulty style with errors of any class
            reason = _("it cannot render this work ({error})")
            raise self._error(reason.format(error=type(error).__name__)) from error

    def _error(self, reason: str) -> StyleError:
        reason = re.sub(r"\s+", " ", reason)
        return StyleError(
            _("citation style {name}: {reason}").format(name=self._name, reason=reason)
        )


def _said(text: str) -> str:
    return text if re.search(r"\w", text) else ""


def _letters(text: object) -> str:
    return "".join(re.findall(r"\w+", folded(str(text))))
