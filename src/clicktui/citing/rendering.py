"""What citeproc-py knows while it renders one item, and what this adapter keeps beside it.

Importing this module imports citeproc and lxml: only ``elements`` and its like do.
"""

# ruff: noqa: ANN401
# mypy: disable-error-code="misc, import-untyped"
# (neither citeproc-py nor lxml ships types, so every class of theirs is Any)

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import String, join

from clicktui.citing.textcase import cased

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NEXT_FORMS = {"verb-short": "verb", "symbol": "short", "verb": None, "short": None}


@dataclass(slots=True)
class Tally:
    """What was tried in a group: a variable, one that is not empty, words of the style's own."""

    tried: bool = False
    found: bool = False
    worded: bool = False

    @property
    def shows(self) -> bool:
        """Whether the group is shown: not where all the variables that it tried are empty."""
        return self.found or (self.worded and not self.tried)


@dataclass(slots=True)
class Notes:
    """What was rendered of one item: in the groups that are open, and in place of names.

    ``begins``: nothing was rendered yet of what is a sentence of its own. ``is_listed``: it is an
    entry of a bibliography.
    """

    begins: bool = False
    is_listed: bool = False
    tallies: list[Tally] = field(default_factory=lambda: [Tally()])
    recordings: list[set[str]] = field(default_factory=list)
    substituted: set[str] = field(default_factory=set)

    def tried(self, variable: str, *, found: bool) -> None:
        """Note that ``variable`` was asked for."""
        tally = self.tallies[-1]
        tally.tried = True
        tally.found = tally.found or found
        if found:
            self.begins = False
            for recording in self.recordings:
                recording.add(variable)

    @contextmanager
    def group(self) -> Iterator[Tally]:
        """Count what is tried in a group, which counts in the group around it as one variable.

        CSL 1.0.2, ``cs:group``; macros are groups too.
        """
        self.tallies.append(tally := Tally())
        try:
            yield tally
        finally:
            self.tallies.pop()
            if tally.shows:
                self.tallies[-1].found = True
            else:
                self.tallies[-1].tried |= tally.tried

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """Give the variables that are rendered meanwhile."""
        self.recordings.append(set())
        try:
            yield self.recordings[-1]
        finally:
            self.recordings.pop()


class Corrected:
    """What all corrected elements share: terms found once, and the notes of the item at hand."""

    @property
    def style(self) -> Any:
        """The root of the style, also from within a locale."""
        root: Any = self.get_root()  # type: ignore[attr-defined]
        return getattr(root, "style", None) if isinstance(root, model.Locale) else root

    @property
    def notes(self) -> Notes:
        """What was rendered of the item at hand."""
        notes: Notes = self.style.item_notes
        return notes

    @property
    def range_delimiter(self) -> str:
        """What stands between two numbers of a range in this language."""
        term = self.get_single_term(name="page-range-delimiter")  # type: ignore[attr-defined]
        return str(term or "") or "–"

    def get_macro(self, name: str) -> Any:
        """Return a macro of the style, searched for when it is first needed.

        Raises:
            IndexError: the style has none of this name.
        """
        known: dict[str, Any] = self.style.known_macros
        if name not in known:
            known[name] = super().get_macro(name)
        return known[name]

    def get_term(
        self,
        name: str,
        form: str | None = None,
        fallback_locale: bool = True,
        zero_padded: bool = False,
    ) -> Any:
        """Return a term, in the next more usual form where a language lacks one (CSL 1.0.2).

        English words come only where the language lacks all of these.
        """
        root: Any = self.style
        key = (name, form, fallback_locale, zero_padded)
        if key not in root.known_terms:
            found = self._in_own_language(name, form, zero_padded)
            if found is None:
                found = model.Style.get_term(root, name, form, fallback_locale, zero_padded)
            if found is None and form in _NEXT_FORMS:
                found = self.get_term(name, _NEXT_FORMS[form], fallback_locale, zero_padded)
            root.known_terms[key] = found
        return root.known_terms[key]

    def _in_own_language(self, name: str, form: str | None, zero_padded: bool) -> Any:
        """Return a term of the style or of its language, in this form or in the next ones."""
        root: Any = self.style
        if root.output_locale.startswith("en"):
            return None
        forms = [form]
        while forms[-1] in _NEXT_FORMS:
            forms.append(_NEXT_FORMS[forms[-1]])
        own = [one for one in root.locales if not (one.get(_LANG) or "").startswith("en")]
        for wanted in forms:
            for locale in own:
                with suppress(IndexError):
                    return locale.get_term(name, wanted, zero_padded=zero_padded)
        return None

    def case(self, text: Any, language: str | None = None) -> Any:
        """Return ``text`` in the case that the style asks for; only English has title case."""
        case = self.get("text-case")  # type: ignore[attr-defined]
        if case is None or (case == "title" and language != "en"):
            return text
        return String(cased(str(text), case))

    def render_children(self, item: Any, delimiter: str = "", **options: Any) -> Any:
        """Return what the children render, with ``delimiter`` between those that are not empty."""
        parts = []
        for child in self.iterchildren():  # type: ignore[attr-defined]
            inner = {"delimiter": delimiter} if isinstance(child, model.Choose) else {}
            try:
                text = child.render(item, **inner, **options)
            except VariableError:
                continue
            if text:
                parts.append(text)
        return join(parts, delimiter) if parts else None
