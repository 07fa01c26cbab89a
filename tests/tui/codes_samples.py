"""A codebook over the built-in corpus whose codes are words: what has them can be counted."""

import re
from pathlib import Path

from clicktui.corpus.model import PROSE_ROLES, Passage
from shipped_once import shipped_corpus

CORPUS = shipped_corpus()
CODEBOOK = """\
clicktui: codebook
codebook: mots
names: {en: Words, fr: Mots}
codes:
  - code: robot
    sign: "●"
    colour: "#2e7d32"
    names: {en: Robots, fr: Robots}
    definition: {en: Machines that move., fr: Des machines qui bougent.}
    cues: {fr: [robot|robots]}
  - code: image
    sign: "■"
    colour: "#1565c0"
    names: {en: Pictures, fr: Images}
    cues: {fr: [image|images]}
  - code: plateforme
    sign: "▲"
    colour: "#ef6c00"
    names: {en: Platforms, fr: Plateformes}
    cues: {fr: [plateforme|plateformes]}
"""


def settings_with_codebook(folder: Path, text: str = CODEBOOK) -> Path:
    """Write the codebook and, where the tests have their settings, that it is wanted."""
    path = folder / "mots.yaml"
    path.write_text(text, "utf-8")
    (folder / "settings.yaml").write_text(f'name: Ada\ncodebook: "{path}"\n', "utf-8")
    return path


def with_word(*words: str) -> list[Passage]:
    """Return the French passages of prose that have one of ``words``, in the corpus' order."""
    wanted = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE)
    return [
        one
        for one in CORPUS.passages()
        if one.lang == "fr" and one.role in PROSE_ROLES and wanted.search(one.text)
    ]


ROBOTS = with_word("robots?")
IMAGES = with_word("images?")
PLATFORMS = with_word("plateformes?")
