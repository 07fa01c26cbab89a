"""Styles of a widget's component classes, laid over one another."""

from rich.style import Style
from textual.widget import Widget


class Overlays:
    """Remembers the styles of ``<prefix>--<name>`` until ``clear`` (the theme changed)."""

    def __init__(self, widget: Widget, prefix: str) -> None:
        self._widget = widget
        self._prefix = prefix
        self._kept: dict[tuple[str, ...], Style] = {}
        self._alone: dict[str, Style] = {}

    def clear(self) -> None:
        """Forget the styles of the theme that was left."""
        self._kept.clear()
        self._alone.clear()

    def of(self, *names: str) -> Style:
        """Return the widget's own style with these laid over it, the last one on top."""
        if names not in self._kept:
            style = self._widget.rich_style
            for name in names:
                style = style + self.alone(name)
            self._kept[names] = style
        return self._kept[names]

    def alone(self, name: str) -> Style:
        """Return what the component class sets, to lay over other styles.

        Textual's own partial styles give white for its automatic colours ($text-muted), so the
        colours come from the whole style.
        """
        if name not in self._alone:
            component = f"{self._prefix}--{name}"
            rules = self._widget.get_component_styles(component)
            whole = self._widget.get_component_rich_style(component)
            self._alone[name] = rules.text_style + Style(
                color=whole.color if rules.has_rule("color") else None,
                bgcolor=whole.bgcolor if rules.has_rule("background") else None,
            )
        return self._alone[name]
