"""The signs of decided codes are not those of codes: one of ours has a check mark."""

from clicktui.coding.model import Verdict
from clicktui.coding.opinions import Opinion
from clicktui.microtasks.codebookfiles import codebook, shipped_codebooks
from clicktui.microtasks.model import Band, Coding
from clicktui.wording.coding import VERDICT_SIGNS, signs_text


def test_no_shipped_code_has_the_sign_of_a_decision() -> None:
    signs = {code.sign for name in shipped_codebooks() for code in codebook(name).codes}
    assert "✓" in signs
    assert signs.isdisjoint(VERDICT_SIGNS.values())


def test_a_confirmed_code_does_not_read_as_two() -> None:
    found = Coding("prepare", Band.CLEAR, 0.9)
    confirmed = [("▲", Opinion("prepare", found, Verdict.YES))]
    two = [("▲", Opinion("prepare", found)), ("✓", Opinion("verify", found))]
    assert signs_text(confirmed) == "▲+"
    assert signs_text(two) == "▲ ✓"
    assert signs_text([*confirmed, ("◆", Opinion("imitate", None, Verdict.DOUBT))]) == "▲+ ◆?"
