"""What is asked: queries as they are typed, and known sentences half remembered.

Everything follows from a seed and the corpus, so every engine is asked the same, in one order.
"""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.corpora import Corpus
from bench.words import LETTERS, STOP_WORDS, TYPED_WORD, fold, folded_words
from clicktui.corpus.model import Passage

SEED = 7

TYPED = (
    # words
    "travail", "plateforme", "algorithmes", "intelligenza artificiale", "lavoratori", "document",
    "captures d'écran", "imprimante", "fenêtre", "stampante", "keyboard", "permissions",
    # half words
    "automatis", "micro", "entraîn", "lavor", "config", "sélectionn", "immag",
    # accents missing
    "precarite", "donnees", "societe", "entrainement", "parametres", "proprieta", "puo essere",
    "reseaux sociaux", "modele de couleur", "qualita dell'immagine",
    # typos
    "microtarvail", "automatistion", "platefrome", "inteligence artificielle", "kenian",
    "annotaiton", "configuartion", "finestar di dialogo", "lavortaori", "pasword",
    "instalation du paquet", "travialleurs du clic", "sous-triatance",
    # joined and parted
    "micro travail", "microtravail", "sous traitance", "e-mail", "l'IA Potemkine",
    # phrases
    "les petites mains de l'intelligence artificielle", "le futur du travail",
    "travailleurs du clic", "cliquez sur le bouton", "fare clic sul pulsante",
    "the name of the file", "la boîte de dialogue s'ouvre", "moderazione dei contenuti",
    "entraîner des algorithmes", "il lavoro del clic",
    # rare names
    "Antonio Casilli", "Oskarina Fuentes", "Taskrabbit", "Yann Le Cun", "Siddharth Suri",
    "Donatella Delpiano", "Milagros Miceli",
    # very common words
    "de la", "the of and", "che non si", "le la les des",
)  # fmt: skip
"""What people type; each is asked once for every keystroke. Mistyped words are meant."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How a known sentence is remembered: which words, and how they are typed."""

    words: str
    typed: str

    def __str__(self) -> str:
        return f"{self.words}, {self.typed}"


WORDS = ("neighbouring", "scattered")
TYPINGS = ("clean", "unfinished", "1 edit", "2 edits")
CONDITIONS = tuple(Condition(words, typed) for words in WORDS for typed in TYPINGS)


@dataclass(frozen=True, slots=True)
class Task:
    """A known sentence: what is typed, and the passage that it comes from."""

    query: str
    wanted: str


def keystrokes(queries: Sequence[str] = TYPED) -> list[str]:
    """Return every prefix of every query, as typing it letter by letter gives them."""
    return [query[:end] for query in queries for end in range(1, len(query) + 1)]


def known_sentences(corpus: Corpus, count: int, seed: int = SEED) -> dict[Condition, list[Task]]:
    """Return ``count`` tasks for every condition, the same passages under all of them.

    *Neighbouring* words are 4 to 6 words that follow each other in the passage, elisions and
    compounds counting as one, with at least two words of 5 letters among them. *Scattered* words
    are 4 to 6 different words from random places, in the order of the text: of 5 letters or more,
    not stop words, and in no more than 1 passage in 25.
    *Unfinished*: the last word is cut after at least half of its letters. *1 edit*, *2 edits*:
    see ``mistype``.
    """
    frequency = _passage_frequency(corpus)
    chance = random.Random(seed)
    tasks: dict[Condition, list[Task]] = {condition: [] for condition in CONDITIONS}
    made = 0
    common = corpus.about.passages / 25
    for passage in _shuffled(corpus, chance, count * 4):
        picked = {
            "neighbouring": _neighbouring(passage.text, chance),
            "scattered": _scattered(passage.text, chance, frequency, common),
        }
        if made == count:
            break
        if not all(picked.values()):
            continue
        made += 1
        for condition in CONDITIONS:
            query = _typed(" ".join(picked[condition.words]), condition.typed, chance)
            tasks[condition].append(Task(query, passage.id))
    return tasks


def _passage_frequency(corpus: Corpus) -> Counter[str]:
    """Return in how many passages each folded word stands."""
    frequency: Counter[str] = Counter()
    for passage in corpus.passages():
        frequency.update(set(folded_words(passage.text)))
    return frequency


def _shuffled(corpus: Corpus, chance: random.Random, count: int) -> Iterator[Passage]:
    """Yield up to ``count`` passages drawn at random, in random order."""
    size = corpus.about.passages
    drawn = chance.sample(range(size), min(count, size))
    wanted = set(drawn)
    by_number = {n: p for n, p in enumerate(corpus.passages()) if n in wanted}
    for number in drawn:
        yield by_number[number]


def _neighbouring(text: str, chance: random.Random) -> list[str]:
    """Return 4 to 6 words that follow each other in ``text``, or none that will do."""
    words: list[str] = TYPED_WORD.findall(text)
    for _ in range(20):
        length = chance.randint(4, 6)
        start = chance.randrange(max(1, len(words) - length + 1))
        window = words[start : start + length]
        if len(window) == length and sum(_long(word) for word in window) >= 2:
            return window
    return []


def _long(word: str) -> bool:
    return any(len(run) >= 5 for run in LETTERS.findall(word))


def _scattered(
    text: str, chance: random.Random, frequency: Counter[str], common: float
) -> list[str]:
    """Return 4 to 6 telling words of ``text`` in its order, or none where it has too few."""
    telling: dict[str, str] = {}
    for word in LETTERS.findall(text):
        folded = fold(word)
        is_stop_word = any(word.lower() in stop_words for stop_words in STOP_WORDS.values())
        if len(word) >= 5 and not is_stop_word and frequency[folded] <= max(common, 2):
            telling.setdefault(folded, word)
    length = chance.randint(4, 6)
    if len(telling) < length:
        return []
    places = sorted(chance.sample(range(len(telling)), length))
    words = list(telling.values())
    return [words[place] for place in places]


def _typed(query: str, typing: str, chance: random.Random) -> str:
    if typing == "unfinished":
        last = query.rsplit(" ", 1)[-1]
        cut = chance.randint(0, len(last) // 2)
        return query[: len(query) - cut] if cut else query
    if typing == "clean":
        return query
    return mistype(query, int(typing.split()[0]), chance)


def mistype(query: str, edits: int, chance: random.Random) -> str:
    """Return ``query`` with one or two random edits where clicktui promises to forgive them.

    An edit inserts, deletes or replaces a letter or swaps two that stand together, all equally
    likely, first letters included. One edit per word from 4 letters, two from 7 (counted as
    printed and as typed, whichever is shorter); the words are drawn by their number of letters,
    so that two edits fall into one long word as often as chance would have it.

    Raises:
        ValueError: no word of the query is long enough.
    """
    for _ in range(200):
        runs = list(LETTERS.finditer(query))
        words = [run.group() for run in runs]
        counts = Counter(chance.choices(range(len(words)), [len(word) for word in words], k=edits))
        if any(len(words[place]) < (7 if n == 2 else 4) for place, n in counts.items()):
            continue
        typed = list(words)
        for place, n in counts.items():
            for _ in range(n):
                typed[place] = _edit(typed[place], chance)
        shortest = {place: 7 if n == 2 else 4 for place, n in counts.items()}
        if any(
            len(typed[place]) < least or typed[place] == words[place]
            for place, least in shortest.items()
        ):
            continue
        for run, word in reversed(list(zip(runs, typed, strict=True))):
            query = query[: run.start()] + word + query[run.end() :]
        return query
    raise ValueError(f"no word to mistype in {query!r}")


def _edit(word: str, chance: random.Random) -> str:
    """Return ``word`` (two letters or more) with one random edit."""
    kind = chance.choice(("insert", "delete", "replace", "swap"))
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    place = chance.randrange(len(word) - (kind == "swap"))
    if kind == "insert":
        return word[:place] + letter + word[place:]
    if kind == "delete":
        return word[:place] + word[place + 1 :]
    if kind == "replace":
        return word[:place] + letter + word[place + 1 :]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
