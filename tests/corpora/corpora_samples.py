"""A corpus of one's own in a folder of its own, and files to add to it."""

from pathlib import Path

import pytest

from clicktui.corpora.adding import Adder, Wishes
from clicktui.corpora.choosing import Place, place_of
from clicktui.corpora.description import make_corpus
from clicktui.corpora.folder import CorpusFolder
from clicktui.corpora.loading import Loader
from clicktui.corpora.report import Report

INTERVIEW = """\
Entretien avec Marie Dupont, modératrice

Le Monde : Depuis quand faites-vous ce travail ?
Marie Dupont : Je fais ce travail depuis trois ans, et je regarde chaque jour des images.
Le Monde : Combien gagnez-vous par heure ?
Marie Dupont : Je gagne deux euros par heure, sans contrat ni congés, et je paie ma connexion.
Le Monde : Que voudriez-vous ?
Marie Dupont : Je voudrais un contrat, un vrai, et que quelqu’un réponde quand on écrit.
"""

TALK = """\
WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ada>How long have you been doing this kind of work online?

00:12:31.000 --> 00:12:35.000
<v Bob>I have been labelling pictures for two years now, every night.
"""


class Desk:
    """A corpus called ``mine`` and a folder of the user's files beside it."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "files"
        self.files.mkdir()
        make_corpus("mine")
        self.place: Place = place_of("mine")
        assert self.place.folder is not None
        self.folder = CorpusFolder(self.place.folder)

    def write(self, name: str, text: str | bytes = INTERVIEW) -> Path:
        path = self.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def add(self, *paths: Path, with_duplicates: bool = False) -> Report:
        with Adder(self.place, Wishes(with_duplicates)) as adder:
            return adder.add(paths or [self.files])

    def update(self, *sources: str) -> Report:
        with Adder(self.place) as adder:
            return adder.update(sources)

    def corpus(self):
        loaded = Loader(self.place).load()
        assert loaded.mistakes == ()
        return loaded.corpus


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setenv("CLICKTUI_CACHE", str(tmp_path / "cache"))
    return Desk(tmp_path)
