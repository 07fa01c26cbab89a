"""Sentences of many words in French, Italian and English, the same for the same seed."""

import random
from dataclasses import dataclass

_PARTS = {
    "fr": (
        "la modératrice|un livreur|ma voisine de Nairobi|une annotatrice|le chef d’équipe"
        "|notre syndicat|une traductrice|l’ingénieur|un étudiant|la mère de famille"
        "|un ancien comptable|la plateforme|le sous-traitant|une équipe de nuit",
        "étiquette|vérifie|transcrit|corrige|refuse|trie|regarde|recopie|découpe|compare|signale"
        "|attend|négocie|commente",
        "des images de rues|des factures illisibles|des voix enregistrées|des vidéos violentes"
        "|des réponses de machines|des tickets de caisse|des visages flous|des plans de ville"
        "|des radiographies|des messages haineux|des recettes de cuisine|des contrats de travail",
        "pour deux euros de l’heure|sans contrat ni congés|depuis un téléphone prêté"
        "|jusqu’à trois heures du matin|dans une langue qui n’est pas la sienne"
        "|en attendant le bus|sous la menace d’être déconnectée|avec une fierté discrète"
        "|sans savoir pour quel client|en moins de six secondes|malgré la coupure de courant",
    ),
    "it": (
        "la moderatrice|un fattorino|la mia vicina di Palermo|un’annotatrice|il capoturno"
        "|il nostro sindacato|una traduttrice|l’ingegnere|uno studente|la madre di famiglia"
        "|un vecchio contabile|la piattaforma|il subappaltatore|una squadra notturna",
        "etichetta|verifica|trascrive|corregge|rifiuta|ordina|guarda|ricopia|ritaglia|confronta"
        "|segnala|aspetta|discute|commenta",
        "delle immagini di strade|delle fatture illeggibili|delle voci registrate"
        "|dei filmati violenti|delle risposte di macchine|degli scontrini|dei volti sfocati"
        "|delle mappe di città|delle radiografie|dei messaggi d’odio|delle ricette di cucina",
        "per due euro all’ora|senza contratto né ferie|da un telefono prestato"
        "|fino alle tre di notte|in una lingua che non è la sua|aspettando l’autobus"
        "|sotto la minaccia di essere scollegata|con un orgoglio discreto"
        "|senza sapere per quale cliente|in meno di sei secondi|nonostante il blackout",
    ),
    "en": (
        "the moderator|a courier|my neighbour in Manila|an annotator|the team leader|our union"
        "|a translator|the engineer|a student|the mother of the family|a former accountant"
        "|the platform|the subcontractor|a night crew",
        "labels|checks|transcribes|corrects|refuses|sorts|watches|copies|crops|compares|reports"
        "|expects|disputes|annotates",
        "pictures of streets|unreadable invoices|recorded voices|violent videos"
        "|answers of machines|shopping receipts|blurred faces|maps of cities|X-ray images"
        "|hateful messages|cooking recipes|labour contracts",
        "for two dollars an hour|without a contract or leave|from a borrowed phone"
        "|until three in the morning|in a language that is not hers|while waiting for the bus"
        "|under the threat of being logged out|with a quiet pride|without knowing for which client"
        "|in less than six seconds|in spite of the power cut",
    ),
}
_LINKED = {
    "fr": ("Ici, {}.", "On m’a dit que {}.", "Chaque jour {}.", "Je sais bien que {}.", "Hier {}."),
    "it": ("Qui {}.", "Mi hanno detto che {}.", "Ogni giorno {}.", "So bene che {}.", "Ieri {}."),
    "en": ("Here {}.", "I was told that {}.", "Every day {}.", "I know well that {}.", "Now {}."),
}
_ASKED = {
    "fr": ("Comment se fait-il que {} ?", "Est-il vrai que {} ?", "Que dire quand {} ?"),
    "it": ("Come mai {}?", "È vero che {}?", "Che cosa dire quando {}?"),
    "en": ("How is it that {}?", "Is it true that {}?", "What do you say when {}?"),
}
_PLACED = {
    "fr": "Ces mots sont à la page {} du dossier {}.",
    "it": "Queste parole stanno a pagina {} della cartella {}.",
    "en": "These words stand on page {} of folder {}.",
}
_TIMED = {
    "fr": "À cet instant {} la montre parle.",
    "it": "In questo istante {} parla l’orologio.",
    "en": "At this instant {} the clock speaks.",
}
_NAMED = {
    "fr": "Moi qui suis {}, je le dis encore.",
    "it": "Io che sono {} lo dico ancora.",
    "en": "I who am {} say it again.",
}


@dataclass
class Sentences:
    """Sentences of one language, drawn by ``chance``."""

    lang: str
    chance: random.Random

    def _clause(self) -> str:
        return " ".join(self.chance.choice(part.split("|")) for part in _PARTS[self.lang])

    def said(self) -> str:
        """Return a sentence that tells something."""
        return self.chance.choice(_LINKED[self.lang]).format(self._clause())

    def asked(self) -> str:
        """Return a question."""
        return self.chance.choice(_ASKED[self.lang]).format(self._clause())

    def paragraph(self, sentences: int = 5) -> str:
        """Return a paragraph of so many sentences."""
        return " ".join(self.said() for _ in range(sentences))

    def placed(self, page: int, number: int) -> str:
        """Return a sentence that says on which page of which file it stands."""
        return _PLACED[self.lang].format(page, number)

    def timed(self, time: str) -> str:
        """Return a sentence that says when it is spoken."""
        return _TIMED[self.lang].format(time)

    def named(self, name: str) -> str:
        """Return a sentence that says who says it."""
        return _NAMED[self.lang].format(name)
