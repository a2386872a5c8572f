"""How it was said: shown, never scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from trainer.tui.widgets.flow import Flow

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.core.scorecard import Delivery


class DeliveryNote(VerticalScroll):
    """Length against the mark, pace, pauses, fillers, numbers."""

    BORDER_TITLE = "Delivery, not scored"

    def __init__(self, delivery: Delivery, limit_s: float) -> None:
        super().__init__()
        self._phrases = delivery_phrases(delivery, limit_s)

    def compose(self) -> ComposeResult:
        """One phrase after the other."""
        yield Static(Flow(self._phrases))


def delivery_phrases(delivery: Delivery, limit_s: float) -> list[str]:
    """A phrase for each thing that is known."""
    phrases = []
    if delivery.seconds is not None:
        phrases.append(_length(delivery.seconds, limit_s))
    if delivery.words_per_minute is not None:
        phrases.append(f"{delivery.words_per_minute:.0f} words/min")
    if delivery.longest_pause_s is not None:
        phrases.append(f"longest pause {delivery.longest_pause_s:.1f} s")
    phrases.append(_fillers(delivery))
    paces = [number.digits_per_second for number in delivery.numbers if number.digits_per_second is not None]
    if paces:
        phrases.append(f"{min(paces):.1f} digits/s")
    if delivery.trailing_silence_s is not None and delivery.trailing_silence_s >= 2.0:
        phrases.append(f"{delivery.trailing_silence_s:.0f} s of silence at the end")
    return phrases


def _length(seconds: float, limit_s: float) -> str:
    side = "under" if seconds <= limit_s else "over"
    return f"{seconds:.1f} s, {abs(limit_s - seconds):.1f} s {side} the {limit_s:.0f} s mark"


def _fillers(delivery: Delivery) -> str:
    count = len(delivery.fillers)
    return f"at least {count} filler{'' if count == 1 else 's'}"
