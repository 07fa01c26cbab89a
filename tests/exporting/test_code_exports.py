"""The codes of quotes in every export: who gives them, by hand-made expectations; and back."""

import csv
import io
import json
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import acceptance
import pytest
from coded_samples import EVIDENCE, FIRST, SECOND, TEXT, THIRD, Coded, coded_by_two
from export_samples import AT, CORPUS, LINE, NOTE, pinned_of
from hostile_board import shell
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from clicktui.board.model import Board, QuoteList
from clicktui.citing.citation import Citer
from clicktui.cli.arguments import UsageError
from clicktui.coding.exchange import codings_text
from clicktui.coding.model import Verdict
from clicktui.coding.newness import coder_problem
from clicktui.coding.opinions import PROGRAM
from clicktui.coding.quoted import quoted_codes
from clicktui.corpus.model import Role, Span
from clicktui.corpus.quoting import quote
from clicktui.errors import BoardFileError
from clicktui.exporting.coding_intake import offered, take_in, told
from clicktui.exporting.formats import exported, format_called
from clicktui.exporting.gathering import gathered_codings
from clicktui.exporting.intake import read_in
from clicktui.exporting.material import Material
from clicktui.microtasks.model import Band

NS = "{urn:QDA-XML:project:1.0}"
SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "schemas" / "Project.xsd")))


@pytest.fixture
def coded(tmp_path: Path) -> Coded:
    return coded_by_two(tmp_path / "a")


def content_of(material: Material, kind: str) -> bytes:
    wanted = format_called(kind)
    (content, *_more) = exported(wanted, material, f"b{wanted.ending}").files.values()
    return content


def codings_in(content: bytes) -> list[tuple[str, str, str]]:
    """Who gives which code to which words, as the standard defines them; lists left out."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        root = etree.fromstring(archive.read("project.qde"))
    assert SCHEMA.validate(root), SCHEMA.error_log.last_error
    codes = {one.get("guid"): one for one in root.iter(f"{NS}Code")}
    users = {one.get("guid"): one.get("name") for one in root.iter(f"{NS}User")}
    found = []
    for one in root.iter(f"{NS}PlainTextSelection"):
        words = TEXT[int(one.get("startPosition")) : int(one.get("endPosition"))]
        for coding in one.findall(f"{NS}Coding"):
            assert coding.get("creationDateTime")
            code = codes[coding.find(f"{NS}CodeRef").get("targetGUID")]
            if code.get("color"):
                found.append((users[coding.get("creatingUser")], code.get("name"), words))
    return sorted(found)


# what the words of a quote have


def test_a_quote_has_the_codes_of_its_own_words_alone(coded: Coded) -> None:
    whole, evidence, cut, second = quoted_codes(
        coded.coding,
        [
            quote(coded.corpus, "clic", coded.span(words))
            for words in (FIRST, EVIDENCE, "des radios, la nuit", SECOND)
        ],
    )
    radio, apple = whole
    assert (radio.code.id, radio.program.band, radio.verdict) == ("radio", Band.CLEAR, Verdict.NO)
    assert [TEXT[one.start : one.end] for one in radio.program.spans] == [EVIDENCE]
    assert (radio.is_held, apple.is_held, radio.coders) == (False, True, ("Ada", "Bo"))
    assert (apple.code.id, apple.program, apple.verdict) == ("pomme", None, Verdict.YES)

    (radio,) = evidence
    assert (radio.verdict, [one.decision.coder for one in radio.decisions]) == (
        Verdict.NO,
        ["Ada", "Bo"],
    )
    (radio,) = cut  # half of the evidence is no evidence; the decision about all words holds
    assert (radio.program, radio.verdict) == (None, Verdict.NO)
    (fruit,) = second
    assert (fruit.code.id, fruit.verdict, fruit.is_held) == ("fruit", None, False)


def test_nothing_is_said_of_words_that_do_not_stand_there(coded: Coded) -> None:
    from dataclasses import replace

    gone = replace(quote(coded.corpus, "clic", coded.span(EVIDENCE)), words="autre chose")
    elsewhere = replace(gone, work="personne")
    assert quoted_codes(coded.coding, [gone, elsewhere]) == ((), ())


# documents and tables


def test_the_line_of_a_document_says_who_says_what_where_they_differ(coded: Coded) -> None:
    board = coded.board(FIRST, THIRD)
    text = content_of(coded.material(board, "fr"), "md").decode()
    line = "Codes\u00a0: ● Radios (clicktui\u00a0: clair, Ada\u00a0: non, Bo\u00a0: oui), ◆ Pommes"
    assert [one for one in text.splitlines() if "Codes" in one] == [line]
    assert line in content_of(coded.material(board, "fr"), "html").decode()
    english = "Codes: ● X-rays (clicktui: clear, Ada: no, Bo: yes), ◆ Apples"
    assert english in content_of(coded.material(board, "en"), "pandoc").decode()
    italian = "Codici: ● X-rays (clicktui: chiaro, Ada: no, Bo: sì), ◆ Apples"
    assert italian in content_of(coded.material(board, "it"), "md").decode()


def test_a_doubt_alone_is_possible_and_what_nobody_gives_is_not_named(coded: Coded) -> None:
    coded.decide(THIRD, "radio", Verdict.NO)
    text = content_of(coded.material(coded.board(SECOND, THIRD)), "md").decode()
    assert [one for one in text.splitlines() if "Codes" in one] == [
        "Codes\u00a0: ■ Fruits (possible)"
    ]


def test_the_table_has_its_columns_of_codes_before_those_of_places(coded: Coded) -> None:
    content = content_of(coded.material(coded.board(FIRST, SECOND)), "csv")
    one, other = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert list(one)[-5:-2] == ["codes", "codes by program", "codes by people"]
    assert (one["codes"], other["codes"]) == ("pomme", "")
    assert one["codes by program"].startswith("radio (clear, ")
    assert one["codes by program"].endswith(f"): “{EVIDENCE}”")
    at = {each.coder + each.code: each.at for each in coded.ledger.decisions()}
    assert one["codes by people"] == (
        f"radio: no (Ada, {at['Adaradio']}): pas un *corps* 🙂 à revoir; "
        f"radio: yes (Bo, {at['Boradio']}); pomme: yes (Ada, {at['Adapomme']}): refusé ?"
    )
    assert other["codes by people"] == f"fruit: doubt (Bo, {at['Bofruit']})"
    taken = read_in(content, "b.csv", coded.desk)
    assert [each.quote.words for each in taken.board.quotes] == [FIRST, SECOND]


def test_the_corpus_for_iramuteq_has_a_variable_for_each_code_that_holds(coded: Coded) -> None:
    text = content_of(coded.material(coded.board(FIRST, THIRD)), "iramuteq").decode()
    first, second = (line for line in text.splitlines() if line.startswith("****"))
    assert first.endswith("*code_pomme") and "radio" not in first
    assert "*code" not in second


# REFI-QDA


def test_program_and_people_are_coders_beside_each_other(coded: Coded) -> None:
    content = content_of(coded.material(coded.board(FIRST, SECOND)), "qdpx")
    assert codings_in(content) == [
        ("Ada", "Pommes", "pèle de pommes"),
        ("Ada", "Radios (non)", FIRST),
        ("Bo", "Fruits (en doute)", SECOND),
        ("Bo", "Radios", "Elles tamponnent"),
        ("clicktui", "Radios", FIRST),
        ("clicktui", "Radios", EVIDENCE),
    ]
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("project.qde"))
    codes = {one.get("guid"): one.get("name") for one in root.iter(f"{NS}Code")}
    sets = {
        one.get("name"): [codes[member.get("targetGUID")] for member in one]
        for one in root.iter(f"{NS}Set")
    }
    assert sets == {"Essai": ["Radios", "Fruits", "Pommes"], "Fruits": ["Fruits", "Pommes"]}
    colours = {one.get("name"): one.get("color") for one in root.iter(f"{NS}Code")}
    assert (colours["Liste"], colours["Pommes"], colours["Radios (non)"]) == (
        None,
        "#6a1b9a",
        "#2e7d32",
    )


@acceptance.needs(acceptance.QDPX)
def test_other_programs_read_the_same_codings(coded: Coded, tmp_path: Path) -> None:
    content = content_of(gathered_codings(coded.coding, "fr"), "qdpx")
    (tmp_path / "b.qdpx").write_bytes(content)
    expected = [
        ("Pommes", "pèle de pommes"),
        ("Radios (non)", FIRST),
        ("Fruits (en doute)", SECOND),
        ("Radios", "Elles tamponnent"),
        ("Radios", FIRST),
    ]
    values = [{"source": "clic.txt", "code": code, "text": text} for code, text in expected]
    (tmp_path / "expected.json").write_text(json.dumps(values), "utf-8")
    acceptance.accept(acceptance.QDPX, tmp_path / "b.qdpx", tmp_path / "expected.json")


def test_a_board_without_codes_is_written_as_before(coded: Coded) -> None:
    from clicktui.exporting.gathering import gathered

    board = coded.board(THIRD)
    for kind in ("qdpx", "jsonld", "md", "html"):
        plain = gathered(board, coded.desk, Citer(), lambda _q, cited: cited.id, "fr")
        assert content_of(coded.material(board), kind) == content_of(plain, kind)


@pytest.mark.parametrize("kind", ["qdpx", "jsonld"])
def test_board_and_codings_come_back_with_both_coders(
    coded: Coded, tmp_path: Path, kind: str
) -> None:
    board = coded.board(FIRST, SECOND, EVIDENCE)
    content = content_of(coded.material(board), kind)
    other = Coded(tmp_path / "b", "Cleo", coded.corpus)
    taken = read_in(content, f"b{format_called(kind).ending}", other.desk)
    assert (taken.left_out, taken.told, taken.codings_left_out) == ((), (), ())
    assert taken.board == board

    offer = offered(taken, other.ledger)
    assert take_in(offer, other.ledger) is not None
    assert sorted(map(id_and_all, other.ledger.decisions())) == sorted(
        map(id_and_all, coded.ledger.decisions())
    )
    assert list(told(offer, ())) == ["4 codings are taken in, by Ada, Bo"]
    again = offered(taken, other.ledger)
    assert (again.new, again.older, take_in(again, other.ledger)) == ((), 4, None)
    assert other.desk.undo() is not None and other.decided() == []


def id_and_all(one: Any) -> tuple[str, ...]:
    quote = one.quote
    place = (quote.words, str(quote.start), one.id)
    return (*place, one.codebook, one.code, one.verdict, one.coder, one.at, one.memo)


def test_codings_of_the_corpus_come_back_without_a_board(coded: Coded, tmp_path: Path) -> None:
    content = content_of(gathered_codings(coded.coding, "it"), "qdpx")
    assert codings_in(content)[-1][0] == "clicktui"
    other = Coded(tmp_path / "b", "Cleo", coded.corpus)
    taken = read_in(content, "c.qdpx", other.desk)
    assert (taken.has_no_board, len(taken.board), taken.board.memo) == (True, 0, "")
    take_in(offered(taken, other.ledger), other.ledger)
    assert other.decided() == coded.decided()


def changed(content: bytes, old: str, new: str) -> bytes:
    """The project with a text replaced, as another program may write it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old_one, zipfile.ZipFile(made, "w") as new_one:
        for name in old_one.namelist():
            text = old_one.read(name).decode()
            new_one.writestr(name, text.replace(old, new) if name.endswith(".qde") else text)
    return made.getvalue()


def test_what_another_program_coded_on_a_quote_is_a_decision_of_its_user(coded: Coded) -> None:
    """Somebody opened the file elsewhere and gave the second quote the code of radios."""
    content = content_of(coded.material(coded.board(SECOND, FIRST)), "qdpx")
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("project.qde"))
    (selection,) = root.xpath(f"//*[@name='{SECOND}'][*[local-name()='Description']]")
    (radio,) = root.xpath("//*[local-name()='Code'][@name='Radios']/@guid")
    mark = f'<Coding guid="{selection[1].get("guid")}"'
    added = (
        '<Coding guid="00000000-0000-4000-8000-000000000001" creatingUser='
        '"00000000-0000-4000-8000-000000000002" creationDateTime="2027-01-02T03:04:05Z">'
        f'<CodeRef targetGUID="{radio}"/></Coding>'
    )
    user = '<User guid="00000000-0000-4000-8000-000000000002" name="Zoé"/>'
    content = changed(changed(content, mark, added + mark), "</Users>", f"{user}</Users>")
    taken = read_in(content, "b.qdpx", coded.desk)
    assert [one.id for one in taken.board.quotes] == ["q0", "q1"]
    assert all(one.tags == () for one in taken.board.quotes)
    (new,) = offered(taken, coded.ledger).new
    assert (new.coder, new.code, new.verdict, new.quote.words, new.at) == (
        "Zoé", "radio", Verdict.YES, SECOND, "2027-01-02T03:04:05Z",
    )  # fmt: skip


def test_codings_whose_words_are_not_here_are_told(coded: Coded, tmp_path: Path) -> None:
    from clicktui.corpus.corpus import shipped_corpus

    content = content_of(gathered_codings(coded.coding, "fr"), "qdpx")
    other = Coded(tmp_path / "b", corpus=shipped_corpus())
    taken = read_in(content, "c.qdpx", other.desk)
    assert (taken.decisions, len(taken.codings_left_out)) == ((), 4)
    assert list(told(offered(taken, other.ledger), taken.codings_left_out)) == [
        "4 codings are left out: their words were not found in the corpus without doubt"
    ]


def test_a_file_of_decisions_is_taken_in_as_codings_without_a_board(
    coded: Coded, tmp_path: Path
) -> None:
    from clicktui.corpus.corpus import shipped_corpus

    content = codings_text(coded.ledger.decisions()).encode()
    other = Coded(tmp_path / "b", "Cleo")
    taken = read_in(content, "c.json", other.desk)
    assert taken.has_no_board
    assert taken.decisions == coded.ledger.decisions()
    take_in(offered(taken, other.ledger), other.ledger)
    again = offered(read_in(content, "c.json", other.desk), other.ledger)
    assert (again.new, again.older) == ((), len(taken.decisions))

    elsewhere = Coded(tmp_path / "c", corpus=shipped_corpus())
    lost = read_in(content, "c.json", elsewhere.desk)
    assert (lost.decisions, len(lost.codings_left_out)) == ((), len(taken.decisions))
    assert lost.codings_left_out[0].reason == "no text of the corpus has these words"
    with pytest.raises(BoardFileError, match="there are no codings in it"):
        read_in(codings_text(()).encode(), "c.json", other.desk)


def test_a_person_in_the_place_of_the_program_is_not_taken_in(coded: Coded, tmp_path: Path) -> None:
    content = content_of(gathered_codings(coded.coding, "fr"), "qdpx")
    coded.decide(FIRST, "fruit", Verdict.YES, "", PROGRAM)
    more = content_of(gathered_codings(coded.coding, "fr"), "qdpx")
    other = Coded(tmp_path / "b")
    first, second = (read_in(text, "c.qdpx", other.desk) for text in (content, more))
    assert len(second.decisions) == len(first.decisions)
    assert second.told == ("Codings are left out: clicktui is the name of the program itself",)


@st.composite
def decisions(draw: st.DrawFn) -> tuple[str, str, Verdict, str, str]:
    """Any words of the small corpus, decided about by anybody."""
    words = draw(st.sampled_from([FIRST, SECOND, THIRD, EVIDENCE, "radios", "Rien"]))
    return (
        words,
        draw(st.sampled_from(["radio", "fruit", "pomme"])),
        draw(st.sampled_from(Verdict)),
        draw(NOTE),
        draw(
            LINE.map(lambda text: " ".join(text.split())).filter(
                lambda name: name and not coder_problem(name)
            )
        ),
    )


@pytest.mark.parametrize("kind", ["board.qdpx", "codings.qdpx", "board.jsonld"])
@given(made=st.lists(decisions(), max_size=5))
@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
def test_decisions_go_out_and_come_in_the_same(kind: str, made: list[tuple[Any, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        one, other = Coded(Path(folder) / "a"), Coded(Path(folder) / "b", "Cleo")
        try:
            for words, code, verdict, memo, who in made:
                one.decide(words, code, verdict, memo, who)
            material = one.material(one.board(FIRST, SECOND, THIRD))
            if kind == "codings.qdpx":
                material = gathered_codings(one.coding, "fr")
            content = content_of(material, kind.partition(".")[2])
            taken = read_in(content, kind, other.desk)
            assert (taken.left_out, taken.codings_left_out, taken.told) == ((), (), ())
            take_in(offered(taken, other.ledger), other.ledger)
            assert sorted(map(id_and_all, other.ledger.decisions())) == sorted(
                map(id_and_all, one.ledger.decisions())
            )
        finally:
            one.store.close()
            other.store.close()


# Web annotations


def test_bodies_say_which_code_and_who_gives_it(coded: Coded) -> None:
    root = json.loads(content_of(coded.material(coded.board(FIRST)), "jsonld"))
    quoted, *others = root["first"]["items"]
    assert root["total"] == len(others) + 1 == 5
    codes = [body for body in quoted["body"] if "code" in body]
    assert [
        (one["value"], one["purpose"], one["creator"]["type"], one["creator"]["name"])
        for one in codes
    ] == [
        ("Radios", ["classifying", "tagging"], "Software", "clicktui"),
        ("Radios", ["classifying", "tagging"], "Person", "Bo"),
        ("Pommes", ["classifying", "tagging"], "Person", "Ada"),
    ]
    told_of = {
        (one["creator"]["name"], one["target"]["selector"][0]["exact"]): (
            one["motivation"],
            [body["value"] for body in one["body"]],
        )
        for one in others
    }
    assert told_of == {
        ("Ada", FIRST): ("assessing", ["Radios (non)", "pas un *corps* 🙂\n\nà revoir"]),
        ("Ada", "pèle de pommes"): ("classifying", ["Pommes", "refusé ?"]),
        ("Bo", "Elles tamponnent"): ("classifying", ["Radios"]),
        ("clicktui", EVIDENCE): ("classifying", ["Radios"]),
    }


# on the command line


def test_the_command_line_takes_board_and_codings_and_tells_both(tmp_path: Path) -> None:
    passage = next(one for one in CORPUS.passages() if one.role is Role.ANSWER)
    span = Span(passage.start, passage.end)
    one = pinned_of(CORPUS, passage.work, span, "q1")
    board = Board("b1", "Thèse", AT, (QuoteList("l1", "Liste", (one,)),))
    file, all_codings = tmp_path / "b.qdpx", tmp_path / "all.qdpx"
    with shell(CORPUS, tmp_path / "a", board) as here, shell(CORPUS, tmp_path / "b") as there:
        desk = here.workspace.coding_desk
        desk.decide("imitate", passage.work, span, Verdict.NO, "pas ici")
        assert here("export", "--out", str(file)).code == 0
        assert here("export", "--codings", "--out", str(all_codings)).code == 0
        with pytest.raises(UsageError, match="name no board"):
            here("export", "--codings", "--list", "Liste", "--out", str(tmp_path / "x.qdpx"))
        with pytest.raises(UsageError, match="qdpx only"):
            here("export", "--codings", "--format", "csv")

        ran = there("import", str(file))
        assert (ran.code, ran.err) == (0, "clicktui: 1 coding is taken in, by ada\n")
        (decision,) = there.workspace.ledger.decisions()
        assert (decision.coder, decision.code, decision.verdict, decision.memo) == (
            "ada", "imitate", Verdict.NO, "pas ici",
        )  # fmt: skip
        again = there("import", str(all_codings), "--json")
        assert (again.code, again.document["board"], again.document["codings"]) == (0, None, None)
        assert there("import", str(all_codings), "--no-codings").code == 0
        assert len(there.desk.boards()) == 1
        here.desk.undo()
        assert here("export", "--codings", "--force", "--out", str(all_codings)).code == 0
        ran = there("import", str(all_codings))
        assert ran.code == 1 and "only what the program found" in ran.err
