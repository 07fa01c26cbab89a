"""What a terminal can do: colours, keys, size, signs, encoding; asked where it answers."""

import locale
from collections.abc import Iterator, Mapping

from clicktui.doctor.asking import Answers
from clicktui.doctor.model import Area, Finding, State
from clicktui.i18n import translate as _

SIGNS = "●■▲◆★✚○□△◇≈≠✓✗⚠✎▸▾→↑↓⟦⟧⍽‸▌█▒┃─│·…§¶κα"
"""The signs that the app draws beside letters; each is reckoned one cell wide."""

LEAST_COLUMNS, LEAST_ROWS = 80, 24
"""Below these panes give way to each other."""

_PLAIN_TERMINALS = ("", "dumb", "unknown")


def knows_strings(environ: Mapping[str, str]) -> bool:
    """Say whether control strings can be sent to the terminal: the Linux console prints them."""
    return environ.get("TERM", "") not in (*_PLAIN_TERMINALS, "linux")


def can_be_asked(environ: Mapping[str, str]) -> bool:
    """Say whether the terminal knows any control sequences."""
    return environ.get("TERM", "") not in _PLAIN_TERMINALS


def findings(
    environ: Mapping[str, str],
    answers: Answers | None,
    size: tuple[int, int] | None,
    encoding: str,
) -> Iterator[Finding]:
    """Yield what can be said of the terminal.

    Args:
        environ: the process's environment variables.
        answers: what the terminal said of itself; None where there is none to be asked.
        size: its columns and rows, None where there is none.
        encoding: that of standard output.
    """
    yield _name(environ, answers)
    yield _colours(environ, answers)
    yield _keys(environ, answers)
    yield _size(size)
    yield _signs(answers)
    yield _encoding(encoding)


def _finding(
    name: str, title: str, state: State, told: str, advice: str = "", /, **facts: object
) -> Finding:
    return Finding(Area.TERMINAL, name, title, state, told, advice, facts)


def _name(environ: Mapping[str, str], answers: Answers | None) -> Finding:
    title = _("terminal")
    term = environ.get("TERM", "")
    shown = "".join(one for one in term if one.isprintable()) or "?"
    if answers is None:
        return _finding(
            "name",
            title,
            State.UNKNOWN,
            _("not a terminal here (a pipe, or none): nothing could be asked of it"),
            term=term,
        )
    if term in _PLAIN_TERMINALS:
        return _finding(
            "name",
            title,
            State.BROKEN,
            _("TERM is {term}: the app cannot be drawn").format(term=shown),
            _("start clicktui in a terminal that sets TERM, such as xterm-256color"),
            term=term,
        )
    if answers.name:
        told = _("{name}, TERM={term}").format(name=answers.name, term=shown)
    elif answers.is_answering:
        told = _("TERM={term}; it answers, and does not say its name").format(term=shown)
    else:
        told = _("TERM={term}; it answers no question").format(term=shown)
    for known in ("TMUX", "STY", "SSH_TTY"):
        if environ.get(known):
            inside = {
                "TMUX": _("inside tmux"),
                "STY": _("inside GNU screen"),
                "SSH_TTY": _("over SSH"),
            }[known]
            told = _("{told}; {inside}").format(told=told, inside=inside)
    return _finding("name", title, State.OK, told, term=term, name=answers.name)


def _colours(environ: Mapping[str, str], answers: Answers | None) -> Finding:
    title = _("colours")
    term, colorterm = environ.get("TERM", ""), environ.get("COLORTERM", "").lower()
    is_told = colorterm in ("truecolor", "24bit")
    is_asked = answers is not None and answers.has_all_colours is True
    facts = {"asked": is_asked, "colorterm": colorterm}
    if environ.get("NO_COLOR"):
        told = _("none, as NO_COLOR wishes; clicktui says nothing by colour alone")
        return _finding("colours", title, State.OK, told, colours=0, **facts)
    if is_asked and not is_told:
        return _finding(
            "colours",
            title,
            State.WARNING,
            _("the terminal has 16 million, but COLORTERM does not say so: fewer are used"),
            "export COLORTERM=truecolor",
            colours=1 << 24,
            **facts,
        )
    if is_asked:
        told = _("16 million: asked, the terminal gave back one that was set")
        return _finding("colours", title, State.OK, told, colours=1 << 24, **facts)
    if is_told:
        told = _("16 million, as COLORTERM says; the terminal did not confirm it")
        return _finding("colours", title, State.OK, told, colours=1 << 24, **facts)
    if "256" in term:
        told = _("256, as TERM says")
        return _finding("colours", title, State.OK, told, colours=256, **facts)
    if answers is None:
        return _finding("colours", title, State.UNKNOWN, _("could not be asked here"), **facts)
    return _finding(
        "colours",
        title,
        State.WARNING,
        _("16 at most, as far as TERM says"),
        _("if it can show more, set TERM to what the terminal is, such as xterm-256color"),
        colours=16,
        **facts,
    )


def _keys(environ: Mapping[str, str], answers: Answers | None) -> Finding:
    title = _("keys")
    try_them = _("clicktui doctor --keys tries them one by one")
    if answers is not None and answers.keyboard is not None:
        return _finding(
            "keys",
            title,
            State.OK,
            _("told apart: the terminal knows the kitty keyboard protocol"),
            kitty=answers.keyboard,
        )
    if answers is None or not answers.is_answering:
        return _finding("keys", title, State.UNKNOWN, _("could not be asked here"), try_them)
    return _finding(
        "keys",
        title,
        State.UNKNOWN,
        _("whether all are told apart cannot be asked of this terminal"),
        try_them,
    )


def _size(size: tuple[int, int] | None) -> Finding:
    title = _("size")
    if size is None or not all(size):
        return _finding("size", title, State.UNKNOWN, _("could not be asked here"))
    columns, rows = size
    told = _("{columns} columns, {rows} rows").format(columns=columns, rows=rows)
    if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
        return _finding(
            "size",
            title,
            State.WARNING,
            told,
            _("from {columns}×{rows} on, all panes have room").format(
                columns=LEAST_COLUMNS, rows=LEAST_ROWS
            ),
            columns=columns,
            rows=rows,
        )
    return _finding("size", title, State.OK, told, columns=columns, rows=rows)


def _signs(answers: Answers | None) -> Finding:
    title = _("signs")
    if answers is None or not answers.widths:
        return _finding(
            "signs",
            title,
            State.UNKNOWN,
            _("their widths could not be asked here: {signs}").format(signs=SIGNS),
        )
    wrong = {sign: cells for sign, cells in answers.widths.items() if cells != 1}
    facts = {"widths": dict(answers.widths)}
    if wrong:
        shown = ", ".join(f"{sign} {cells}" for sign, cells in wrong.items())
        return _finding(
            "signs",
            title,
            State.WARNING,
            _("drawn wider or narrower than one cell, so that columns shift: {signs}").format(
                signs=shown
            ),
            _("set characters of ambiguous width to narrow, or choose another font"),
            **facts,
        )
    told = _("each one cell wide: {signs} (an empty box is missing in the font)")
    return _finding("signs", title, State.OK, told.format(signs=SIGNS), **facts)


def _encoding(encoding: str) -> Finding:
    title = _("encoding")
    category = locale.setlocale(locale.LC_CTYPE)
    facts = {"encoding": encoding, "locale": category}
    told = _("{encoding}, locale {locale}").format(encoding=encoding, locale=category)
    if encoding.lower().replace("-", "") == "utf8":
        return _finding("encoding", title, State.OK, told, **facts)
    return _finding(
        "encoding",
        title,
        State.BROKEN,
        told,
        _("set a locale in UTF-8: export LC_ALL=C.UTF-8"),
        **facts,
    )
