"""What is open follows a corpus that changes: texts, search, speakers, boards."""

from contextlib import closing

import pytest
from corpora_samples import Desk

from clicktui.corpora.choosing import VARIABLE
from clicktui.corpus.model import Span
from clicktui.search.model import Options
from clicktui.workspace import Workspace


def test_all_that_is_open_follows(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "mine")
    path = desk.write("Marie.txt")
    with closing(Workspace()) as workspace:
        assert workspace.corpus.works == ()
        assert not workspace.follow_corpus()
        assert workspace.sample().keyed.words  # of the built-in corpus, to show styles with
        with workspace.adder() as adder:
            adder.add([path])
        assert workspace.follow_corpus()
        workspace.open_engine()
        hits = workspace.search("contrat", Options()).hits
        assert {hit.passage.speakers for hit in hits} == {()}
        start = workspace.corpus.text_of("marie").index("Je gagne")
        workspace.desk.pin(workspace.desk.open_board().id, "marie", Span(start, start + 8))
        workspace.doubts.confirm(workspace.doubts.doubts(["marie"]))
        assert workspace.follow_corpus()
        assert workspace.doubts.doubts() == ()
        workspace.open_engine()
        hits = workspace.search("speaker:marie contrat", Options()).hits
        assert {hit.passage.speakers for hit in hits} == {("Marie Dupont",)}
        (pinned,) = workspace.desk.open_board().quotes
        assert workspace.desk.as_it_stands(pinned).quote.speakers == ()  # as it was, to be settled
        desk.folder.remove("marie")
        assert workspace.follow_corpus()
        (pinned,) = workspace.desk.open_board().quotes
        assert pinned.quote.words == "Je gagne"
