#!/usr/bin/env python3
"""Bring the interface's catalogues up to date: ``python .ci/messages.py [--check]``.

Extracts the texts of src/ into data/locale/clicktui.pot, merges them into each language's
clicktui.po, where new ones wait for a translation, and compiles clicktui.mo. ``--check`` changes
nothing and fails when something would change, or when a translation is missing.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "data" / "locale"
KEYWORDS = {"_": None, "N_": None, "translate_plural": (1, 2)}
LANGUAGES = ("fr",)


def template() -> Catalog:
    """Return the texts of the code, in the order of files and lines."""
    catalog = Catalog(project="clicktui", charset="utf-8")
    source = ROOT / "src"
    found = extract_from_dir(source, keywords=KEYWORDS, comment_tags=())
    for name, _line, message, _comments, context in found:
        file = (source / name).relative_to(ROOT).as_posix()
        catalog.add(message, None, [(file, 0)], context=context)
    return catalog


def written(catalog: Catalog, header: str) -> bytes:
    """Return ``catalog`` as a PO file without dates or line numbers: it changes with texts only."""
    catalog.header_comment = header
    catalog.fuzzy = False
    body = io.BytesIO()
    write_po(
        body, catalog, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True
    )
    volatile = (
        "Project-Id-Version",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Generated-By",
        "Last-Translator",
        "Language-Team",
        "Report-Msgid-Bugs-To",
    )
    starts = tuple(f'"{name}'.encode() for name in volatile)
    lines = body.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(starts))


class Undated(Catalog):
    """A catalogue whose header holds what gettext needs, and no dates or versions.

    ``forms`` are the plural forms of the PO file: Babel's own differ from one version to the next.
    """

    forms = ""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The language, its plural forms and the encoding."""
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.forms),
            ("Content-Type", f"text/plain; charset={self.charset}"),
        ]


def forms(message: Message) -> tuple[str, ...]:
    """Return the translations of ``message``: one, or one for each plural form."""
    return tuple(message.string) if message.pluralizable else (message.string,)


def compiled(catalog: Catalog) -> bytes:
    """Return ``catalog`` as an MO file that changes with texts only."""
    undated = Undated(locale=catalog.locale, charset="utf-8")
    undated.forms = catalog.plural_forms
    for message in catalog:
        if message.id and all(forms(message)):
            undated.add(message.id, message.string)
    body = io.BytesIO()
    write_mo(body, undated)
    return body.getvalue()


def files() -> tuple[dict[Path, bytes], list[str]]:
    """Return what the catalogues' files have to hold, by path, and what is not translated."""
    texts = template()
    contents = {LOCALE / "clicktui.pot": written(texts, "# Texts of clicktui's interface.")}
    missing: list[str] = []
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "clicktui.po"
        catalog = Catalog(locale=language, charset="utf-8")
        if path.exists():
            with path.open("rb") as file:
                catalog = read_po(file, locale=language)
        catalog.update(texts, no_fuzzy_matching=True)
        contents[path] = written(catalog, f"# Texts of clicktui's interface: {language}.")
        contents[path.with_suffix(".mo")] = compiled(catalog)
        missing += [
            f"{language}: not translated: {message.id!r}"
            for message in catalog
            if message.id and not all(forms(message))
        ]
    return contents, missing


def main() -> int:
    """Write what has changed, or with ``--check`` say so; return the exit code."""
    checking = "--check" in sys.argv[1:]
    contents, missing = files()
    stale = [
        path
        for path, content in contents.items()
        if not path.exists() or path.read_bytes() != content
    ]
    for path in stale:
        print(f"{'out of date' if checking else 'written'}: {path.relative_to(ROOT)}")
        if not checking:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents[path])
    print(*missing, sep="\n", end="\n" if missing else "", file=sys.stderr)
    return int(checking and bool(stale or missing))


if __name__ == "__main__":
    sys.exit(main())
