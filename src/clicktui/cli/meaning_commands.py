"""``clicktui like``: the passages that mean the like of one; returns an exit code."""

from argparse import Namespace
from contextlib import closing
from typing import Any

from clicktui.cli.coding_progress import Telling
from clicktui.cli.documents import dump
from clicktui.cli.exitcodes import FOUND, NOTHING_FOUND
from clicktui.cli.terminal import say
from clicktui.cli.wording import passage_heading
from clicktui.i18n import translate_plural
from clicktui.microtasks.semantics.neighbours import Neighbour
from clicktui.wording.coding import reading_text
from clicktui.workspace import Workspace


def like(arguments: Namespace) -> int:
    """Print the passages nearest to a passage, the nearest first.

    Raises:
        NotFoundError: no passage has this id.
        AmbiguousError: several have an id that begins like this.
        SemanticsError: the extra is missing or cannot work; the text says how to get it.
    """
    with closing(Workspace()) as workspace:
        passage = workspace.corpus.passage(arguments.passage)
        with Telling(reading_text) as telling:
            found = workspace.meaning.like(workspace.corpus, passage, arguments.limit, telling)
    if arguments.json:
        say(dump({"passage": passage.id, "passages": [_document(one) for one in found]}))
        return FOUND if found else NOTHING_FOUND
    for number, one in enumerate(found, 1):
        heading = passage_heading(number, one.passage)
        say(heading, one.passage.text, f"   {one.passage.id} · {one.cosine:.2f}", "")
    count = translate_plural("{count} passage", "{count} passages", len(found))
    say(count.format(count=len(found)))
    return FOUND if found else NOTHING_FOUND


def _document(neighbour: Neighbour) -> dict[str, Any]:
    passage = neighbour.passage
    return {
        "id": passage.id,
        "likeness": round(neighbour.cosine, 4),
        "work": passage.work,
        "paragraph": passage.paragraph,
        "lang": passage.lang,
        "speaker": passage.speaker,
        "year": passage.year,
        "text": passage.text,
    }
