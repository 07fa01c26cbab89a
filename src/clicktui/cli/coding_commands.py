"""``clicktui classify`` and ``clicktui evaluate``; each returns an exit code."""

from argparse import Namespace
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from clicktui.cli.coding_lines import LinePassage, answer, as_line, opened, passages_in
from clicktui.cli.exitcodes import ERROR, FOUND, NOTHING_FOUND
from clicktui.cli.terminal import marked, marks_matches, one_line, printable, say, say_error
from clicktui.coding.opinions import Meant
from clicktui.i18n import language, translate_plural
from clicktui.i18n import translate as _
from clicktui.microtasks.classifier import Classifier
from clicktui.microtasks.codebook import Codebook, said
from clicktui.microtasks.codebookfiles import codebook
from clicktui.microtasks.model import LANGUAGES, Band, Judged
from clicktui.wording.coding import band_name, figure_text, meant_lines, reading_text
from clicktui.wording.reasons import FINDINGS_SHOWN, finding_text, findings_apart

if TYPE_CHECKING:
    from clicktui.coding.suggesting import Suggestions
    from clicktui.microtasks.evaluation import Evaluation, Figure, Pair
    from clicktui.microtasks.semantics.candidates import Candidate


class _Lines:
    """The passages of a file with what is said of them; counts the lines that could not be read.

    With ``--semantic`` candidates by meaning are among it as *possible*: ``candidates`` are those
    of the passage that was given last, None without.

    Raises:
        SemanticsError: the extra is missing or cannot work.
    """

    def __init__(self, arguments: Namespace, book: Codebook) -> None:
        self.bad = 0
        self._without_cues: Counter[str] = Counter()
        self.candidates: dict[str, Candidate] | None = None
        self._arguments = arguments
        self._classifier = Classifier([code.id for code in book.codes], book.cues)
        self._lang = "" if arguments.passage_lang == "auto" else arguments.passage_lang
        self._suggestions = _suggestions(book, self._classifier) if arguments.semantic else None

    def judged(self) -> Iterator[tuple[bool, LinePassage, Judged]]:
        """Yield each passage, whether it came as JSON, and what is said of it."""
        with opened(self._arguments.file) as file:
            for is_json, passage in passages_in(file, self.tell):
                lang = passage.lang or self._lang
                if lang and lang not in LANGUAGES:
                    self._without_cues[lang] += 1
                yield is_json, passage, self._judged(passage.text, lang)
        for lang, count in self._without_cues.items():
            say_error(
                translate_plural(
                    "{count} passage is in a language without cues ({lang}): it has no codes",
                    "{count} passages are in a language without cues ({lang}): they have no codes",
                    count,
                ).format(count=count, lang=lang)
            )

    def _judged(self, text: str, lang: str) -> Judged:
        judged = self._classifier.classify(text, lang)
        if self._suggestions is None:
            return judged
        self.candidates = found = self._suggestions.of(text, judged)
        codings = {
            code: replace(one, band=Band.POSSIBLE) if code in found else one
            for code, one in judged.codings.items()
        }
        return replace(judged, codings=codings)

    def tell(self, problem: str) -> None:
        """Tell that a line cannot be read."""
        self.bad += 1
        say_error(problem)


def _suggestions(book: Codebook, classifier: Classifier) -> "Suggestions":
    from clicktui.cli.coding_progress import Telling
    from clicktui.coding.meaning import Meaning
    from clicktui.coding.suggesting import Suggestions
    from clicktui.places import cache_folder

    with Telling(reading_text) as telling:
        return Suggestions(Meaning(cache_folder), book.id, classifier, telling)


def classify(arguments: Namespace) -> int:
    """Print what is said of each passage of a file.

    Raises:
        CodebookError: there is no such codebook, or it has a mistake.
        SemanticsError: ``--semantic`` without the extra; the text says how to get it.
        OSError: the file cannot be read.
    """
    book = codebook(arguments.codebook)
    least = _least(arguments)
    lines = _Lines(arguments, book)
    count = 0
    for is_json, passage, judged in lines.judged():
        count += 1
        if is_json or arguments.json:
            say(answer(passage, judged, least, lines.candidates))
        else:
            _say_in_words(book, passage, judged, least, lines.candidates or {})
    if lines.bad:
        return ERROR
    return FOUND if count else NOTHING_FOUND


def _least(arguments: Namespace) -> Band | float:
    chosen = arguments.threshold
    return Band(chosen) if isinstance(chosen, str) else float(chosen)


def _say_in_words(
    book: Codebook,
    passage: LinePassage,
    judged: Judged,
    least: Band | float,
    candidates: "Mapping[str, Candidate]",
) -> None:
    text = printable(passage.text, lambda _character: " ")
    labels = judged.labels(least)
    spans = sorted(
        {span for code in labels if code not in candidates for span in judged.codings[code].spans},
        key=lambda span: (span.start, span.end),
    )
    apart = [span for at, span in enumerate(spans) if at == 0 or span.start >= spans[at - 1].end]
    names = [
        f"{book.code(code).sign} {said(book.code(code).names, language())}"
        f" ({band_name(judged.codings[code].band)})"
        for code in labels
    ]
    told = ", ".join(names) or _("no code")
    say(f"{passage.id}. {told}")
    say(marked(text, apart, 0) if marks_matches() and len(text) == len(passage.text) else text)
    for code in labels:
        for finding in findings_apart(text, judged.codings[code])[:FINDINGS_SHOWN]:
            say(f"   {book.code(code).sign} {finding_text(text, finding, book.cues)}")
        for line in meant_lines(Meant(candidates.get(code))):
            say(f"   {book.code(code).sign} {one_line(line)}")
    say("")


def evaluate(arguments: Namespace) -> int:
    """Print how well the labels agree with a person's.

    Raises:
        CodebookError: there is no such codebook, or it has a mistake.
        SemanticsError: ``--semantic`` without the extra; the text says how to get it.
        OSError: the file cannot be read.
    """
    from clicktui.microtasks.evaluation import evaluated

    book = codebook(arguments.codebook)
    codes = [code.id for code in book.codes]
    least = _least(arguments)
    lines = _Lines(arguments, book)
    pairs: list[Pair] = []
    sure: list[Pair] = []
    for _is_json, passage, judged in lines.judged():
        pair = _pair(passage, judged, codes, least)
        if isinstance(pair, str):
            lines.tell(_("line {number}: {problem}").format(number=passage.number, problem=pair))
            continue
        pairs.append(pair)
        if passage.values.get("confidence", 1) >= 0.7:
            sure.append(pair)
    figures = evaluated(pairs, codes)
    confident = evaluated(sure, codes) if len(sure) < len(pairs) else None
    if arguments.json:
        document = {"clicktui": 1, **_document(figures)}
        if confident is not None:
            document["confident"] = _document(confident)
        say(as_line(document))
    else:
        _say_figures(book, figures)
        if confident is not None:
            say(
                _("of confidence 0.7 or more: {count} passages, macro-F1 {figure}").format(
                    count=confident.passages, figure=figure_text(confident.macro_f1)
                )
            )
    if lines.bad:
        return ERROR
    return FOUND if pairs else NOTHING_FOUND


def _pair(
    passage: LinePassage, judged: Judged, codes: list[str], least: Band | float
) -> "Pair | str":
    """Return the passage as labelled and as judged, or what is wrong with its line."""
    from clicktui.microtasks.evaluation import Pair, found_spans

    labels = passage.values.get("labels")
    evidence = passage.values.get("evidence") or {}
    confidence = passage.values.get("confidence", 1)
    if not isinstance(labels, list) or not all(isinstance(one, str) for one in labels):
        return _("has no list of “labels”")
    if unknown := [one for one in labels if one.lower() not in codes]:
        return _("the codebook has no code {code}").format(code=unknown[0])
    if not isinstance(evidence, dict) or not all(
        isinstance(one, list) and all(isinstance(words, str) for words in one)
        for one in evidence.values()
    ):
        return _("“evidence” has to be lists of words by label")
    if isinstance(confidence, bool) or not isinstance(confidence, int | float):
        return _("“confidence” has to be a number")
    given = judged.labels(least)
    return Pair(
        labelled=frozenset(one.lower() for one in labels),
        judged=frozenset(given),
        labelled_spans={
            code.lower(): found_spans(passage.text, words) for code, words in evidence.items()
        },
        judged_spans={code: judged.codings[code].spans for code in given},
    )


def _say_figures(book: Codebook, figures: "Evaluation") -> None:
    passages = translate_plural("{count} passage", "{count} passages", figures.passages)
    say(passages.format(count=figures.passages))
    for code, one in figures.codes.items():
        line = _(
            "precision {precision}  recall {recall}  F1 {f1}  ({labelled} labelled, {judged} given)"
        ).format(
            precision=figure_text(one.precision),
            recall=figure_text(one.recall),
            f1=figure_text(one.f1),
            labelled=one.labelled,
            judged=one.judged,
        )
        say(f"{book.code(code).sign} {code:<12} {line}")
    say(f"macro-F1 {figure_text(figures.macro_f1)}")
    say(
        _("false alarms {figure} of {count} passages without code").format(
            figure=figure_text(figures.false_alarms), count=figures.without_code
        )
    )
    say(
        _("evidence overlaps the person's in {figure} of {count} right labels").format(
            figure=figure_text(figures.overlap), count=figures.evidenced
        )
    )


def _document(figures: "Evaluation") -> dict[str, object]:
    return {
        "passages": figures.passages,
        "codes": {
            code.upper(): {
                "precision": _figure(one.precision),
                "recall": _figure(one.recall),
                "f1": _figure(one.f1),
                "labelled": one.labelled,
                "judged": one.judged,
            }
            for code, one in figures.codes.items()
        },
        "macro_f1": _figure(figures.macro_f1),
        "false_alarms": {**_figure(figures.false_alarms), "of": figures.without_code},
        "evidence_overlap": {**_figure(figures.overlap), "of": figures.evidenced},
    }


def _figure(figure: "Figure") -> dict[str, float | None]:
    return {
        name: None if value is None else round(value, 4)
        for name, value in (("value", figure.value), ("low", figure.low), ("high", figure.high))
    }
