"""The three themes: dark, light, high contrast."""

from textual.theme import Theme

THEMES: dict[str, Theme] = {
    "dark": Theme(
        name="clicktui-dark",
        dark=True,
        primary="#7aa2d6",
        secondary="#d6a35c",
        accent="#e0b25a",
        foreground="#d8dbe2",
        background="#16181d",
        surface="#1c1f26",
        panel="#262a33",
        success="#86b97a",
        warning="#e0b25a",
        error="#e07a6e",
    ),
    "light": Theme(
        name="clicktui-light",
        dark=False,
        primary="#2b5f9e",
        secondary="#8a5a10",
        accent="#96520a",
        foreground="#1d2026",
        background="#fbfaf7",
        surface="#f2f0ea",
        panel="#e4e1d8",
        success="#2f6b2a",
        warning="#8a5a10",
        error="#a3271c",
    ),
    "contrast": Theme(
        name="clicktui-contrast",
        dark=True,
        primary="#ffff00",
        secondary="#00ffff",
        accent="#ffff00",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#2a2a2a",
        success="#00ff00",
        warning="#ffff00",
        error="#ff8080",
        text_alpha=1.0,
        luminosity_spread=0.3,
        variables={"text-muted": "#ffffff"},
    ),
}
"""Name in the settings file → Textual theme, in the order that the command goes through."""
