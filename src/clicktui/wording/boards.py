"""What is said of boards, their changes and their quotes, on screen and without one."""

from clicktui.board.changes import Change, What
from clicktui.board.model import PinnedQuote
from clicktui.board.standing import UNSETTLED, Difference, Stand, Standing
from clicktui.citing.citation import warning
from clicktui.corpus.alterations import AlterationKind
from clicktui.corpus.model import Quote
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.wording.passages import locator_text, role_name, speaker_text


def change_text(change: Change) -> str:
    """Return what happened, as one sentence in the past tense without a full stop."""
    return _sentence(change).format(about=change.about, count=change.count)


def undone_text(change: Change) -> str:
    """Return that ``change`` was undone."""
    return _("Undone: {change}").format(change=change_text(change))


def redone_text(change: Change) -> str:
    """Return that ``change`` was made once more."""
    return _("Redone: {change}").format(change=change_text(change))


def standing_text(stand: Stand) -> str:
    """Return how a quote stands in its source as that is now."""
    match stand.standing:
        case Standing.SAME:
            return _("stands in the source as it was")
        case Standing.MOVED:
            return _moved_text(stand)
        case Standing.CHANGED:
            return _changed_text(stand)
        case Standing.KEPT:
            return _("kept as it was; the source says otherwise now")
        case Standing.VANISHED:
            return _("no longer in the source")


def copy_doubt(pinned: PinnedQuote, stand: Stand, *, names_speaker: bool = True) -> str | None:
    """Return on one line what to know before a copy of ``pinned`` is used, or None.

    ``names_speaker`` says whether the copy says whose words these are.
    """
    doubts: list[str] = []
    if stand.standing in UNSETTLED:
        doubts.append(_("Not settled: {standing}").format(standing=standing_text(stand)))
    if altered := warning(pinned.quote):
        doubts.append(altered)
    if pinned.quote.speaker_inferred and names_speaker:
        doubts.append(_("The speaker is not printed: it follows from the form of the text."))
    return " · ".join(doubts) or None


def alteration_name(kind: AlterationKind) -> str:
    """Return the name of ``kind``."""
    return {
        AlterationKind.ELISION: _("left out"),
        AlterationKind.INSERTION: _("inserted"),
        AlterationKind.REPLACEMENT: _("replaced"),
        AlterationKind.SIC: _("[sic]"),
        AlterationKind.EMPHASIS: _("emphasis added"),
    }[kind]


def locator(quote: Quote) -> str:
    """Return pages, time or else paragraphs of ``quote`` (``p. 9``, ``§ 12-13``), "" for none."""
    if quote.locator is not None:
        return locator_text(quote.locator)
    if quote.paragraphs is None:
        return ""
    first, last = quote.paragraphs
    return f"§ {first}" if first == last else f"§ {first}-{last}"


def quote_said_by(quote: Quote) -> str:
    """Return who says ``quote``, and whose speech is cut off in it, as ``speaker_text``."""
    return speaker_text(" & ".join(quote.speakers), quote.speaker_inferred, quote.partly_quoted)


def _moved_text(stand: Stand) -> str:
    found, differences = stand.found, stand.differences
    if found is None:
        return _("moved")
    place = locator(found) or role_name(found.role)
    if Difference.AMBIGUOUS in differences:
        text = _("moved, and its words stand more than once: perhaps {place} of {work}")
    elif Difference.WORK in differences:
        text = _("moved: now {place} of {work}")
    elif Difference.PARAGRAPH in differences:
        text = _("moved: now {place}")
    else:
        text = _("moved: still {place}")
    return text.format(place=place, work=found.work)


def _changed_text(stand: Stand) -> str:
    if Difference.OTHER_WORK in stand.differences and stand.found is not None:
        text = _("no longer in its work; the same words stand in {work}")
        return text.format(work=stand.found.work)
    if Difference.WORDS in stand.differences:
        return _("its words changed in the source")
    if Difference.SPEAKER in stand.differences:
        if stand.found is not None and not stand.found.speakers:
            return _("the source no longer says for certain who speaks")
        return _("another speaker is named in the source")
    return _("its role changed in the source")


def _sentence(change: Change) -> str:
    """Return the sentence of ``change``, with places for ``{about}`` and ``{count}``."""
    number = change.count
    match change.what:
        case What.PIN:
            return _("Pinned “{about}”")
        case What.REMOVE:
            return translate_plural("Removed “{about}”", "{count} quotes removed", number)
        case What.MOVE:
            return translate_plural(
                "{count} quote moved to “{about}”", "{count} quotes moved to “{about}”", number
            )
        case What.NOTE:
            return _("Note on “{about}” changed")
        case What.TAG:
            return translate_plural(
                "Tags changed: {about}",
                "Tags of {count} quotes changed: {about}",
                number,
            )
        case What.STAR:
            return translate_plural("Starred “{about}”", "{count} quotes starred", number)
        case What.UNSTAR:
            return translate_plural(
                "Star taken from “{about}”", "Stars taken from {count} quotes", number
            )
        case What.ALTER:
            return _("Alterations of “{about}” changed")
        case What.SETTLE:
            return translate_plural("Settled “{about}”", "{count} quotes settled", number)
        case What.NEW_LIST:
            return _("List “{about}” made")
        case What.RENAME_LIST:
            return _("List renamed to “{about}”")
        case What.MOVE_LIST:
            return _("List “{about}” moved")
        case What.REMOVE_LIST:
            if not number:
                return _("List “{about}” removed")
            return translate_plural(
                "List “{about}” and its quote removed",
                "List “{about}” and its {count} quotes removed",
                number,
            )
        case What.MEMO:
            return _("Memo of “{about}” changed")
        case What.MIRROR:
            if change.about:
                return _("The file {about} follows the board")
            return _("No file follows the board any more")
        case What.NEW_BOARD:
            return _("Board “{about}” made")
        case What.RENAME_BOARD:
            return _("Board renamed to “{about}”")
        case What.DUPLICATE_BOARD:
            return _("Board “{about}” made as a copy")
        case What.ARCHIVE_BOARD:
            return _("Board “{about}” archived")
        case What.UNARCHIVE_BOARD:
            return _("Board “{about}” taken out of the archive")
        case What.REMOVE_BOARD:
            return _("Board “{about}” deleted")
        case What.IMPORT:
            return _("Board “{about}” imported")
        case _:
            return _coding_sentence(change)


def _coding_sentence(change: Change) -> str:
    number = change.count
    match change.what:
        case What.CODE:
            return translate_plural("Coded “{about}”", "{count} passages coded", number)
        case What.REFUSE_CODE:
            return translate_plural("Code refused: “{about}”", "{count} codes refused", number)
        case What.DOUBT_CODE:
            return translate_plural("Code in doubt: “{about}”", "{count} codes in doubt", number)
        case What.CLEAR_CODE:
            return translate_plural(
                "Decision taken back: “{about}”", "{count} decisions taken back", number
            )
        case What.CODING_MEMO:
            return _("Memo on “{about}” changed")
        case What.CODING_RULES:
            return _("Cues changed: {about}")
        case _:
            return translate_plural(
                "{count} coding of {about} imported", "{count} codings of {about} imported", number
            )
