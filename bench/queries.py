"""What is asked: queries as they are typed, and known sentences half remembered.

Everything follows from a seed and the corpus, so every engine is asked the same, in one order.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bench.corpora import Corpus
from bench.words import LETTERS, STOP_WORDS, TYPED_WORD, WORD, fold, folded_words
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
TYPINGS = ("clean", "unfinished", "1 edit", "2 edits", "2 in a word")
CONDITIONS = tuple(Condition(words, typed) for words in WORDS for typed in TYPINGS)

ONE_EDIT_FROM, TWO_EDITS_FROM = 4, 7
"""Letters of a word from which clicktui promises to forgive one edit, and two."""


@dataclass(frozen=True, slots=True)
class Task:
    """A known sentence: what is typed, and the passage that it comes from."""

    query: str
    wanted: str


ARTICLE = 20
"""Passages of the article that is added to an index."""

COINED = "quorzibelante"


def added_article(corpus: Corpus) -> list[Passage]:
    """Return an article to be added to an index of ``corpus``, which has 20 passages or more.

    It is made of the corpus's first passages, and every one ends in a word that no other has
    (``COINED``, and a, b, c ...), by which it is found.
    """
    return [
        replace(
            passage,
            id=f"added:{number}",
            work="added",
            file="added",
            title="added",
            text=f"{passage.text} {COINED}{chr(97 + number)}",
            end=passage.end + len(COINED) + 2,
        )
        for number, passage in enumerate(islice(corpus.passages(), ARTICLE))
    ]


def keystrokes(queries: Sequence[str] = TYPED) -> list[str]:
    """Return every prefix of every query, as typing it letter by letter gives them."""
    return [query[:end] for query in queries for end in range(1, len(query) + 1)]


def known_sentences(
    corpus: Corpus, count: int, seed: int = SEED, only_unique: bool = True
) -> dict[Condition, list[Task]]:
    """Return ``count`` tasks for every condition, the same passages under all of them.

    *Neighbouring*: 4 to 6 words that follow each other in the passage, punctuation left out, two
    or more of 4 letters among them. *Scattered*: 3 to 5 different words from random places of the
    passage, in its order, of 5 letters or more and no stop words. With ``only_unique`` in both
    cases no other passage of the corpus holds the same words (neighbouring: in a row), accents and
    case apart: nobody could say which one was meant.

    *Unfinished*: the last word lacks up to half of its characters, at least one. *1 edit* is in
    one word, *2 edits* in two words; *2 in a word* is left out where no word is long enough.
    See ``mistype``. Fewer tasks come out where the corpus is too small for them.
    """
    chance = random.Random(seed)
    drawn = []
    for passage in _shuffled(corpus, chance, count * 4):
        neighbouring = _neighbouring(passage.text, chance)
        scattered = _scattered(passage.text, chance)
        if neighbouring and scattered:
            drawn.append((passage, {"neighbouring": neighbouring, "scattered": scattered}))
    if only_unique:
        is_unique = _uniqueness(corpus, [" ".join(words.values()) for _, words in drawn])
        drawn = [(p, words) for p, words in drawn if all(is_unique(w, k) for k, w in words.items())]
    tasks: dict[Condition, list[Task]] = {condition: [] for condition in CONDITIONS}
    for passage, words in drawn[:count]:
        for condition in CONDITIONS:
            query = _typed(words[condition.words], condition.typed, chance)
            if query:
                tasks[condition].append(Task(query, passage.id))
    return tasks


def _uniqueness(corpus: Corpus, queries: Sequence[str]) -> Callable[[str, str], bool]:
    """Return what says whether one passage only holds the words of one of ``queries``."""
    wanted = {word for query in queries for word in folded_words(query)}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    texts = []
    for number, passage in enumerate(corpus.passages()):
        words = folded_words(passage.text)
        texts.append(f" {' '.join(words)} ")
        for word in wanted.intersection(words):
            holders[word].append(number)

    def is_unique(query: str, kind: str) -> bool:
        words = folded_words(query)
        rarest = min(words, key=lambda word: len(holders[word]))
        runs = [f" {' '.join(words)} "] if kind == "neighbouring" else [f" {w} " for w in words]
        found = (all(run in texts[number] for run in runs) for number in holders[rarest])
        return sum(found) == 1

    return is_unique


def _shuffled(corpus: Corpus, chance: random.Random, count: int) -> Iterator[Passage]:
    """Yield up to ``count`` passages drawn at random, in random order."""
    size = corpus.about.passages
    drawn = chance.sample(range(size), min(count, size))
    wanted = set(drawn)
    by_number = {n: p for n, p in enumerate(corpus.passages()) if n in wanted}
    for number in drawn:
        yield by_number[number]


def _neighbouring(text: str, chance: random.Random) -> str:
    """Return 4 to 6 words that follow each other in ``text``, or "" where none will do."""
    words = list(WORD.finditer(text))
    for _ in range(20):
        length = chance.randint(4, 6)
        start = chance.randrange(max(1, len(words) - length + 1))
        window = words[start : start + length]
        typeable = [word for word in window if LETTERS.fullmatch(word.group())]
        if len(window) == length and sum(len(word.group()) >= 4 for word in typeable) >= 2:
            printed = text[window[0].start() : window[-1].end()]
            return " ".join(TYPED_WORD.findall(printed))
    return ""


def _scattered(text: str, chance: random.Random) -> str:
    """Return 3 to 5 content words of ``text`` in its order, or "" where it has too few."""
    telling: dict[str, str] = {}
    for word in LETTERS.findall(text):
        is_stop_word = any(word.lower() in stop_words for stop_words in STOP_WORDS.values())
        if len(word) >= 5 and not is_stop_word:
            telling.setdefault(fold(word), word)
    length = chance.randint(3, 5)
    if len(telling) < length:
        return ""
    words = list(telling.values())
    return " ".join(words[place] for place in sorted(chance.sample(range(len(words)), length)))


def _typed(query: str, typing: str, chance: random.Random) -> str | None:
    """Return ``query`` typed in one of the ways of ``TYPINGS``, None where it cannot be."""
    match typing:
        case "unfinished":
            last = query.rsplit(" ", 1)[-1]
            return query[: -chance.randint(1, len(last) // 2)] if len(last) > 1 else query
        case "1 edit":
            return mistype(query, (1,), chance)
        case "2 edits":
            return mistype(query, (1, 1), chance)
        case "2 in a word":
            return mistype(query, (2,), chance)
    return query


def mistype(query: str, edits: Sequence[int], chance: random.Random) -> str | None:
    """Return ``query`` with random edits where clicktui promises to forgive them.

    ``edits`` says how many (1 or 2) go into each of as many words, drawn at random from those
    that are long enough both as printed and as typed. An edit inserts, deletes or replaces a
    letter or swaps two that stand together, all equally likely, the first letter included.
    None where the query has too few words that are long enough.
    """
    runs = list(LETTERS.finditer(query))
    for _ in range(100):
        drawn = chance.sample(runs, min(len(edits), len(runs)))
        typed = query
        is_fair = len(drawn) == len(edits)
        for run, count in sorted(zip(drawn, edits, strict=False), key=lambda d: -d[0].start()):
            word = mistyped = run.group()
            least = TWO_EDITS_FROM if count == 2 else ONE_EDIT_FROM
            if len(word) >= least:
                for _ in range(count):
                    mistyped = _edit(mistyped, chance)
            is_fair &= len(mistyped) >= least and mistyped != word
            typed = typed[: run.start()] + mistyped + typed[run.end() :]
        if is_fair:
            return typed
    return None


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
