"""The formats that a board goes out in: one table for the command line, the app and the tests.

Exporters are imported when they are used: the names alone are known at once.
"""

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from clicktui.errors import ClicktuiError, NotFoundError
from clicktui.i18n import mark as N_
from clicktui.i18n import translate as _

if TYPE_CHECKING:
    from clicktui.exporting.bibliography import Item
    from clicktui.exporting.material import Exported, Material

_LEFT_OUT = N_("Places in the sources, and who pinned what and when, are left out: YAML keeps them")
_WORKS_ALONE = N_("Only the works cited are in it: quotes, lists, tags and notes are left out")


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files.

    ``name`` and ``purpose`` are English and translated when shown (``titled``, ``told_purpose``).
    ``ending`` is that of its file, ``beside`` that of a second one written beside it. ``is_text``:
    its one file can be printed. ``comes_back``: ``import`` takes it. ``loss`` is a sentence on what
    it never carries. ``extra`` is the extra of clicktui's that has the package ``needs``.
    ``has_keys``: citation keys stand in it. ``has_codes``: the codes of the quotes do.
    """

    id: str
    name: str
    purpose: str
    ending: str
    make: "Callable[[Material, str], Exported]"
    is_text: bool = True
    comes_back: bool = False
    beside: str = ""
    loss: str = ""
    extra: str = ""
    needs: str = ""
    has_keys: bool = False
    has_codes: bool = True

    @property
    def titled(self) -> str:
        """The name in the interface's language."""
        return _(self.name)

    @property
    def told_purpose(self) -> str:
        """What it is for, in the interface's language."""
        return _(self.purpose)

    def missing(self) -> str | None:
        """Return what has to be installed first, as ``clicktui[documents]``, None for nothing."""
        if not self.needs or importlib.util.find_spec(self.needs) is not None:
            return None
        return f"clicktui[{self.extra}]"

    def stem(self, file_name: str) -> str:
        """Return ``file_name`` without the ending, if it has that of this format."""
        has_ending = file_name.lower().endswith(self.ending) and file_name.lower() != self.ending
        return file_name[: -len(self.ending)] if has_ending else file_name


def mistaken_name(wanted: Format, file_name: str) -> str | None:
    """Return why a file of this format cannot be called so, None where it can."""
    if wanted.beside and PurePath(file_name).suffix.lower() == wanted.beside:
        told = _("{file}: name the {ending} file: the other goes beside it")
        return told.format(file=file_name, ending=wanted.ending)
    return None


def exported(wanted: Format, material: "Material", file_name: str) -> "Exported":
    """Return ``material`` in a format: the file ``file_name`` first, one beside it by its stem.

    What ``material.cite`` raises goes through.

    Raises:
        ClicktuiError: a package that the format needs is not installed, or ``mistaken_name``.
    """
    mistake = mistaken_name(wanted, file_name)
    if mistake is not None:
        raise ClicktuiError(mistake)
    made = wanted.make(material, wanted.stem(file_name))
    contents = list(made.files.values())
    files = {file_name: contents[0]}
    if wanted.beside:
        files[wanted.stem(file_name) + wanted.beside] = contents[1]
    always = (_(wanted.loss),) if wanted.loss else ()
    other = PurePath(file_name).suffix.lower()
    if other and other != wanted.ending:
        told = _("{file} ends as other files do: those of this format end in {ending}")
        always = (told.format(file=file_name, ending=wanted.ending), *always)
    return replace(made, files=files, losses=(*material.told, *always, *made.losses))


def format_called(format_id: str) -> Format:
    """Return the format with this id.

    Raises:
        NotFoundError: there is none.
    """
    for one in FORMATS:
        if one.id == format_id:
            return one
    problem = _("no format is called “{name}”; there is: {names}")
    names = ", ".join(one.id for one in FORMATS)
    raise NotFoundError(problem.format(name=format_id, names=names))


def format_of(file_name: str) -> Format | None:
    """Return the first format with the ending of ``file_name``, None where there is none."""
    ending = PurePath(file_name).suffix.lower()
    return next((one for one in FORMATS if one.ending == ending), None)


def _yaml(material: "Material", _stem: str) -> "Exported":
    from clicktui.board.files.writing import written
    from clicktui.exporting.material import Exported

    return Exported({"board.yaml": written(material.board).encode("utf-8")})


def _markdown(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import markdown

    return markdown.exported(material)


def _pandoc(material: "Material", stem: str) -> "Exported":
    from clicktui.exporting import pandoc

    return pandoc.exported(material, stem)


def _html(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import htmlpage

    return htmlpage.exported(material)


def _docx(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import docx

    return docx.exported(material)


def _csv(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import csvtable

    return csvtable.exported(material)


def _xlsx(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import xlsx

    return xlsx.exported(material)


def _biblatex(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import biblatex

    return _of_works(material, biblatex.exported)


def _ris(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import ris

    return _of_works(material, ris.exported)


def _csljson(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import csljson

    return _of_works(material, csljson.exported)


def _annotations(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import webannotation

    return webannotation.exported(material)


def _qdpx(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import qdpx

    return qdpx.exported(material)


def _iramuteq(material: "Material", _stem: str) -> "Exported":
    from clicktui.exporting import iramuteq

    return iramuteq.exported(material)


def _of_works(material: "Material", make: "Callable[[tuple[Item, ...]], Exported]") -> "Exported":
    from clicktui.exporting.bibliography import items_of, versions_left_out

    made = make(items_of(material))
    return replace(made, losses=(*versions_left_out(material), *made.losses))


FORMATS: tuple[Format, ...] = (
    Format(
        "docx", N_("Word document"), N_("to go on writing in Word or LibreOffice"), ".docx", _docx,
        is_text=False, loss=_LEFT_OUT, extra="documents", needs="docx",
    ),
    Format(
        "md", "Markdown", N_("to be read, or gone on with in any editor"), ".md", _markdown,
        loss=_LEFT_OUT,
    ),
    Format(
        "pandoc", N_("Markdown for pandoc"), N_("with [@key] citations, and their .bib beside it"),
        ".md", _pandoc, beside=".bib", loss=_LEFT_OUT, has_keys=True,
    ),
    Format(
        "html", N_("Web page"), N_("one page by itself, to be read, sent or printed"), ".html",
        _html, loss=_LEFT_OUT,
    ),
    Format(
        "csv", N_("Table (CSV)"), N_("a row for each quote, for any spreadsheet; can be imported"),
        ".csv", _csv, comes_back=True,
    ),
    Format(
        "xlsx", N_("Excel workbook"), N_("the same table for Excel or LibreOffice"), ".xlsx",
        _xlsx, is_text=False, extra="documents", needs="xlsxwriter",
    ),
    Format(
        "biblatex", "BibLaTeX", N_("the works cited, for LaTeX, JabRef, Zotero"), ".bib",
        _biblatex, loss=_WORKS_ALONE, has_keys=True, has_codes=False,
    ),
    Format(
        "ris", "RIS", N_("the works cited, for Zotero, EndNote, Mendeley"), ".ris", _ris,
        loss=_WORKS_ALONE, has_keys=True, has_codes=False,
    ),
    Format(
        "csljson", "CSL-JSON", N_("the works cited, for Zotero and pandoc, without loss"),
        ".json", _csljson, loss=_WORKS_ALONE, has_keys=True, has_codes=False,
    ),
    Format(
        "qdpx", N_("REFI-QDA project"),
        N_("for NVivo, ATLAS.ti, MAXQDA, QualCoder …; can be imported"), ".qdpx", _qdpx,
        is_text=False, comes_back=True,
    ),
    Format(
        "jsonld", N_("Web annotations"), N_("W3C JSON-LD, for annotation tools; can be imported"),
        ".jsonld", _annotations, comes_back=True,
    ),
    Format(
        "iramuteq", N_("IRaMuTeQ corpus"), N_("the words alone, for textual statistics"), ".txt",
        _iramuteq, loss=_LEFT_OUT,
    ),
    Format(
        "yaml", "YAML", N_("the whole board as clicktui keeps it; can be imported"), ".yaml",
        _yaml, comes_back=True, has_codes=False,
    ),
)  # fmt: skip
"""All formats, those asked for most first."""
