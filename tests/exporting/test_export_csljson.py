"""CSL-JSON: everything is in it, and comes back."""

import json
from pathlib import Path

from bibliography_samples import accept, needs_acceptance_tools, sample_items

from clicktui.exporting import csljson
from clicktui.exporting.bibliography_reading import read_bibliography


def test_nothing_is_lost() -> None:
    items = sample_items()
    exported = csljson.exported(items)
    assert exported.losses == ()
    (file,) = exported.files.values()
    assert json.loads(file) == items
    read = read_bibliography(file, csljson.FILE)
    assert not read.remarks
    assert [{"id": item.key, **item.csl} for item in read.items] == items


def test_accents_and_emoji_stay_what_they_are() -> None:
    assert csljson.entry({"id": "a", "type": "book", "title": "é 🧶"}).text == (
        '[\n  {\n    "id": "a",\n    "type": "book",\n    "title": "é 🧶"\n  }\n]\n'
    )


@needs_acceptance_tools
def test_the_programs_that_people_use_read_it(tmp_path: Path) -> None:
    items = sample_items()
    file = tmp_path / csljson.FILE
    file.write_bytes(csljson.exported(items).files[csljson.FILE])
    accept(file, items)
