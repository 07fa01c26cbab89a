"""The language of a passage, by py3langid: offline, always the same, quick."""

import re
import threading
from typing import Any

from clicktui.intake.extras import needed

CANDIDATES = (
    "ar", "bg", "ca", "cs", "cy", "da", "de", "el", "en", "eo", "es", "et", "eu", "fa", "fi",
    "fr", "gl", "he", "hi", "hr", "hu", "id", "it", "ja", "ka", "ko", "la", "lt", "lv", "nl",
    "no", "oc", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "tr", "uk", "ur",
    "vi", "zh",
)  # fmt: skip
"""ISO 639-1 codes that are told apart: languages rare in writing only lead astray."""

_SAMPLE = 300
"""Characters by which the language is told; more change nothing and take longer."""

_FEWEST_LETTERS = 10
_FEWEST_WORDS = 3
_SHORT = 24
"""Letters under which it has to be surer of a language."""

_SURE = 0.75
_SURE_OF_SHORT = 0.9
_SURE_OF_COMMON = 0.5
_COMMON = frozenset({"fr", "it", "en"})
"""Languages of which this program has texts: they are expected, others have to be surer."""
_WORD = re.compile(r"[^\W\d_]+")
_NO_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\w+")
_WITHOUT_SPACES = frozenset({"ja", "zh", "ko"})

_lock = threading.Lock()
_identifier: Any = None


def language_of(text: str) -> str | None:
    """Return the language of ``text`` as its ISO 639-1 code, None where too short or unsure.

    Addresses of the web and of mail do not count. Some 7,000 paragraphs are told in a second.

    Raises:
        IntakeError: py3langid is not installed; the text says how to get it.
    """
    sample = _NO_WORDS.sub(" ", text[: 2 * _SAMPLE])[:_SAMPLE]
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if letters < _FEWEST_LETTERS:
        return None
    code, sureness = _classifier().classify(sample)
    if len(words) < _FEWEST_WORDS and code not in _WITHOUT_SPACES:
        return None
    wanted = _SURE_OF_COMMON if code in _COMMON else _SURE
    return code if sureness >= (_SURE_OF_SHORT if letters < _SHORT else wanted) else None


def _classifier() -> Any:  # noqa: ANN401 (py3langid is imported lazily)
    global _identifier
    if _identifier is None:
        with _lock:
            if _identifier is None:
                module = needed("py3langid.langid")
                made = module.LanguageIdentifier.from_model_file(module.MODEL_FILE, norm_probs=True)
                made.set_languages([code for code in CANDIDATES if code in made.labels])
                _identifier = made
    return _identifier
