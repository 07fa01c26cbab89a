"""Labels before words ("Name:", "Name —", "Q."), and whom a text introduces as its speakers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass


def _words(spaced: str) -> frozenset[str]:
    return frozenset(spaced.split())


_SPACES = " \u00a0\u202f"
_TIME = r"(?P<time>[\[(]?\d{1,2}[:h]\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?[ \u00a0\u202f–—-]*)?"
_PARTICLE = r"(?:de|di|du|da|del|des|van|von|der|den|le|la|al|el|bin|et|and|&)(?![\w’'])"
_NAME_WORD = rf"(?:[A-ZÀ-ÖØ-Þ][\w.’'&-]*|{_PARTICLE})"
_NAME = rf"[A-ZÀ-ÖØ-Þ][\w.’'-]*(?:[{_SPACES}]{_NAME_WORD}){{0,4}}"
_LABEL = re.compile(
    rf"{_TIME}(?P<name>{_NAME}(?:[{_SPACES}]\d{{1,3}})?)(?P<mark>[{_SPACES}]?:|[{_SPACES}][–—-])[{_SPACES}]+(?=\S)"
    rf"|(?P<alone>{_NAME})(?P<colon>[{_SPACES}]?:)$"
)
_LETTER = re.compile(
    rf"{_TIME}(?P<letter>Q|R|A|D|I|E|P|Question|Réponse|Answer|Domanda|Risposta|Interviewer|Interviewee"
    rf"|Enquêteur|Enquêtrice|Enquêté|Enquêtée|Intervistatore|Intervistatrice|Intervistato"
    rf"|Intervistata)(?P<number>[{_SPACES}]?\d{{1,3}})?"
    rf"(?P<mark>[{_SPACES}]?[:.]|[{_SPACES}][–—-])(?:[{_SPACES}]+(?=\S)|$)",
    re.IGNORECASE,
)
_QUESTIONS = _words(
    "q question d domanda interviewer enquêteur enquêtrice intervistatore intervistatrice"
)
_ANSWERS = _words(
    "r réponse a answer risposta interviewee enquêté enquêtée intervistato intervistata"
)
_NOBODY = _words(
    "note notes nb ps source sources remarque attention avertissement important exemple exemples "
    "example warning résumé abstract sommario riassunto mots-clés keywords bibliographie "
    "references référence références photo photos crédit crédits credit credits légende figure "
    "fig table tableau tabella date lieu place luogo auteur auteurs author authors autore autori "
    "titre title titolo url http https doi isbn issn email e-mail mail tel tél fax adresse address "
    "lire voir see vedi cf conclusion introduction méthode method methods résultats results "
    "discussion objectif but update màj edit heure durée duration langue language section chapitre "
    "chapter partie part annexe tags catégorie catégories category copyright publié published "
    "modifié traduction translation par by di da from to subject objet re tr version propos "
    "entretien interview intervista question réponse définition problème solution fait erratum "
    "jel key"
)
_INTRODUCES = re.compile(
    rf"(?i:entretien|conversation|interview|intervista|colloquio|rencontre|dialogue|échange)"
    rf"[{_SPACES}](?i:avec|with|con|a|de|à|of)[{_SPACES}](?P<who>{_NAME})"
)
_GATHERS = re.compile(
    rf"(?i:propos[{_SPACES}]recueillis[{_SPACES}]par|interviewed[{_SPACES}]by|"
    rf"interview[{_SPACES}](?:by|par)|entretien[{_SPACES}](?:mené|réalisé|conduit)[{_SPACES}]par|"
    rf"intervista[{_SPACES}]di|a[{_SPACES}]cura[{_SPACES}]di|intervistato[{_SPACES}]da|"
    rf"réalisé[{_SPACES}]par)[{_SPACES}:]+(?P<who>{_NAME})"
)
_IS_INTERVIEW = re.compile(
    r"\b(?:entretien|interview|intervista|conversation avec|conversation with|"
    r"propos recueillis|interviewed by|colloquio con)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label: all of it with the space after, its name, what divides it from the words.

    ``role`` is "question" or "answer" for those that stand for a part, "Q." and "R.", else "".
    """

    printed: str
    name: str
    mark: str
    role: str = ""


def label_of(text: str) -> Label | None:
    """Return the label at the beginning of ``text``, None where there is nothing like one."""
    letter = _LETTER.match(text)
    if letter is not None:
        word = letter["letter"].casefold()
        role = "question" if word in _QUESTIONS else "answer" if word in _ANSWERS else ""
        is_sure = len(word) > 1 or letter["letter"].isupper()
        if role and is_sure:
            return Label(letter.group(), letter["letter"], letter["mark"].strip(_SPACES), role)
    found = _LABEL.match(text)
    if found is None:
        return None
    name = (found["name"] or found["alone"]).strip(_SPACES)
    words = re.split(r"[\s\u00a0\u202f]+", name.casefold())
    if words[0].strip(".") in _NOBODY or len(name) > 60:
        return None
    mark = (found["mark"] or found["colon"]).strip(_SPACES)
    return Label(found.group(), name, mark)


@dataclass(frozen=True, slots=True)
class People:
    """Whom a text introduces: with whom the interview is, who asks; None where it does not say."""

    interviewee: str | None
    interviewer: str | None
    is_interview: bool

    def knows(self, name: str) -> bool:
        """Say whether the text introduces ``name``."""
        return self._matches(name, self.interviewee) or self._matches(name, self.interviewer)

    def asks(self, name: str) -> bool:
        """Say whether ``name`` is who the text says asks."""
        return self._matches(name, self.interviewer)

    def full_name(self, name: str) -> str:
        """Return the name that the text introduces for ``name``, or ``name`` as it is printed."""
        for person in (self.interviewee, self.interviewer):
            if person and self._matches(name, person):
                return person
        return name

    @staticmethod
    def _matches(name: str, person: str | None) -> bool:
        if not person:
            return False
        words, all_words = _parts(name), _parts(person)
        if words == all_words or (len(words) == 1 and words[0] in all_words):
            return True
        return name.replace(".", "").isupper() and list(name.replace(".", "").casefold()) == [
            word[0] for word in all_words
        ]


def _parts(name: str) -> list[str]:
    return [word for word in re.split(r"[\s\u00a0\u202f.-]+", name.casefold()) if word]


def people_introduced(texts: Sequence[str]) -> People:
    """Return whom the beginning of a text, given by its lines, introduces."""
    who = [found["who"] for text in texts for found in _INTRODUCES.finditer(text)]
    by = [found["who"] for text in texts for found in _GATHERS.finditer(text)]
    askers = _distinct(by)
    names = [name for name in _distinct(who) if name not in askers]
    is_interview = bool(who or by or _IS_INTERVIEW.search("\n".join(texts[:12])))
    return People(_only(names), _only(askers), is_interview)


def _distinct(names: Sequence[str]) -> list[str]:
    stripped = (name.strip(_SPACES + ".") for name in names)
    return list(dict.fromkeys(name for name in stripped if not _is_title(name)))


def _only(names: Sequence[str]) -> str | None:
    """Return the one of ``names``; of several it is not known which one."""
    return names[0] if len(names) == 1 else None


def _is_title(name: str) -> bool:
    return " " not in name.replace("\u00a0", " ")
