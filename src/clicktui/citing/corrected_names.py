"""Names as citeproc-py renders them, corrected, and what stands in their place (``corrections``).

Importing this module imports citeproc and lxml: only ``corrections`` does.
"""

# ruff: noqa: ANN401
# mypy: disable-error-code="misc, import-untyped"
# (neither citeproc-py nor lxml ships types, so every class of theirs is Any)

import re
from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import String

from clicktui.citing.rendering import Corrected

_NAMESPACE = "http://purl.org/net/xbiblio/csl"
_SUBSTITUTE = f"{{{_NAMESPACE}}}substitute"
_INITIAL = re.compile(r"(\w)\.?")


class _Substituted(String):
    """What stands in place of names without being names: their affixes are not for it."""


class _Names(Corrected, model.Names):
    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **options: Any
    ) -> Any:
        if self.name is None and names_context is None:
            names_context = self._context
        roles = self.get("variable").split()
        if not self.notes.substituted.isdisjoint(roles):
            self.notes.tried(roles[0], found=False)
            return None
        known = [role for role in roles if role in item.reference]
        for role in known or roles[:1]:
            self.notes.tried(role, found=bool(known))
        text = super().process(item, names_context=names_context, context=context, **options)
        if text and not known:
            self.notes.tallies[-1].found = True
        return text

    @property
    def _context(self) -> Any:
        """The names that these stand in place of, also from within a condition."""
        return next((one.getparent() for one in self.iterancestors(_SUBSTITUTE)), None)

    def markup(self, text: Any) -> Any:
        return String(text) if isinstance(text, _Substituted) else super().markup(text)


class _Name(Corrected, model.Name):
    def process(
        self,
        item: Any,
        variable: Any,
        context: Any = None,
        sort_options: Any = None,
        **_options: Any,
    ) -> Any:
        """Return the names of ``variable`` (CSL 1.0.2, ``cs:name``)."""

        def option(name: str) -> Any:
            return self.get_option(name, context, sort_options)

        names = item.reference.get(variable, [])
        first, least = option("et-al-use-first"), option("et-al-min")
        is_cut = bool(least) and least <= len(names) and first < len(names)
        if option("form") == "count":
            return min(len(names), first) if is_cut else len(names)
        uses_last = is_cut and option("et-al-use-last") and len(names) >= first + 2
        shown = [
            self._one(name, place, option, context)
            for place, name in enumerate(names[:first] if is_cut else names)
        ]
        delimiter, et_al = option("delimiter"), str(self.et_al() or "")
        if uses_last:
            last = self._one(names[-1], len(names) - 1, option, context)
            return String(delimiter.join([*shown, f"… {last}"]))
        if is_cut and et_al:
            is_before = self._precedes(option("delimiter-precedes-et-al"), len(shown), 1, option)
            return String(f"{delimiter.join(shown)}{delimiter if is_before else ' '}{et_al}")
        joiner = self._and(option("and"))
        if not joiner or len(shown) < 2:
            return String(delimiter.join(shown))
        *others, last = shown
        is_before = self._precedes(option("delimiter-precedes-last"), len(others), 1, option)
        between = delimiter if is_before else " "
        space = "" if between.endswith(" ") else " "
        return String(f"{delimiter.join(others)}{between}{space}{joiner} {last}")

    def _and(self, kind: str | None) -> str:
        return "&" if kind == "symbol" else str(self.get_single_term("and")) if kind else ""

    def _precedes(self, when: str, before: int, many: int, option: Any) -> bool:
        """Say whether the delimiter stands behind the last of ``before`` names."""
        if when == "after-inverted-name":
            return self._is_inverted(before - 1, option)
        return when == "always" or (when == "contextual" and before > many)

    def _is_inverted(self, place: int, option: Any) -> bool:
        order = option("name-as-sort-order")
        return option("form") == "long" and (order == "all" or (order == "first" and place == 0))

    def _one(self, name: Any, place: int, option: Any, context: Any) -> str:
        given, family, dropping, particle, suffix = name.parts()
        between = self._between if given is not None else str
        mark = option("initialize-with")
        if given is not None and mark is not None:
            given = self.initialize(given, mark, context)
            if suffix and "." not in mark:
                suffix = suffix.replace(".", "")
        if option("form") == "short":
            return between(self._formatted(None, _spaced(particle, family))[1] or "")
        if not self._is_inverted(place, option):
            parts = self._formatted(given, _spaced(dropping, particle, family))
            return between(_spaced(*parts, suffix))
        if option("demote-non-dropping-particle") in ("never", "sort-only"):
            given, family = _spaced(given, dropping), _spaced(particle, family)
        else:
            given = _spaced(given, dropping, particle)
        given, family = self._formatted(given, family)
        inverted = str(option("sort-separator")).join(filter(None, (family, given, suffix)))
        return between(inverted)

    def _between(self, text: Any) -> str:
        """Return one name between the affixes of names, which are not for corporate ones."""
        after = self.get("suffix", "")
        is_stopped = after == "." and str(text).endswith(".")
        return f"{self.get('prefix', '')}{text}{'' if is_stopped else after}"

    def markup(self, text: Any) -> Any:
        return self.format(text) if text else None

    def _formatted(self, given: Any, family: Any) -> tuple[Any, Any]:
        for part in self.findall("cs:name-part", {"cs": _NAMESPACE}):
            given, family = part.format_part(given or None, family or None)
        return given, family

    def initialize(self, given: str, mark: str, context: Any) -> Any:
        """Return the initials of ``given``, or all of it where ``initialize="false"``.

        Then only the names that are initials already end as the style has it.
        """
        if self._setting("initialize", context) != "false":
            return super().initialize(given, mark, context)
        return " ".join(
            _INITIAL.sub(rf"\1{mark.strip()}", word) if _INITIAL.fullmatch(word) else word
            for word in given.split()
        )

    def _setting(self, name: str, context: Any) -> str | None:
        """Return what these names, else the citation or bibliography, else the style says."""
        of_layout = (self if context is None else context).xpath_search(
            "./ancestor::*[self::cs:citation or self::cs:bibliography][1]"
        )
        places = (self, *of_layout, self.style)
        return next((str(one.get(name)) for one in places if one.get(name) is not None), None)


def _spaced(*parts: Any) -> str:
    return " ".join(str(part) for part in parts if part)


class _NamePart(Corrected, model.Name_Part):
    def format_part(self, given: Any, family: Any) -> tuple[Any, Any]:
        if (given if self.get("name") == "given" else family) is None:
            return given, family  # a corporate author has no given name
        parts = super().format_part(given, family)
        given, family = (None if part is None else str(part) for part in parts)
        return given, family


class _Substitute(Corrected, model.Substitute):
    def render(self, item: Any, context: Any = None, **options: Any) -> Any:
        for child in self.getchildren():
            with self.notes.recording() as rendered:
                try:
                    text = self._rendered(child, item, context, options)
                except VariableError:
                    continue
            if text:
                self.notes.substituted.update(rendered)
                return text
        return None

    def _rendered(self, child: Any, item: Any, context: Any, options: dict[str, Any]) -> Any:
        if isinstance(child, model.Names) and child.name is None:
            return child.process(item, names_context=self.getparent(), context=context, **options)
        text = child.render(item, context=context, **options)
        return _Substituted(text) if text else None


class _EtAl(Corrected, model.Et_Al):
    pass


CORRECTED_NAMES = {
    "names": _Names,
    "name": _Name,
    "name-part": _NamePart,
    "et-al": _EtAl,
    "substitute": _Substitute,
}
"""The class of each corrected element."""
