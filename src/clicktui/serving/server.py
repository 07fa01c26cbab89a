"""The server: the page of the app, its files, its websocket, and what it exports."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from clicktui.serving.doors import Doors
from clicktui.serving.listening import Listening
from clicktui.serving.pages import FOLDER, app_page, send_with
from clicktui.serving.sessions import FAREWELL_S, Sessions
from clicktui.serving.token import Token
from clicktui.shipped import shipped

_MOST_BYTES = 8192
"""What may be sent to the door: a token."""

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


def make_application(doors: Doors, sessions: Sessions) -> web.Application:
    """Return the application that lets in by ``doors`` and shows ``sessions``."""

    async def page(_request: web.Request) -> web.Response:
        return app_page(sessions.most)

    async def download(request: web.Request) -> web.StreamResponse:
        return await _sent(request, sessions)

    async def door(_request: web.Request) -> web.StreamResponse:
        raise web.HTTPNotFound  # the doors themselves answer there

    application = web.Application(middlewares=[doors.middleware()], client_max_size=_MOST_BYTES)
    terminal = Path(str(files("textual_serve"))) / "static"
    application.add_routes([
        web.get("/", door),
        web.get(doors.room, page),
        web.get(f"{doors.room}ws", sessions.talk),
        web.get(f"{doors.room}download/{{key}}", download),
        web.static(f"{doors.room}own", shipped("data") / FOLDER),
        web.static(f"{doors.room}terminal", terminal),
    ])  # fmt: skip
    application.on_response_prepare.append(send_with)
    application.on_shutdown.append(sessions.close)
    return application


async def _sent(request: web.Request, sessions: Sessions) -> web.StreamResponse:
    """Send a file that an app has for its tab, always to be kept, never to be shown."""
    key = request.match_info["key"]
    try:
        told = await sessions.downloads.get_download_metadata(key)
    except KeyError:
        raise web.HTTPNotFound from None
    response = web.StreamResponse()
    response.content_type = "application/octet-stream"
    response.headers["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(told.file_name, safe='')}"  # RFC 6266
    )
    await response.prepare(request)
    async for chunk in sessions.downloads.download(key):
        await response.write(chunk)
    await response.write_eof()
    return response


async def serve(
    listening: Listening,
    token: Token,
    arguments: tuple[str, ...],
    most: int,
    on_ready: Callable[[], None],
) -> None:
    """Serve the app until a signal ends it; then all apps end, what was wished being kept.

    Args:
        listening: where; it is closed in the end.
        token: lets in.
        arguments: those of ``clicktui``, for each app.
        most: apps that may be open at a time.
        on_ready: called once, when the page is there.
    """
    doors = Doors(token, listening.is_loopback)
    application = make_application(doors, Sessions(arguments, most))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=3 * FAREWELL_S)
    await runner.setup()
    try:
        await web.SockSite(runner, listening.socket).start()
        ended = asyncio.Event()
        for number in _ENDING:
            with suppress(NotImplementedError):  # Windows: Ctrl-C ends the loop itself
                asyncio.get_running_loop().add_signal_handler(number, ended.set)
        on_ready()
        await ended.wait()
    finally:
        await runner.cleanup()
