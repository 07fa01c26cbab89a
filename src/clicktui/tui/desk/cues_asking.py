"""What is asked before cues change: which, and whether their effect is wanted."""

from typing import TYPE_CHECKING

from clicktui.coding.desk import CodingDesk
from clicktui.coding.effects import together
from clicktui.coding.ownrules import Added, Muted, OwnRules, checked
from clicktui.corpus.model import Passage
from clicktui.errors import ClicktuiError
from clicktui.i18n import translate as _
from clicktui.microtasks.codebook import Codebook
from clicktui.microtasks.model import LANGUAGES
from clicktui.tui.dialogs.choice import Choice
from clicktui.tui.dialogs.effects_dialog import EffectsDialog
from clicktui.tui.dialogs.name_input import NameInput
from clicktui.wording.codes import code_title, named_cue, title_of

if TYPE_CHECKING:
    from clicktui.tui.app import ClicktuiApp
    from clicktui.tui.desk.codes_keeper import CodesKeeper

POSSIBLE_MARK = "?"
"""Behind a cue that is typed: it is possible only, not clear."""


class CuesDialogs:
    """Asks for changes of the cues; each is kept only when its effect was seen."""

    def __init__(self, app: "ClicktuiApp", keeper: "CodesKeeper") -> None:
        self.app = app
        self.keeper = keeper

    async def mute(self, passage: Passage, code: str | None) -> None:
        """Mute a pattern on which a finding in ``passage`` rests: of ``code`` first.

        Raises:
            ClicktuiError: the cues cannot be read or changed.
        """

        def read(desk: CodingDesk) -> tuple[OwnRules, str, dict[tuple[str, str], str]]:
            judged, book = desk.judgements.of(passage), desk.codebook
            found: dict[tuple[str, str], str] = {}
            codings = sorted(judged.codings.values(), key=lambda one: one.code != code)
            for coding in codings:
                for finding in coding.findings:
                    for sign in finding.signs:
                        words = passage.text[sign.span.start : sign.span.end]
                        told = _("“{words}”").format(words=words)
                        told += f" · {title_of(book, coding.code)}"
                        found.setdefault((sign.cue, sign.pattern), told)
            return desk.own_rules, judged.lang, found

        own, lang, found = await self.keeper.in_order(read)
        patterns = list(found)
        if not patterns:
            self.keeper.boards.say(_("The program found nothing in this passage."))
            return
        chosen: int | None = 0
        if len(patterns) > 1:
            options = [
                (f"{pattern}  ({cue}, {lang})", found[cue, pattern]) for cue, pattern in patterns
            ]
            chosen = await self.app.push_screen_wait(
                Choice(_("Which pattern is to find nothing any more?"), options)
            )
        if chosen is None:
            return
        cue, pattern = patterns[chosen]
        mine = [one for one in own.added if (one.lang, one.pattern) == (lang, pattern)]
        after = own.dropping(mine[0]) if mine else own.muting(Muted(lang, cue, pattern))
        await self._change(after, f"− {pattern} ({lang})")

    async def add(self, code: str | None, passage: Passage | None) -> None:
        """Ask for a pattern that speaks for a code.

        Raises:
            ClicktuiError: the cues cannot be read or changed.
        """
        own = await self.keeper.in_order(lambda desk: desk.own_rules)
        desk = self.keeper.workspace.coding_desk
        lang = passage.lang[:2] if passage is not None else ""
        lang = lang if lang in LANGUAGES else LANGUAGES[0]
        given = await self.app.push_screen_wait(
            NameInput(
                _("Code, language and words; a ? behind them: possible only"),
                f"{code or desk.codes[0]} {lang} ",
                (),
                lambda typed: _mistaken(desk, typed),
                is_checked_as_typed=True,
            )
        )
        if given is not None:
            added = added_cue(desk, given)
            await self._change(own.adding(added), f"+ {added.pattern} ({added.code}, {added.lang})")

    async def go_through(self) -> None:
        """Show the user's own cues, and take away those that she chooses.

        Raises:
            ClicktuiError: the cues cannot be read or changed.
        """
        while True:
            own = await self.keeper.in_order(lambda desk: desk.own_rules)
            changes: list[tuple[str, str, OwnRules]] = [
                (
                    f"− {one.pattern}",
                    _("muted: cue {cue}, {lang}").format(cue=one.cue, lang=one.lang),
                    own.sounding(one),
                )
                for one in sorted(own.muted)
            ]
            book = self.keeper.workspace.coding_desk.codebook
            changes += [(f"+ {one.pattern}", _added(one, book), own.dropping(one))
                        for one in sorted(own.added)]  # fmt: skip
            if not changes:
                self.keeper.boards.say(_("The cues are as they ship: you changed none"))
                return
            chosen = await self.app.push_screen_wait(
                Choice(
                    _("Your cues. Which is to be taken away?"),
                    [(title, told) for title, told, _after in changes],
                )
            )
            if chosen is None:
                return
            title, _told, after = changes[chosen]
            await self._change(after, _("without {cue}").format(cue=title))

    async def as_shipped(self) -> None:
        """Go back to the cues as they ship.

        Raises:
            ClicktuiError: the cues cannot be read or changed.
        """
        own, has_learned = await self.keeper.in_order(
            lambda desk: (desk.own_rules, desk.has_learned)
        )
        if own.are_none and not has_learned:
            self.keeper.boards.say(_("The cues are as they ship: you changed none"))
        else:
            about = _("without what was learned") if own.are_none else _("cues as shipped")
            await self._change(OwnRules(), about, forgets=has_learned)

    async def _change(self, after: OwnRules, about: str, *, forgets: bool = False) -> None:
        """Show what the rules ``after`` would change, and keep them where that is wanted."""
        desk = self.keeper.workspace.coding_desk
        names = {code.id: code_title(code) for code in desk.codebook.codes}
        is_wanted = await self.app.push_screen_wait(
            EffectsDialog(
                _("Cues: {change}").format(change=named_cue(about, desk.codebook)),
                lambda cancelled, progress: together(
                    desk.effects(after, cancelled, progress),
                    desk.effects_of_forgetting() if forgets else (),
                ),
                names,
            )
        )
        if is_wanted:
            await self.keeper.change(
                lambda one: one.keep_rules(after, about, forgets=forgets),
                _("It is so already"),
                is_fresh=True,
            )


def added_cue(desk: CodingDesk, typed: str) -> Added:
    """Return the cue that is typed as ``code language words``; ``?`` at the end: possible only.

    Raises:
        ClicktuiError: it is none; the text says why.
    """
    code, _space, rest = typed.strip().partition(" ")
    lang, _space, pattern = rest.strip().partition(" ")
    known = desk.codebook.code(code)
    if lang not in LANGUAGES:
        text = _("after the code, one of these languages: {languages}")
        raise ClicktuiError(text.format(languages=", ".join(LANGUAGES)))
    pattern = pattern.strip()
    is_sure = not pattern.endswith(POSSIBLE_MARK)
    pattern = " ".join(pattern.removesuffix(POSSIBLE_MARK).split())
    if not pattern:
        raise ClicktuiError(
            _("after the language, the words that speak for the code, such as annot* _2 image*")
        )
    return checked(Added(known.id, lang, pattern, is_sure), desk.codebook.cues)


def _mistaken(desk: CodingDesk, typed: str) -> str | None:
    try:
        added_cue(desk, typed)
    except ClicktuiError as error:
        return str(error)
    return None


def _added(one: Added, book: Codebook) -> str:
    told = _("added for {code}, {lang}").format(code=title_of(book, one.code), lang=one.lang)
    return told if one.is_sure else _("{cue}: possible only").format(cue=told)
