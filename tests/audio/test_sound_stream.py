"""What the sound thread does with each block, whatever shape the card gives it."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from trainer.audio.clip import Samples
from trainer.audio.sound_stream import End, Route, SoundStream

RATE_HZ = 8000


@dataclass
class Ledger:
    """Keeps what it was given, plays a ramp."""

    heard: list[list[float]] = field(default_factory=list)
    delays: list[float | None] = field(default_factory=list)
    lost: list[bool] = field(default_factory=list)

    def __call__(self, heard: Samples, playing: Samples, delay_frames: float | None, lost: bool) -> None:
        """One block."""
        self.heard.append(heard.tolist())
        self.delays.append(delay_frames)
        self.lost.append(lost)
        playing[:] = np.arange(1, len(playing) + 1) / 8


def _stream(block: Ledger | None = None) -> SoundStream:
    return SoundStream(Route(RATE_HZ, End(0, "mic", 1), End(1, "speaker", 2), "ALSA"), block or Ledger())


def _times(captured_s: float, played_s: float) -> SimpleNamespace:
    return SimpleNamespace(inputBufferAdcTime=captured_s, outputBufferDacTime=played_s, currentTime=0.0)


def _flags(*, input_overflow: bool = False, output_underflow: bool = False) -> SimpleNamespace:
    return SimpleNamespace(input_overflow=input_overflow, output_underflow=output_underflow)


def _out(frames: int, channels: int) -> NDArray[np.float32]:
    return np.full((frames, channels), np.nan, np.float32)


@pytest.mark.parametrize("channels", [1, 2, 3])
def test_any_number_of_channels(channels: int) -> None:
    """A card with two microphones is mixed to one, and both loudspeakers play the same."""
    ledger = Ledger()
    stream = _stream(ledger)
    heard = np.asarray([[0.5] * channels, [0.25] * channels], np.float32)
    out = _out(2, channels)
    stream.on_duplex(heard, out, 2, _times(1.0, 1.1), _flags())
    assert ledger.heard == [[0.5, 0.25]]
    assert out.tolist() == [[0.125] * channels, [0.25] * channels]
    assert stream.blocks == 1


@pytest.mark.parametrize(
    ("captured_s", "played_s", "delay_frames"),
    [(10.0, 10.125, 1000.0), (0.0, 10.0, None), (10.0, 10.0, None), (10.0, 9.9, None), (10.0, 11.5, None)],
)
def test_time_stamps_that_cannot_be_are_not_believed(
    captured_s: float, played_s: float, delay_frames: float | None
) -> None:
    """Sound systems that give no times, or wrong ones, do not move the message."""
    ledger = Ledger()
    _stream(ledger).on_duplex(_out(4, 1), _out(4, 1), 4, _times(captured_s, played_s), _flags())
    assert ledger.delays == [delay_frames]


def test_what_the_card_lost_is_counted() -> None:
    """Input that overflowed and output that ran dry are both told, underflowing input at the start is not."""
    ledger = Ledger()
    stream = _stream(ledger)
    for flags in (_flags(), _flags(input_overflow=True), _flags(output_underflow=True)):
        stream.on_duplex(_out(1, 1), _out(1, 1), 1, _times(1.0, 1.1), flags)
    assert ledger.lost == [False, True, True]


def test_a_huge_block_is_taken_piece_by_piece() -> None:
    """A card may send more than was asked for: nothing is lost or written past the end."""
    ledger = Ledger()
    frames = RATE_HZ + 5
    heard = np.asarray(np.arange(frames) / frames, np.float32)
    out = _out(frames, 2)
    _stream(ledger).on_duplex(heard[:, np.newaxis], out, frames, _times(1.0, 1.1), _flags())
    assert np.concatenate(ledger.heard).tolist() == heard.tolist()
    assert np.all(np.isfinite(out))


def test_an_error_in_the_sound_thread_is_kept_and_silent() -> None:
    """Raised in the callback an error would be printed over the app's screen: it is kept for the line to tell."""

    def broken(*_: object) -> None:
        raise RuntimeError("out of tape")

    stream = SoundStream(Route(RATE_HZ, None, End(1, "speaker", 2), "ALSA"), broken)
    out = _out(4, 2)
    stream.on_output(out, 4, _times(0.0, 0.0), _flags())
    stream.on_output(out, 4, _times(0.0, 0.0), _flags())
    assert not out.any()
    assert isinstance(stream.error, RuntimeError)
    assert stream.blocks == 0


def test_a_retired_stream_is_silent() -> None:
    """A stream that was given up and still calls back writes nothing into the call that replaced it."""
    ledger = Ledger()
    stream = _stream(ledger)
    stream.retire()
    out = _out(4, 2)
    stream.on_duplex(_out(4, 1), out, 4, _times(1.0, 1.1), _flags())
    assert ledger.heard == []
    assert not out.any()
