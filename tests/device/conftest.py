"""The virtual sound card: one for all tests, and private ones that may be broken."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.device.cards import Dial, PrivateCard, VirtualCall


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the card."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("device")


@pytest.fixture(scope="session", autouse=True)
def virtual_card() -> None:
    """The card that `make test` starts. Without it these tests fail: skipping them would hide a broken line."""
    if os.environ.get("PULSE_SERVER"):
        found = subprocess.run(["pactl", "get-default-source"], capture_output=True, text=True, check=False, timeout=10)
        if found.stdout.strip() == "mic":
            return
    pytest.fail(
        'No virtual sound card. Use `make test`, or first: eval "$(tests/sound_card/virtual-sound-card.sh start)"',
        pytrace=False,
    )


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """The microphone hears what the loudspeaker plays."""
    monkeypatch.setenv("PULSE_SOURCE", "speaker.monitor")


@pytest.fixture
def private_card() -> Iterator[PrivateCard]:
    """A card that a test may break."""
    with TemporaryDirectory(prefix="vc-") as folder:  # pytest's own folders have paths too long for a socket
        card = PrivateCard(Path(folder))
        card.start()
        yield card
        card.stop()


@pytest.fixture
def dial() -> Iterator[Dial]:
    """Makes calls, each in its own process."""
    calls: list[VirtualCall] = []

    def make(environment: Mapping[str, str], *options: str) -> VirtualCall:
        calls.append(VirtualCall(environment, *options))
        return calls[-1]

    yield make
    for call in calls:
        call.kill()
