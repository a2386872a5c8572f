"""Every message of the app: where to go next, and what a drill on its worker has to say.

Screens do not know each other. They ask the app, which opens the next screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from trainer.core.attempt import Attempt, Unfinished
    from trainer.core.call import Phase
    from trainer.core.scenario import Choice, Scenario, Step
    from trainer.errors import TrainerError


@dataclass
class Dial(Message):
    """Call the prospect of this scenario."""

    scenario: Scenario


@dataclass
class Scored(Message):
    """An attempt is there to be looked at."""

    attempt: Attempt


@dataclass
class ScoreLater(Message):
    """Score a message that was put aside."""

    unfinished: Unfinished


class Introduce(Message):
    """There is no profile yet: ask the rep who they are."""


class CheckAudio(Message):
    """Try the microphone and the loudspeaker."""


@dataclass
class GoHome(Message):
    """Show the prospects, and what went wrong on the way if something did."""

    error: BaseException | None = None


@dataclass
class DrillMoved(Message):
    """The call entered another phase, or another step."""

    phase: Phase
    step: Step | None = None


@dataclass
class DrillShown(Message):
    """The owner reads what the rep said."""

    text: str


@dataclass
class DrillAsked(Message):
    """No message could be left; the rep says what they do now."""

    why: str
    choices: tuple[Choice, ...]


class DrillScoring(Message):
    """The call is over and its message is being written down and scored."""


@dataclass
class DrillTroubled(Message):
    """Something failed and the drill goes on without it."""

    error: TrainerError


@dataclass
class DrillOver(Message):
    """The drill is done; attempt is None if the rep abandoned it."""

    attempt: Attempt | None
