"""A corpus with what the user says of its works: hers stands in ``csl``, told apart."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from clicktui.citing.attribution import folded
from clicktui.citing.forms import page_id
from clicktui.corpus.corpus import Corpus
from clicktui.corpus.csl import full_name
from clicktui.corpus.model import Completion, CompletionKind, SourceFile, Work
from clicktui.metadata.model import KEY, Entry, Sayings


def completed(corpus: Corpus, sayings: Sayings) -> Corpus:
    """Return ``corpus``, as catalogued, with what is said of its works and pages.

    Its fingerprint, and that of a file, is another one only where its passages are: where a year,
    a title or the name of a container changed.
    """
    files = tuple(_completed_file(file, sayings) for file in corpus.files)
    if all(file is one for file, one in zip(files, corpus.files, strict=True)):
        return corpus
    fingerprints = {
        file.name: corpus.fingerprints[file.name] if file is one else _fingerprint(corpus, file)
        for file, one in zip(files, corpus.files, strict=True)
    }
    return Corpus.of(files, fingerprints, corpus.summaries)


def completed_work(work: Work, said: Entry) -> Work:
    """Return a work, as catalogued, with what is said of it."""
    assumed = {field: work.csl[field] for field in work.assumed}
    doubtful = {**work.inferred, **work.to_confirm, **assumed}
    certain = {field: value for field, value in work.csl.items() if field not in assumed}
    completions = completions_of(certain, doubtful, said)
    if not completions:
        return work
    return replace(
        work,
        csl={**work.csl, **{field: said[field].value for field in completions}},
        unknown=tuple(field for field in work.unknown if field not in completions),
        to_confirm=_without(work.to_confirm, completions),
        inferred=_without(work.inferred, completions),
        completed=completions,
        assumed=tuple(field for field in work.assumed if field not in completions),
        is_unsigned="author" in completions and not work.csl.get("author"),
        also_called=_as_printed(work.csl.get("author") or (), said) if "author" in said else (),
    )


def _as_printed(catalogued: Iterable[Mapping[str, Any]], said: Entry) -> tuple[str, ...]:
    """Return the catalogued names of authors whom the user names otherwise: of the same family."""
    families = {folded(_family(name)) for name in said["author"].value}
    return tuple(full_name(name) for name in catalogued if folded(_family(name)) in families)


def _family(name: Mapping[str, Any]) -> str:
    return str(name.get("family") or name.get("literal") or "")


def completions_of(
    csl: Mapping[str, Any], doubtful: Mapping[str, Any], said: Entry
) -> dict[str, Completion]:
    """Return by variable what ``said`` adds to, confirms or corrects of what is catalogued.

    What it repeats of ``csl`` is left out.
    """
    completions: dict[str, Completion] = {}
    for field, one in said.items():
        if field == KEY or csl.get(field) == one.value:
            continue
        if field in csl:
            completions[field] = Completion(CompletionKind.CORRECTED, csl[field])
        elif field not in doubtful:
            completions[field] = Completion(CompletionKind.FILLED)
        elif doubtful[field] == one.value:
            completions[field] = Completion(CompletionKind.CONFIRMED, doubtful[field])
        else:
            completions[field] = Completion(CompletionKind.CORRECTED, doubtful[field])
    return completions


def _completed_file(file: SourceFile, sayings: Sayings) -> SourceFile:
    if file.page is None and not any(work.id in sayings for work in file.works):
        return file
    works = tuple(
        completed_work(work, sayings[work.id]) if work.id in sayings else work
        for work in file.works
    )
    page, of_page = file.page, sayings.get(page_id(file.name), {})
    completions = completions_of(page, {}, of_page) if page is not None else {}
    if page is not None and completions:
        page = {**page, **{field: of_page[field].value for field in completions}}
    elif all(one is other for one, other in zip(works, file.works, strict=True)):
        return file
    return replace(file, works=works, page=page, page_completed=completions)


def _without(values: Mapping[str, Any], completions: Mapping[str, Completion]) -> dict[str, Any]:
    return {field: value for field, value in values.items() if field not in completions}


def _fingerprint(corpus: Corpus, file: SourceFile) -> str:
    """Return a BLAKE2b digest (hex) of a file as catalogued and of what its passages now hold."""
    catalogued = corpus.fingerprints[file.name]
    new = [
        said
        for work in file.works
        if (said := _in_passages(work)) != _in_passages(corpus.work(work.id))
    ]
    if not new:
        return catalogued
    return hashlib.blake2b(repr((catalogued, new)).encode(), digest_size=16).hexdigest()


def _in_passages(work: Work) -> tuple[object, ...]:
    return work.id, work.year, work.title, work.csl.get("container-title")
