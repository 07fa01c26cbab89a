"""Who is let in: who has the token, by a page of ours, under a name that is ours.

- The token comes once, in the first address or typed into a page, and becomes a cookie that no
  script reads (HttpOnly) and no other site makes a browser send (SameSite=Strict).
- A browser sends cookies to all ports of a host. So the app lives in a folder whose name nobody
  can guess, and the cookie is for that folder alone: servers of other users do not get it.
- Another page in the same browser may ask for our address, or let its own name lead here (DNS
  rebinding): the Origin of what it asks, and the Host, are not ours.
"""

import hashlib
import ipaddress
import re
import secrets
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from clicktui.serving import pages
from clicktui.serving.token import Token

COOKIE = "clicktui"
_HOST = re.compile(r"[\w.\-]+(?::\d+)?|\[[0-9a-fA-F:.]+\](?::\d+)?", re.ASCII)


class Doors:
    """Lets in who has ``token``; ``is_loopback``: only under names of this machine itself."""

    def __init__(self, token: Token, is_loopback: bool) -> None:
        self._token = token
        self._is_loopback = is_loopback
        self._cookie = secrets.token_urlsafe(32)
        digest = hashlib.sha256(b"clicktui room " + token.text.encode("utf-8", "replace"))
        self.room = f"/{digest.hexdigest()[:24]}/"
        """The folder of everything but the door; of a token of hers, always the same."""

    def middleware(self) -> Middleware:
        """Return what stands before every request, for aiohttp."""

        @web.middleware
        async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
            if self._is_foreign(request):
                raise web.HTTPForbidden(text="This is not the page that clicktui serves.\n")
            if request.path == "/":
                return await self._at_the_door(request)
            given = request.cookies.get(COOKIE, "")
            if not secrets.compare_digest(given.encode("utf-8", "replace"), self._cookie.encode()):
                return pages.token_wanted(is_wrong=False)
            return await handler(request)

        return guard

    def _is_foreign(self, request: web.Request) -> bool:
        """Say whether the request comes by another name, or from another page than ours."""
        host = request.headers.get("Host", "")
        if not _HOST.fullmatch(host) or (self._is_loopback and not _is_this_machine(host)):
            return True
        origin = request.headers.get("Origin")
        if origin is None:  # what a browser sends without one changes nothing; a websocket has it
            return request.headers.get("Upgrade") is not None
        return urlsplit(origin).netloc.lower() != host.lower()

    async def _at_the_door(self, request: web.Request) -> web.StreamResponse:
        if request.method == "POST":
            given = (await request.post()).get("token", "")
        elif request.method == "GET":
            given = request.query.get("token", "")
        else:
            raise web.HTTPMethodNotAllowed(request.method, ("GET", "POST"))
        text = given.strip() if isinstance(given, str) else ""
        if not self._token.is_in(text):
            return pages.token_wanted(is_wrong=bool(text))
        answer = pages.come_in(self.room)
        answer.set_cookie(COOKIE, self._cookie, path=self.room, httponly=True, samesite="Strict")
        return answer


def _is_this_machine(host: str) -> bool:
    name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
