"""Plays clips to the rep through the loudspeaker."""

import threading
import time

import numpy as np

from trainer.audio import portaudio
from trainer.audio.clip import Clip, Samples
from trainer.audio.sound_stream import SoundStream
from trainer.core.timeline import frames_of
from trainer.errors import Cancelled, TrainerError

_POLL_S = 0.02
_OPEN_S = 10.0
_STUCK_S = 1.5


class PortAudioPlayer:
    """One loudspeaker, by name; None is the system's default. Plays one clip at a time."""

    def __init__(self, loudspeaker: str | None = None) -> None:
        self._loudspeaker = loudspeaker
        self._playing: _Playing | None = None

    def play(self, clip: Clip, from_s: float = 0.0) -> None:
        """Start playing, ending what played before; returns once the loudspeaker is open, or DeviceError."""
        before = self._playing
        if before is not None:
            before.stop()
        self._playing = playing = _Playing(clip, from_s, self._loudspeaker, before)
        playing.begin()

    def stop(self) -> None:
        """Be silent."""
        if self._playing is not None:
            self._playing.stop()

    @property
    def position_s(self) -> float | None:
        """Where in the clip the rep's ear is, in seconds; None when nothing plays."""
        return self._playing.position_s if self._playing is not None else None


class _Playing:
    """One clip on its way to the ear. Its own thread opens the stream, waits for the end, and closes it."""

    def __init__(self, clip: Clip, from_s: float, loudspeaker: str | None, before: "_Playing | None") -> None:
        self._clip = clip
        self._from_s = max(0.0, from_s)
        self._loudspeaker = loudspeaker
        self._before = before
        self._samples: Samples = np.zeros(0, np.float32)
        self._cursor = 0
        self._latency_s = 0.0
        self._rate_hz = clip.rate_hz
        self._opened = threading.Event()
        self._stopped = False
        self._over = False
        self._error: TrainerError | None = None
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)

    def begin(self) -> None:
        self._thread.start()
        self._opened.wait(_OPEN_S)
        if self._error is not None:
            raise self._error

    def stop(self) -> None:
        self._stopped = True

    @property
    def position_s(self) -> float | None:
        if self._over or self._stopped or not self._opened.is_set():
            return None
        heard_s = max(0.0, self._cursor / self._rate_hz - self._latency_s)
        return min(self._from_s + heard_s, self._clip.seconds)

    def _run(self) -> None:
        stream: SoundStream | None = None
        try:
            if self._before is not None:
                self._before.wait()
            stream = self._open()
            self._opened.set()
            self._wait_for_end(stream)
        except Cancelled:  # stopped before it had begun
            pass
        except TrainerError as error:
            self._error = error
        finally:
            self._over = True
            self._opened.set()
            if stream is not None:
                portaudio.close_stream(stream)

    def wait(self) -> None:
        """Until the device is given back, as far as it ever is."""
        self._before = None
        self._thread.join(_OPEN_S)

    def _open(self) -> SoundStream:
        route = portaudio.find_route(
            None, self._loudspeaker, self._clip.rate_hz, duplex=False, stopped=lambda: self._stopped
        )
        self._rate_hz = route.rate_hz
        self._samples = self._clip.cut(self._from_s).resampled(route.rate_hz).samples
        stream = portaudio.open_stream(route, self._block, lambda: self._stopped)
        self._latency_s = stream.latency_s
        return stream

    def _wait_for_end(self, stream: SoundStream) -> None:
        """Until the last sample was heard: a stream that is closed swallows what its latency still holds."""
        end = len(self._samples) + frames_of(2 * stream.latency_s, self._rate_hz)
        begun_s = time.monotonic()
        while self._cursor < end and not self._stopped:
            latest_s = max(begun_s, stream.last_block_s)
            if stream.ended or time.monotonic() - latest_s > _STUCK_S:
                return
            time.sleep(_POLL_S)

    def _block(self, heard: Samples, playing: Samples, delay_frames: float | None, lost: bool) -> None:  # noqa: ARG002 - Block's form
        """Called on the sound thread."""
        part = self._samples[self._cursor : self._cursor + len(playing)]
        if self._stopped:
            part = part[:0]
        playing[: len(part)] = part
        playing[len(part) :] = 0.0
        self._cursor += len(playing)
