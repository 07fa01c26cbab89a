"""A long work, laid out where it is looked at, is the same as one laid out whole."""

import random
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from text_works import made, where
from textual.app import App, ComposeResult
from textual.containers import Horizontal

from clicktui.corpus.model import Role, SourceFile, Span
from clicktui.tui.text.blocks import WorkBlocks
from clicktui.tui.text.page import Page
from clicktui.tui.text.view import TextView

ROLES = (Role.BODY, Role.BODY, Role.ANSWER, Role.QUESTION, Role.HEADING, Role.CHROME)


@cache
def long_work(seed: int, paragraphs: int) -> SourceFile:
    """Return a work of paragraphs of very different lengths, one of them of many screens."""
    chance = random.Random(seed)
    lines = []
    for number in range(paragraphs):
        size = 900 if number == paragraphs // 3 else chance.choice((1, 3, 12, 40, 90))
        words = " ".join("mot" * chance.randint(1, 4) for _ in range(size))
        odd = chance.choice(("", "", "日本語 ", "e\u0301 "))
        lines.append((chance.choice(ROLES), f"N{number}. {odd}{words}."))
    return made(*lines)


LONG = long_work(7, 400)


def whole(page: Page) -> Page:
    while not page.refine(1):
        pass
    return page


@settings(max_examples=15)
@given(st.integers(0, 3), st.integers(20, 110), st.data())
def test_what_is_looked_at_is_laid_out_as_in_the_whole(seed, width, data) -> None:
    file = long_work(seed, 90)
    blocks = WorkBlocks(file.works[0], file.text)
    page, full, around = Page(blocks, width, around=30), whole(Page(blocks, width)), 30
    for jumps in data.draw(st.lists(st.booleans(), min_size=1, max_size=5)):
        if jumps:
            y = page.settled(data.draw(st.integers(0, len(page) - 1)))
        else:
            y = page.y_of(data.draw(st.integers(0, len(file.text))))
        offset = page.offset_at(y)
        assert offset is not None
        there = full.y_of(offset) - (page.y_of(offset) - y)
        for step in range(-min(around, y), min(around, len(page) - y)):
            assert page.row(y + step) == full.row(there + step)
        assert (there > around) or (there == y)
        if y + around >= len(page):
            assert len(full) - there == len(page) - y
    assert whole(page).rows_of(Span(0, len(file.text))) == full.rows_of(Span(0, len(file.text)))


class TwoTexts(App[None]):
    """The same work twice: laid out where it is looked at, and whole."""

    AUTO_FOCUS = None

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield TextView(id="lazy")
            yield TextView(id="whole")


def drawn(text: TextView) -> list[str]:
    return [text.render_line(y).text for y in range(text.scrollable_content_region.height)]


async def test_no_key_or_wheel_shows_anything_else_than_in_the_whole_work() -> None:
    app, chance, work = TwoTexts(), random.Random(3), LONG.works[0]
    hits = [where(LONG, f"N{number}.") for number in range(0, 400, 23)]

    def both(act) -> None:
        for text in app.query(TextView):
            act(text)
            page = text._page()
            if text.id == "whole" and page is not None and not page.is_exact:
                whole(page)
                text._keep_top()

    async with app.run_test(size=(140, 30)) as pilot:
        for step in range(100):
            span = hits[chance.randrange(len(hits))]
            sign = chance.choice((1, -1))
            acts = [
                lambda text, sign=sign: text.action_page(sign),
                lambda text, sign=sign: text.action_page(sign),
                lambda text, sign=sign: text.scroll_relative(y=3 * sign, animate=False),
                lambda text, sign=sign: text.action_sentence(sign),
                lambda text, sign=sign: text.action_paragraph(sign),
                lambda text, sign=sign: text.action_grow_sentence(sign),
                lambda text, sign=sign: text.action_hit(sign),
                lambda text: text.action_last(),
                lambda text: text.action_first(),
                lambda text, span=span: text.show(work, LONG, focus=span, highlights=hits),
            ]
            if step == 0:
                both(acts[-1])
            elif step % 25 == 0:
                await pilot.resize_terminal(100 + 2 * step, 20 + step // 10)
                await pilot.pause()
                both(lambda _text: None)
            else:
                both(acts[chance.randrange(len(acts))])
            lazy, full = app.query_one("#lazy", TextView), app.query_one("#whole", TextView)
            assert drawn(lazy) == drawn(full), step
            assert (lazy.cursor, lazy.selection) == (full.cursor, full.selection)


async def test_the_scrollbar_knows_the_length_once_nothing_happens_any_more() -> None:
    app = TwoTexts()
    async with app.run_test(size=(140, 30)) as pilot:
        text = app.query_one("#lazy", TextView)
        text.show(LONG.works[0], LONG, focus=where(LONG, "N300."))
        await pilot.pause()
        before, top = drawn(text), text.scroll_offset.y
        page = text._page()
        assert page is not None
        assert not page.is_exact
        estimated = len(page)
        while not page.is_exact:
            text._refine()
        assert text.virtual_size.height == len(page) != estimated
        assert text.scroll_offset.y != top
        assert drawn(text) == before
