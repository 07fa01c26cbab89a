"""Dates as citeproc-py renders them, corrected (``corrections``).

Importing this module imports citeproc and lxml: only ``corrections`` does.
"""

# ruff: noqa: ANN401
# mypy: disable-error-code="misc, import-untyped"
# (neither citeproc-py nor lxml ships types, so every class of theirs is Any)

from typing import Any

from citeproc import model
from citeproc.string import String, join

from clicktui.citing.numbers import differing_parts, ordinal
from clicktui.citing.rendering import Corrected


class _Date(Corrected, model.Date):
    def process(
        self,
        item: Any,
        variable: Any = None,
        show_parts: Any = None,
        context: Any = None,
        **options: Any,
    ) -> Any:
        if variable is not None:
            return super().process(item, variable, show_parts, context, **options)
        own = self.get("variable")
        if own in self.notes.substituted:
            self.notes.tried(own, found=False)
            return None
        self.notes.tried(own, found=own in item.reference)
        if options.get("sort_options"):
            return item.reference[own].sort_key()
        return super().process(item, variable, show_parts, context, **options)

    def render_single_date(self, date: Any, show_parts: Any = None, context: Any = None) -> Any:
        """Return the parts with the delimiter of the style, or else of the date of its locale."""
        parts = self.parts(date, show_parts, *(() if context is self else (context,)))
        delimiter = (
            (self if context is None else context).get("delimiter") if len(parts) > 1 else None
        )
        return join(parts, delimiter or self.get("delimiter", "")) if parts else None

    def render_date_range(self, dates: Any, show_parts: Any = None, context: Any = None) -> Any:
        """Return the range with what both dates share once: "23 October–2 November 2014"."""
        begin, end = dates.begin, dates.get("end")
        parts = list(show_parts)
        names = [part.get("name") for part in self.iterchildren() if part.get("name") in parts]
        different = differing_parts(begin, end) if end is not None else ()
        shown = [name for name in names if name in different]
        if not shown:
            return self.render_single_date(begin, parts, context)
        before = names[: names.index(shown[-1]) + 1]  # what both have stands before these, or after
        after = names[names.index(shown[0]) :]
        first = self.render_single_date(begin, before, context) or ""
        last = self.render_single_date(end, after, context) or ""
        suffix = self._affix("suffix", shown[-1], context)
        first = str(first).rstrip().removesuffix(suffix.rstrip()).rstrip()
        prefix = self._affix("prefix", after[0], context)
        return String(f"{first}–{str(last).removeprefix(prefix).strip()}")

    def _affix(self, which: str, name: str, context: Any) -> str:
        """Return what the style, or else the locale, puts beside the part ``name``."""
        for place in (context, self):
            found = place.xpath_search(f"./cs:date-part[@name='{name}']") if len(place) else []
            if found and found[0].get(which) is not None:
                return str(found[0].get(which))
        return ""


class _DatePart(Corrected, model.Date_Part):
    def process(self, date: Any, context: Any = None) -> Any:
        text = super().process(date, context)
        is_ordinal = self.get("name") == "day" and self.get("form") == "ordinal"
        if is_ordinal and not str(text).isdigit():
            month = date.get("month")  # whose gender the ordinal has: "1ᵉʳ mars"
            agreeing = f"month-{month:02}" if month else "day"
            return ordinal(date.day, agreeing, self.style.locales)
        return text

    def render(self, *args: Any, **options: Any) -> Any:
        before = dict(self.attrib)
        try:
            return super().render(*args, **options)
        finally:  # citeproc-py leaves in the locale what one date of the style asks for
            self.attrib.clear()
            self.attrib.update(before)


CORRECTED_DATES = {"date": _Date, "date-part": _DatePart}
"""The class of each corrected element."""
