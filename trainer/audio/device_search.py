"""Finding devices in what sounddevice lists, and settings that they accept.

The module sounddevice is handed in, so that only trainer.audio.portaudio decides when it is loaded.
"""

from dataclasses import dataclass
from types import ModuleType
from typing import Literal

from trainer.audio import device_errors
from trainer.audio.sound_stream import End, Route

Kind = Literal["input", "output"]
"""A device that records, or one that plays."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A device by the name that settings keep."""

    name: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """What the sound system offers; empty where there is nothing."""

    microphones: tuple[Listed, ...]
    loudspeakers: tuple[Listed, ...]
    host: str
    """The sound system's name; empty if there is none."""


@dataclass(frozen=True, slots=True)
class _Device:
    """One device as PortAudio sees it, for one direction."""

    index: int
    name: str
    host: int
    channels: int
    rate_hz: int


def listing(sounddevice: ModuleType) -> Listing:
    """The default sound system's devices: other systems list the same hardware again under other names."""
    host = _default_host(sounddevice)
    return Listing(
        _listed(sounddevice, "input"),
        _listed(sounddevice, "output"),
        _host_name(sounddevice, host) if host >= 0 else "",
    )


def _listed(sounddevice: ModuleType, kind: Kind) -> tuple[Listed, ...]:
    host, default = _default_host(sounddevice), _default_index(sounddevice, kind)
    found = [device for device in _devices(sounddevice, kind) if device.host == host]
    return tuple(Listed(device.name, device.index == default) for device in found)


def route(
    sounddevice: ModuleType, microphone: str | None, loudspeaker: str | None, rate_hz: int, *, duplex: bool
) -> Route:
    """Join the devices of these names (None: the default) at rate_hz, or at a rate of their own."""
    speaking = _pick(sounddevice, "input", microphone) if duplex else None
    playing = _pick(sounddevice, "output", loudspeaker)
    own_rates_hz = [device.rate_hz for device in (speaking, playing) if device is not None]
    for candidate_hz in dict.fromkeys([rate_hz, *own_rates_hz]):
        try:
            return Route(
                candidate_hz,
                None if speaking is None else _fit(sounddevice, "input", speaking, candidate_hz),
                _fit(sounddevice, "output", playing, candidate_hz),
                _host_name(sounddevice, playing.host),
            )
        except sounddevice.PortAudioError as error:
            refused = error
            if _code(error) != device_errors.BAD_RATE:
                break
    raise refused


def _pick(sounddevice: ModuleType, kind: Kind, name: str | None) -> _Device:
    """The device of this name, or the default one."""
    devices = _devices(sounddevice, kind)
    if not devices:
        raise device_errors.no_microphone() if kind == "input" else device_errors.no_loudspeaker()
    default = _default_index(sounddevice, kind)
    for device in devices:
        if device.name == name or (name is None and device.index == default):
            return device
    if name is None:
        return devices[0]
    word = "microphone" if kind == "input" else "loudspeaker"
    raise device_errors.unknown(word, name, [device.name for device in devices])


def _fit(sounddevice: ModuleType, kind: Kind, device: _Device, rate_hz: int) -> End:
    """The device with the first channel count it accepts: a microphone in mono, a loudspeaker on both sides.

    Mono through a loudspeaker of two would play on the left only with some drivers; some cards refuse mono.
    """
    check = sounddevice.check_input_settings if kind == "input" else sounddevice.check_output_settings
    wanted = (1, 2) if kind == "input" else (2, 1)
    *others, last = dict.fromkeys(min(count, device.channels) for count in (*wanted, device.channels))
    for channels in others:
        try:
            check(device=device.index, channels=channels, dtype="float32", samplerate=rate_hz)
        except sounddevice.PortAudioError as error:
            if _code(error) != device_errors.BAD_CHANNELS:
                raise
        else:
            return End(device.index, device.name, channels)
    check(device=device.index, channels=last, dtype="float32", samplerate=rate_hz)
    return End(device.index, device.name, last)


def _devices(sounddevice: ModuleType, kind: Kind) -> list[_Device]:
    """The devices of one direction, those of the default sound system first."""
    preferred = _default_host(sounddevice)
    found = [
        _Device(
            index, entry["name"], entry["hostapi"], int(entry[f"max_{kind}_channels"]), int(entry["default_samplerate"])
        )
        for index, entry in enumerate(sounddevice.query_devices())
    ]
    return sorted((device for device in found if device.channels > 0), key=lambda device: device.host != preferred)


def _default_host(sounddevice: ModuleType) -> int:
    return int(sounddevice.default.hostapi) if sounddevice.query_hostapis() else -1


def _default_index(sounddevice: ModuleType, kind: Kind) -> int:
    """PortAudio's number of the default device, -1 if there is none."""
    host = _default_host(sounddevice)
    return int(sounddevice.query_hostapis(host)[f"default_{kind}_device"]) if host >= 0 else -1


def _host_name(sounddevice: ModuleType, host: int) -> str:
    return str(sounddevice.query_hostapis(host)["name"])


def _code(error: Exception) -> object:
    return error.args[1] if len(error.args) > 1 else None
