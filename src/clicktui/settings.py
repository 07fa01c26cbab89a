"""The user's settings file: name, language, theme, how she cites, and keys, in YAML.

    name: Ada Lovelace    # what her quotes and changes carry; else her name on this machine
    language: fr          # en, fr, or auto (as the locale says)
    theme: contrast       # dark, light or contrast
    style: apa            # the id of a citation style, as `clicktui styles` lists them, or a file
    cite-in: it           # fr, it, en, or auto (as the interface's language)
    codebook: microtasks  # one of ours, or the path of a codebook of her own
    corpus: entretiens    # the name of one of her corpora, or its folder; else the built-in one
    candidates: shown     # codes that only the meaning of a passage suggests: shown or hidden
    keys:                 # command: keys, as `?` and the README name them
      hits.cite: c
      app.search: "slash,f4"

The file is the user's: it is read only if it exists, and a mistake in it never stops clicktui.
The mistakes are told one by one, and what is not mistaken holds.
"""

import json
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from clicktui.errors import SettingsError
from clicktui.i18n import LANGUAGES
from clicktui.i18n import translate as _
from clicktui.places import settings_file
from clicktui.wholefiles import replace_file

if TYPE_CHECKING:
    import yaml

THEMES = ("dark", "light", "contrast")
CITED_IN = ("fr", "it", "en")
"""The languages of citations; those of ``clicktui.citing.typography``."""

_CHOICES = {
    "language": (*LANGUAGES, "auto"),
    "theme": THEMES,
    "cite-in": (*CITED_IN, "auto"),
    "candidates": ("shown", "hidden"),
}
_KEPT_TEXTS = ("style", "codebook", "corpus")
_TEXTS = ("name", *_KEPT_TEXTS)

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-/._][A-Za-z0-9]+)*")
"""What YAML takes for a text without quotes around it, but for words like ``no``."""

_QUOTED = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""

_UNREADABLE = (ValueError, LookupError, AttributeError, TypeError, RecursionError)
"""What PyYAML's constructors let out besides its own errors: month 13, ``!!bool x``."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user has set; None and nothing where she leaves it to clicktui.

    ``language`` is a code of ``clicktui.i18n.LANGUAGES`` or None for the locale's, ``theme`` one
    of ``THEMES``. ``keys`` maps command ids to comma-separated key names, neither checked here.
    ``name`` is what the user calls herself, on one line; None where she does not say. ``style`` is
    the id of a citation style or the path of a CSL file (a relative one from the settings'
    folder on, a full one here), not checked otherwise, and ``cite_in`` one of
    ``CITED_IN``, or None for the interface's language.
    ``codebook`` is the name of one of ours or the path of her own, not checked here.
    ``corpus`` is the name of a corpus or the path of its folder, not checked here.
    ``candidates`` is ``shown`` or ``hidden``: codes that only the meaning of a passage suggests.
    """

    language: str | None = None
    theme: str | None = None
    name: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)
    style: str | None = None
    cite_in: str | None = None
    codebook: str | None = None
    corpus: str | None = None
    candidates: str = "hidden"


def load(path: Path | None = None) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings of ``path`` (or of the user's own file) and its mistakes, one line each.

    A missing file is no mistake. A file that is no YAML gives default settings and one mistake.
    """
    path = path or settings_file()
    try:
        values = _read(path)
    except SettingsError as error:
        return Settings(), (str(error),)
    problems: list[str] = []
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key in _CHOICES:
            if value in _CHOICES[key]:
                found[key.replace("-", "_")] = None if value == "auto" else value
            elif value is not None:
                problems.append(
                    _("{file}: {key}: {value} is none of {choices}").format(
                        file=path, key=key, value=_shown(value), choices=", ".join(_CHOICES[key])
                    )
                )
        elif key in _TEXTS:
            if _is_line(value):
                found[key] = value.strip()
                if key == "style" and found[key].lower().endswith(".csl"):
                    found[key] = str(path.parent / Path(found[key]).expanduser())
            elif value is not None:
                problems.append(
                    _("{file}: {key}: expected a name between quotes, not {value}").format(
                        file=path, key=key, value=_shown(value)
                    )
                )
        elif key == "keys":
            found["keys"], wrong = _keys(path, value)
            problems += wrong
        else:
            problems.append(
                _(
                    "{file}: {key}: no such setting; there are name, language, theme, style, "
                    "cite-in, codebook, corpus, candidates and keys"
                ).format(file=path, key=_shown(key))
            )
    return Settings(**found), tuple(problems)


def save(key: str, value: str, path: Path | None = None) -> None:
    """Write ``key`` (any but ``name`` and ``keys``) into the settings file, in one step.

    Every other line stays as the user wrote it, her comments too; line ends become LF.

    Raises:
        SettingsError: the file has mistakes that make it unsafe to change, or cannot be written.
        ValueError: clicktui itself asks for a key or value that is no setting.
    """
    if value not in _CHOICES.get(key, ()) and not (key in _KEPT_TEXTS and _is_line(value)):
        raise ValueError(f"{key}: {value}")
    written = value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    path = path or settings_file()
    wanted = {**_read(path), key: value}
    try:
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        changed, count = re.subn(
            rf"^{key}[ \t]*:(?:[ \t]*{_QUOTED}[ \t]*|[^\n#]*?)([ \t]+#[^\n]*)?$",
            lambda found: f"{key}: {written}{found[1] or ''}",
            text,
            flags=re.MULTILINE,
        )
        if not count:
            changed = (
                f"{text}{'' if text.endswith(chr(10)) or not text else chr(10)}{key}: {written}\n"
            )
        if _parse(path, changed) != wanted:
            raise SettingsError(
                _("{file}: {key}: clicktui cannot change it; please edit the file").format(
                    file=path, key=key
                )
            )
        target = path.resolve()  # a link into the user's dotfiles stays a link
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, changed.encode("utf-8"))
    except OSError as error:
        raise SettingsError(
            _("{file}: cannot be written: {reason}").format(file=path, reason=error.strerror)
        ) from error


def _is_line(value: object) -> bool:
    return isinstance(value, str) and value.isprintable() and bool(value.strip())


def _keys(path: Path, value: object) -> tuple[dict[str, str], list[str]]:
    if value is None:
        return {}, []
    if not isinstance(value, dict):
        return {}, [_("{file}: keys: expected lines of the form “command: key”").format(file=path)]
    good = {
        command: keys.strip()
        for command, keys in value.items()
        if isinstance(command, str) and isinstance(keys, str) and keys.strip()
    }
    wrong = [
        _('{file}: keys: {command}: expected key names between quotes, such as "f4,g"').format(
            file=path, command=_shown(command)
        )
        for command in value
        if command not in good
    ]
    return good, wrong


def _shown(value: object) -> str:
    """Return a value as one short line that is safe to print."""
    text = value if isinstance(value, str) and value.isprintable() else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _read(path: Path) -> dict[Any, Any]:
    """Return the file's top level, empty where there is no file.

    Raises:
        SettingsError: it cannot be read, or is not a YAML mapping.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError as error:
        raise SettingsError(_("{file}: not UTF-8 text").format(file=path)) from error
    except OSError as error:
        raise SettingsError(
            _("{file}: cannot be read: {reason}").format(file=path, reason=error.strerror)
        ) from error
    return _parse(path, text)


def _parse(path: Path, text: str) -> dict[Any, Any]:
    import yaml

    try:
        values = yaml.load(text, _unique_loader())  # noqa: S506 -- a SafeLoader
    except (*_UNREADABLE, yaml.YAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or _("it cannot be read as YAML")
        where = _("line {number}").format(number=mark.line + 1) if mark else "YAML"
        raise SettingsError(f"{path}: {where}: {reason}") from error
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise SettingsError(
            _("{file}: expected lines of the form “setting: value”").format(file=path)
        )
    return values


def _unique_loader() -> "type[yaml.SafeLoader]":
    """Return a safe loader that refuses a key given twice, which YAML forbids and PyYAML takes."""
    import yaml

    class UniqueLoader(yaml.SafeLoader):
        def construct_mapping(
            self, node: yaml.MappingNode, deep: bool = False
        ) -> dict[Hashable, Any]:
            seen = set()
            for key_node, _value in node.value:
                if not isinstance(key_node, yaml.ScalarNode):
                    continue
                if key_node.value in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"“{key_node.value}” is there twice", key_node.start_mark
                    )
                seen.add(key_node.value)
            return super().construct_mapping(node, deep)

    return UniqueLoader
