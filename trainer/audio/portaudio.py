"""The one door to PortAudio: loads it, opens and closes streams, and never waits for ever.

sounddevice is imported here only, when first needed: loading it starts the sound system. While it loads, file
descriptor 2 points at /dev/null for some 60 ms.
"""

import atexit
import math
from collections.abc import Callable
from types import ModuleType

from trainer.audio import device_errors, device_search
from trainer.audio.device_search import Listing
from trainer.audio.sound_calls import OverdueError, T, hung, within
from trainer.audio.sound_stream import Block, RawStream, Route, SoundStream
from trainer.audio.stderr_guard import StderrGuard
from trainer.errors import Cancelled, DeviceError

__all__ = ["close_stream", "find_route", "hung", "list_devices", "open_stream", "version"]

PREFERRED_RATE_HZ = 48000
LATENCY_S = 0.1
"""Asked for in each direction. Below 30 ms streams stumble even on an idle machine; above, only the delay grows."""

_BLOCK_S = 0.02
_LOAD_S = 5.0
_OPEN_S = 5.0
CLOSE_S = 2.0
"""How long a healthy sound system may take to give a device back."""

_sounddevice: ModuleType | None = None
_stderr = StderrGuard()
_open_streams: dict[SoundStream, RawStream] = {}


def list_devices(stopped: Callable[[], bool] = lambda: False) -> Listing:
    """Look afresh at what is plugged in; DeviceError if PortAudio is missing or the sound system is frozen."""
    return _ask(_LOAD_S, lambda: device_search.listing(_fresh()), stopped)


def find_route(
    microphone: str | None,
    loudspeaker: str | None,
    rate_hz: int = PREFERRED_RATE_HZ,
    *,
    duplex: bool = True,
    stopped: Callable[[], bool] = lambda: False,
) -> Route:
    """The devices of these names (None: the system's default) and a rate both can do, rate_hz if possible.

    DeviceError if one of them is missing, busy, gone, or nothing fits.
    """
    return _ask(
        _OPEN_S,
        lambda: device_search.route(_fresh(), microphone, loudspeaker, rate_hz, duplex=duplex),
        stopped,
        rate_hz=rate_hz,
    )


def open_stream(route: Route, block: Block, stopped: Callable[[], bool] = lambda: False) -> SoundStream:
    """Open and start a stream; block is called on the sound thread from now on. DeviceError if it cannot be."""
    return _ask(_OPEN_S, lambda: _start(_load(), route, block), stopped, undo=_close, rate_hz=route.rate_hz)


def close_stream(stream: SoundStream, limit_s: float = CLOSE_S) -> None:
    """End a stream. Never raises; a sound system that does not answer within limit_s is left behind."""
    stream.retire()
    try:
        within(limit_s, lambda: _close(stream))
    except OverdueError:
        _leave_behind()
    except Exception:  # noqa: BLE001 - whatever a broken driver says now, nobody needs the stream any more
        return


def version() -> str:
    """PortAudio's version, like 19.6.0; empty while it is not loaded."""
    if _sounddevice is None:
        return ""
    number = int(_sounddevice.get_portaudio_version()[0])
    return f"{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def _ask(
    limit_s: float,
    work: Callable[[], T],
    stopped: Callable[[], bool],
    *,
    undo: Callable[[T], None] | None = None,
    rate_hz: int = PREFERRED_RATE_HZ,
) -> T:
    """Do something with PortAudio in time, its errors told to a person."""
    try:
        return within(limit_s, work, stopped=stopped, undo=undo)
    except OverdueError:
        _leave_behind()
        raise device_errors.frozen() from None
    except Cancelled:
        _stderr.restore()
        raise
    except DeviceError:
        raise
    except Exception as error:
        # PortAudioError by name: the class is not there yet if loading failed.
        if type(error).__name__ != "PortAudioError":
            raise
        raise device_errors.explain(error, rate_hz) from error


def _leave_behind() -> None:
    """Undo what a call that never ends would spoil.

    sounddevice ends PortAudio when the interpreter exits, and that would wait for ever, too.
    """
    _stderr.restore()
    if _sounddevice is not None:
        atexit.unregister(_sounddevice._exit_handler)


# Everything below runs inside a limited call.


def _load() -> ModuleType:
    global _sounddevice  # noqa: PLW0603 - the module is loaded once, when first needed
    if _sounddevice is None:
        try:
            with _stderr:
                import sounddevice
        except OSError as error:
            raise device_errors.library_missing(error) from error
        _sounddevice = sounddevice
    return _sounddevice


def _fresh() -> ModuleType:
    """PortAudio with a device list of this moment; while a stream is open the old list has to do.

    PortAudio looks for devices only when it starts: without this a headset plugged in later is never seen.
    """
    if _sounddevice is None:
        return _load()
    if not _open_streams:
        if _sounddevice._initialized:
            _sounddevice._terminate()
        with _stderr:
            _sounddevice._initialize()
    return _sounddevice


def _start(sounddevice: ModuleType, route: Route, block: Block) -> SoundStream:
    stream = SoundStream(route, block)
    common = {
        "samplerate": route.rate_hz,
        "blocksize": _block_frames(route.rate_hz),
        "dtype": "float32",
        "latency": LATENCY_S,
        "finished_callback": stream.on_finished,
    }
    if route.microphone is None:
        raw = sounddevice.OutputStream(
            device=route.loudspeaker.index, channels=route.loudspeaker.channels, callback=stream.on_output, **common
        )
    else:
        raw = sounddevice.Stream(
            device=(route.microphone.index, route.loudspeaker.index),
            channels=(route.microphone.channels, route.loudspeaker.channels),
            callback=stream.on_duplex,
            **common,
        )
    stream.latency_s = sum(raw.latency) if isinstance(raw.latency, tuple) else raw.latency
    _open_streams[stream] = raw
    try:
        raw.start()
    except Exception:
        _close(stream)
        raise
    return stream


def _block_frames(rate_hz: int) -> int:
    """The power of two nearest to 20 ms: sound systems like those."""
    return 1 << round(math.log2(rate_hz * _BLOCK_S))


def _close(stream: SoundStream) -> None:
    stream.retire()
    raw = _open_streams.get(stream)
    if raw is None:
        return
    try:
        raw.abort()
        raw.close()
    finally:
        _open_streams.pop(stream, None)
