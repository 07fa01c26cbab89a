"""The signs of decided codes are told from those of codes."""

from clicktui.coding.model import Verdict
from clicktui.coding.opinions import Opinion
from clicktui.i18n import choose_language
from clicktui.microtasks.codebookfiles import codebook, shipped_codebooks
from clicktui.microtasks.model import Band, Coding
from clicktui.shipped import shipped
from clicktui.wording.coding import VERDICT_SIGNS, bands_text, share_text, signs_text, told_of


def test_no_shipped_code_has_the_sign_of_a_decision() -> None:
    signs = {code.sign for name in shipped_codebooks() for code in codebook(name).codes}
    assert signs.isdisjoint(VERDICT_SIGNS.values())


def test_a_confirmed_code_does_not_read_as_two() -> None:
    found = Coding("prepare", Band.CLEAR, 0.9)
    confirmed = [("▲", Opinion("prepare", found, Verdict.YES))]
    two = [("▲", Opinion("prepare", found)), ("✓", Opinion("verify", found))]
    assert signs_text(confirmed) == "▲+"
    assert signs_text(two) == "▲ ✓"
    assert signs_text([*confirmed, ("◆", Opinion("imitate", None, Verdict.DOUBT))]) == "▲+ ◆?"


def test_counts_and_shares_are_said_as_french_says_them() -> None:
    choose_language(shipped("data") / "locale", "fr")
    try:
        assert bands_text(25, 1) == "25 clairs, 1 possible"
        assert bands_text(0, 2) == "0 clair, 2 possibles"
        assert told_of("▲ Préparer", "25 clairs") == "▲ Préparer\u00a0: 25 clairs"
        assert share_text(0.5) == "50\u00a0%"
    finally:
        choose_language(shipped("data") / "locale", "en")
