"""The cues that a user adds to a codebook's, and those of it that she mutes: a layer over them.

What ships is never changed, so that one step leads back to it.
"""

from dataclasses import dataclass, field, replace

from clicktui.board.store.quotedocuments import Fields
from clicktui.board.store.records import document_text, fields_of
from clicktui.errors import CodebookError
from clicktui.i18n import translate as _
from clicktui.microtasks.cues import Cues, LanguageCues
from clicktui.microtasks.patterns import parsed
from clicktui.microtasks.rules import Rule


@dataclass(frozen=True, slots=True, order=True)
class Muted:
    """A pattern of a cue in one language that finds nothing any more."""

    lang: str
    cue: str
    pattern: str


@dataclass(frozen=True, slots=True, order=True)
class Added:
    """A pattern in one language that speaks for ``code`` by itself: surely, or possibly."""

    code: str
    lang: str
    pattern: str
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class OwnRules:
    """What a user adds and mutes; nothing of it: the cues as they ship."""

    muted: frozenset[Muted] = field(default_factory=frozenset)
    added: frozenset[Added] = field(default_factory=frozenset)

    @property
    def are_none(self) -> bool:
        """Whether the cues are as they ship."""
        return not self.muted and not self.added

    def muting(self, one: Muted) -> "OwnRules":
        """Return these rules with ``one`` muted."""
        return replace(self, muted=self.muted | {one})

    def sounding(self, one: Muted) -> "OwnRules":
        """Return these rules with ``one`` muted no more."""
        return replace(self, muted=self.muted - {one})

    def adding(self, one: Added) -> "OwnRules":
        """Return these rules with ``one`` added."""
        return replace(self, added=self.added | {one})

    def dropping(self, one: Added) -> "OwnRules":
        """Return these rules without the cue ``one`` that was added."""
        return replace(self, added=self.added - {one})


def applied(cues: Cues, own: OwnRules) -> Cues:
    """Return ``cues`` as the user wants them; what she muted may be there no more.

    Raises:
        CodebookError: a pattern that she added cannot be read.
    """
    for muted in sorted(own.muted):
        cues = cues.without_pattern(muted.lang, muted.cue, muted.pattern)
    for added in sorted(own.added):
        cues = _with(cues, added)
    return cues


def checked(added: Added, cues: Cues) -> Added:
    """Return ``added`` if its pattern can be read.

    Raises:
        CodebookError: it cannot; the text says why.
    """
    _with(cues, added)
    return added


def _with(cues: Cues, added: Added) -> Cues:
    endings = cues.languages.get(added.lang, LanguageCues()).endings
    try:
        patterns = tuple(parsed(added.pattern, endings))
    except ValueError as error:
        raise CodebookError(str(error)) from error
    if any(name not in _known(cues, added.lang) for one in patterns for name in one.cues):
        message = _("{pattern}: names a cue that is not there")
        raise CodebookError(message.format(pattern=added.pattern))
    name = f"added-{added.code}-{'sure' if added.is_sure else 'possible'}"
    cues = cues.with_patterns(added.lang, name, patterns)
    if any(rule.name == name for rule in cues.rules):
        return cues
    weight = cues.clear if added.is_sure else cues.possible
    return cues.with_rule(Rule(name, added.code, ((name,),), weight))


def _known(cues: Cues, lang: str) -> frozenset[str]:
    return frozenset(cues.languages.get(lang, LanguageCues()).patterns)


def rules_document(own: OwnRules) -> str:
    """Return own rules as the document that the store keeps."""
    return document_text(
        {
            "muted": [
                {"lang": one.lang, "cue": one.cue, "pattern": one.pattern}
                for one in sorted(own.muted)
            ],
            "added": [
                {"code": one.code, "lang": one.lang, "pattern": one.pattern, "sure": one.is_sure}
                for one in sorted(own.added)
            ],
        }
    )


def rules_from(document: str) -> OwnRules:
    """Return the rules of a document.

    Raises:
        DocumentError: it cannot be read.
    """
    fields = fields_of(document)
    own = OwnRules(
        muted=frozenset(_muted(one) for one in fields.objects("muted")),
        added=frozenset(_added(one) for one in fields.objects("added")),
    )
    fields.refuse_more()
    return own


def _muted(fields: Fields) -> Muted:
    one = Muted(fields.text("lang"), fields.text("cue"), fields.text("pattern"))
    fields.refuse_more()
    return one


def _added(fields: Fields) -> Added:
    code, lang, pattern = (fields.text(name) for name in ("code", "lang", "pattern"))
    one = Added(code, lang, pattern, fields.truth("sure"))
    fields.refuse_more()
    return one
