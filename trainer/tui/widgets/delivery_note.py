"""How it was said: shown, never scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Static

from trainer.reports.delivery_text import TRAILING_SILENCE_S, loudness_text, pitch_text
from trainer.tui.widgets.flow import Flow
from trainer.tui.widgets.melody import Melody
from trainer.tui.widgets.stack import Stack
from trainer.tui.words import at_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

    from trainer.core.scorecard import Delivery
    from trainer.core.sound import Sound
    from trainer.core.timeline import Span


class DeliveryNote(VerticalScroll):
    """Length against the mark, pace, pauses, fillers, numbers, loudness, and the pitch as a line."""

    BORDER_TITLE = "Delivery, not scored"

    def __init__(self, delivery: Delivery, limit_s: float) -> None:
        super().__init__()
        self._phrases = delivery_phrases(delivery, limit_s)
        self._pitch = delivery.sound.pitch if delivery.sound else None

    def compose(self) -> ComposeResult:
        """One phrase after the other, the melody below."""
        phrases = Flow(self._phrases)
        yield Static(Stack(phrases, Melody(self._pitch)) if self._pitch else phrases)


def delivery_phrases(delivery: Delivery, limit_s: float) -> list[str]:
    """A phrase for each thing that is known."""
    phrases = []
    if delivery.seconds is not None:
        phrases.append(_length(delivery.seconds, limit_s))
    if delivery.words_per_minute is not None:
        phrases.append(f"{delivery.words_per_minute:.0f} words/min")
    phrases.append(_fillers(delivery))
    if delivery.longest_pause_s is not None:
        phrases.append(f"longest pause {delivery.longest_pause_s:.1f} s")
    if delivery.pauses:
        phrases.append(f"over 1 s{_places(delivery.pauses)}")
    paces = [number.digits_per_second for number in delivery.numbers if number.digits_per_second is not None]
    if paces:
        phrases.append(f"{min(paces):.1f} digits/s")
    if delivery.trailing_silence_s is not None and delivery.trailing_silence_s >= TRAILING_SILENCE_S:
        phrases.append(f"{delivery.trailing_silence_s:.0f} s of silence at the end, not counted")
    return [*phrases, *(_sound(delivery.sound) if delivery.sound else ())]


def _length(seconds: float, limit_s: float) -> str:
    side = "under" if seconds <= limit_s else "over"
    return f"{seconds:.1f} s, {abs(limit_s - seconds):.1f} s {side} the {limit_s:.0f} s mark"


def _fillers(delivery: Delivery) -> str:
    count = len(delivery.fillers)
    spans = [filler.span for filler in delivery.fillers if filler.span]
    return f"at least {count} filler{'' if count == 1 else 's'}{_places(spans)}"


def _places(spans: Iterable[Span]) -> str:
    at = ", ".join(at_text(span.start_s) for span in spans)
    return f" at {at}" if at else ""


def _sound(sound: Sound) -> Iterable[str]:
    if sound.clipped:
        yield f"clipped{_places(sound.clipped)}"
    if sound.level:
        yield loudness_text(sound)
    yield f"pitch {pitch_text(sound.pitch) if sound.pitch else f'not measured: {sound.no_pitch}'}"
