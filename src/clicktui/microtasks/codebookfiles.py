"""Reading codebooks: ours from ``data/codebooks``, and a user's own in the same form.

clicktui: codebook
codebook: my-codes                   # small letters, figures and hyphens
names: {en: My codes, fr: Mes codes}  # a text by language, or one for all
cues: my-cues                        # optional: a folder beside this file, or one of ours
codes:
  - code: care
    sign: "C"
    colour: "#2e7d32"
    names: Care work
    definition: {en: Looking after people.}
    examples: {en: [She washes him.]}
    cues: {en: [look* after, wash* _2 patient*]}   # optional: any of these speaks for it
    codes: []                        # optional: the codes under it
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from clicktui.corpus.yamlentries import Entry
from clicktui.errors import CodebookError
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Code, Codebook, Lists, Texts
from clicktui.microtasks.cuefiles import read_cues, root_of
from clicktui.microtasks.cues import Cues, LanguageCues
from clicktui.microtasks.model import LANGUAGES
from clicktui.microtasks.patterns import parsed
from clicktui.microtasks.rules import Rule
from clicktui.shipped import shipped

DEFAULT = "microtasks"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_OWN = "own-"
_OWN_WEIGHT = 2.0
"""The strength of a cue in a codebook itself: enough to be clear."""

_SIGNS = "●■▲◆★✚○□△◇"


def shipped_codebooks() -> tuple[str, ...]:
    """Return the names of the codebooks that ship with clicktui."""
    return tuple(sorted(path.stem for path in (shipped("data") / "codebooks").glob("*.yaml")))


def codebook(name: str = DEFAULT) -> Codebook:
    """Return the codebook that ships under ``name``, or that of the file ``name``.

    Raises:
        CodebookError: there is none, or it or its cues have a mistake; one line.
    """
    if _ID.fullmatch(name) and name in shipped_codebooks():
        return _shipped(name)
    path = Path(name)
    if not path.is_file():
        raise CodebookError(
            _("no codebook {name}: give a YAML file, or one of {there}").format(
                name=name, there=", ".join(shipped_codebooks())
            )
        )
    return read_codebook(path)


@cache
def _shipped(name: str) -> Codebook:
    """Return one of ours: it does not change while clicktui runs, and is long to read."""
    return read_codebook(shipped("data") / "codebooks" / f"{name}.yaml")


def read_codebook(path: Path) -> Codebook:
    """Return the codebook of the file at ``path``, with its cues.

    Raises:
        CodebookError: it or its cues cannot be read or have a mistake; one line that gives file,
            line and key.
    """
    root = root_of(path, "codebook")
    codes: list[Code] = []
    own: dict[str, Mapping[str, tuple[str, ...]]] = {}
    cues = _cues_beside(root, path.parent)
    _take_codes(root, "", codes, own)
    if not codes:
        raise root.error("codes", _("has to name at least one code"))
    known = {code.id for code in codes}
    made = Codebook(
        id=_id(root, "codebook"),
        names=_texts(root, "names"),
        codes=tuple(codes),
        source=root.text("source", "").strip(),
        definition=_texts(root, "definition") if root.has("definition") else {},
        cues=replace(cues, rules=tuple(rule for rule in cues.rules if rule.code in known)),
    )
    root.close()
    return made if not own else replace(made, cues=_with_own(made.cues, own))


def _cues_beside(root: Entry, folder: Path) -> Cues:
    if not root.has("cues"):
        return Cues()
    name = _id(root, "cues")
    for place in (folder / name, shipped("data") / "cues" / name):
        if place.is_dir():
            return read_cues(place)
    raise root.error("cues", _("there is no folder {name} beside this file").format(name=name))


def _take_codes(
    entry: Entry,
    above: str,
    codes: list[Code],
    own: dict[str, Mapping[str, tuple[str, ...]]],
) -> None:
    for one in entry.entries("codes"):
        code_id = _id(one, "code")
        if any(code.id == code_id for code in codes):
            raise one.error("code", _("two codes have this id"))
        sign = one.line("sign", _SIGNS[len(codes) % len(_SIGNS)])
        if len(sign) != 1 or not sign.isprintable() or sign.isspace():
            raise one.error("sign", _("expected one character"))
        colour = one.line("colour", "#808080").lower()
        if not _COLOUR.fullmatch(colour):
            raise one.error("colour", _("expected a colour like #2e7d32"))
        codes.append(
            Code(
                id=code_id,
                names=_texts(one, "names") if one.has("names") else {"": code_id},
                sign=sign,
                colour=colour,
                above=above,
                definition=_texts(one, "definition") if one.has("definition") else {},
                include=_lists(one, "include"),
                exclude=_lists(one, "exclude"),
                examples=_lists(one, "examples"),
            )
        )
        if one.has("cues"):
            own[code_id] = _own_cues(one)
        _take_codes(one, code_id, codes, own)
        one.close()


def _id(entry: Entry, key: str) -> str:
    text = entry.line(key)
    if not _ID.fullmatch(text):
        raise entry.error(key, _("has to be small letters a-z, figures and hyphens"))
    return text


def _is_by_language(entry: Entry, key: str) -> bool:
    return isinstance(entry.item(key).value, dict)


def _languages(entry: Entry, key: str) -> Iterator[tuple[Entry, str]]:
    inner = entry.entry(key)
    for lang in inner.keys:
        if not re.fullmatch(r"[a-z]{2,3}", lang):
            raise inner.error(lang, _("expected a language code like fr"))
        yield inner, lang


def _texts(entry: Entry, key: str) -> Texts:
    if not _is_by_language(entry, key):
        return {"": " ".join(entry.text(key).split())}
    return {lang: " ".join(inner.text(lang).split()) for inner, lang in _languages(entry, key)}


def _lists(entry: Entry, key: str) -> Lists:
    if not entry.has(key):
        return {}
    if not _is_by_language(entry, key):
        return {"": entry.lines(key)}
    return {lang: inner.lines(lang) for inner, lang in _languages(entry, key)}


def _own_cues(entry: Entry) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    inner = entry.entry("cues")
    for lang in inner.keys:
        if lang not in LANGUAGES:
            raise inner.error(
                lang, _("passages are judged in {languages}").format(languages=", ".join(LANGUAGES))
            )
        for place, line in inner.placed_lines(lang):
            for text in filter(None, map(str.strip, line.split(","))):
                try:
                    list(parsed(text, {}))
                except ValueError as error:
                    raise place.error(str(error)) from error
                found[lang] = (*found.get(lang, ()), text)
    return found


def _with_own(cues: Cues, own: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Cues:
    """Return ``cues`` with those that stand in the codebook itself, one rule per code."""
    for code, by_language in own.items():
        name = _OWN + code
        for lang, texts in by_language.items():
            endings = cues.languages.get(lang, LanguageCues()).endings
            patterns = tuple(pattern for text in texts for pattern in parsed(text, endings))
            cues = cues.with_patterns(lang, name, patterns)
        cues = cues.with_rule(Rule(name, code, ((name,),), _OWN_WEIGHT))
    return cues
