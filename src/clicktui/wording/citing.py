"""What is said of citation styles and of the languages of citations."""

from clicktui.citing.copyforms import TRAITS, Form
from clicktui.citing.styles import Style
from clicktui.i18n import translate as _


def form_name(form: Form) -> str:
    """Return what ``form`` is called."""
    return _(TRAITS[form].name)


def format_name(style: Style) -> str:
    """Return how ``style`` cites: in notes, by author and year …"""
    return {
        "note": _("notes"),
        "author-date": _("author and year"),
        "author": _("author"),
        "numeric": _("numbers"),
        "label": _("labels"),
    }[style.format]


def language_name(lang: str) -> str:
    """Return the name of a language of citations (``fr``, ``it``, ``en``)."""
    return {"fr": _("French"), "it": _("Italian"), "en": _("English")}[lang]
