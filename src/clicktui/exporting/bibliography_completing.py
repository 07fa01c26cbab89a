"""What a bibliography file offers the works of the corpus: read, matched, compared."""

from dataclasses import dataclass

from clicktui.exporting.bibliography_matching import Proposal, matches
from clicktui.exporting.bibliography_reading import read_bibliography
from clicktui.exporting.reading.model import Remark
from clicktui.metadata.desk import MetadataDesk
from clicktui.metadata.importing import Offer, offers


@dataclass(frozen=True, slots=True)
class MetadataProposals:
    """What a file may say of works, the likeliest first, and what could not be read of it.

    Nothing is taken over by itself: the user consents to each work.
    """

    proposals: tuple[tuple[Proposal, tuple[Offer, ...]], ...]
    remarks: tuple[Remark, ...] = ()


def proposals(desk: MetadataDesk, data: bytes, name: str) -> MetadataProposals:
    """Return what the file ``data``, called ``name``, offers the works of ``desk``.

    Doubtful values of works help to find them, as values that are known do.

    Raises:
        BibliographyError: it is no bibliography that can be read.
    """
    found = read_bibliography(data, name)
    works = {
        work.id: {**work.inferred, **work.to_confirm, **work.csl} for work in desk.corpus.works
    }
    return MetadataProposals(
        tuple(
            (one, offers(desk.record(one.work_id), one.item.csl, one.item.key))
            for one in matches(found.items, works)
        ),
        found.remarks,
    )
