"""What an empty search says: how to begin."""

from clicktui.i18n import translate as _


def query_placeholder() -> str:
    """Return what the empty input shows."""
    return _("Search the corpus")


def empty_text() -> str:
    """Return what to do before anything is typed."""
    return "\n\n".join(
        (
            _("Type what you remember: words, half words, without accents, mistyped."),
            _('"exact phrase"   -without   one OR other'),
            _("speaker:casilli   source:heidi   lang:it   role:question   year:2023"),
            _("↓ enters the hits, Enter reads; F1 lists all keys."),
        )
    )
