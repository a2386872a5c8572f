"""One running stream, as the sound thread sees it: copy a block in, a block out, and count.

Everything here runs on PortAudio's thread except close and the properties. Nothing is locked, printed or
logged, and nothing may be raised.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from trainer.audio.clip import Samples
from trainer.core.timeline import frames_of

Block = Callable[[Samples, Samples, float | None, bool], None]
"""Called for each block: what was heard, what to play (both mono), the measured delay in frames, something lost."""

_LONGEST_DELAY_S = 1.0
_LARGEST_BLOCK_S = 0.5


@dataclass(frozen=True, slots=True)
class End:
    """A microphone or a loudspeaker as one end of a stream."""

    index: int
    """PortAudio's number for the device."""
    name: str
    channels: int


@dataclass(frozen=True, slots=True)
class Route:
    """Which devices a stream joins, and at which rate; without a microphone it only plays."""

    rate_hz: int
    microphone: End | None
    loudspeaker: End
    host: str
    """The sound system's name."""


class RawStream(Protocol):
    """The part of sounddevice's streams that is used."""

    @property
    def latency(self) -> float | tuple[float, float]:
        """Seconds; input and output for a stream that does both."""
        ...

    def abort(self) -> None:
        """Stop at once."""
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


class SoundStream:
    """What one stream has done so far, read by whoever opened it."""

    def __init__(self, route: Route, block: Block) -> None:
        self.route = route
        self._block = block
        self._live = True
        longest = frames_of(_LARGEST_BLOCK_S, route.rate_hz)
        self._mixed: Samples = np.zeros(longest, np.float32)
        self._playing: Samples = np.zeros(longest, np.float32)
        self.blocks = 0
        """Blocks exchanged so far."""
        self.last_block_s = 0.0
        """When the latest block came, on time.monotonic's clock."""
        self.ended = False
        """Whether the sound system ended the stream, asked or not."""
        self.error: BaseException | None = None
        """What went wrong in the block function, which is then called no more."""
        self.latency_s = 0.0
        """Input and output latency together, as the stream reports it."""

    def retire(self) -> None:
        """Be silent from now on, even if the sound system goes on asking."""
        self._live = False

    # Called by PortAudio. The time argument is a C struct that is valid only during the call.

    def on_duplex(self, indata: Samples, outdata: Samples, frames: int, times: Any, status: Any) -> None:
        """One block of a stream that records and plays; shapes (frames, channels)."""
        delay_s = times.outputBufferDacTime - times.inputBufferAdcTime
        known = times.inputBufferAdcTime > 0 and 0 < delay_s <= _LONGEST_DELAY_S
        delay_frames = delay_s * self.route.rate_hz if known else None
        self._exchange(indata, outdata, frames, delay_frames, bool(status.input_overflow or status.output_underflow))

    def on_output(self, outdata: Samples, frames: int, times: Any, status: Any) -> None:  # noqa: ARG002 - PortAudio's
        """One block of a stream that only plays; shape (frames, channels)."""
        self._exchange(None, outdata, frames, None, bool(status.output_underflow))

    def on_finished(self) -> None:
        """The stream has ended, for whatever reason."""
        self.ended = True

    def _exchange(
        self, indata: Samples | None, outdata: Samples, frames: int, delay_frames: float | None, lost: bool
    ) -> None:
        try:
            if self._live and self.error is None:
                self._in_parts(indata, outdata, frames, delay_frames, lost)
                self.blocks += 1
                self.last_block_s = time.monotonic()
                return
        except Exception as error:  # noqa: BLE001 - raised here it would only be printed, over the app's screen
            self.error = error
        outdata.fill(0.0)

    def _in_parts(
        self, indata: Samples | None, outdata: Samples, frames: int, delay_frames: float | None, lost: bool
    ) -> None:
        """Blocks are as long as was asked for, but nobody promises it: longer ones go piece by piece."""
        for start in range(0, frames, len(self._playing)):
            part = slice(start, min(start + len(self._playing), frames))
            playing = self._playing[: part.stop - start]
            heard = self._silent(len(playing)) if indata is None else self._mono(indata[part])
            self._block(heard, playing, delay_frames, lost and start == 0)
            outdata[part] = playing[:, np.newaxis]

    def _mono(self, indata: NDArray[np.float32]) -> Samples:
        if indata.shape[1] == 1:
            return indata[:, 0]
        mixed = self._mixed[: len(indata)]
        np.mean(indata, axis=1, out=mixed)
        return mixed

    def _silent(self, frames: int) -> Samples:
        return self._mixed[:frames]
