"""The building blocks of the screens, each by itself."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from trainer.core.timeline import Span
from trainer.core.transcript import TYPED, Engine, Transcript, Word
from trainer.tui.widgets.call_meter import LOUD_DBFS, QUIET_DBFS, LevelBar
from trainer.tui.widgets.ends import Ends
from trainer.tui.widgets.flow import Flow
from trainer.tui.widgets.key_bar import KeySlot, fitting
from trainer.tui.widgets.word_lines import pieces_of, set_lines
from trainer.tui.words import at_text, clock_text, headline

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=40)
WIDTHS = st.integers(1, 120)


@given(TEXTS, TEXTS, WIDTHS)
def test_two_ends_fill_their_line_exactly(left: str, right: str, width: int) -> None:
    """Whatever stands at the ends, a line is never wider than its place."""
    line = Ends((Content(left), Content(right))).line(0, width)
    assert line.cell_length <= width


def test_the_left_end_gives_way_with_an_ellipsis() -> None:
    """The points stay whole, the title is cut visibly."""
    line = Ends((Content("Leaves a complete callback number"), Content("10/10"))).line(0, 20)
    assert line.plain == "Leaves a com…  10/10"


@given(st.lists(TEXTS.filter(str.strip), max_size=8), WIDTHS)
def test_phrases_flow_without_leaving_their_width(phrases: list[str], width: int) -> None:
    """A phrase is never broken, only cut with an ellipsis where even a line of its own is too short."""
    lines = Flow(phrases).lines(width)
    assert all(line.cell_length <= width for line in lines)


def test_a_phrase_that_does_not_fit_begins_the_next_line() -> None:
    """Phrases stay whole while there is room."""
    lines = Flow(["24.0 s", "165 words/min", "at least 1 filler"]).lines(24)
    assert [line.plain for line in lines] == ["24.0 s · 165 words/min", "at least 1 filler"]


@given(st.lists(TEXTS, max_size=60), WIDTHS)
def test_every_word_stands_once_and_inside_the_width(texts: list[str], width: int) -> None:
    """Setting words loses none, repeats none, and leaves no line too long."""
    words = [text.replace(" ", "") or "x" for text in texts]
    lines = set_lines([(word, index) for index, word in enumerate(words)], width)
    assert [piece.word for line in lines for piece in line] == list(range(len(words)))
    for line in lines:
        for piece in line:
            assert piece.x + cell_len(piece.text) <= max(width, 2)


def test_pauses_stand_where_they_were() -> None:
    """A silence between two words is shown between these words."""
    words = (Word("Hello", Span(0.0, 0.4)), Word("there", Span(2.0, 2.4)), Word("again", Span(2.5, 2.9)))
    transcript = Transcript(words, Engine("scripted", "1"))
    assert pieces_of(transcript, [Span(0.4, 2.0)]) == [("Hello", 0), ("(1.6 s)", None), ("there", 1), ("again", 2)]


def test_a_typed_message_has_no_pauses() -> None:
    """Words without times are simply words."""
    assert pieces_of(Transcript((Word("Hello"),), TYPED), []) == [("Hello", 0)]


def slots(*labels: str) -> list[KeySlot]:
    """Keys with these labels, the last of them Help."""
    return [KeySlot("x", "app.help" if label == "Help" else label, "x", label, "") for label in labels]


def test_keys_that_do_not_fit_are_left_out_but_never_help() -> None:
    """The key that leads to all others stays."""
    keys = slots("Again", "Next", "Play here", "Help")
    assert fitting(keys, 80) == (keys, False)
    shown, cut = fitting(keys, 22)
    assert ([slot.label for slot in shown], cut) == (["Again", "Help"], True)


@given(st.integers(0, 100))
def test_the_key_bar_never_overflows(width: int) -> None:
    """At no width are keys shown that are not there."""
    shown, cut = fitting(slots("Again", "Next", "Play here", "Help"), width)
    used = sum(slot.width for slot in shown) + (2 if cut else 0)
    assert used <= max(width, 10)


def test_clocks_round_down() -> None:
    """A clock shows a tenth when it is over, as clocks do, and floating point does not hold it back."""
    assert [clock_text(seconds) for seconds in (0.0, 0.09, 0.1, 0.3, 59.99, 60.0, 72.39)] == [
        "0:00.0",
        "0:00.0",
        "0:00.1",
        "0:00.3",
        "0:59.9",
        "1:00.0",
        "1:12.3",
    ]
    assert at_text(72.9) == "1:12"


def test_headlines_keep_names() -> None:
    """Only the first letter changes."""
    assert headline("says when Dana Whitlock is called") == "Says when Dana Whitlock is called"
    assert headline("") == ""


def test_the_level_rises_at_once_and_falls_slowly() -> None:
    """The eye can follow it, and clipping is said in words."""
    bar = LevelBar()
    bar.hear(-10.0)
    assert bar._level_dbfs == -10.0
    bar.hear(QUIET_DBFS)
    assert QUIET_DBFS < bar._level_dbfs < -10.0
    assert not bar.loud
    bar.hear(LOUD_DBFS)
    assert bar.loud
