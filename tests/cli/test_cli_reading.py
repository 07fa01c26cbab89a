import json

from command_line import CommandLine

from clicktui.citing.citation import Form
from clicktui.citing.typography import LANGUAGES
from clicktui.cli.parser import CITATION_LANGUAGES, FORMATS
from clicktui.shipped import shipped

HEIDI = (shipped("seeds") / "004_725277b9050ef925.txt").read_text(encoding="utf-8")
HEIDI_LINES = HEIDI.split("\n")
GRAND_CONTINENT = (shipped("seeds") / "001_f2397f6c6029b5e0.txt").read_text(encoding="utf-8")

# as they follow each other in the five files (catalog-facts)
WORKS = [
    "casilli-gpt4",
    "casilli-avignon-2022",
    "casilli-ouestfrance-2022",
    "sourget-alternantes-2021",
    "casilli-nonsolorider-2021",
    "franchi-2021",
    "networkers-2020",
    "casilli-legrandcontinent-2023",
    "travailleurs-clic-parlement-2024",
    "durandfolco-2023",
    "casilli-heidi",
]


def test_the_parser_knows_what_can_be_cited() -> None:
    assert tuple(Form) == FORMATS
    assert sorted(CITATION_LANGUAGES) == sorted(LANGUAGES)


def test_works_lists_all_with_what_is_unknown(clicktui: CommandLine) -> None:
    ended = clicktui("works")

    assert ended.code == 0
    assert ended.err == ""
    lines = ended.out.splitlines()
    assert [line.split()[0] for line in lines if line[:2] == "  " and line[2] != " "] == WORKS
    gpt4 = next(number for number, line in enumerate(lines) if "casilli-gpt4" in line)
    assert lines[gpt4 + 1].strip() == "author unknown · date unknown · fr"
    assert lines[-1].strip() == "Antonio Casilli · Heidi.news · date unknown · fr · cut off"


def test_works_as_json(clicktui: CommandLine) -> None:
    ended = clicktui("works", "--json")

    document = json.loads(ended.out)
    assert document["clicktui"] == 1
    assert [work["id"] for work in document["works"]] == WORKS
    heidi = document["works"][-1]
    assert heidi["file"] == "004_725277b9050ef925.txt"
    assert heidi["csl"]["author"] == [{"family": "Casilli", "given": "Antonio"}]
    assert heidi["year"] is None
    assert heidi["truncated"] is True
    assert "issued" in heidi["unknown"]
    parliament = document["works"][-3]
    assert parliament["to_confirm"] == {"container-title": "Next"}
    assert "container-title" not in parliament["csl"]


def test_show_prints_every_line_of_a_work_and_who_says_it(clicktui: CommandLine) -> None:
    ended = clicktui("show", "casilli-heidi")

    assert ended.code == 0
    for line in HEIDI_LINES[1:4]:
        assert line in ended.out
    question, answer = HEIDI_LINES[4], HEIDI_LINES[5]
    assert f"§ 4 · question · Heidi.news\n{question.removeprefix('Heidi.news — ')}" in ended.out
    assert f"§ 5 · answer · Antonio Casilli\n{answer.split(' — ', 1)[1]}" in ended.out
    assert "issued: unknown" in ended.out
    assert "The file breaks off" in ended.out


def test_show_one_paragraph_names_its_passages(clicktui: CommandLine) -> None:
    ended = clicktui("show", "casilli-heidi", "--paragraph", "5")

    heading, words, passage = ended.out.splitlines()
    assert heading == "§ 5 · answer · Antonio Casilli"
    assert words == HEIDI_LINES[5].split(" — ", 1)[1]
    assert clicktui("cite", passage, "--format", "words").out == words + "\n"


def test_show_as_json_gives_offsets_of_the_file(clicktui: CommandLine) -> None:
    document = json.loads(clicktui("show", "casilli-heidi", "--json").out)

    assert document["clicktui"] == 1
    assert document["work"]["id"] == "casilli-heidi"
    for paragraph in document["text"]:
        assert HEIDI[paragraph["start"] : paragraph["end"]] == paragraph["text"]
    last = document["text"][-1]
    assert (last["paragraph"], last["speaker"], last["line"]) == (6, "Antonio Casilli", 7)
    (aside,) = last["speeches"]
    assert "(le développeur de ChatGPT, ndlr.)" in HEIDI[aside["start"] - 1 : aside["end"] + 1]


def test_a_work_that_is_not_there(clicktui: CommandLine) -> None:
    ended = clicktui("show", "casili-heidi")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("clicktui: ")
    assert "casilli-heidi" in ended.err
    assert ended.err.count("\n") == 1


def test_a_paragraph_that_is_not_there(clicktui: CommandLine) -> None:
    ended = clicktui("show", "casilli-heidi", "--paragraph", "7")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err == "clicktui: casilli-heidi has no paragraph 7: they go from 1 to 6\n"


def passage_beginning(clicktui: CommandLine, work: str, words: str) -> str:
    document = json.loads(clicktui("show", work, "--json").out)
    return next(part["passages"][0] for part in document["text"] if part["text"].startswith(words))


def test_cite_in_every_form_and_language(clicktui: CommandLine) -> None:
    passage = passage_beginning(clicktui, "casilli-heidi", "Il y a actuellement")
    words = HEIDI_LINES[5].split(" — ", 1)[1]
    title = "L’IA ne remplacera pas le travail humain, mais elle l’a déjà précarisé"

    french = clicktui("cite", passage, "--lang", "fr").out
    assert french.startswith(f"«\u00a0{words}\u00a0» (Antonio Casilli, «\u00a0{title}\u00a0», ")
    assert french.endswith("§\u00a05.)\n")
    assert clicktui("cite", passage, "--lang", "it").out.startswith("«Il y a")
    assert clicktui("cite", passage).out.startswith(f"“{words}” (Antonio Casilli, “{title}”, ")
    assert clicktui("cite", passage, "--format", "words").out == f"{words}\n"
    reference = clicktui("cite", passage, "--format", "reference", "--lang", "fr").out
    assert reference.startswith(f"Antonio Casilli, «\u00a0{title}\u00a0»")
    markdown = clicktui("cite", passage, "--format", "markdown", "--lang", "fr").out
    assert markdown == f"> {words}\n>\n> — {reference}"


def test_the_interface_gives_the_citation_its_language(clicktui: CommandLine) -> None:
    passage = passage_beginning(clicktui, "casilli-heidi", "Il y a actuellement")

    assert clicktui("--lang", "fr", "cite", passage).out.startswith("«\u00a0Il y a")
    assert clicktui("--lang=fr", "cite", passage, "--lang", "en").out.startswith("“Il y a")


def test_cite_as_json_and_by_the_beginning_of_an_id(clicktui: CommandLine) -> None:
    passage = passage_beginning(clicktui, "casilli-heidi", "Il y a actuellement")

    document = json.loads(clicktui("cite", passage[:-4], "--json", "--format", "words").out)

    words = HEIDI_LINES[5].split(" — ", 1)[1]
    assert document == {
        "clicktui": 1,
        "id": passage,
        "quote": None,
        "work": "casilli-heidi",
        "file": "004_725277b9050ef925.txt",
        "start": HEIDI.index(words),
        "end": HEIDI.index(words) + len(words),
        "format": "words",
        "lang": "en",
        "style": None,
        "text": words,
        "keys": [],
        "remarks": [],
        "speaker_inferred": False,
        "warning": None,
    }


def test_a_speaker_who_is_not_printed_is_said_to_be_inferred(clicktui: CommandLine) -> None:
    # the last line answers a question and has no label of its own (catalog-facts)
    passage = passage_beginning(clicktui, "casilli-heidi", HEIDI_LINES[6][:30])

    told = "The speaker is not printed: it follows from the form of the text."
    for form, err in (
        ("citation", f"clicktui: {told}\n"),
        ("reference", f"clicktui: {told}\n"),
        ("words", ""),
    ):
        ended = clicktui("cite", passage, "--format", form)
        assert (ended.code, ended.err) == (0, err)
    ended = clicktui("cite", passage, "--json")
    assert (json.loads(ended.out)["speaker_inferred"], ended.err) == (True, "")
    printed = passage_beginning(clicktui, "casilli-heidi", "Il y a actuellement")
    assert clicktui("cite", printed).err == ""


def test_an_altered_pull_quote_comes_with_the_speakers_own_sentence(clicktui: CommandLine) -> None:
    # line 43 repeats line 49 and leaves out how the sentence goes on (catalog-facts)
    pull_quote = GRAND_CONTINENT.split("\n")[42]
    passage = passage_beginning(clicktui, "casilli-legrandcontinent-2023", pull_quote[:30])

    ended = clicktui("cite", passage, "--format", "words")

    assert (ended.code, ended.out) == (0, f"{pull_quote}\n")
    assert ended.err.count("\n") == 1
    assert "d’autant plus qu’il vient d’une devise stable" in ended.err
    assert json.loads(clicktui("cite", passage, "--json").out)["warning"]


def test_a_passage_that_is_not_there_or_is_several(clicktui: CommandLine) -> None:
    for passage, code in (("nowhere:at", 1), ("casilli-heidi:", 2), ("", 1)):
        ended = clicktui("cite", passage)

        assert (ended.code, ended.out, ended.err.count("\n")) == (code, "", 1)
