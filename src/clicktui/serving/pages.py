"""The pages: the app's, the one that asks for the token, and what all are sent with."""

from collections.abc import Mapping
from html import escape
from string import Template

from aiohttp import web

from clicktui.i18n import language, translate_plural
from clicktui.i18n import translate as _
from clicktui.shipped import shipped

FOLDER = "browser"
"""Where our own part of the pages lies, in the shipped ``data``."""


def _page(name: str, texts: Mapping[str, str], status: int = 200) -> web.Response:
    template = Template((shipped("data") / FOLDER / name).read_text("utf-8"))
    safe = {key: escape(text) for key, text in texts.items()}
    page = template.substitute(safe, lang=language())
    return web.Response(text=page, content_type="text/html", status=status)


def app_page(most: int) -> web.Response:
    """Return the page that shows the app; ``most``: how many may be open at a time."""
    full = translate_plural(
        "{count} page with clicktui is open already: close it, and begin again.",
        "{count} pages with clicktui are open already: close one of them, and begin again.",
        most,
    )
    return _page(
        "page.html",
        {
            "opening": _("clicktui is opening…"),
            "ended": _("This clicktui has ended. Boards and codings are kept."),
            "full": full.format(count=most),
            "again": _("Begin again"),
            "not_copied": _("Not copied yet: the browser waits for a key or a click here."),
            "copied": _("Copied."),
            "needs_script": _("clicktui needs JavaScript."),
        },
    )


def token_wanted(is_wrong: bool) -> web.Response:
    """Return the page that asks for the token, as a refusal (403)."""
    asked = _("Type the token of this clicktui, or open the address that “clicktui serve” printed.")
    told = _("This is not the token.") if is_wrong else ""
    return _page(
        "door.html", {"asked": asked, "told": told, "enter": _("Go in"), "token": _("Token")}, 403
    )


def come_in(room: str) -> web.Response:
    """Return a page that leads to ``room``.

    It is a page, no redirect: after one from another site, a browser keeps the cookie back. It
    also takes the address with the token out of the browser's history.
    """
    return _page("come_in.html", {"room": room, "opening": _("clicktui is opening…")})


async def send_with(request: web.Request, response: web.StreamResponse) -> None:
    """Give every answer the headers that let a page of ours be shown as ours, and no more.

    Nothing is asked of any other host, no other page can show ours in itself, and nothing is kept
    by the browser.
    """
    host = request.headers.get("Host", "")  # the doors let only plain ones through
    sockets = "" if any(sign in host for sign in " ;,") else f" ws://{host} wss://{host}"
    response.headers.update({
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            f"font-src 'self'; img-src 'self' data:; connect-src 'self'{sockets}; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",  # under no-referrer, forms would have no Origin
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
        "Server": "clicktui",
    })  # fmt: skip
