"""What clicktui runs on: versions, and the extras that are there."""

import platform
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from clicktui import __version__
from clicktui.doctor.model import Area, Finding, State
from clicktui.i18n import translate as _

LEAST_PYTHON = (3, 11)
_NEEDED = (
    "textual",
    "rich",
    "Whoosh-Reloaded",
    "numpy",
    "rapidfuzz",
    "PyStemmer",
    "pyyaml",
    "citeproc-py",
    "platformdirs",
    "pyperclip",
    "bibtexparser",
    "pylatexenc",
    "shtab",
)


def findings() -> Iterator[Finding]:
    """Yield the versions and the extras."""
    python = platform.python_version()
    told = _("{version} on {system}").format(version=python, system=platform.system())
    if sys.version_info >= LEAST_PYTHON:
        yield _finding("python", "Python", State.OK, told, version=python)
    else:
        advice = _("clicktui needs Python {version}").format(
            version=".".join(map(str, LEAST_PYTHON))
        )
        yield _finding("python", "Python", State.BROKEN, told, advice, version=python)
    versions = {name: _version(name) for name in _NEEDED}
    missing = [name for name, found in versions.items() if found is None]
    if missing:
        yield _finding(
            "packages",
            "clicktui",
            State.BROKEN,
            _("missing: {names}").format(names=", ".join(missing)),
            f"pip install {' '.join(missing)}",
            version=__version__,
        )
    else:
        yield _finding(
            "packages",
            "clicktui",
            State.OK,
            f"{__version__}, Textual {versions['textual']}",
            version=__version__,
            packages=versions,
        )
    yield _styles()
    yield _corpus()
    yield _semantic()
    yield _serve()


def _finding(
    name: str, title: str, state: State, told: str, advice: str = "", /, **facts: object
) -> Finding:
    return Finding(Area.PROGRAMS, name, title, state, told, advice, facts)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _styles() -> Finding:
    from clicktui.citing.styles import how_to_get_more

    more = how_to_get_more()
    if more is None:
        return _finding("styles", _("extra “styles”"), State.OK, _("there"), present=True)
    return _finding(
        "styles",
        _("extra “styles”"),
        State.OK,
        _("not installed: the usual styles are there"),
        more,
        present=False,
    )


def _corpus() -> Finding:
    from clicktui.intake.extras import EXTRA, installed
    from clicktui.shipped import install_command

    title = _("extra “corpus”")
    if installed():
        return _finding("corpus", title, State.OK, _("there"), present=True)
    told = _("not installed: files of your own cannot be read")
    return _finding("corpus", title, State.OK, told, install_command(EXTRA), present=False)


def _semantic() -> Finding:
    from clicktui.microtasks.semantics.encoding import how_to_get_it, is_available

    title = _("extra “semantic”")
    if is_available():
        return _finding("semantic", title, State.OK, _("there"), present=True)
    return _finding("semantic", title, State.OK, _("not installed"), how_to_get_it(), present=False)


def _serve() -> Finding:
    from clicktui.serving.extra import EXTRA, is_installed
    from clicktui.shipped import install_command

    title = _("extra “serve”")
    if is_installed():
        return _finding("serve", title, State.OK, _("there"), present=True)
    told = _("not installed: for clicktui in a browser")
    return _finding("serve", title, State.OK, told, install_command(EXTRA), present=False)
