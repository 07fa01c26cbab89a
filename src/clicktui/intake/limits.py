"""How much of a file is read, so that none takes the machine with it."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may have; one that has more is refused, never cut.

    ``file_bytes`` holds for all files, ``text_bytes`` for those that are text themselves (plain
    text, Markdown, web pages, subtitles, RTF). ``unzipped_bytes`` is what all files of a .docx,
    .odt or .epub may have together, ``growth`` how many times larger than packed one of them may
    be from a megabyte on (text grows some 10 times). ``lines`` are paragraphs, ``line_characters``
    those of one. ``seconds`` and ``memory_bytes`` hold where a file is read in a process of its
    own (``apart``): they are the bound for what no figure of the file tells before.
    """

    file_bytes: int = 200 * MEGABYTE
    text_bytes: int = 50 * MEGABYTE
    unzipped_bytes: int = 200 * MEGABYTE
    growth: int = 200
    files: int = 20_000
    depth: int = 200
    elements: int = 2_000_000
    lines: int = 1_000_000
    line_characters: int = 1_000_000
    pages: int = 5_000
    seconds: float = 180.0
    memory_bytes: int = 1024 * MEGABYTE


USUAL = Limits()
