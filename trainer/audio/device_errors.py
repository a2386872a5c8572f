"""What the sound system says, told to a person.

PortAudio's codes and texts mislead (a device that is gone is an "illegal combination of devices"), so each
case that really happens has words of its own.
"""

import platform
from collections.abc import Sequence

from trainer.errors import DeviceError

BAD_RATE = -9997
BAD_CHANNELS = -9998
_BUSY = -9985
_GONE = -9993
_NO_SUCH_DEVICE = -9996
_HOST = -9999

_WITHOUT_SOUND = (
    "Or let a recording speak in your place: trainer app --mic message.wav, without the app trainer drill --mic "
    "message.wav."
)


def _on_linux() -> bool:
    return platform.system() == "Linux"


def library_missing(error: Exception) -> DeviceError:
    """PortAudio itself is not on this machine."""
    return DeviceError(
        "The sound library PortAudio is not installed",
        f"Loading it failed: {error}.",
        f"{_install_command()} {_WITHOUT_SOUND}",
    )


def _install_command() -> str:
    if _on_linux():
        return (
            "On Debian and Ubuntu: sudo apt-get install -y libportaudio2. "
            "On Fedora: sudo dnf install portaudio. On Arch: sudo pacman -S portaudio."
        )
    return "It comes with the package sounddevice: pip install --force-reinstall sounddevice"


def frozen() -> DeviceError:
    """The sound system does not answer."""
    server = "Restart the sound server (on most desktops: systemctl --user restart pipewire pulseaudio)"
    restart = server if _on_linux() else "Restart the computer"
    return DeviceError(
        "The sound system does not answer",
        "It was asked and given several seconds; nothing was recorded or lost.",
        f"{restart}, then start again. {_WITHOUT_SOUND}",
    )


def no_microphone() -> DeviceError:
    """There is no input at all."""
    return DeviceError(
        "No microphone was found",
        "The sound system offers no device that records.",
        f"Plug one in and allow this terminal to use it, then try again. {_WITHOUT_SOUND}",
    )


def no_loudspeaker() -> DeviceError:
    """There is no output at all."""
    return DeviceError(
        "No loudspeaker was found",
        "The sound system offers no device that plays.",
        f"Plug in headphones or a loudspeaker, then try again. {_WITHOUT_SOUND}",
    )


def unknown(kind: str, name: str, available: Sequence[str]) -> DeviceError:
    """The chosen microphone or loudspeaker is not there; kind says which of the two it is."""
    offered = ", ".join(available) or "none"
    return DeviceError(
        f'There is no {kind} called "{name}"',
        f"Available: {offered}.",
        "Plug it in, or choose another one in the audio check.",
    )


def never_started() -> DeviceError:
    """Opened, and then nothing, three times."""
    return DeviceError(
        "The sound device opens but carries no sound",
        "It was opened three times and stayed silent; nothing was recorded or lost.",
        "Unplug it and plug it in again, or choose another one in the audio check.",
    )


def explain(error: Exception, rate_hz: int) -> DeviceError:
    """Any error that PortAudio raises while a stream at this rate is opened."""
    details = error.args
    code = details[1] if len(details) > 1 else None
    said = f"The sound system says: {details[0] if details else error}."
    if code == _BUSY:
        return DeviceError(
            "The sound device is in use",
            f"Another program holds it. {said}",
            "Close the program that uses it (a call, a recorder), then try again.",
        )
    if code in (_GONE, _NO_SUCH_DEVICE):
        return DeviceError(
            "The sound device is gone, or may not be used",
            f"It could not be opened. {said}",
            "Check that it is plugged in and that you may use it (on Linux: group audio), then try again.",
        )
    if code == BAD_RATE:
        return DeviceError(
            f"The sound device refuses {rate_hz} Hz",
            said,
            "Choose another device in the audio check.",
        )
    if code == BAD_CHANNELS:
        return DeviceError(
            "The sound device has no channels that fit",
            f"Mono, stereo and all its channels were tried. {said}",
            "Choose another device in the audio check.",
        )
    if code == _HOST:
        return DeviceError(
            "The sound system could not open the device",
            f"{said} {_host_text(details)}".strip(),
            "Check that a microphone and a loudspeaker are plugged in and switched on, then try again.",
        )
    return DeviceError("The sound system failed", said, f"Try again, or run: trainer doctor. {_WITHOUT_SOUND}")


def _host_text(details: tuple[object, ...]) -> str:
    """The driver's own words, the third part of PortAudio's error."""
    match details:
        case (_, _, (_, _, str(text))) if text:
            return f"The driver says: {text}."
    return ""
