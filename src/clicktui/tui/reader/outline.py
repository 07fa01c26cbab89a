"""The works as an outline: file, work, headings."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.text import Text
from textual.actions import SkipAction
from textual.message import Message
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from clicktui.corpus.model import Role, SourceFile, Span
from clicktui.tui.commands import Scope, bindings
from clicktui.tui.drawing.layout import printable
from clicktui.tui.wishes import CompleteWork, wish


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of the outline opens: a work, or a heading of it (``span``)."""

    work: str
    span: Span | None = None


class Outline(Tree[Entry | None], inherit_bindings=False):
    """Lists works under their files, and headings under their works."""

    BINDINGS = bindings(Scope.OUTLINE)
    SCOPES = (Scope.OUTLINE,)
    DEFAULT_CSS = """
    Outline {
        background: $background;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
    }
    """

    @dataclass
    class Opened(Message):
        """The user chose the work called ``work``; ``span`` is the heading to go to, or None."""

        work: str
        span: Span | None

    class Left(Message):
        """The user goes back to the text."""

    class HideWished(Message):
        """The user is done with the outline."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__("", id=id)
        self.show_root = False
        self.guide_depth = 2
        self.auto_expand = False
        self._works: dict[str, TreeNode[Entry | None]] = {}
        self._marked: str | None = None

    def action_back(self) -> None:
        """Go back to the text, if there is one; else back up further."""
        if self._marked is None:
            raise SkipAction
        self.post_message(self.Left())

    def set_files(self, files: Iterable[SourceFile]) -> None:
        """List the works of ``files``."""
        self.clear()
        self._works.clear()
        self._marked = None
        for file in files:
            parent = self.root.add(_plain(file.name), None, expand=True)
            for work in file.works:
                headings = [
                    paragraph.span
                    for paragraph in work.paragraphs
                    if paragraph.role is Role.HEADING
                    and not _is_title(file.words(paragraph.span), work.title)
                ]
                node = parent.add(_plain(work.title), Entry(work.id), allow_expand=bool(headings))
                for span in headings:
                    node.add_leaf(_plain(file.words(span)), Entry(work.id, span))
                self._works[work.id] = node
        self.root.expand()
        if self._works:
            self.call_after_refresh(self.move_cursor, next(iter(self._works.values())))

    def follow(self, files: Iterable[SourceFile]) -> None:
        """Show the titles that the works of ``files`` have now; other works are listed anew."""
        files = tuple(files)
        works = [work.id for file in files for work in file.works]
        if works != list(self._works):
            marked = self._marked
            self.set_files(files)
            if marked in self._works:
                self.mark(marked)
            return
        for work in (work for file in files for work in file.works):
            node = self._works.get(work.id)
            if node is not None and str(node.label) != printable(work.title):
                bold = "bold" if work.id == self._marked else ""
                node.set_label(Text(printable(work.title), style=bold, no_wrap=True))

    def mark(self, work_id: str) -> None:
        """Show which work is open: bold, unfolded, the cursor on it or on a heading of it."""
        if self._marked is not None and self._marked != work_id:
            former = self._works[self._marked]
            former.set_label(_plain(str(former.label)))
        node = self._works.get(work_id)
        if node is None:
            return
        self._marked = work_id
        node.set_label(Text(str(node.label), style="bold", no_wrap=True))
        node.expand()
        here = self.cursor_node
        if here is None or here.data is None or here.data.work != work_id:
            self.call_after_refresh(self.move_cursor, node)

    def action_open(self) -> None:
        """Open the work or heading under the cursor, or the only work of a file; unfold others."""
        self.action_select_cursor()

    def action_hide(self) -> None:
        """Ask to be hidden."""
        self.post_message(self.HideWished())

    async def action_reference(self) -> None:
        """Ask for what is known of the reference of the work under the cursor."""
        node = self.cursor_node
        if node is not None and node.data is not None:
            await wish(self, CompleteWork(node.data.work))

    def action_scroll_home(self) -> None:
        """Go to the first line."""
        self.cursor_line = 0

    def action_scroll_end(self) -> None:
        """Go to the last line."""
        self.cursor_line = self.last_line

    def on_tree_node_selected(self, event: Tree.NodeSelected[Entry | None]) -> None:
        """Open what was chosen by key or by mouse."""
        event.stop()
        works = event.node.children
        entry = event.node.data or (works[0].data if len(works) == 1 else None)
        if entry is None:
            event.node.toggle()
        else:
            self.post_message(self.Opened(entry.work, entry.span))


def _is_title(heading: str, title: str) -> bool:
    """Say whether ``heading`` is the line that prints the work's own ``title``."""
    return " ".join(title.split()) in " ".join(heading.split())


def _plain(words: str) -> Text:
    """Return words of the corpus as a label that is never markup, on one line."""
    return Text(printable(words), no_wrap=True)
