"""Reading a folder of cues: ``rules.yaml``, and for each language a file like ``fr.yaml``.

    clicktui: rules                    clicktui: cues
    circumstances:                     endings:
      labour:                            er: er e es ent ez ons é ée
        person in sentence: 0.5        cues:
    rules:                               annotate:
      - rule: annotate-data                - annot~er, etiquet~er
        code: prepare                    data:
        find: [annotate, data]             - image|images, photo*
        within: 8
        weight: 0.5
        with: [labour]
    names:
      person: {en: a person, fr: une personne}

How patterns are written is said in ``patterns``, how conditions are in ``rules``.
"""

from collections.abc import Iterator
from pathlib import Path

from clicktui.corpus.cleaning import clean_text
from clicktui.corpus.folding import fold_text
from clicktui.corpus.yamlentries import Entry
from clicktui.corpus.yamltree import Place, tree_of
from clicktui.errors import CodebookError
from clicktui.i18n import translate as _
from clicktui.microtasks.cues import Cues, LanguageCues
from clicktui.microtasks.lexicon import UnknownCueError
from clicktui.microtasks.model import LANGUAGES
from clicktui.microtasks.patterns import Pattern, WordOf, parsed
from clicktui.microtasks.rules import Condition, Rule, condition

RULES_FILE = "rules.yaml"
_OR = " or "

Circumstances = dict[str, tuple[tuple[Condition, float], ...]]


def root_of(path: Path, kind: str) -> Entry:
    """Return the mapping that the YAML file at ``path`` holds, whose key ``clicktui`` is ``kind``.

    Raises:
        CodebookError: it cannot be read, is no YAML or of another kind; one line.
    """
    name = path.name
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or _("it is not UTF-8")
        message = _("{file}: cannot be read: {reason}").format(file=name, reason=reason)
        raise CodebookError(clean_text(message)) from error
    item = tree_of(text, name, CodebookError)
    root = Entry(item, Place(name, item.line, raises=CodebookError))
    if root.line("clicktui", "") != kind:
        raise root.error("clicktui", _("has to be {kind}").format(kind=kind))
    return root


def read_cues(folder: Path) -> Cues:
    """Return the cues of a folder.

    Raises:
        CodebookError: a file cannot be read, or has a mistake; one line with file, line and key.
    """
    languages = {
        lang: _language(folder / f"{lang}.yaml")
        for lang in LANGUAGES
        if (folder / f"{lang}.yaml").is_file()
    }
    known = {cue for one in languages.values() for cue in one.patterns}
    root = root_of(folder / RULES_FILE, "rules")
    groups = _circumstances(root.entry("circumstances"))
    rules: list[Rule] = []
    for entry in root.entries("rules"):
        rule = _rule(entry, groups)
        if any(one.name == rule.name for one in rules):
            raise entry.error("rule", _("two rules have this name"))
        if unknown := sorted(rule.cues - known):
            raise entry.error(
                "find", _("no language has a cue called {name}").format(name=unknown[0])
            )
        rules.append(rule)
        entry.close()
    usual = Cues()
    cues = Cues(
        rules=tuple(rules),
        languages=languages,
        clear=root.decimal("clear", usual.clear),
        possible=root.decimal("possible", usual.possible),
        further=root.decimal("further", usual.further),
        most_further=root.decimal("most further", usual.most_further),
        names=_names(root.entry("names"), known),
    )
    root.close()
    return cues


def _circumstances(entry: Entry) -> Circumstances:
    return {name: _weighed(entry.entry(name)) for name in entry.keys}


def _names(entry: Entry, known: set[str]) -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = {}
    for key in entry.keys:
        for cue in key.removeprefix("no ").split(_OR):
            if cue not in known:
                raise entry.error(key, _("no language has a cue called {name}").format(name=cue))
        inner = entry.entry(key)
        names[key] = {lang: inner.line(lang) for lang in inner.keys}
    return names


def _weighed(entry: Entry) -> tuple[tuple[Condition, float], ...]:
    return tuple((_condition(entry, key, key), entry.decimal(key)) for key in entry.keys)


def _condition(entry: Entry, key: str, text: str) -> Condition:
    try:
        return condition(text)
    except ValueError as error:
        raise entry.error(key, str(error)) from error


def _rule(entry: Entry, groups: Circumstances) -> Rule:
    order = entry.line("order", "any")
    if order not in ("any", "given"):
        raise entry.error("order", _("expected any or given"))
    weighed: list[tuple[Condition, float]] = []
    for name in entry.lines("with"):
        if name not in groups:
            raise entry.error("with", _("no circumstances are called {name}").format(name=name))
        weighed += groups[name]
    weighed += _weighed(entry.entry("also"))
    parts = tuple(tuple(part.split(_OR)) for part in entry.lines("find"))
    if not parts:
        raise entry.error("find", _("names no cue"))
    return Rule(
        name=entry.line("rule"),
        code=entry.line("code"),
        parts=parts,
        weight=entry.decimal("weight"),
        within=entry.offset("within") if entry.has("within") else None,
        in_order=order == "given",
        anywhere=entry.flag("anywhere"),
        needs=tuple(_condition(entry, "needs", text) for text in entry.lines("needs")),
        unless=tuple(_condition(entry, "unless", text) for text in entry.lines("unless")),
        circumstances=tuple(weighed),
        yields=entry.lines("yields"),
    )


def _language(path: Path) -> LanguageCues:
    root = root_of(path, "cues")
    endings_entry = root.entry("endings")
    endings = {
        name: tuple(fold_text(endings_entry.line(name)).split()) for name in endings_entry.keys
    }
    cues_entry = root.entry("cues")
    words: dict[str, WordOf] = {}
    patterns = {cue: tuple(_patterns(cues_entry, cue, endings, words)) for cue in cues_entry.keys}
    hiding = root.lines("hiding")
    for name in hiding:
        if name not in patterns:
            raise root.error("hiding", _("there is no cue called {name}").format(name=name))
    root.close()
    made = LanguageCues(patterns, hiding, endings)
    try:
        made.lexicon  # noqa: B018 -- compiled here, where a mistake has its place
    except UnknownCueError as error:
        raise cues_entry.error(error.cue, str(error)) from error
    return made


def _patterns(
    entry: Entry, cue: str, endings: dict[str, tuple[str, ...]], made: dict[str, WordOf]
) -> Iterator[Pattern]:
    for place, line in entry.placed_lines(cue):
        for text in line.split(","):
            if not text.strip():
                continue
            try:
                yield from parsed(text, endings, made)
            except ValueError as error:
                raise place.error(str(error)) from error
