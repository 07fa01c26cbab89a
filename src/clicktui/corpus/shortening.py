"""Texts of any length on one line of a few words."""


def first_words(text: str, most: int = 60) -> str:
    """Return ``text`` on one line, its end left out beyond ``most`` code points."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
