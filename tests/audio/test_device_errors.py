"""PortAudio's codes become words that a person can act on."""

import pytest

from trainer.audio import device_errors

# What PortAudio raises, as measured: text, code, and the driver's own words.
BUSY = ("Error opening Stream: Device unavailable", -9985)
GONE = ("Error opening Stream: Illegal combination of I/O devices", -9993)
RATE = ("Error opening Stream: Invalid sample rate", -9997)
CHANNELS = ("Error opening Stream: Invalid number of channels", -9998)
HOST = ("Error opening Stream: Unanticipated host error", -9999, (0, -5, "Input/output error"))
OTHER = ("Error starting stream: Invalid stream pointer", -9988)
BARE = ("Error querying device -1",)


@pytest.mark.parametrize(
    ("said", "title", "word"),
    [
        (BUSY, "The sound device is in use", "Another program"),
        (GONE, "The sound device is gone, or may not be used", "could not be opened"),
        (RATE, "The sound device refuses 48000 Hz", "Invalid sample rate"),
        (CHANNELS, "The sound device has no channels that fit", "Mono"),
        (HOST, "The sound system could not open the device", "Input/output error"),
        (OTHER, "The sound system failed", "Invalid stream pointer"),
        (BARE, "The sound system failed", "Error querying device -1"),
        ((), "The sound system failed", "The sound system says"),
    ],
)
def test_every_code_has_words(said: tuple[object, ...], title: str, word: str) -> None:
    """Each error names what happened, what the system said, and what to do; it ends a command with 3."""
    error = device_errors.explain(Exception(*said), 48_000)
    assert error.title == title
    assert word in error.detail
    assert error.hint.endswith(".") or "trainer drill" in error.hint
    assert error.exit_code == 3
