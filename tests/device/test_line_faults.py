"""Sound systems die, freeze and vanish; a call ends within two seconds and keeps what it heard."""

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.device.cards import SOUND_CARD, Dial, PrivateCard, VirtualCall


def _fault_in_mid_call(call: VirtualCall, fault: Callable[[], None]) -> dict[str, object]:
    """Let a call run for half a second, break something, and return how the line failed."""
    call.next("connected")
    opened_s = call.next("opened")["at_s"]
    time.sleep(0.5)
    broken_s = time.monotonic()
    fault()
    over = call.next("over")
    closed = call.next("closed")
    assert time.monotonic() - broken_s < 2.0, "from the fault to the end of the call"
    assert over["at_s"] - opened_s > 0.4
    assert closed["heard_s"] == over["heard_s"] > 0.4, "what was heard is kept"
    return {**over, "hung": closed["hung"]}


def test_the_sound_server_is_killed(private_card: PrivateCard, dial: Dial) -> None:
    """A server that dies is a device that disappeared."""
    call = dial(private_card.environment)
    over = _fault_in_mid_call(call, lambda: private_card.signal(signal.SIGKILL))
    assert over["failure"] == "The sound device disappeared."
    assert not over["hung"]
    call.leaves_within(2.0)


def test_every_device_is_unplugged(private_card: PrivateCard, dial: Dial) -> None:
    """A server without any device left ends the call as if the headset had been pulled."""
    call = dial(private_card.environment)
    over = _fault_in_mid_call(call, private_card.unload_everything)
    assert over["failure"] == "The sound device disappeared."
    call.leaves_within(2.0)


def test_the_sound_server_freezes(private_card: PrivateCard, dial: Dial) -> None:
    """A frozen server would hold a program for ever, at closing and at exit: ours notices, closes and leaves."""
    call = dial(private_card.environment)
    over = _fault_in_mid_call(call, lambda: private_card.signal(signal.SIGSTOP))
    assert over["failure"] == "The sound device stopped delivering sound."
    assert over["hung"]
    call.leaves_within(2.0)


def test_a_frozen_server_that_thaws_can_be_used_again(private_card: PrivateCard, dial: Dial) -> None:
    """Once the server answers again the stuck stream is given back and the next call works, without a restart."""
    call = dial(private_card.environment, "--again", "--seconds", "1.5")
    _fault_in_mid_call(call, lambda: private_card.signal(signal.SIGSTOP))
    private_card.signal(signal.SIGCONT)
    time.sleep(0.5)
    call.go_on()
    call.next("connected")
    call.next("opened")
    assert call.next("over")["failure"] is None
    assert not call.next("closed")["hung"]
    call.go_on()
    call.leaves_within(2.0)


def test_a_server_frozen_from_the_start(private_card: PrivateCard, dial: Dial) -> None:
    """Loading PortAudio hangs on a frozen server: after five seconds the rep is told, and can leave."""
    private_card.signal(signal.SIGSTOP)
    call = dial(private_card.environment)
    error = call.next("error")
    assert error["title"] == "The sound system does not answer"
    assert 4.5 < error["at_s"] < 7.0
    assert "trainer drill --mic" in error["hint"]
    assert error["stderr"] == "open", "the message can be seen"
    call.leaves_within(2.0)


def test_escape_while_the_server_hangs(private_card: PrivateCard, dial: Dial) -> None:
    """Nobody has to wait for a frozen server: a call can be abandoned while it connects."""
    private_card.signal(signal.SIGSTOP)
    call = dial(private_card.environment, "--cancel-after", "0.3")
    assert call.next("cancelled")["at_s"] < 1.0
    call.leaves_within(2.0)


def test_plugged_in_later(private_card: PrivateCard, dial: Dial) -> None:
    """A sound system that was away at the first call is found at the second, without a restart."""
    environment = {**private_card.environment}
    private_card.stop()
    call = dial(environment, "--again", "--seconds", "0.5")
    assert call.next("error")["title"] == "No microphone was found"
    private_card.start()
    call.go_on()
    call.next("connected")
    call.next("opened")
    assert call.next("over")["failure"] is None


@pytest.mark.parametrize(
    ("configuration", "title"),
    [("no-microphone.conf", "No microphone was found"), ("no-speaker.conf", "No loudspeaker was found")],
)
def test_half_a_sound_card(dial: Dial, tmp_path: Path, configuration: str, title: str) -> None:
    """A machine that only plays, or only records, is told which half is missing."""
    # A copy, since a blank in the checkout's path would end ALSA's.
    path = shutil.copy(SOUND_CARD / configuration, tmp_path)
    error = dial({**os.environ, "ALSA_CONFIG_PATH": str(path)}).next("error")
    assert error["title"] == title
    assert not error["hung"]


def test_no_sound_system_at_all(dial: Dial) -> None:
    """A machine without any sound is told so, and how to go on without."""
    error = dial({**os.environ, "PULSE_SERVER": "unix:/nowhere"}).next("error")
    assert error["title"] == "No microphone was found"
    assert "trainer drill --mic" in error["hint"]


def test_a_server_without_devices(private_card: PrivateCard, dial: Dial) -> None:
    """A server that runs but has nothing to offer is not mistaken for a program's fault."""
    private_card.unload_everything()
    error = dial(private_card.environment).next("error")
    assert error["title"] == "The sound system could not open the device"
    assert "plugged in" in error["hint"]
