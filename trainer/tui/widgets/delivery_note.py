"""How it was said: shown, never scored."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from trainer.tui.words import MUTED, at_text

if TYPE_CHECKING:
    from trainer.core.scorecard import Delivery, SpokenNumber


class DeliveryNote(Static):
    """Length against the mark, pace, pauses, fillers, numbers."""

    BORDER_TITLE = "Delivery, not scored"

    def __init__(self, delivery: Delivery, limit_s: float) -> None:
        super().__init__(Content.styled("  ·  ", MUTED).join(delivery_texts(delivery, limit_s)))


def delivery_texts(delivery: Delivery, limit_s: float) -> list[str]:
    """One short phrase for each thing that is known."""
    texts = []
    if delivery.seconds is not None:
        texts.append(_length_text(delivery.seconds, limit_s))
    if delivery.words_per_minute is not None:
        texts.append(f"{delivery.words_per_minute:.0f} words a minute")
    if delivery.longest_pause_s is not None:
        texts.append(f"longest pause {delivery.longest_pause_s:.1f} s")
    texts.append(_fillers_text(delivery))
    texts += [_number_text(number) for number in delivery.numbers]
    if delivery.trailing_silence_s is not None and delivery.trailing_silence_s >= 2.0:
        texts.append(f"{delivery.trailing_silence_s:.0f} s of silence before the end")
    return texts


def _length_text(seconds: float, limit_s: float) -> str:
    side = "under" if seconds <= limit_s else "over"
    return f"{seconds:.1f} s, {abs(limit_s - seconds):.1f} s {side} the {limit_s:.0f} s mark"


def _fillers_text(delivery: Delivery) -> str:
    counts = Counter(filler.text.lower().strip(".,") for filler in delivery.fillers)
    heard = ", ".join(f"{text} {count} times" if count > 1 else text for text, count in counts.most_common(3))
    return f"at least {len(delivery.fillers)} fillers" + (f" ({heard})" if heard else "")


def _number_text(number: SpokenNumber) -> str:
    at = f" at {at_text(number.span.start_s)}" if number.span else ""
    pace = number.digits_per_second
    return f"number{at}" + (f", {pace:.1f} digits a second" if pace is not None else "")
