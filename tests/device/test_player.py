"""The rep hears takes back: from any second, to the very end."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile

import numpy as np
import pytest

from tests.device.correlation import noise, offset_of, whole_windows
from trainer.audio.clip import Clip, Samples
from trainer.audio.level import peak
from trainer.audio.player import PortAudioPlayer
from trainer.errors import DeviceError

RATE_HZ = 48_000


class Ear:
    """What the virtual loudspeaker played."""

    samples: Samples


@contextmanager
def _listening() -> Iterator[Ear]:
    """Record the loudspeaker while the block runs."""
    command = ["parec", "--device=speaker.monitor", "--format=s16le", "--channels=1", f"--rate={RATE_HZ}", "--raw"]
    with TemporaryFile() as raw, subprocess.Popen([*command, "--latency-msec=20"], stdout=raw) as recorder:
        time.sleep(0.3)
        ear = Ear()
        yield ear
        time.sleep(0.3)
        recorder.terminate()
        recorder.wait(timeout=10)
        raw.seek(0)
        values = np.frombuffer(raw.read(), np.int16)
        ear.samples = np.asarray(values / 32768, np.float32)


def _play_to_the_end(player: PortAudioPlayer) -> list[float]:
    positions: list[float] = []
    until_s = time.monotonic() + 10
    while (position_s := player.position_s) is not None:
        assert time.monotonic() < until_s
        positions.append(position_s)
        time.sleep(0.02)
    return positions


def test_a_clip_is_heard_to_its_last_sample() -> None:
    """A stream swallows what its latency holds when it is closed: the player waits until it was heard."""
    sound = noise(1.0, RATE_HZ)
    player = PortAudioPlayer()
    with _listening() as ear:
        player.play(Clip(sound, RATE_HZ))
        positions = _play_to_the_end(player)
    offset = offset_of(sound, ear.samples)
    assert whole_windows(sound, ear.samples, offset, 2400) >= 19  # of 20
    assert whole_windows(sound[-2400:], ear.samples, offset + len(sound) - 2400, 2400) == 1
    assert positions == sorted(positions)
    assert positions[0] < 0.3
    assert positions[-1] == 1.0


def test_from_the_second_under_the_cursor() -> None:
    """Playing from a second plays that part and nothing before it."""
    sound = noise(2.0, RATE_HZ)
    player = PortAudioPlayer()
    with _listening() as ear:
        player.play(Clip(sound, RATE_HZ), from_s=1.5)
        positions = _play_to_the_end(player)
    assert positions[0] >= 1.5
    offset = offset_of(sound[-RATE_HZ // 2 :], ear.samples)
    assert peak(ear.samples[:offset]) == 0.0


def test_stop_is_silence_at_once() -> None:
    """After stop nothing plays any more, and the device is given back for the next."""
    player = PortAudioPlayer()
    with _listening() as ear:
        player.play(Clip(noise(5.0, RATE_HZ), RATE_HZ))
        time.sleep(0.5)
        player.stop()
        assert player.position_s is None
        time.sleep(0.3)
    heard_s = np.count_nonzero(ear.samples) / RATE_HZ
    assert 0.2 < heard_s < 0.9
    player.stop()


def test_a_second_clip_ends_the_first() -> None:
    """Two clips never sound together."""
    first, second = noise(5.0, RATE_HZ, seed=1), noise(0.5, RATE_HZ, seed=2)
    player = PortAudioPlayer()
    with _listening() as ear:
        player.play(Clip(first, RATE_HZ))
        time.sleep(0.3)
        player.play(Clip(second, RATE_HZ))
        assert max(_play_to_the_end(player)) <= 0.5
    offset = offset_of(second, ear.samples)
    assert whole_windows(second, ear.samples, offset, 2400) >= 9  # of 10
    assert peak(ear.samples[offset + len(second) :]) == 0.0


def test_other_rates_play_as_long() -> None:
    """A telephone's 8 kHz recording is heard at its own speed."""
    player = PortAudioPlayer()
    player.play(Clip(noise(0.5, 8000), 8000))
    started_s = time.monotonic()
    _play_to_the_end(player)
    assert 0.4 < time.monotonic() - started_s < 1.5


def test_nothing_to_play() -> None:
    """An empty clip, or one from behind its end, is over at once and no error."""
    player = PortAudioPlayer()
    assert player.position_s is None
    player.play(Clip(np.zeros(0, np.float32), RATE_HZ))
    _play_to_the_end(player)
    player.play(Clip(noise(0.1, RATE_HZ), RATE_HZ), from_s=9.0)
    _play_to_the_end(player)


def test_no_such_loudspeaker() -> None:
    """A loudspeaker that is not there is an error with words, and the player stays usable."""
    player = PortAudioPlayer("Fancy Headset")
    with pytest.raises(DeviceError, match="no loudspeaker called"):
        player.play(Clip(noise(0.1, RATE_HZ), RATE_HZ))
    assert player.position_s is None
    player.stop()
