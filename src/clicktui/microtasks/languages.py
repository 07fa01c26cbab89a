"""Telling French, Italian and English apart by their commonest words."""

from functools import lru_cache

from clicktui.corpus.folding import tokenise
from clicktui.microtasks.model import LANGUAGES


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_COMMONEST = {
    "fr": _words(
        "le la les l de des du d un une et est en dans que qu qui pour sur par pas au aux ce cette"
        " ces se sont avec plus ou vous il elle ils elles nous ne n etre sa son ses leur leurs"
        " comme mais je j on c s y ont a ete etait fait tout tous sans sous entre meme si aussi"
        " chez dont notre votre mon ma mes ai as avons avez cela ca ceux celle celui quand apres"
    ),
    "it": _words(
        "il lo la i gli le l di del della dei delle degli dello dell un una uno e in nel nella nei"
        " nelle nell che chi per con su sul sulla sui sulle non si sono al alla ai alle allo agli"
        " all da dal dalla dai dalle dall come piu questo questa questi queste o se anche essere"
        " ma ha hanno ho era erano viene vengono loro suo sua suoi sue mi ci cui dove quando dopo"
        " tra fra mentre gia solo tutti tutto molto nostro ogni perche poi cosa stato stata ed"
    ),
    "en": _words(
        "the a an of and to in is that for on with as are be this by it or from at not can if will"
        " you your which when has have was one but used they their them he she his her its we our"
        " who what were been would about after all more than so no into out up because how there"
        " these those i my me do does did had just only some could over before while through"
    ),
}


@lru_cache(maxsize=8)
def _counts(words: tuple[str, ...]) -> dict[str, int]:
    return {lang: sum(word in known for word in words) for lang, known in _COMMONEST.items()}


def languages_of(text: str) -> tuple[str, ...]:
    """Return the languages of ``LANGUAGES`` that ``text`` is most likely in, the likeliest first.

    One where its words tell it; several where they do not (a title of few words).
    """
    words = tuple(word.key for word in tokenise(text) if not word.joined)
    counts = _counts(words)
    most = max(counts.values())
    likely = [lang for lang in LANGUAGES if 2 * counts[lang] > most or most < 2]
    first = [lang for lang in likely if counts[lang] == most]
    if len(first) == 1 and most >= 3:
        return tuple(first)
    return tuple(sorted(likely, key=lambda lang: -counts[lang]))
