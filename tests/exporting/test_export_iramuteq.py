"""A board as a corpus for IRaMuTeQ: texts under their variables, and no sign that it keeps."""

import re
from dataclasses import replace
from pathlib import Path

from export_samples import AT, CORPUS, boards, corpus_with_emoji, material_of, pinned_of
from hypothesis import HealthCheck, given, settings

from clicktui.board.model import Board, QuoteList
from clicktui.corpus.model import Span
from clicktui.exporting.iramuteq import exported
from clicktui.exporting.material import Material


def text_of(material: Material) -> str:
    return exported(material).files["iramuteq.txt"].decode("utf-8")


def quote_of(corpus, words: str, quote_id: str, **more):
    start = corpus.text_of("livreurs").index(words)
    return pinned_of(corpus, "livreurs", Span(start, start + len(words)), quote_id, **more)


def test_a_board_reads_like_this(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    one = quote_of(corpus, "On m’a noté 🙂", "q1", is_starred=True, tags=("Durée !", "duree"))
    two = quote_of(corpus, "Je livre 🛵 depuis 2019", "q2", note="n")
    lists = (QuoteList("l", "Été 1", (one,)), QuoteList("m", "été-1", (two,)))
    made = exported(material_of(Board("b", "x", AT, lists), corpus))
    assert (
        made.files["iramuteq.txt"].decode("utf-8")
        == """\
**** *quote_1 *list_Ete1 *work_livreurs *speaker_ZoeBle *lang_fr *star_1 *tagDuree_1 *tagdureen2_1
On m’a noté 🙂

**** *quote_2 *list_ete1n2 *work_livreurs *speaker_ZoeBle *lang_fr
Je livre 🛵 depuis 2019
"""
    )
    assert made.losses == (
        "Names of lists, speakers and tags are written without accents, signs and spaces",
        "References are left out: a corpus for IRaMuTeQ has the words alone",
        "Notes and the memo are left out",
    )


def test_the_year_is_there_where_it_is_known() -> None:
    work = CORPUS.work("durandfolco-2023")
    one = pinned_of(CORPUS, work.id, work.paragraphs[5].span, "q")
    board = Board("b", "x", AT, (QuoteList("l", "y", (one,)),))
    assert " *year_2023 " in text_of(material_of(board))


def test_signs_of_iramuteq_are_left_out_and_told(tmp_path: Path) -> None:
    corpus = corpus_with_emoji(tmp_path)
    one = quote_of(corpus, "On m’a noté 🙂", "q1")
    material = material_of(Board("b", "x", AT, (QuoteList("l", "y", (one,)),)), corpus)
    (exporting,) = material.quotes
    words = "**** *faux_1\n\n-*thème § 3\n0001 *x _rire_"
    quote = replace(exporting.quote, words=words)
    changed = replace(material, quotes=(replace(exporting, quote=quote),))
    assert text_of(changed).split("\n", 1)[1] == "faux 1\n- thème   3\n0001  x  rire\n"
    assert exported(changed).losses[-1].startswith("1 quote has spaces for the signs * § _")


@given(boards())
@settings(max_examples=50, suppress_health_check=list(HealthCheck), deadline=None)
def test_every_quote_is_one_text_with_well_formed_variables(board: Board) -> None:
    lines = text_of(material_of(board)).split("\n")
    heads = [line for line in lines if "*" in line]
    assert len(heads) == len(board)
    assert all(re.fullmatch(r"\*{4}(?: \*[A-Za-z0-9]+_[A-Za-z0-9]+)+", head) for head in heads)
