"""The app as a process in a terminal, on a virtual sound card of its own."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import soundfile
import soxr

from tests.cli.commands import CLEAR_MESSAGE, PROFILE, Trainer
from tests.device.cards import PrivateCard
from tests.end_to_end.terminal import Terminal

CARD_RATE_HZ = 48_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder uses all the real parts."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            for marker in ("device", "engine", "voice"):
                item.add_marker(marker)


@pytest.fixture
def card() -> Iterator[PrivateCard]:
    """A sound card that nobody else uses and that a test may break."""
    with TemporaryDirectory(prefix="vc-") as folder:
        card = PrivateCard(Path(folder))
        card.start()
        yield card
        card.stop()


@pytest.fixture
def rep(tmp_path: Path) -> Trainer:
    """A rep with a profile and no attempts."""
    trainer = Trainer(tmp_path / "home")
    assert trainer(*PROFILE).code == 0
    return trainer


@pytest.fixture
def open_app(card: PrivateCard, rep: Trainer) -> Iterator[Callable[[], Terminal]]:
    """Starts the app of this rep on this card."""
    opened: list[Terminal] = []

    def start(size: tuple[int, int] = (80, 24)) -> Terminal:
        environment = {**card.environment, "TRAINER_HOME": str(rep.home)}
        opened.append(Terminal(sys.executable, ["-m", "trainer"], environment, size))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.kill()


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clear message at the card's own rate, so that playing it changes no sample."""
    samples, rate_hz = soundfile.read(CLEAR_MESSAGE, dtype="float32")
    path = tmp_path_factory.mktemp("spoken") / "message.wav"
    soundfile.write(path, soxr.resample(samples, rate_hz, CARD_RATE_HZ), CARD_RATE_HZ)
    return path
