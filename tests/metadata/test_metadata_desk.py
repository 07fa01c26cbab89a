"""Completing the works of the built-in corpus; what is expected is in the catalogue of facts."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from clicktui.board.model import CitedWork
from clicktui.citing.citation import Form
from clicktui.corpus.corpus import shipped_corpus
from clicktui.corpus.model import Completion, CompletionKind, Quote, Role, Span
from clicktui.corpus.quoting import quote
from clicktui.errors import FolderUnusableError, MetadataError, NotFoundError
from clicktui.metadata.desk import MetadataDesk
from clicktui.metadata.fields import State
from clicktui.metadata.importing import Offer, OfferKind, accepted, offers
from clicktui.metadata.model import KEY, Origin
from clicktui.search.model import Options
from clicktui.workspace import Workspace

HEIDI, GPT4, PARLIAMENT = "casilli-heidi", "casilli-gpt4", "travailleurs-clic-parlement-2024"
PAGE = "page:000_e9d42d7fe1ff20f1.txt"
DATE = {"date-parts": [[2023, 2, 24]]}
CASILLI = [{"family": "Casilli", "given": "Antonio"}]
catalogued = cache(shipped_corpus)


@pytest.fixture
def desk(tmp_path: Path) -> MetadataDesk:
    return MetadataDesk(lambda: tmp_path, catalogued())


def test_nothing_said_leaves_the_corpus_as_catalogued(desk: MetadataDesk) -> None:
    assert desk.corpus is desk.catalogued
    assert desk.mistakes == ()
    assert desk.keys[HEIDI] == "casilli-nd-ia"
    assert desk.record(HEIDI).field("issued").state is State.UNKNOWN


def test_an_unknown_field_is_filled(desk: MetadataDesk) -> None:
    (change,) = desk.set(HEIDI, "issued", DATE)

    work = desk.corpus.work(HEIDI)
    assert (change.work_id, change.field, change.before) == (HEIDI, "issued", None)
    assert (work.csl["issued"], work.year) == (DATE, 2023)
    assert work.unknown == ("interviewer", "URL")
    assert work.completed == {"issued": Completion(CompletionKind.FILLED)}
    state = desk.record(HEIDI).field("issued")
    assert (state.state, state.value) == (State.FILLED, DATE)
    assert state.said is not None
    assert state.said.origin is Origin.TYPED
    assert desk.catalogued.work(HEIDI).year is None


def test_doubtful_values_are_confirmed(desk: MetadataDesk) -> None:
    desk.confirm(PARLIAMENT)

    work = desk.corpus.work(PARLIAMENT)
    assert work.csl["container-title"] == "Next"
    assert work.csl["event-date"] == {"date-parts": [[2024, 11, 21]]}
    assert (work.to_confirm, work.inferred) == ({}, {})
    assert "container-title" not in work.unknown
    assert {one.kind for one in work.completed.values()} == {CompletionKind.CONFIRMED}
    assert desk.record(PARLIAMENT).field("event-date").state is State.CONFIRMED
    assert desk.confirm(PARLIAMENT) == ()
    with pytest.raises(MetadataError, match="URL has no doubtful value"):
        desk.confirm(PARLIAMENT, ["URL"])


def test_another_value_than_the_catalogues_is_said_to_be_a_correction(desk: MetadataDesk) -> None:
    desk.set(HEIDI, "title", "Un autre titre")
    desk.set(PARLIAMENT, "container-title", "Next INpact")

    title = desk.record(HEIDI).field("title")
    assert title.state is State.CORRECTED
    assert title.catalogued == desk.catalogued.work(HEIDI).title
    supposed = desk.record(PARLIAMENT).field("container-title")
    assert (supposed.state, supposed.catalogued) == (State.CORRECTED, "Next")


def test_to_say_what_the_catalogue_says_takes_back_what_was_said(desk: MetadataDesk) -> None:
    there = desk.catalogued.work(HEIDI).title
    desk.set(HEIDI, "title", "Un autre titre")
    desk.set(HEIDI, "title", there)

    assert desk.sayings == {}
    assert desk.corpus is desk.catalogued
    assert desk.set(HEIDI, "title", there) == ()


def test_a_page_that_reprints_works_can_be_completed(desk: MetadataDesk) -> None:
    desk.set(PAGE, "author", CASILLI)

    file = desk.corpus.source(PAGE.removeprefix("page:"))
    assert file.page is not None
    assert file.page["author"] == CASILLI
    assert file.page_completed == {"author": Completion(CompletionKind.FILLED)}
    assert desk.record(PAGE).is_page
    assert desk.keys[PAGE].startswith("casilli")


def test_what_was_changed_is_taken_back_but_not_what_was_changed_since(desk: MetadataDesk) -> None:
    first = desk.set(HEIDI, "issued", DATE)
    second = desk.set(HEIDI, "issued", {"date-parts": [[2022]]})

    with pytest.raises(MetadataError, match="changed again meanwhile"):
        desk.undo(first)
    desk.undo(second)
    assert desk.corpus.work(HEIDI).csl["issued"] == DATE
    desk.undo(first)
    assert desk.sayings == {}


def test_unset_says_nothing_any_more(desk: MetadataDesk) -> None:
    desk.set(HEIDI, "issued", DATE)
    assert len(desk.unset(HEIDI, "issued")) == 1
    assert desk.unset(HEIDI, "issued") == ()
    assert desk.corpus.work(HEIDI).year is None


def test_what_cannot_be_said(desk: MetadataDesk) -> None:
    with pytest.raises(NotFoundError, match="casilli-heidi"):
        desk.set("casilli-heidy", "issued", DATE)
    with pytest.raises(MetadataError, match="issued has to be a date"):
        desk.set(HEIDI, "issued", "soon")
    assert desk.sayings == {}


def test_passages_follow_and_the_index_only_where_it_has_to(desk: MetadataDesk) -> None:
    before = desk.corpus.fingerprint
    desk.set(HEIDI, "URL", "https://www.heidi.news/x")
    assert desk.corpus.fingerprint == before
    desk.set(HEIDI, "issued", DATE)
    dated = desk.corpus.fingerprint
    assert dated != before
    (old, new) = desk.catalogued.fingerprints, desk.corpus.fingerprints
    assert {name for name in new if new[name] != old[name]} == {desk.corpus.work(HEIDI).file}
    assert {one.year for one in desk.corpus.passages() if one.work == HEIDI} == {2023}
    desk.set(HEIDI, "container-title", "Heidi")
    assert {one.container for one in desk.corpus.passages() if one.work == HEIDI} == {"Heidi"}
    assert desk.corpus.fingerprint not in (before, dated)
    desk.unset(HEIDI, "container-title")
    assert desk.corpus.fingerprint == dated
    desk.unset(HEIDI, "issued")
    assert desk.corpus.fingerprint == before


def test_what_is_said_of_a_work_that_is_gone_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "metadata.yaml"
    file.write_text("works:\n  gone-2020:\n    key: gone2020\n    genre: x\n", encoding="utf-8")
    desk = MetadataDesk(lambda: tmp_path, catalogued())

    assert desk.gone == ("gone-2020",)
    assert desk.keys["gone-2020"] == "gone2020"
    with pytest.raises(MetadataError, match="gone-2020 has the citation key GONE2020 already"):
        desk.set(HEIDI, KEY, "GONE2020")
    desk.set(HEIDI, "issued", DATE)
    assert "gone-2020:\n    key: gone2020\n    genre: x\n" in file.read_text(encoding="utf-8")


def test_a_mistake_in_the_file_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "metadata.yaml"
    file.write_text(f"works:\n  {HEIDI}:\n    issued: soon\n    volume: 3\n", encoding="utf-8")
    desk = MetadataDesk(lambda: tmp_path, catalogued())

    (mistake,) = desk.mistakes
    assert f"metadata.yaml:3: works.{HEIDI}.issued: has to be a date" in mistake
    assert desk.corpus.work(HEIDI).csl["volume"] == 3
    assert desk.remember_keys({HEIDI: "casilli-nd-ia"})[0].startswith("These citation keys")
    file.write_text(f"works:\n  {HEIDI}:\n    issued: 2023-02-24\n", encoding="utf-8")
    assert desk.refresh()
    assert not desk.refresh()
    assert (desk.mistakes, desk.corpus.work(HEIDI).year) == ((), 2023)


def test_a_folder_that_cannot_be_used_stops_nothing() -> None:
    def none() -> Path:
        raise FolderUnusableError("no folder")

    desk = MetadataDesk(none, catalogued())

    assert desk.mistakes == ("no folder",)
    assert desk.corpus is desk.catalogued
    assert desk.remember_keys({HEIDI: "casilli-nd-ia"})
    with pytest.raises(FolderUnusableError):
        desk.set(HEIDI, "issued", DATE)


# citation keys


def test_a_key_that_was_given_out_never_changes_by_itself(desk: MetadataDesk) -> None:
    assert desk.remember_keys({HEIDI: desk.keys[HEIDI]}) == ()
    desk.set(HEIDI, "issued", DATE)
    desk.set(GPT4, "author", CASILLI)

    assert desk.keys[HEIDI] == "casilli-nd-ia"
    assert desk.keys[GPT4].startswith("casilli-nd-")  # never given out, so it follows
    said = desk.record(HEIDI).key_said
    assert said is not None
    assert said.origin is Origin.GIVEN
    desk.set(HEIDI, KEY, "casilli2023")
    assert desk.keys[HEIDI] == "casilli2023"
    desk.remember_keys({HEIDI: "another"})
    assert desk.keys[HEIDI] == "casilli2023"


def test_what_is_remembered_already_is_not_written_again(
    desk: MetadataDesk, tmp_path: Path
) -> None:
    desk.remember_keys({HEIDI: "casilli-nd-ia"})
    written = (tmp_path / "metadata.yaml").stat().st_mtime_ns
    desk.remember_keys({HEIDI: "casilli-nd-ia"})
    assert (tmp_path / "metadata.yaml").stat().st_mtime_ns == written


def test_keys_are_checked_and_no_two_works_have_the_same(desk: MetadataDesk) -> None:
    with pytest.raises(MetadataError, match="A citation key is letters"):
        desk.set(HEIDI, KEY, "é")
    desk.set(HEIDI, KEY, "Casilli2023IA")
    assert desk.keys["casilli-legrandcontinent-2023"] == "casilli2023iaa"
    with pytest.raises(MetadataError, match=f"{HEIDI} has the citation key casilli2023ia already"):
        desk.set(GPT4, KEY, "casilli2023ia")


def test_keys_can_change_places(desk: MetadataDesk) -> None:
    desk.set(HEIDI, KEY, "a1")
    desk.set(GPT4, KEY, "b1")
    swapped = {
        HEIDI: [Offer(KEY, "b1", OfferKind.DIFFERS, "a1")],
        GPT4: [Offer(KEY, "a1", OfferKind.DIFFERS, "b1")],
    }
    desk.take(swapped, "z.bib")
    assert (desk.keys[HEIDI], desk.keys[GPT4]) == ("b1", "a1")


# imports


def kinds(found: tuple[Offer, ...]) -> dict[str, OfferKind]:
    return {one.field: one.kind for one in found}


def test_offers_tell_what_would_be_filled_and_what_differs(desk: MetadataDesk) -> None:
    csl: dict[str, Any] = {
        "type": "article-newspaper",
        "title": "Les travailleurs du clic … oubliés",
        "container-title": "NEXT",
        "author": CASILLI,
        "issued": {"date-parts": [[2024, 11, 26]]},
        "abstract": "x",
        "language": "fr-FR",
        "URL": "https://next.ink/1",
    }
    found = offers(desk.record(PARLIAMENT), csl, "next2024")

    assert kinds(found) == {
        "title": OfferKind.DIFFERS,
        "container-title": OfferKind.CONFIRMS,
        "author": OfferKind.FILLS,
        "issued": OfferKind.DIFFERS,
        "URL": OfferKind.FILLS,
        KEY: OfferKind.FILLS,
    }
    assert {one.field for one in accepted(found)} == {"container-title", "author", "URL", KEY}
    assert next(one for one in found if one.field == "container-title").value == "Next"
    assert accepted(found, with_differing=True) == found


def test_spelling_alone_is_no_difference(desk: MetadataDesk) -> None:
    csl = {
        "title": "L'IA ne remplacera pas le travail humain, mais elle l'a déjà précarisé",
        "author": [{"family": "CASILLI", "given": "Antonio"}],
        "container-title": "Heidi.News",
    }
    assert offers(desk.record(HEIDI), csl, "clé") == ()


def test_a_key_that_was_given_out_or_chosen_is_not_replaced_without_consent(
    desk: MetadataDesk,
) -> None:
    desk.remember_keys({HEIDI: "casilli-nd-ia"})
    (offer,) = offers(desk.record(HEIDI), {}, "casilliIA2023")
    assert offer == Offer(KEY, "casilliIA2023", OfferKind.DIFFERS, "casilli-nd-ia")
    assert accepted([offer]) == ()


def test_what_was_accepted_says_where_it_came_from(desk: MetadataDesk) -> None:
    found = offers(desk.record(HEIDI), {"issued": DATE}, "casilliIA2023")
    change = desk.take({HEIDI: accepted(found)}, "zotero.bib")

    assert [one.field for one in change] == ["issued", KEY]
    state = desk.record(HEIDI).field("issued")
    assert state.said is not None
    assert (state.said.origin, state.said.file) == (Origin.IMPORTED, "zotero.bib")
    desk.undo(change)
    assert desk.sayings == {}


# the workspace


def heidi(workspace: Workspace) -> tuple[Quote, CitedWork]:
    work = workspace.corpus.work(HEIDI)
    prose = next(one for one in work.paragraphs if one.role is Role.ANSWER)
    made = quote(workspace.corpus, HEIDI, Span(prose.span.start, prose.span.end))
    return made, CitedWork.of(work, None)


def test_citations_and_searches_follow() -> None:
    workspace = Workspace()
    quoted, cited = heidi(workspace)
    board = workspace.desk.open_board()
    done = workspace.desk.pin(board.id, HEIDI, Span(quoted.start, quoted.end))
    (pinned,) = done.board.quotes
    assert workspace.search("year:2023 source:heidi", Options()).total == 0
    assert "[@casilli-nd-ia, § " in workspace.citation(quoted, Form.PANDOC, "fr")

    workspace.metadata.set(HEIDI, "issued", DATE)
    assert workspace.follow_metadata()
    workspace.open_engine()

    for said in (
        workspace.citation(quoted, Form.REFERENCE, "fr"),
        workspace.pinned_citation(pinned, Form.REFERENCE, "fr"),
    ):
        assert "24 février 2023" in said
    assert workspace.search("year:2023 source:heidi", Options()).total > 0
    assert workspace.citation_key(quoted, cited) == "casilli-nd-ia"
    (shown,) = workspace.desk.cited_now(done.board).quotes
    assert (shown.cited.year, pinned.cited.year) == (2023, None)
    again = workspace.desk.cited_now(done.board).quotes
    assert next(again) is shown
    workspace.close()


def test_what_is_written_by_hand_holds_from_the_start(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    text = f"works:\n  {HEIDI}:\n    issued: 2023-02-24\n    key: Casilli:2023\n"
    (folder / "metadata.yaml").write_text(text, encoding="utf-8")
    workspace = Workspace()

    assert workspace.corpus.work(HEIDI).year == 2023
    assert workspace.citation_key(*heidi(workspace)) == "Casilli:2023"


def test_a_work_that_the_corpus_lacks_keeps_the_key_that_was_remembered() -> None:
    workspace = Workspace()
    quoted, _cited = heidi(workspace)
    gone = CitedWork("gone", {"type": "book", "title": "Un livre perdu", "author": CASILLI}, "fr")
    assert workspace.citation_key(quoted, gone) == "casilli-nd-livre"
    assert workspace.metadata.remember_keys({"gone": "casilli-nd-livre"}) == ()

    dated = CitedWork("gone", {**gone.csl, "issued": DATE}, "fr")
    assert workspace.citation_key(quoted, dated) == "casilli-nd-livre"


def test_a_work_that_the_corpus_lacks_never_has_the_key_of_one_that_it_has() -> None:
    workspace = Workspace()
    quoted, there = heidi(workspace)
    key = workspace.citation_key(quoted, there)
    twin = CitedWork("gone", workspace.corpus.work(HEIDI).csl, "fr")
    assert workspace.citation_key(quoted, twin) == f"{key}-2"


def test_keys_that_are_the_same_are_not_both_remembered(desk: MetadataDesk) -> None:
    assert desk.remember_keys({HEIDI: "lui2023", "gone": "Lui2023"}) == ()
    assert desk.keys[HEIDI] == "lui2023"
    assert desk.set(HEIDI, "issued", "2023-02-24")  # the file can be written on
    assert "gone" not in desk.sayings


def cited_in(workspace: Workspace, work_id: str, words: str) -> str:
    """Return the citation of ``words`` without the words, also as exports make it."""
    at = workspace.corpus.text_of(work_id).index(words)
    board = workspace.desk.open_board()
    done = workspace.desk.pin(board.id, work_id, Span(at, at + len(words)), again=True)
    pinned = next(one for one in done.board.quotes if one.id in done.made)
    quoted = quote(workspace.corpus, work_id, Span(at, at + len(words)))
    text = workspace.citation(quoted, Form.CITATION, "fr")
    material = workspace.material(done.board, "fr")
    (exported,) = [one for one in material.quotes if one.pinned.id == pinned.id]
    assert material.cite(exported, Form.CITATION) == text
    return text.rpartition("» (")[2].partition("«")[0]


def test_prose_that_nobody_signed_is_of_the_author_whom_the_user_names() -> None:
    work, words = "casilli-gpt4", "OpenAI a récemment publié la GPT-4 System Card"
    before, after = Workspace(), Workspace()
    assert "Casilli" not in cited_in(before, work, words)

    after.metadata.confirm(work, ["author"])
    after.follow_metadata()
    assert cited_in(after, work, words) == "Antonio Casilli, "
    after.close()
    before.close()


def test_an_author_whose_name_is_corrected_still_says_her_words_and_nobody_else_does() -> None:
    answer = "Ces technologies sont largement basées sur l’apprentissage automatique"
    question = "Quel est le rôle du travail humain dans les IA"
    workspace = Workspace()
    workspace.metadata.set(HEIDI, "author", [{"family": "Casilli", "given": "Antonio A."}])
    workspace.follow_metadata()
    assert cited_in(workspace, HEIDI, answer) == "Antonio A. Casilli, "
    assert cited_in(workspace, HEIDI, question) == "Heidi.news, dans Antonio A. Casilli, "
    workspace.close()

    other = Workspace()
    other.metadata.set(HEIDI, "author", [{"family": "Tubaro", "given": "Paola"}])
    other.follow_metadata()
    assert cited_in(other, HEIDI, answer) == "Antonio Casilli, dans Paola Tubaro, "
    other.close()
