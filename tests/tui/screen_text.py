"""The screen of a running app as plain text, for tests whose differences can be read."""

from textual.app import App
from textual.geometry import Region
from textual.widget import Widget


def screen_rows(app: App[object], widget: Widget | None = None) -> list[str]:
    """Return the rows of the screen (or of ``widget`` on it) without trailing white space."""
    region = widget.region if widget is not None else Region(0, 0, *app.screen.size)
    rows = []
    for strip in app.screen._compositor.render_strips()[region.y : region.bottom]:
        cropped = strip.crop(region.x, region.right)
        rows.append("".join(segment.text for segment in cropped).rstrip())
    return rows


def screen_text(app: App[object], widget: Widget | None = None) -> str:
    """Return the screen (or ``widget`` on it) as one text, rows ended by newlines."""
    return "\n".join(screen_rows(app, widget)) + "\n"
