"""The adapter around citeproc-py: a CSL style and one item in, a citation string out.

citeproc-py 0.11 is used through subclasses of its elements, never patched. What they correct, each
against the CSL 1.0.2 specification:

- name variables that it does not know (``guest``, ``host``, ``reviewed-author`` …) and those with
  a hyphen, which it never finds;
- quotation marks inside a quoted title, which it does not alternate;
- the range delimiter of a locator, which it always makes an en dash;
- a label, which it prints although the variable is empty;
- ``disambiguate="true"``, which it takes for true, and ``initialize="false"``, which it ignores;
- variables rendered by ``substitute``, which it renders again;
- ids, which it folds, and a locator, which it carries into the bibliography: each call renders one
  item, under a key of its own, and an entry of the bibliography never has a locator.
"""

import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from clicktui.citing import elements
from clicktui.errors import StyleError
from clicktui.i18n import translate as _

OUR_STYLE = "urn:clicktui:style:clicktui-note"

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
        self._turn = threading.Lock()
        try:
            self._style = elements.read_style(style, locale)
        except elements.NotAStyleError as error:
            raise self._error(str(error)) from error
        self._is_ours = self._style.root.findtext("{*}info/{*}id", "").strip() == OUR_STYLE

    def note(self, item: Item, locator: tuple[str, str] | None = None) -> str:
        """Return the citation of ``item``, at ``locator`` (its CSL label and its value) if any.

        Raises:
            StyleError: the style cannot render it.
        """
        return self._render(item, locator, in_bibliography=False)

    def entry(self, item: Item) -> str:
        """Return the bibliography entry of ``item``.

        Raises:
            StyleError: the style has no bibliography, or cannot render the item.
        """
        if not self._style.has_bibliography():
            raise self._error(_("it has no bibliography: choose another style"))
        return self._render(item, None, in_bibliography=True)

    def _render(self, item: Item, locator: tuple[str, str] | None, *, in_bibliography: bool) -> str:
        sent = item if self._is_ours else as_published(item)
        try:
            with self._turn:
                return elements.render(
                    self._style, sent, locator=locator, in_bibliography=in_bibliography
                )
        except Exception as error:  # citeproc-py meets a faulty style with errors of any class
            reason = _("it cannot render this work ({error})")
            raise self._error(reason.format(error=type(error).__name__)) from error

    def _error(self, reason: str) -> StyleError:
        reason = re.sub(r"\s+", " ", reason)
        return StyleError(
            _("citation style {name}: {reason}").format(name=self._name, reason=reason)
        )


def as_published(item: Item) -> Item:
    """Return ``item`` as styles other than our own render it best.

    An interview that appeared somewhere is sent as an article with an interviewer: as CSL
    ``interview`` it loses its container in several French styles. ``original-date`` is left out,
    for APA prints it beside the date of issue.
    """
    sent = {name: value for name, value in item.items() if name != "original-date"}
    if sent.get("type") == "interview" and sent.get("container-title"):
        sent["type"] = "article-newspaper"
    return sent
