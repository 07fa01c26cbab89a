"""Names as citeproc-py renders them, corrected, and what stands in their place (``corrections``).

Importing this module imports citeproc and lxml: only ``corrections`` does.
"""

# ruff: noqa: ANN401
# mypy: disable-error-code="misc, import-untyped"
# (neither citeproc-py nor lxml ships types, so every class of theirs is Any)

from typing import Any

from citeproc import model
from citeproc.source import VariableError
from citeproc.string import String

from clicktui.citing.rendering import Corrected


class _Substituted(String):
    """What stands in place of names without being names: their affixes are not for it."""


class _Names(Corrected, model.Names):
    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **options: Any
    ) -> Any:
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

    def markup(self, text: Any) -> Any:
        return String(text) if isinstance(text, _Substituted) else super().markup(text)


class _Name(Corrected, model.Name):
    def initialize(self, given: str, mark: str, context: Any) -> Any:
        """Return the initials of ``given``, or all of it where ``initialize="false"``."""
        settings = self.xpath_search("ancestor-or-self::*/@initialize")
        if settings and settings[-1] == "false":
            return given
        return super().initialize(given, mark, context)


class _NamePart(Corrected, model.Name_Part):
    def format_part(self, given: Any, family: Any) -> tuple[Any, Any]:
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
