"""Settling doubts: what is confirmed stands, what is refused is unknown, nothing else changes."""

import pytest
from corpora_samples import Desk

from clicktui.corpora.doubts import Doubt, DoubtDesk, DoubtKind
from clicktui.corpora.loading import Loader
from clicktui.corpus.model import Role
from clicktui.errors import CorpusError
from clicktui.metadata.desk import MetadataDesk

PAGE = """\
<html lang="fr"><head><title>Le travail du clic</title><meta name="author" content="Ada Lovelace">
<meta property="article:published_time" content="2023-04-07"></head><body><article>
<h1>Le travail du clic</h1>
<p>Les travailleurs du clic annotent chaque jour des milliers d’images, souvent la nuit.</p>
<p>Personne ne le dit, ni la loi, ni les plateformes, et c’est pourtant ce qui fait tout tenir.</p>
</article></body></html>
"""


class Settling:
    def __init__(self, desk: Desk) -> None:
        desk.add()
        self.loader = Loader(desk.place)
        self.metadata = MetadataDesk(desk.place.data, self.loader.load().corpus)
        self.doubts = DoubtDesk(desk.place, self.metadata)

    def named(self, *ids: str) -> list[Doubt]:
        return [one for one in self.doubts.doubts() if one.id in ids]

    def ids(self) -> list[str]:
        self.metadata.follow(self.loader.load().corpus)
        return [one.id for one in self.doubts.doubts()]

    def work(self, name: str):
        self.metadata.follow(self.loader.load().corpus)
        return self.metadata.corpus.work(name)


def test_a_text_without_turns_is_proposed_to_be_its_authors(desk: Desk) -> None:
    body = "Les travailleurs du clic annotent chaque jour des images, souvent la nuit."
    desk.write("one.md", f"---\nauthor: Ada Lovelace\n---\n{body}\n")
    desk.write("two.md", f"---\nauthor: [Ada Lovelace, Eve Noir]\n---\nEncore. {body}\n")
    settling = Settling(desk)
    ids = ("one:speaker:Ada Lovelace", "two:speaker:Ada Lovelace & Eve Noir")
    assert {*ids} < {*settling.ids()}
    (one,) = settling.work("two").paragraphs
    assert one.speakers == ()
    settling.doubts.confirm(settling.named(*ids))
    assert [settling.work(name).paragraphs[0].speakers for name in ("one", "two")] == [
        ("Ada Lovelace",),
        ("Ada Lovelace", "Eve Noir"),
    ]


def test_who_speaks_and_as_what(desk: Desk) -> None:
    desk.write("m.txt")
    settling = Settling(desk)
    assert settling.ids() == [
        "m:field:type", "m:field:title", "m:role:question", "m:role:answer", "m:speaker:Le Monde",
        "m:speaker:Marie Dupont",
    ]  # fmt: skip
    (marie,) = settling.named("m:speaker:Marie Dupont")
    assert (marie.kind, marie.lines) == (DoubtKind.SPEAKER, (3, 5, 7))
    assert marie.sample.startswith("Marie Dupont : Je fais ce travail")
    settling.doubts.confirm([marie], who="Marie D.")
    settling.doubts.confirm(settling.named("m:role:answer"))
    settling.doubts.refuse(settling.named("m:role:question", "m:speaker:Le Monde"))
    work = settling.work("m")
    text = settling.metadata.corpus.text_of("m")
    assert [(part.role, part.speakers) for part in work.paragraphs] == [
        (Role.BODY, ()),
        *[(Role.BODY, ()), (Role.ANSWER, ("Marie D.",))] * 3,
    ]
    spoken = work.paragraphs[2].span
    assert text[spoken.start : spoken.end].startswith("Je fais")  # its label is one now
    asked = work.paragraphs[1].span
    assert text[asked.start : asked.end].startswith("Le Monde :")  # nobody says that this is one
    assert settling.ids() == ["m:field:type", "m:field:title"]


def test_metadata_found_are_cited_when_they_are_confirmed(desk: Desk) -> None:
    desk.write("page.html", PAGE)
    settling = Settling(desk)
    work = settling.work("page")
    assert work.csl.keys() == {"type", "title", "language"}
    assert work.to_confirm["author"] == [{"family": "Lovelace", "given": "Ada"}]
    assert work.found["author"]
    settling.doubts.confirm(settling.named("page:field:author", "page:field:title"))
    settling.doubts.refuse(settling.named("page:field:issued"))
    work = settling.work("page")
    assert work.csl["author"] == [{"family": "Lovelace", "given": "Ada"}]
    assert (work.year, "issued" in work.unknown, work.assumed) == (None, True, ("type",))
    with pytest.raises(CorpusError, match="every work needs a type"):
        settling.doubts.refuse(settling.named("page:field:type"))
