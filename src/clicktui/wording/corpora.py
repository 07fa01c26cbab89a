"""What is said of a corpus of one's own: doubts, what adding did, how far it is."""

from collections.abc import Iterator

from clicktui.corpora.adding import Step
from clicktui.corpora.doubts import Doubt, DoubtKind
from clicktui.corpora.report import Report
from clicktui.corpus.model import Role
from clicktui.i18n import translate as _
from clicktui.i18n import translate_plural
from clicktui.metadata.values import text_of
from clicktui.wording.passages import guess, role_name


def doubt_text(doubt: Doubt) -> str:
    """Return what is doubted, in one line."""
    if doubt.kind is DoubtKind.FIELD:
        text = guess(f"{doubt.key}: {text_of(doubt.value)}")
        return f"{text} ({_(doubt.where)})" if doubt.where else text
    count = len(doubt.lines)
    lines = translate_plural("{count} paragraph", "{count} paragraphs", count).format(count=count)
    what = role_name(Role(doubt.key)) if doubt.kind is DoubtKind.ROLE else doubt.key
    return f"{guess(what)} · {lines} · {doubt.sample}"


def report_lines(report: Report) -> Iterator[str]:
    """Yield what adding did, in sum: a line for each thing that there is to tell."""
    added = sum(not one.is_update for one in report.added)
    anew, same = len(report.added) - added, len(report.unchanged)
    doubled, left = len(report.duplicates), len(report.left_out)
    passages, doubts = report.passages, report.doubts
    texts = (
        (added, translate_plural("{n} source added", "{n} sources added", added)),
        (anew, translate_plural("{n} source read anew", "{n} sources read anew", anew)),
        (same, translate_plural("{n} file is as it was", "{n} files are as they were", same)),
        (doubled, translate_plural("{n} duplicate", "{n} duplicates", doubled)),
        (left, translate_plural("{n} file left out", "{n} files left out", left)),
        (passages, translate_plural("{n} passage", "{n} passages", passages)),
        (doubts, translate_plural("{n} doubt to settle", "{n} doubts to settle", doubts)),
    )
    told = [text.format(n=n) for n, text in texts if n]
    yield _("; ").join(told) if told else _("there was nothing to add")
    if report.is_cancelled:
        yield _("cancelled: what was added until then is kept")


def step_text(step: Step, seconds: float) -> str:
    """Return how far adding is, after ``seconds``, and how long it may take yet."""
    text = _("{done} of {total} files, {passages} passages").format(
        done=step.done, total=step.total, passages=step.passages
    )
    if not step.done:
        return text
    left = round(seconds / step.done * (step.total - step.done))
    time = f"{left // 60}:{left % 60:02}"
    return _("{text}, about {time} left").format(text=text, time=time)
