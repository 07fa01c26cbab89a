"""The elements of a CSL style as citeproc-py renders them, corrected (see ``processor``).

Importing this module imports citeproc and lxml: only ``elements`` does.
"""

# ruff: noqa: ANN401
# mypy: disable-error-code="misc, import-untyped"
# (neither citeproc-py nor lxml ships types, so every class of theirs is Any)

import re
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import String

from clicktui.citing.attribution import alphabetical
from clicktui.citing.corrected_dates import CORRECTED_DATES
from clicktui.citing.corrected_names import CORRECTED_NAMES
from clicktui.citing.numbers import COUNTED, is_numeric, numbered, ordinal, ranged
from clicktui.citing.rendering import Corrected, Notes
from clicktui.citing.seams import closing, kept
from clicktui.citing.textcase import cased
from clicktui.citing.typography import Levels, alternate

_STOP = re.compile(r"\.(?![a-z])")  # not the one in "Heidi.news"
_SEVERAL = re.compile(r"\d\w*(?:\s*[-–,;&]\s*|\s+\w+\s+)\w*\d")
_NOT_TRIED = ("year-suffix",)


class _Layout(Corrected, model.Layout):
    def render_citation(self, citation: Any, callback: Any) -> Any:
        (item,) = citation.cites
        is_note = self.style.get("class") == "note"
        text = self._begun(item, is_sentence=is_note).render_children(item)
        return self.format(self.wrap(text)) if text else ""

    def render_bibliography(self, citation_items: Any) -> list[Any]:
        texts = [self._entry(item) for item in citation_items]
        return [self.format(self.wrap(text)) if text else "" for text in texts]

    def _begun(self, item: Any, is_sentence: bool = True, is_listed: bool = False) -> "_Layout":
        self.repressed: dict[str, Any] = {}
        self.style.item_notes = Notes(begins=is_sentence, is_listed=is_listed)
        return self

    def _entry(self, item: Any) -> Any:
        text = self._begun(item, is_listed=True).render_children(item)
        if not text or self.getparent().get("second-field-align") is None:
            return text
        first = str(self._begun(item, is_listed=True)._first(item) or "")
        rest = str(text)[len(first) :]
        return f"{first} {rest}" if first and rest and not rest[0].isspace() else text

    def _first(self, item: Any) -> Any:
        try:
            return self.getchildren()[0].render(item)
        except VariableError:
            return None


class _Sort(Corrected, model.Sort):
    def sort(self, items: Any, context: Any) -> Any:
        return items if len(items) < 2 else super().sort(items, context)


class _Key(Corrected, model.Key):
    def sort_keys(self, items: Any, context: Any) -> list[Any]:
        """Return what ``items`` are sorted by, without case and accents; None sorts last."""
        if "macro" not in self.attrib:
            keys = super().sort_keys(items, context)
        else:
            keys = [self._macro_key(item, context) for item in items]
        return [alphabetical(str(key)) if key else None for key in keys]

    def _macro_key(self, item: Any, context: Any) -> Any:
        context.get_layout().repressed = {}
        self.style.item_notes = Notes()
        macro = self.get_macro(self.get("macro"))
        return macro.render(item, context=context, sort_options={"name-as-sort-order": "all"})


class _Macro(Corrected, model.Macro):
    pass


class _Locale(model.Locale):
    def get_term(self, name: str, form: Any = None, zero_padded: bool = False) -> Any:
        try:
            return super().get_term(name, form, zero_padded)
        except IndexError:
            if form is not None:
                raise
            return super().get_term(name, "long", zero_padded)


class _Text(Corrected, model.Text):
    def process(self, item: Any, context: Any = None, **options: Any) -> Any:
        language = str(item.reference.get("language") or self.style.output_locale)[:2].lower()
        if "variable" in self.attrib:
            return self._variable(item, self if context is None else context), language
        if "macro" in self.attrib:
            macro = self.get_macro(self.get("macro"))
            with self.notes.group() as tally:
                text = macro.render(item, self if context is None else context, **options)
            return text if tally.shows else None, language
        text = self._term(item) if "term" in self.attrib else String(kept(self.get("value") or ""))
        if text:
            self.notes.tallies[-1].worded = True
            if self.notes.begins and "term" in self.attrib:
                text = String(cased(str(text), "capitalize-first"))
            self.notes.begins = False
        return text, "en"  # whose title case the style's own words take in every language

    def _variable(self, item: Any, context: Any) -> Any:
        variable = self.get("variable")
        if variable in self.notes.substituted:
            self.notes.tried(variable, found=False)
            return None
        try:
            if variable == "locator":
                text = self._locator(str(item.locator.identifier))
            else:
                text = super()._variable(item, context)
                if variable in COUNTED and text:
                    text = String(ranged(str(text), self.range_delimiter))
        except VariableError:
            if variable not in _NOT_TRIED:
                self.notes.tried(variable, found=False)
            raise
        self.notes.tried(variable, found=bool(text))
        return String(kept(str(text))) if text else None

    def case(self, text: Any, language: str | None = None) -> Any:
        return text if "macro" in self.attrib else super().case(text, language)

    def strip_periods(self, string: Any) -> Any:
        if self.get("strip-periods") != "true" or "term" in self.attrib:
            return super().strip_periods(string)
        return String(_STOP.sub("", str(string)))

    def _format_last_page(self, first: str, last: str) -> str:
        if len(last) == len(first):
            return str(super()._format_last_page(first, last))
        is_expanded = self.get_root().get_option("page-range-format") == "expanded"
        if is_expanded and first.isdigit() and last.isdigit() and len(last) < len(first):
            return first[: len(first) - len(last)] + last
        return last

    def _locator(self, value: str) -> Any:
        return String(re.sub(r"\s*[-–]\s*", self.range_delimiter, value))

    def quote(self, string: Any) -> Any:
        if self.get("quotes") != "true":
            return string
        own: Levels = self.style.levels
        text = alternate(str(string), own)
        return String(f"{own[0].opening}{text}{closing(own[0].closing)}")


class _Number(Corrected, model.Number):
    def process(self, item: Any, context: Any = None, **options: Any) -> Any:
        variable = self.get("variable")
        if variable in self.notes.substituted:
            self.notes.tried(variable, found=False)
            return None
        value = self._value(item, variable)
        self.notes.tried(variable, found=bool(value))
        if not value:
            raise VariableError
        return String(kept(str(self._process(value, variable))))

    def _value(self, item: Any, variable: str) -> str:
        if variable == "locator":
            return str(item.locator.identifier) if item.has_locator else ""
        if variable == "citation-number":
            return str(item.number)
        wanted = "page" if variable == "page-first" else variable
        return str(item.reference.get(wanted) or "")

    def _process(self, value: str, variable: str) -> Any:
        if variable not in COUNTED:
            return super()._process(value, variable)
        return numbered(value, lambda one: str(self.format_number(one)), self.range_delimiter)

    def format_number(self, number: str) -> Any:
        form = self.get("form", "numeric")
        if not number.isdigit() or form == "numeric":
            return number
        if form == "ordinal" or (form == "long-ordinal" and int(number) > 10):
            return ordinal(int(number), self.get("variable"), self.style.locales)
        return super().format_number(number)


class _Label(Corrected, model.Label):
    def process(self, item: Any, variable: Any = None, plural: Any = None, **options: Any) -> Any:
        labelled = variable or self.get("variable")
        if labelled == "locator" and not item.has_locator and self.notes.is_listed:
            # styles call pages in their lists so, for citeproc-js takes a place for one of a page
            return super().process(item, variable="page", plural=False, **options)
        if labelled == "page" and labelled not in item.reference:
            if "number-of-pages" not in item.reference:
                raise VariableError
            return super().process(item, variable="page", plural=False, **options)  # "320 p."
        if labelled != "locator" and labelled not in item.reference:
            raise VariableError
        return super().process(item, variable=variable, plural=plural, **options)

    def case(self, text: Any, language: str | None = None) -> Any:
        return super().case(text, "en")

    def _is_plural(self, item: Any) -> bool:
        variable = self.get("variable")
        if variable in COUNTED and not variable.startswith("number-of"):
            value = str(item.reference.get(variable) or "")
            return _SEVERAL.search(value) is not None and is_numeric(value)
        if not variable.startswith("number-of"):
            return bool(super()._is_plural(item))
        return str(item.reference[variable]) not in ("0", "1")


class _Group(Corrected, model.Group):
    def process(self, item: Any, context: Any = None, **options: Any) -> Any:
        with self.notes.group() as tally:
            text = self.render_children(
                item, delimiter=self.get("delimiter", ""), context=context, **options
            )
        if not text or not tally.shows:
            raise VariableError
        return text


class _Choose(Corrected, model.Choose):
    pass


class _If(Corrected, model.If):
    def render(self, item: Any, context: Any = None, delimiter: str = "", **options: Any) -> Any:
        if self.get("disambiguate") == "true" and self.get("match", "all") == "all":
            raise model.ConditionFailed
        return super().render(item, context=context, delimiter=delimiter, **options)

    def _type(self, item: Any) -> list[bool]:
        return [any(super()._type(item))]  # an item has one type, so "all" of several means any

    def _is_numeric(self, item: Any) -> list[bool]:
        def value(variable: str) -> str:
            if variable == "locator":
                return str(item.locator.identifier) if item.has_locator else ""
            return str(item.reference.get(variable) or "")

        return [is_numeric(value(variable)) for variable in self.get("is-numeric").split()]


class _ElseIf(_If):
    pass


class _Else(Corrected, model.Else):
    pass


CORRECTED = {
    **CORRECTED_NAMES,
    **CORRECTED_DATES,
    "layout": _Layout,
    "sort": _Sort,
    "key": _Key,
    "macro": _Macro,
    "locale": _Locale,
    "text": _Text,
    "number": _Number,
    "label": _Label,
    "group": _Group,
    "choose": _Choose,
    "if": _If,
    "else-if": _ElseIf,
    "else": _Else,
}
"""The class of each corrected element."""
