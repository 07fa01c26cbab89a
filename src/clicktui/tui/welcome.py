"""What an empty search says: how to begin; and how to go on with one's own texts."""

from clicktui.i18n import translate as _

PREVIEW_MIN_COLUMNS = 80
"""Below this width the reader beside the hits gives way."""


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


def own_texts() -> list[tuple[str, str]]:
    """Return the commands that make a corpus of the user's own, and what each does."""
    return [
        ("clicktui corpus new NAME", _("make a corpus: a folder with its catalogue")),
        ("clicktui corpus use NAME", _("let clicktui open it from now on")),
        ("clicktui corpus add PATH …", _("add files and folders to it; they are left as they are")),
        ("clicktui corpus doubts", _("list what is in doubt: each is for you to settle")),
        ("clicktui corpus confirm …", _("let it stand; “refuse” lets it be forgotten")),
        ("clicktui corpus update", _("read anew what changed, and what is new in its folders")),
        ("clicktui corpus check", _("say whether its texts and your files are as they were")),
        ("clicktui corpus list", _("list your corpora")),
        ("clicktui --corpus NAME", _("open it this time only; a path does as well")),
        ("clicktui --watch [FOLDER]", _("notice changed files; take in new ones of the folder")),
    ]


def in_browser() -> list[tuple[str, str]]:
    """Return keys that are not as in a terminal while a browser shows the app, and why."""
    return [
        ("Ctrl+N  Ctrl+T  Ctrl+W", _("the browser keeps them for itself; Ctrl+W closes the page")),
        ("Ctrl+Q", _("closes some browsers altogether: Esc, then q leaves clicktui")),
        ("Ctrl+V", _("pastes what the browser’s clipboard holds; copies go there")),
    ]


def about_browser() -> str:
    """Return where files are, while a browser shows the app."""
    return _(
        "Exports are downloads of the browser. Files that are added or imported are those of the "
        "machine where clicktui runs. A page that is closed ends its clicktui; boards and codings "
        "are kept at every change."
    )


def about_own_texts() -> tuple[str, ...]:
    """Return what else is to be known of them, a paragraph each."""
    return (
        _(
            "Texts: .txt, .md, .html, .pdf (with a text layer), .docx, .odt, .epub; subtitles: "
            ".srt, .vtt. What is known of them: CSL-JSON (Zotero), BibLaTeX, RIS."
        ),
        _(
            "Questions, answers and speakers that are found are shown to be confirmed, never "
            "asserted; what is not known stays unknown. Each corpus has boards and codings of its "
            "own."
        ),
        _("“clicktui doctor” says where everything lives, and whether it is sound."),
    )
