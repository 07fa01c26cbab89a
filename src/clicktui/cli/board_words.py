"""Words that a user typed, found where they stand in a text, whatever her keyboard made of them.

Case and accents count; spaces, quotation marks, apostrophes, hyphens and dots need only be of the
same kind: nobody types a no-break space.
"""

import unicodedata
from collections.abc import Iterator

from clicktui.corpus.folding import fold, fold_text, plain_signs
from clicktui.corpus.model import Span
from clicktui.corpus.shortening import first_words
from clicktui.errors import AmbiguousError, NotFoundError
from clicktui.i18n import translate as _

LONGEST_REPEATED = 60
"""Code points of the user's own text that an error repeats."""


def only_place(text: str, words: str) -> Span:
    """Return where ``words`` stand in ``text``, as offsets into it.

    Exactly the same characters are looked for first, and what was retyped only where they are not
    there; whole words go before parts of words.

    Raises:
        NotFoundError: they do not stand in it.
        AmbiguousError: they stand in it more than once.
    """
    wanted = words.strip()
    places = list(_exactly(text, wanted)) or list(_retyped(text, wanted))
    places = [place for place in places if _is_of_whole_words(text, place)] or places
    if not places:
        raise NotFoundError(_("these words do not stand there: “{words}”").format(
            words=clipped(wanted)
        ))  # fmt: skip
    if len(places) > 1:
        raise AmbiguousError(
            _("“{words}” stands there {count} times: give the words around it too").format(
                words=clipped(wanted), count=len(places)
            )
        )
    return places[0]


def clipped(text: str) -> str:
    """Return ``text`` on one line, its end left out beyond ``LONGEST_REPEATED`` code points."""
    return first_words(text, LONGEST_REPEATED)


def _exactly(text: str, wanted: str) -> Iterator[Span]:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield Span(at, at + len(wanted))
        at = text.find(wanted, at + 1)


def _retyped(text: str, wanted: str) -> Iterator[Span]:
    """Yield where the text has ``plain_signs`` of what is wanted, white space put aside first."""
    folded = fold(text)
    letters = [
        (letter, offset)
        for letter, offset in zip(folded.text, folded.offsets, strict=False)
        if not letter.isspace()
    ]
    joined = "".join(letter for letter, _offset in letters)
    kind = plain_signs(wanted)
    for place in _exactly(joined, "".join(fold_text(wanted).split())):
        start, end = letters[place.start][1], letters[place.end - 1][1] + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if plain_signs(text[start:end]) == kind:
            yield Span(start, end)


def _is_of_whole_words(text: str, place: Span) -> bool:
    return not any(
        text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()
        for at in (place.start, place.end)
    )
