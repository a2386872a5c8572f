"""Every scenario that comes with the trainer can be played to its end, whatever the rep does."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.practice.studios import HummingVoices, MakeStudio, ScriptedStudio, Watcher
from trainer.core.attempt import Attempt
from trainer.core.scenario import Scenario
from trainer.practice.drill import Drill
from trainer.practice.events import DrillEvent, WhatNext
from trainer.store.bundled import scenarios_folder
from trainer.store.scenario_files import load_scenarios

Loud = Callable[[float], Path]

SCENARIOS = load_scenarios([scenarios_folder()])

GOOD = (
    "hi this is rachel porter with copperline i'm calling about your new warehouse and i read about it could you "
    "please call me back my number is 206 555 0134 again 206 555 0134 if it is not you who should i talk to i will "
    "try you again on thursday i am sorry about this i will report the scammers"
)

KEYS = {"welcome": "2", "menu": "2", "your telephone": "answer"}
"""What a rep presses on the way."""

BOX = ["ringing", "greeting", "beep", "message"]

PATHS = {
    "no-room-left": ["ringing", "greeting", "full"],
    "picks-up-halfway": ["it rings", "greeting", "beep", "message", "picks up", "agrees"],
    "albion-seating": ["ringing", "front desk", "puts you through", "greeting", "beep", "message"],
    "always-talking": ["busy"],
    "chinook-heat-pumps": ["ringing first", "greeting", "beep", "message"],
    "evergreen-canoes": ["ringing", "screening", "not now", "greeting", "beep", "message"],
    "flint-hills-grain": ["ringing", "menu", "greeting", "beep", "message"],
    "prairie-star-potash": ["ringing first", "greeting", "full"],
    "no-line-free": ["no line"],
    "an-old-card": ["not in service", "once more"],
    "press-two": ["ringing", "welcome", "accounts", "greeting", "beep", "message"],
    "the-front-desk": ["ringing", "desk", "offers voicemail", "transfer", "greeting", "beep", "message"],
    "state-your-name": ["ringing", "screening", "picks up", "says yes"],
    "there-already": ["it rings", "answers", "gives a name"],
    "your-phone-rings": ["your telephone", "he listens", "asks why", "makes a date"],
    "stop-calling-me": ["your telephone", "shouts", "calms down", "thanks"],
}
"""Where a good message leads; everywhere else it is an ordinary mailbox."""

WRONG_TO_CALL = {"not-this-mobile", "on-the-list", "saturday-evening", "signal-cove-boats"}

EACH = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)


class Rep(Watcher):
    """Presses the right keys, and chooses well where no message can be left."""

    def __call__(self, event: DrillEvent) -> None:
        """Take one event."""
        super().__call__(event)
        if isinstance(event, WhatNext) and self.drill is not None:
            good = next(at for at, choice in enumerate(event.choices) if choice.good)
            self.drill.press("123"[good])  # type: ignore[arg-type]  # a digit


class QuietStudio(ScriptedStudio):
    """A studio whose voices hum, on a Tuesday at noon in the rep's own zone."""

    voices = HummingVoices()

    def now(self) -> datetime:
        """Always the same."""
        return datetime(2026, 3, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def play(make_studio: MakeStudio) -> Callable[[Scenario, Path, str], tuple[Attempt, list[str]]]:
    """Play a scenario with a recording in which these words are heard; the attempt and the steps it went through."""

    def run(scenario: Scenario, microphone: Path, words: str) -> tuple[Attempt, list[str]]:
        plain = make_studio(microphone, words)
        studio = QuietStudio(plain.folders, microphone, plain.transcriber)
        rep = Rep(presses=KEYS)
        rep.drill = Drill(scenario, studio, rep)
        attempt = rep.drill.run()
        assert attempt is not None
        assert rep.troubles == []
        assert list(studio.history.attempts()) == [attempt]
        assert studio.recordings.unfinished() == []
        return attempt, rep.steps

    return run


Play = Callable[[Scenario, Path, str], tuple[Attempt, list[str]]]


@EACH
def test_a_good_message_comes_through(play: Play, loud: Loud, scenario: Scenario) -> None:
    """Whatever answers, the right words lead where the scenario says, and count."""
    attempt, steps = play(scenario, loud(12.0), GOOD)
    assert steps == PATHS.get(scenario.id, BOX)
    blockers = [trip.blocker_id for trip in attempt.scorecard.blockers]
    assert "no_message" not in blockers
    assert ("compliance" in blockers) == (scenario.id in WRONG_TO_CALL)
    live = scenario.call and "message" not in steps
    assert attempt.scorecard.passed or not live


@EACH
def test_silence_ends_every_call(play: Play, quiet: Path, scenario: Scenario) -> None:
    """A rep who says nothing is not left hanging, and no message was left."""
    attempt, steps = play(scenario, quiet, "")
    assert steps
    if attempt.scorecard.verdicts[0].check_id == "name":
        assert attempt.scorecard.total == 0


@EACH
def test_talking_for_ever_ends_too(play: Play, loud: Loud, scenario: Scenario) -> None:
    """Somebody cuts the rep off: the mailbox at its limit, a person when their time is up."""
    attempt, steps = play(scenario, loud(200.0), GOOD)
    assert attempt.ended_by in {"limit", "tape full", "over", "hung up"}
    if steps[-1] == "message":
        seconds = attempt.transcript.seconds or 0.0
        assert seconds == min(scenario.mailbox.longest_s, scenario.mailbox.tape_left_s or 180.0)
        assert "You were cut off" in attempt.scorecard.notices[0]
