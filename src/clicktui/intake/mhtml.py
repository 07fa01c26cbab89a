"""Web pages saved as one file (.mhtml, .mht): RFC 2557, of which the first page is read."""

from email import policy
from email.parser import BytesParser

from clicktui.errors import IntakeError
from clicktui.i18n import translate as _
from clicktui.intake import webpage
from clicktui.intake.archive import damaged
from clicktui.intake.limits import Limits
from clicktui.intake.model import ReadFile


def read(content: bytes, limits: Limits) -> ReadFile:
    """Read a page saved as one file.

    Raises:
        IntakeError: there is no page in it, or it cannot be read as a web page.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(content)
        page = next(part for part in message.walk() if part.get_content_type() == "text/html")
        body = page.get_payload(decode=True)
        address = str(page["Content-Location"] or message["Snapshot-Content-Location"] or "")
        charset = page.get_content_charset()
    except StopIteration as error:
        raise IntakeError(_("has no web page in it")) from error
    except Exception as error:  # the email package lets much through that it does not expect
        raise IntakeError(damaged()) from error
    if not isinstance(body, bytes):
        raise IntakeError(damaged())
    if charset and webpage.declared(body) is None:
        body = f'<meta charset="{charset}">'.encode() + body
    return webpage.read(body, limits, address)
