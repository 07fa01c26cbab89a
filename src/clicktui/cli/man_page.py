"""``clicktui man``: the manual page, made from the parsers and the app's own tables of keys.

The page is plain ASCII (all else as ``\\[uXXXX]``), so that it is the same under every man and
locale: groff_man(7), groff_char(7). It is written here because argparse-manpage writes English
headings and raw UTF-8 only, and knows of no keys.
"""

import argparse
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence

from clicktui import __version__
from clicktui.cli.exitcodes import FOUND
from clicktui.cli.terminal import say
from clicktui.i18n import translate as _

KeyTables = Sequence[tuple[str, Sequence[tuple[str, str]]]]
"""Where keys work, and there: keys and what they do; in the interface's language."""

_WIDTH = 10_000
"""So wide that argparse breaks no line: man does."""


def man(arguments: Namespace) -> int:
    """Print the manual page in the interface's language."""
    from clicktui.cli.parser import make_parser

    say("\n".join(page(make_parser(), arguments.key_tables())))
    return FOUND


def page(parser: argparse.ArgumentParser, key_tables: KeyTables) -> Iterator[str]:
    """Yield the lines of the page of ``parser``, and of the app with ``key_tables``."""
    section = escaped(_("User Commands"))
    yield f'.TH CLICKTUI 1 "" "clicktui {__version__}" "{section}"'
    yield from (".nh", ".ad l")
    yield from _section(_("NAME"))
    told = _("find, read, quote and code interviews and articles")
    yield f"clicktui \\- {escaped(told)}"
    yield from _section(_("SYNOPSIS"))
    yield from _usage(parser)
    yield from _section(_("DESCRIPTION"))
    yield from _paragraphs(parser.description)
    yield from _actions(parser)
    yield from _section(_("COMMANDS"))
    yield from _commands(parser)
    yield from _section(_("KEYS OF THE APP"))
    yield escaped(_("Users can choose others in their settings; F1 and ? in the app name them."))
    for title, rows in key_tables:
        if rows:
            yield from _subsection(title)
            for keys, told in rows:
                yield from _tagged(keys, told)
    yield from _section(_("ENVIRONMENT"))
    for name, told in _environment():
        yield from _tagged(name, told)
    yield from _section(_("EXIT STATUS"))
    yield from _paragraphs(parser.epilog)


def escaped(text: str) -> str:
    """Return ``text`` for roff: nothing in it is a request, an escape or a quotation's end."""
    parts = []
    for character in " ".join(text.split(" ")):
        if character == "\\":
            parts.append("\\e")
        elif character == "-":
            parts.append("\\-")
        elif character == '"':
            parts.append("\\[dq]")
        elif character in "'`^~":
            parts.append({"'": "\\[aq]", "`": "\\[ga]", "^": "\\[ha]", "~": "\\[ti]"}[character])
        elif character in "\u00a0\u202f":
            parts.append("\\ ")
        elif character.isascii():
            parts.append(character if character.isprintable() else " ")
        else:
            parts.append(f"\\[u{ord(character):04X}]")
    line = "".join(parts)
    return f"\\&{line}" if line.startswith((".", "\\[aq]")) else line


def _section(title: str) -> Iterator[str]:
    yield f'.SH "{escaped(title)}"'


def _subsection(title: str) -> Iterator[str]:
    yield f'.SS "{escaped(title)}"'


def _tagged(tag: str, text: str) -> Iterator[str]:
    yield ".TP"
    yield f'.B "{escaped(tag)}"'
    yield escaped(" ".join(text.split()) or "–")


def _paragraphs(text: str | None, is_raw: bool = False) -> Iterator[str]:
    """Yield ``text``; ``is_raw``: with its own line ends."""
    if not text:
        return
    yield ".PP"
    if not is_raw:
        yield escaped(" ".join(text.split()))
        return
    yield ".nf"
    for line in text.splitlines():
        yield escaped(line) if line.strip() else ".sp"
    yield ".fi"


def _usage(parser: argparse.ArgumentParser) -> Iterator[str]:
    formatter = argparse.HelpFormatter(parser.prog, width=_WIDTH)
    shown = [action for action in parser._actions if action.help != argparse.SUPPRESS]
    formatter.add_usage(parser.usage, shown, [], prefix="")
    program, _space, rest = formatter.format_help().strip().partition(parser.prog)
    yield f'.B "{escaped(program + parser.prog)}"'
    yield escaped(" ".join(rest.split()))


def _actions(parser: argparse.ArgumentParser) -> Iterator[str]:
    formatter = argparse.HelpFormatter(parser.prog, width=_WIDTH)
    for action in parser._actions:
        is_shown = action.help != argparse.SUPPRESS
        if is_shown and not isinstance(action, argparse._SubParsersAction | argparse._HelpAction):
            told = formatter._expand_help(action) if action.help else ""
            yield from _tagged(formatter._format_action_invocation(action), told)


def _commands(parser: argparse.ArgumentParser) -> Iterator[str]:
    for one in _inner(parser):
        yield from _subsection(one.prog)
        yield from _usage(one)
        yield from _paragraphs(one.description)
        yield from _actions(one)
        is_raw = one.formatter_class is argparse.RawDescriptionHelpFormatter
        yield from _paragraphs(one.epilog, is_raw)
        yield from _commands(one)


def _inner(parser: argparse.ArgumentParser) -> Iterable[argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


def _environment() -> tuple[tuple[str, str], ...]:
    return (
        ("CLICKTUI_SETTINGS", _("path of the settings file")),
        ("CLICKTUI_DATA", _("folder of the boards, codings and what you say of works")),
        ("CLICKTUI_CACHE", _("folder of what can be rebuilt: the index")),
        ("CLICKTUI_STATE", _("folder of what is kept between starts: the last copy")),
        ("NO_COLOR", _("if set, nothing is shown in colour")),
        ("LC_ALL, LC_MESSAGES, LANG", _("the language, where neither settings nor --lang say it")),
    )
