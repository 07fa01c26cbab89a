"""A decision as the JSON document that the store keeps, and back, strictly."""

from clicktui.board.store.quotedocuments import DocumentError, quote_fields, quote_from
from clicktui.board.store.records import document_text, fields_of
from clicktui.coding.model import Decision, Verdict


def decision_document(decision: Decision) -> str:
    """Return a decision as a document; its id is not in it."""
    return document_text(
        {
            "codebook": decision.codebook,
            "code": decision.code,
            "verdict": decision.verdict.value,
            "marked": quote_fields(decision.marked),
        }
    )


def decision_from(decision_id: str, document: str) -> Decision:
    """Return the decision of a document.

    Raises:
        DocumentError: it cannot be read.
    """
    fields = fields_of(document)
    try:
        verdict = Verdict(fields.text("verdict"))
    except ValueError as error:
        raise DocumentError(str(error)) from error
    decision = Decision(
        marked=quote_from(decision_id, fields.inner("marked")),
        codebook=fields.text("codebook"),
        code=fields.text("code"),
        verdict=verdict,
    )
    fields.refuse_more()
    return decision
