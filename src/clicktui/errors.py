"""The errors that a user can meet.

ClicktuiError                 anything that ends a command with one line
├── CatalogueError            a catalogue that cannot be trusted (corpus)
├── SourceTextError           a source file that cannot be read as text (corpus)
├── CorpusError               a corpus that is not there or cannot be used as asked (corpora)
├── IntakeError               a file of the user's that cannot be taken into a corpus (intake)
├── IndexUnusableError        an index that cannot be opened or written (search)
├── StyleError                a citation style that cannot be used (citing)
├── CitationKeyError          a citation key that cannot be used (citing)
├── BibliographyError         a bibliography file that cannot be read (exporting)
├── MetadataError             what a user says of a work, and cannot be kept as she says (metadata)
├── SettingsError             a settings file with a mistake (settings)
├── FolderUnusableError       a folder of the user's own that cannot be made or written (places)
├── QuoteError                words that do not make one quote (corpus)
├── AmbiguousError            a name that several passages answer to (corpus)
├── BoardError                a board that cannot be changed as asked (board)
├── BoardStoreError           the file of the boards that cannot be read or written (board)
├── YamlFileError             a YAML file with a mistake in it (corpus)
│   ├── BoardFileError        a board in YAML that has a mistake (board)
│   └── CodebookError         a codebook, or its cues, with a mistake (microtasks)
├── ServingError              an app that cannot be shown in a browser as asked (serving)
├── SemanticsError            the semantic extra that is missing or cannot work (microtasks)
├── UsageError                a command line that cannot be understood (cli, defined there)
└── NotFoundError             a work, passage or paragraph that the corpus lacks
"""


class ClicktuiError(Exception):
    """Base of all errors shown to a user; its text is one line that says what to do."""


class CatalogueError(ClicktuiError):
    """A catalogue names something wrong; the text gives file, entry and key."""


class SourceTextError(ClicktuiError):
    """A source file is missing, unreadable or not text."""


class CorpusError(ClicktuiError):
    """A corpus is not there, or cannot be made, changed or joined as asked."""


class IntakeError(ClicktuiError):
    """A file cannot be taken into a corpus; the text says why, without the file's name."""


class IndexUnusableError(ClicktuiError):
    """The search index can be neither opened nor rebuilt."""


class IndexDamagedError(IndexUnusableError):
    """The search index turned out to be damaged; building it anew helps."""


class StyleError(ClicktuiError):
    """A citation style cannot be read or rendered."""


class CitationKeyError(ClicktuiError):
    """A citation key that other programs could not read, or that two works have."""


class BibliographyError(ClicktuiError):
    """A bibliography file (CSL-JSON, BibTeX, RIS) cannot be read at all; the text says why."""


class MetadataError(ClicktuiError):
    """What a user says of a work's metadata cannot be kept; the text says what to do."""


class SettingsError(ClicktuiError):
    """The settings file has a mistake; the text gives file and key."""


class FolderUnusableError(ClicktuiError, OSError):
    """A folder of the user's own cannot be made or written; the text says how to name another."""


class QuoteError(ClicktuiError):
    """These words cannot be quoted as one: they mix texts of different kinds."""


class AmbiguousError(ClicktuiError):
    """Several passages answer to this name; the text gives some of them."""


class NotFoundError(ClicktuiError):
    """No work, passage or paragraph has that name or number."""


class BoardError(ClicktuiError):
    """A board cannot be changed as asked."""


class BoardStoreError(ClicktuiError):
    """The file that keeps the boards cannot be read or written; nothing was changed in it."""


class YamlFileError(ClicktuiError):
    """A YAML file that a user may write has a mistake; the text gives file, line and key."""


class BoardFileError(YamlFileError):
    """A board written as YAML has a mistake; the text gives file, line and key."""


class CodebookError(YamlFileError):
    """A codebook or a file of its cues has a mistake; the text gives file, line and key."""


class ServingError(ClicktuiError):
    """The app cannot be shown in a browser: what it needs, or the port, cannot be had."""


class SemanticsError(ClicktuiError):
    """The extra ``clicktui[semantic]`` is missing, damaged, or cannot keep what it computes."""
