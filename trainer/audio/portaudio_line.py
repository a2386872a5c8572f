"""A line through the sound card: one full-duplex stream from dial to hang-up."""

import time

from trainer.audio import device_errors, portaudio
from trainer.audio.line import Stopped
from trainer.audio.sound_stream import Route, SoundStream
from trainer.audio.take import Alignment, Take
from trainer.errors import Cancelled

_FIRST_BLOCK_S = 1.5
_STARTS = 3
_POLL_S = 0.02
_SILENT_FOR_S = 0.5
_CLOSE_LOST_S = 0.5
"""A sound system that stopped answering will not answer to a close: it is not waited for as long."""


class PortAudioLine:
    """Carries a call over a microphone and a loudspeaker, by name; None is the system's default."""

    def __init__(
        self,
        microphone: str | None = None,
        loudspeaker: str | None = None,
        rate_hz: int = portaudio.PREFERRED_RATE_HZ,
    ) -> None:
        """rate_hz is asked for first; devices that refuse it run at a rate of their own."""
        self._microphone = microphone
        self._loudspeaker = loudspeaker
        self._rate_hz = rate_hz
        self._route: Route | None = None
        self._stream: SoundStream | None = None
        self._take: Take | None = None
        self._failure: str | None = None

    def connect(self, stopped: Stopped) -> int:
        """Find the devices and a rate both can do; DeviceError says what is missing."""
        return self._find(stopped).rate_hz

    def _find(self, stopped: Stopped) -> Route:
        self._route = portaudio.find_route(self._microphone, self._loudspeaker, self._rate_hz, stopped=stopped)
        return self._route

    def open(self, take: Take, stopped: Stopped) -> None:
        """Start the stream and wait for its first block.

        With a busy machine some streams start dead, without an error: those are closed and opened again.
        """
        route = self._route or self._find(stopped)
        self._take = take
        for _ in range(_STARTS):
            self._stream = stream = portaudio.open_stream(route, take.exchange, stopped)
            take.assume(Alignment(round(stream.latency_s * take.rate_hz), "reported latency"))
            if self._flows(stream, stopped):
                return
            portaudio.close_stream(stream, _CLOSE_LOST_S)
        raise device_errors.never_started()

    def _flows(self, stream: SoundStream, stopped: Stopped) -> bool:
        until_s = time.monotonic() + _FIRST_BLOCK_S
        while not stream.ended and time.monotonic() < until_s:
            if stopped():
                raise Cancelled
            if stream.blocks:
                return True
            time.sleep(_POLL_S)
        return False

    def advance(self) -> None:
        """Let a block's time pass, and notice if the sound system has stopped."""
        time.sleep(_POLL_S)
        if self._failure is None and self._stream is not None:
            self._failure = _trouble(self._stream)

    @property
    def failure(self) -> str | None:
        """Why the line stopped carrying sound, a full sentence; None while it does."""
        return self._failure

    @property
    def exhausted(self) -> bool:
        """A microphone always has more to say."""
        return False

    @property
    def description(self) -> str:
        """The sound system, how the recording was aligned, and what it lost."""
        host = f"{self._route.host} through " if self._route else ""
        name = f"{host}PortAudio {portaudio.version()}".strip()
        if self._take is None:
            return name
        aligned = self._take.alignment
        delay_ms = 1000 * aligned.delay_frames / self._take.rate_hz
        lost = f", {self._take.overflows} blocks disturbed" if self._take.overflows else ""
        return f"{name}, aligned by {aligned.method} ({delay_ms:.0f} ms){lost}"

    def close(self) -> None:
        """End the stream; a sound system that has frozen is left behind."""
        if self._stream is not None:
            limit_s = portaudio.CLOSE_S if self._failure is None else _CLOSE_LOST_S
            portaudio.close_stream(self._stream, limit_s)
            self._stream = None


def _trouble(stream: SoundStream) -> str | None:
    """What happened to a stream that should be running, or None."""
    if stream.error is not None:
        return f"The program failed in the sound thread: {stream.error!r}."
    if stream.ended:
        return "The sound device disappeared."
    if time.monotonic() - stream.last_block_s > _SILENT_FOR_S + 2 * stream.latency_s:
        return "The sound device stopped delivering sound."
    return None
