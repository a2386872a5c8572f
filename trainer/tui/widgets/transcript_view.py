"""What was heard, word by word, with the evidence marked and a cursor to play from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.tui.findings import evidence_words, filler_words
from trainer.tui.widgets.word_lines import Piece, pieces_of, set_lines

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from trainer.core.scorecard import Scorecard
    from trainer.core.transcript import Transcript


class TranscriptView(ScrollView, can_focus=True):
    """The transcript. The cursor stands on a word; marked are all words that earned a verdict."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--evidence",
        "transcript--current",
        "transcript--cursor",
        "transcript--playing",
        "transcript--pause",
        "transcript--filler",
    }

    DEFAULT_CSS = """
    TranscriptView {
        & > .transcript--evidence { text-style: underline; color: $text-success; }
        & > .transcript--current { text-style: bold underline; color: $text-accent; }
        & > .transcript--cursor { text-style: reverse; }
        & > .transcript--playing { background: $accent 40%; }
        & > .transcript--pause { color: $foreground 60%; text-style: italic; }
        & > .transcript--filler { color: $foreground 70%; text-style: italic; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "line(-1)", show=False, id="transcript.up", tooltip="The line above"),
        Binding("down,j", "line(1)", show=False, id="transcript.down", tooltip="The line below"),
        Binding("home,0", "first", show=False, id="transcript.first", tooltip="The first word"),
        Binding("end,dollar_sign", "last", show=False, id="transcript.last", tooltip="The last word"),
    ]

    cursor: reactive[int] = reactive(0)
    """Index of the word to play from."""
    playing: reactive[int | None] = reactive(None)
    """Index of the word that is heard right now."""

    def __init__(self, transcript: Transcript, card: Scorecard) -> None:
        super().__init__()
        self._transcript = transcript
        self._pieces = pieces_of(transcript, card.delivery.pauses)
        self._evidence = evidence_words(card)
        self._fillers = filler_words(card)
        self._current: range = range(0)
        self._lines: list[list[Piece]] = []
        self._column: int | None = None  # where up and down try to stay

    @property
    def cursor_s(self) -> float:
        """The second the word under the cursor begins."""
        words = self._transcript.words
        span = words[self.cursor].span if words else None
        return span.start_s if span else 0.0

    def show_evidence(self, words: range) -> None:
        """Set these words apart and put the cursor on the first of them."""
        self._current = words
        if words:
            self.cursor = words.start
        self.refresh()

    def show_playing(self, position_s: float | None) -> None:
        """Mark the word that is heard at a second of the message; None: nothing plays."""
        self.playing = None if position_s is None else self._word_at(position_s)

    def _word_at(self, position_s: float) -> int | None:
        found = None
        for index, word in enumerate(self._transcript.words):
            if word.span is None or word.span.start_s > position_s:
                break
            found = index
        return found

    # Where things are.

    def on_resize(self) -> None:
        """Set the words anew."""
        width = self.scrollable_content_region.width
        self._lines = set_lines(self._pieces, width) if width > 0 else []
        self.virtual_size = Size(width, len(self._lines))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """All lines, where the layout gives as much as is asked for."""
        return max(1, len(set_lines(self._pieces, max(1, width))))

    def _line_of(self, word: int) -> int:
        for y, line in enumerate(self._lines):
            if any(piece.word == word for piece in line):
                return y
        return 0

    def _x_of(self, word: int) -> int:
        return next((piece.x for line in self._lines for piece in line if piece.word == word), 0)

    # What moves.

    def validate_cursor(self, cursor: int) -> int:
        """Stay on the words there are."""
        return max(0, min(cursor, len(self._transcript.words) - 1))

    def watch_cursor(self, cursor: int) -> None:
        """Keep the cursor in sight."""
        self._column = None
        self.scroll_to_region(Region(0, self._line_of(cursor), 1, 1), animate=False, force=True)
        self.refresh()

    def watch_playing(self, word: int | None) -> None:
        """Keep what is heard in sight."""
        if word is not None:
            self.scroll_to_region(Region(0, self._line_of(word), 1, 1), animate=False, force=True)
        self.refresh()

    def action_line(self, step: int) -> None:
        """To the word nearest below or above."""
        y = self._line_of(self.cursor) + step
        words = [piece for piece in self._lines[y] if piece.word is not None] if 0 <= y < len(self._lines) else []
        if words:
            column = self._column if self._column is not None else self._x_of(self.cursor)
            self.cursor = min(words, key=lambda piece: abs(piece.x - column)).word or 0
            self._column = column

    def action_first(self) -> None:
        """To the first word."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last word."""
        self.cursor = len(self._transcript.words) - 1

    def on_click(self, event: events.Click) -> None:
        """To the word under the pointer."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        y = offset.y + self.scroll_offset.y
        if y < len(self._lines):
            under = [piece for piece in self._lines[y] if piece.word is not None and piece.x <= offset.x]
            if under:
                self.cursor = under[-1].word or 0

    # How it looks.

    def _kind(self, piece: Piece) -> str:
        """The component class of a piece; empty for a plain word."""
        if piece.word is None:
            return "transcript--pause"
        if piece.word in self._current:
            return "transcript--current"
        if piece.word in self._evidence:
            return "transcript--evidence"
        return "transcript--filler" if piece.word in self._fillers else ""

    def _style_of(self, kind: str, word: int | None) -> Style:
        names = [kind] if kind else []
        if word is not None and word == self.playing:
            names.append("transcript--playing")
        if word is not None and word == self.cursor:
            names.append("transcript--cursor")
        style = self.rich_style
        for name in names:
            style += self.get_component_rich_style(name, partial=True)
        return style

    def render_line(self, y: int) -> Strip:
        """One line of words; the marking of evidence runs on between its words."""
        width = self.scrollable_content_region.width
        y += self.scroll_offset.y
        line = self._lines[y] if y < len(self._lines) else []
        segments: list[Segment] = []
        for index, piece in enumerate(line):
            kind = self._kind(piece)
            segments.append(Segment(piece.text, self._style_of(kind, piece.word)))
            goes_on = index + 1 < len(line) and self._kind(line[index + 1]) == kind
            segments.append(Segment(" ", self._style_of(kind if goes_on else "", None)))
        return Strip(segments).adjust_cell_length(width, self.rich_style)
