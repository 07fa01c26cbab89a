"""Who is let in: the rules of ``serving.doors``, asked as browsers and others would ask."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import quote

import pytest
from aiohttp import ClientSession, CookieJar, WSServerHandshakeError
from aiohttp.test_utils import TestServer

from clicktui.serving.doors import Doors
from clicktui.serving.server import make_application
from clicktui.serving.sessions import FULL, Sessions
from clicktui.serving.token import Token

TOKEN = "é& a token of 20 signs"


@asynccontextmanager
async def served(*, is_loopback: bool = True) -> AsyncIterator[tuple[ClientSession, str, str]]:
    """Give a client without cookies, the address, and the room; no app can be opened."""
    doors = Doors(Token(TOKEN, is_hers=True), is_loopback)
    application = make_application(doors, Sessions((), most=0))
    async with (
        TestServer(application) as server,
        ClientSession(cookie_jar=CookieJar(unsafe=True)) as client,  # unsafe: of numbers, too
    ):
        yield client, f"http://127.0.0.1:{server.port}", doors.room


@asynccontextmanager
async def let_in() -> AsyncIterator[tuple[ClientSession, str, str]]:
    async with served() as (client, address, room):
        async with client.get(f"{address}/?token={quote(TOKEN)}") as answer:
            assert answer.status == 200
        yield client, address, room


async def status(client: ClientSession, url: str, method: str = "GET", **headers: str) -> int:
    async with client.request(method, url, headers=headers, allow_redirects=False) as answer:
        return answer.status


async def test_without_the_token_nothing_is_given() -> None:
    async with served() as (client, address, room):
        for path in (
            "/", "/?token=", "/?token=wrong", f"/?token={quote(TOKEN[:-1])}", room, f"{room}ws",
            f"{room}own/clicktui.js", f"{room}terminal/js/textual.js", f"{room}download/key",
            "/elsewhere",
        ):  # fmt: skip
            assert await status(client, address + path) == 403, path
        for method in ("HEAD", "POST", "PUT", "OPTIONS"):
            assert await status(client, address + room, method) == 403
        assert await status(client, address + room, Cookie="clicktui=wrong") == 403
        assert await status(client, address + room, Cookie=f"clicktui={quote(TOKEN)}") == 403


async def test_the_token_becomes_a_cookie_of_the_room_alone() -> None:
    async with served() as (client, address, room):
        async with client.get(f"{address}/?token={quote(TOKEN)}") as answer:
            cookie = answer.headers["Set-Cookie"]
            page = await answer.text()

        assert TOKEN not in page
        assert f'content="0; url={room}"' in page
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert f"Path={room}" in cookie
        assert quote(TOKEN) not in cookie
        assert await status(client, address + room) == 200
        assert await status(client, f"{address}{room}own/clicktui.js") == 200
        assert await status(client, f"{address}{room}terminal/js/textual.js") == 200
        assert await status(client, f"{address}{room}download/no-such-key") == 404
        assert await status(client, f"{address}{room}own/..%2f..%2fcatalogue.yaml") == 404


async def test_the_token_can_be_typed() -> None:
    async with served() as (client, address, room):
        async with client.post(f"{address}/", data={"token": "wrong"}) as answer:
            assert answer.status == 403
            assert "This is not the token." in await answer.text()
        async with client.post(f"{address}/", data={"token": f" {TOKEN} "}) as answer:
            assert answer.status == 200
        assert await status(client, address + room) == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "10.0.0.1", "a b", ""]
)
async def test_under_a_name_that_is_not_this_machine_nobody_is_let_in(host: str) -> None:
    async with let_in() as (client, address, room):
        port = address.rpartition(":")[2]
        given = {"Host": host.format(port=port)}  # the cookie is sent as to the address
        assert await status(client, address + room, **given) in (400, 403)
        assert await status(client, f"{address}/?token={quote(TOKEN)}", **given) in (400, 403)


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:9", "127.1.2.3:8427"])
async def test_through_a_tunnel_the_port_is_another(host: str) -> None:
    async with served() as (client, address, _room):
        assert await status(client, f"{address}/?token={quote(TOKEN)}", Host=host) == 200


async def test_other_machines_come_by_any_name() -> None:
    async with served(is_loopback=False) as (client, address, _room):
        assert (
            await status(client, f"{address}/?token={quote(TOKEN)}", Host="library.example") == 200
        )


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "http://localhost", None]
)
async def test_no_other_page_speaks_with_the_app(origin: str | None) -> None:
    async with let_in() as (client, address, room):
        headers = {"Origin": origin} if origin else {}
        with pytest.raises(WSServerHandshakeError) as refused:
            await client.ws_connect(f"{address}{room}ws", headers=headers)
        assert refused.value.status == 403
        if origin:
            assert await status(client, address + room, Origin=origin) == 403


async def test_of_too_many_pages_the_last_is_told() -> None:
    async with let_in() as (client, address, room):
        async with client.ws_connect(f"{address}{room}ws", headers={"Origin": address}) as socket:
            assert (await socket.receive()).data == FULL
        async with client.get(address + room) as answer:
            assert "0 pages with clicktui are open already" in await answer.text()


async def test_nothing_is_asked_of_other_hosts_and_nothing_kept() -> None:
    async with let_in() as (client, address, room):
        for path in ("/", room, f"{room}own/clicktui.css", "/elsewhere"):
            async with client.get(address + path) as answer:
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'none'" in policy
                assert "frame-ancestors 'none'" in policy
                assert set(re.findall(r"\w+://([^ ;]+)", policy)) == {address.partition("//")[2]}
                assert answer.headers["Cache-Control"] == "no-store"
                assert answer.headers["Referrer-Policy"] == "same-origin"
                assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", await answer.text())
