"""The socket that is listened at, and what to type to get there."""

import errno
import ipaddress
import socket
import sys
from dataclasses import dataclass

from clicktui.errors import ServingError
from clicktui.i18n import translate as _


@dataclass(frozen=True, slots=True)
class Listening:
    """A bound socket; ``is_loopback``: only this machine reaches it."""

    socket: socket.socket
    host: str
    port: int
    is_loopback: bool

    @property
    def address(self) -> str:
        """What a browser is given to get there, with a slash at its end."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


def listen(host: str, port: int) -> Listening:
    """Return a socket that is bound to ``host`` and ``port`` (0: any that is free).

    Whether it is loopback is told by the address that it has, not by the name that was given.

    Raises:
        ServingError: there is no such host here, or the port cannot be had.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError) as error:
        raise ServingError(_("there is no address {host} here").format(host=host)) from error
    family, kind, protocol, _name, place = found[0]
    bound = socket.socket(family, kind, protocol)
    try:
        if sys.platform != "win32":  # there it lets two programs have one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen(64)
    except OSError as error:
        bound.close()
        raise ServingError(_reason(error, host, port)) from error
    numeric, number = bound.getsockname()[:2]
    address = ipaddress.ip_address(numeric.partition("%")[0])
    shown = socket.gethostname() if address.is_unspecified else host
    return Listening(bound, shown, number, address.is_loopback)


def _reason(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        told = _("port {port} is in use: name another with --port, or --port 0 for any free one")
    elif error.errno == errno.EADDRNOTAVAIL:
        told = _("there is no address {host} here")
    elif error.errno == errno.EACCES:
        told = _("port {port} is not for you: name one from 1024 on with --port")
    else:
        told = _("port {port} cannot be had: {reason}")
    return told.format(port=port, host=host, reason=error.strerror or error)
