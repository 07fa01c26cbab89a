"""Which paragraphs can be quoted together."""

import pytest

from clicktui.corpus.model import Paragraph, Role, Span
from clicktui.corpus.runs import are_one_run, belong_together

TEXT = "Oui.\nELLE — Non."


def pair(
    one: Role, other: Role, names: tuple[str, str] = ("", ""), *, labelled: bool = True
) -> tuple[Paragraph, Paragraph]:
    """Two paragraphs of ``TEXT`` with these roles and speakers ("": unknown)."""
    first, second = (((name,) if name else ()) for name in names)
    label = Span(5, 12) if labelled else None
    return (
        Paragraph(Span(0, 4), 1, one, speakers=first),
        Paragraph(Span(12, 16), 2, other, speakers=second, label=label),
    )


PROSE = [Role.LEAD, Role.QUESTION, Role.ANSWER, Role.BODY]
ALONE = [role for role in Role if role not in PROSE]


@pytest.mark.parametrize("one", PROSE)
@pytest.mark.parametrize("other", PROSE)
def test_prose_goes_with_prose_of_anybody(one: Role, other: Role) -> None:
    assert belong_together(TEXT, *pair(one, other, ("Elle", "Lui")))


@pytest.mark.parametrize("one", ALONE)
@pytest.mark.parametrize("other", list(Role))
def test_anything_else_goes_with_its_like_only(one: Role, other: Role) -> None:
    assert belong_together(TEXT, *pair(one, other)) is (one is other)
    assert belong_together(TEXT, *pair(other, one)) is (one is other)


@pytest.mark.parametrize("role", ALONE)
def test_two_persons_are_not_quoted_as_one_outside_the_prose(role: Role) -> None:
    assert not belong_together(TEXT, *pair(role, role, ("Elle", "Lui")))
    assert not belong_together(TEXT, *pair(role, role, ("Elle", "")))
    assert belong_together(TEXT, *pair(role, role, ("Elle", "Elle")))


def test_words_that_belong_to_neither_keep_paragraphs_apart() -> None:
    assert not belong_together(TEXT, *pair(Role.BODY, Role.BODY, labelled=False))


def test_a_run_is_one_where_each_goes_with_the_next() -> None:
    one, other = pair(Role.BODY, Role.CAPTION)
    assert are_one_run(TEXT, [])
    assert are_one_run(TEXT, [one])
    assert not are_one_run(TEXT, [one, other])
