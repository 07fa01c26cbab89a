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
    cues: {en: [look* after, wash* _2 patient*]}   # optional: any of these speaks for it;
                                     # written as in the folder of cues, with its endings
    codes: []                        # optional: the codes under it
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from clicktui.corpus.yamlentries import Entry
from clicktui.errors import CodebookError, YamlFileError
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Code, Codebook, Lists, Texts
from clicktui.microtasks.cuefiles import read_cues, root_of
from clicktui.microtasks.cues import Cues, LanguageCues
from clicktui.microtasks.mistakes import Mistakes
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
        CodebookError: there is none, or it or its cues have mistakes; a line for each.
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
        CodebookError: it or its cues cannot be read or have mistakes; a line for each, with file,
            line and key.
    """
    root = root_of(path, "codebook")
    mistakes = Mistakes(root.place.file)
    codes: list[Code] = []
    own: dict[str, Mapping[str, tuple[str, ...]]] = {}
    cues = mistakes.of(lambda: _cues_beside(root, path.parent), Cues())
    _take_codes(root, "", codes, own, cues, mistakes)
    if not codes and not mistakes.are_any:
        mistakes.of(lambda: _refuse(root, "codes", _("has to name at least one code")), None)
    known = {code.id for code in codes}
    made = Codebook(
        id=mistakes.of(lambda: _id(root, "codebook"), ""),
        names=mistakes.of(lambda: _texts(root, "names"), {}),
        codes=tuple(codes),
        source=mistakes.of(lambda: root.text("source", "").strip(), ""),
        definition=mistakes.of(lambda: _texts_or_none(root, "definition"), {}),
        cues=replace(cues, rules=tuple(rule for rule in cues.rules if rule.code in known)),
    )
    for problem in root.unknown():
        mistakes.of(partial(_raise, problem), None)
    mistakes.raise_any()
    return made if not own else replace(made, cues=_with_own(made.cues, own))


def _raise(error: YamlFileError) -> None:
    raise error


def _refuse(entry: Entry, key: str, problem: str) -> None:
    raise entry.error(key, problem)


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
    cues: Cues,
    mistakes: Mistakes,
) -> None:
    nothing: list[Entry] = []
    for one in mistakes.of(partial(entry.entries, "codes"), nothing):
        code = _code(one, above, codes, mistakes)
        codes.append(code)
        if one.has("cues"):
            found: Mapping[str, tuple[str, ...]] = {}
            own[code.id] = mistakes.of(partial(_own_cues, one, cues, mistakes), found)
        _take_codes(one, code.id, codes, own, cues, mistakes)
        for problem in one.unknown():
            mistakes.of(partial(_raise, problem), None)


def _code(one: Entry, above: str, codes: Sequence[Code], mistakes: Mistakes) -> Code:
    """Return the code of a mapping, what is mistaken in it noted and left out."""
    texts: Texts = {}
    lists: Lists = {}
    usual = _SIGNS[len(codes) % len(_SIGNS)]
    code_id = mistakes.of(partial(_new_id, one, codes), "")
    return Code(
        id=code_id,
        names=mistakes.of(partial(_texts_or_none, one, "names"), texts) or {"": code_id},
        sign=mistakes.of(partial(_sign, one, usual), usual),
        colour=mistakes.of(partial(_colour, one), "#808080"),
        above=above,
        definition=mistakes.of(partial(_texts_or_none, one, "definition"), texts),
        include=mistakes.of(partial(_lists, one, "include"), lists),
        exclude=mistakes.of(partial(_lists, one, "exclude"), lists),
        examples=mistakes.of(partial(_lists, one, "examples"), lists),
    )


def _new_id(one: Entry, codes: Sequence[Code]) -> str:
    code_id = _id(one, "code")
    if any(code.id == code_id for code in codes):
        raise one.error("code", _("two codes have this id"))
    return code_id


def _sign(one: Entry, usual: str) -> str:
    sign = one.line("sign", usual)
    if len(sign) != 1 or not sign.isprintable() or sign.isspace():
        raise one.error("sign", _("expected one character"))
    return sign


def _colour(one: Entry) -> str:
    colour = one.line("colour", "#808080").lower()
    if not _COLOUR.fullmatch(colour):
        raise one.error("colour", _("expected a colour like #2e7d32"))
    return colour


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


def _texts_or_none(entry: Entry, key: str) -> Texts:
    return _texts(entry, key) if entry.has(key) else {}


def _lists(entry: Entry, key: str) -> Lists:
    if not entry.has(key):
        return {}
    if not _is_by_language(entry, key):
        return {"": entry.lines(key)}
    return {lang: inner.lines(lang) for inner, lang in _languages(entry, key)}


def _own_cues(entry: Entry, cues: Cues, mistakes: Mistakes) -> Mapping[str, tuple[str, ...]]:
    """Return the cues that stand with a code, by language.

    They are written as those of a folder are, with the endings and cues of the codebook's own.
    """
    found: dict[str, tuple[str, ...]] = {}
    inner = entry.entry("cues")
    nothing: tuple[str, ...] = ()
    for lang in inner.keys:
        there = mistakes.of(partial(_own_of, inner, lang, cues, mistakes), nothing)
        if there:
            found[lang] = there
    return found


def _own_of(inner: Entry, lang: str, cues: Cues, mistakes: Mistakes) -> tuple[str, ...]:
    if lang not in LANGUAGES:
        raise inner.error(
            lang, _("passages are judged in {languages}").format(languages=", ".join(LANGUAGES))
        )
    known = cues.languages.get(lang, LanguageCues())
    texts: list[str] = []
    for place, line in inner.placed_lines(lang):
        for text in filter(None, map(str.strip, line.split(","))):
            problem = _mistaken_cue(text, known)
            if problem:
                mistakes.of(partial(_raise, place.error(problem)), None)
            else:
                texts.append(text)
    return tuple(texts)


def _mistaken_cue(text: str, known: LanguageCues) -> str:
    """Return what is wrong with a cue, "" where nothing is."""
    try:
        named = [name for pattern in parsed(text, known.endings) for name in pattern.cues]
    except ValueError as error:
        return str(error)
    unknown = [name for name in named if name not in known.patterns]
    return _("there is no cue called {name}").format(name=unknown[0]) if unknown else ""


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
