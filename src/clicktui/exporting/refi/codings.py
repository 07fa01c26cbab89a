"""Selections of a REFI-QDA project that are codings of a codebook: decisions of its users.

Codes are known by their GUID; where a program made new ones, those of clicktui's own files by the
name that the ``record`` gives. What the program found is left out: it is found anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from clicktui.exporting.coderecord import PROGRAM_GUID, CodingsRecord, DecisionRecord, KnownCode
from clicktui.exporting.refi.elements import children, guid_of, local, parts, plain_guid, referred

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class Codings:
    """The codes of codebooks in a project, and what has them."""

    def __init__(
        self, root: "Element", record: CodingsRecord, known: Iterable[KnownCode], has_record: bool
    ) -> None:
        self._has_record = has_record
        there = {guid_of(one): one for one in root.iter() if local(one) == "Code"}
        self._codes = {one.guid: one for one in known}
        self._codes |= {one.guid: one for one in record.codes}
        by_name = {one.shown: one for one in record.codes if one.guid not in there}
        for own, element in there.items():
            named = by_name.get(element.get("name") or "")
            if named is not None:
                self._codes.setdefault(own, named)
        users = {guid_of(one): one.get("name") or "" for one in parts(root, "Users")}
        self._programs = {PROGRAM_GUID}
        if PROGRAM_GUID not in users and record.codes:
            self._programs |= {own for own, name in users.items() if name == record.program}
        self._decisions: Mapping[str, DecisionRecord] = {one.guid: one for one in record.decisions}

    def is_ours(self, code: "Element") -> bool:
        """Say whether a code of the project is one of a codebook."""
        return guid_of(code) in self._codes

    def is_program(self, user: str) -> bool:
        """Say whether a user's GUID is the program's."""
        return user in self._programs

    def recorded(self, selection: "Element") -> DecisionRecord | None:
        """Return what is recorded of a selection, None where it is no decision's."""
        return self._decisions.get(guid_of(selection))

    def is_coding(self, selection: "Element") -> bool:
        """Say whether a selection is there for its codes of a codebook alone.

        In a file of another program's it may be a quote as well.
        """
        codes = [code for one in children(selection, "Coding") for code in referred(one, "CodeRef")]
        if not codes or any(code not in self._codes for code in codes):
            return False
        return self._has_record

    def others(self, codings: Iterable["Element"]) -> Iterator["Element"]:
        """Yield the codings that are of no codebook, or in a file of another program's any."""
        for one in codings:
            is_ours = any(code in self._codes for code in referred(one, "CodeRef"))
            if not (is_ours and self._has_record):
                yield one

    def decided(self, selection: "Element") -> Iterator[tuple[KnownCode, "Element"]]:
        """Yield what users decided about a selection, each with its ``Coding``."""
        for one in children(selection, "Coding"):
            user = plain_guid(one.get("creatingUser") or selection.get("creatingUser"))
            if not self.is_program(user):
                for code in referred(one, "CodeRef"):
                    if code in self._codes:
                        yield self._codes[code], one
