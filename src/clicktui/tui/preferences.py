"""What the user chooses for this start and the next: the theme, the language."""

from textual.app import App

from clicktui import i18n
from clicktui.i18n import translate as _
from clicktui.shipped import shipped
from clicktui.tui.themes import THEMES


class Preferences(App[int]):
    """The part of the app that changes the theme and the language."""

    def action_next_theme(self) -> None:
        """Change to the next theme."""
        names = [theme.name for theme in THEMES.values()]
        at = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(at + 1) % len(names)]
        self.keep_setting("theme", list(THEMES)[(at + 1) % len(names)])

    def action_next_language(self) -> None:
        """Change the language of the interface."""
        languages = i18n.LANGUAGES
        following = languages[(languages.index(i18n.language()) + 1) % len(languages)]
        i18n.choose_language(shipped("data") / "locale", following)
        self.keep_setting("language", following)
        self.refresh_language()

    def refresh_language(self) -> None:
        """Say everything again in the interface's language."""

    def keep_setting(self, key: str, value: str) -> None:
        """Let the next start find what was chosen in this one."""
        from clicktui.errors import SettingsError
        from clicktui.settings import save

        try:
            save(key, value)
        except SettingsError as problem:
            self.notify(
                _("Chosen for now only: {reason}").format(reason=problem),
                severity="warning",
                markup=False,
            )
