"""Calls in which somebody or something answers back, over files: every turn kept, judged, and acted upon."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.device.correlation import offset_of
from tests.practice.studios import PROFILE, RATE_HZ, MakeStudio, Watcher
from trainer.audio.clip_file import read_clip
from trainer.audio.file_line import FileLine
from trainer.core.attempt import Attempt
from trainer.core.scenario import Branch, Mailbox, Scenario, Step
from trainer.core.transcript import Engine
from trainer.practice.drill import Drill
from trainer.practice.events import ShownToOwner, WhatNext
from trainer.speech.scripted import ScriptedTranscriber
from trainer.speech.transcriber import Hearing

Loud = Callable[[float], Path]

NAME = "this is rachel porter with copperline"
REASON = "i'm calling about the insurance for your third clinic"
MESSAGE = f"hi dana {NAME} {REASON} please call me back at 206 555 0134 again 206 555 0134"


class Turns:
    """A recogniser that hears something else in every turn; the last words again where there are no more."""

    def __init__(self, *texts: str) -> None:
        self._texts = list(texts)

    @property
    def engine(self) -> Engine:
        """Says that nothing was recognised."""
        return Engine("scripted", "1")

    def warm_up(self) -> None:
        """Nothing to load."""

    def begin(self, rate_hz: int) -> Hearing:
        """Hear the next text."""
        text = self._texts.pop(0) if len(self._texts) > 1 else self._texts[0]
        return ScriptedTranscriber(text).begin(rate_hz)


@pytest.fixture
def call(make_studio: MakeStudio, loud: Loud, scenario: Scenario) -> Callable[..., tuple[Attempt, Watcher]]:
    """Make a call of these steps, saying these texts, one a turn, each for some seconds; press keys at steps."""

    def make(
        *steps: Step,
        says: tuple[str, ...] = (MESSAGE,),
        seconds: float = 4.0,
        mailbox: dict[str, object] | None = None,
        keys: dict[str, str] | None = None,
        microphone: Path | None = None,
    ) -> tuple[Attempt, Watcher]:
        box: Mailbox = replace(scenario.mailbox, **(mailbox or {}))  # type: ignore[arg-type]  # a few fields by name
        spoken = tuple(replace(step, file=scenario.mailbox.greeting_file) if step.says else step for step in steps)
        studio = make_studio(microphone or loud(seconds), transcriber=Turns(*says))
        watcher = Watcher(presses=keys or {})
        watcher.drill = Drill(replace(scenario, call=spoken, mailbox=box), studio, watcher)
        attempt = watcher.drill.run()
        assert attempt is not None
        assert studio.history.get(attempt.id) == attempt
        return attempt, watcher

    return make


MakeCall = Callable[..., tuple[Attempt, Watcher]]

SCREENING = (
    Step(
        name="screening",
        says="Please say your name and why you are calling.",
        listens_s=10,
        shown=True,
        hears=(Branch(checks=("name", "reason"), then="owner"), Branch(checks=("name",), then="more")),
        then="mailbox",
    ),
    Step(name="more", says="Can you say more?", listens_s=10, hears=(Branch(checks=("reason",), then="owner"),)),
    Step(
        name="owner",
        who="Dana",
        says="Hello, this is Dana.",
        listens_s=20,
        hears=(Branch(checks=("reason",), then="gives a name"),),
        then="no time",
    ),
    Step(name="gives a name", says="Talk to Lee."),
    Step(name="no time", says="I have to go."),
)


def test_screening_that_lets_the_rep_through(call: MakeCall) -> None:
    """Name and reason said: the owner reads it, picks up, and is told why; the conversation is scored as one."""
    attempt, watcher = call(*SCREENING, says=(f"{NAME} {REASON}", f"yes {REASON}"))
    assert watcher.steps == ["ringing", "screening", "owner", "gives a name"]
    assert [event.text for event in watcher.told if isinstance(event, ShownToOwner)] == [f"{NAME} {REASON}"]
    assert attempt.ended_by == "over"
    assert attempt.transcript.text == f"{NAME} {REASON} yes {REASON}"
    asked = {verdict.check_id: verdict.met for verdict in attempt.scorecard.verdicts if verdict.met is not None}
    assert asked == {"name": True, "reason": True}
    assert (attempt.scorecard.total, attempt.scorecard.passed) == (100, True)
    assert [(moment.met, moment.missed) for moment in attempt.scorecard.moments] == [
        (("name", "reason"), ()),
        (("reason",), ()),
    ]


def test_screening_that_asks_for_more(call: MakeCall) -> None:
    """Only a name: asked again, and then through."""
    attempt, watcher = call(*SCREENING, says=(NAME, REASON, REASON))
    assert watcher.steps == ["ringing", "screening", "more", "owner", "gives a name"]
    assert attempt.scorecard.moments[0].missed == ("reason",)


def test_screening_that_lets_it_ring_through(call: MakeCall) -> None:
    """Nothing useful: the mailbox answers, and the message there is what is scored, by the whole checklist."""
    attempt, watcher = call(*SCREENING, says=("hello hello", MESSAGE), seconds=5.0)
    assert watcher.steps == ["ringing", "screening", "greeting", "beep", "message"]
    assert attempt.transcript.text == MESSAGE
    assert attempt.transcript.seconds == pytest.approx(5.0)
    assert all(verdict.met is not None for verdict in attempt.scorecard.verdicts if verdict.check_id != "number_pace")
    assert attempt.scorecard.moments[0].heard == "hello hello"


def test_a_silent_rep_is_waited_for_and_then_left(call: MakeCall, quiet: Path) -> None:
    """Nothing said to the screening: it listens for all its ten seconds; silence in the mailbox is no message."""
    attempt, watcher = call(*SCREENING, says=("",), microphone=quiet)
    assert watcher.steps == ["ringing", "screening", "greeting", "beep", "message"]
    assert attempt.scorecard.total == 0


def test_the_recording_of_a_conversation_runs_from_off_hook(call: MakeCall, make_studio: MakeStudio) -> None:
    """One file with every turn at its time; words are quoted by the same clock."""
    owner = Step(name="owner", says="Hello, this is Dana.", listens_s=20, then="again")
    again = Step(name="again", says="Go on.", listens_s=20)
    attempt, _ = call(owner, again, says=(NAME, REASON), seconds=3.0)
    assert attempt.recording is not None
    kept = make_studio(None).recordings.load(attempt.recording)
    spoken = np.abs(kept.samples) > 0.01
    first, last = int(spoken.argmax()), len(spoken) - 1 - int(spoken[::-1].argmax())
    words = attempt.transcript.words
    assert words[0].span is not None
    assert words[0].span.start_s == pytest.approx(first / RATE_HZ, abs=0.05)
    assert attempt.transcript.speech[-1].end_s == pytest.approx(last / RATE_HZ, abs=0.15)
    assert attempt.transcript.seconds == pytest.approx(kept.seconds, abs=0.2)


def test_an_owner_who_picks_up_in_the_middle(call: MakeCall) -> None:
    """The message stops where they speak, and what is said to them belongs to it."""
    owner = Step(name="owner", says="I am here after all.", listens_s=20, hears=(Branch(checks=("ask",), then="yes"),))
    yes = Step(name="yes", says="Done.")
    ring = Step(name="long ring", plays="ring-back", times=1, then="mailbox")
    attempt, watcher = call(
        ring, owner, yes, says=(NAME, "please call me back"), mailbox={"picks_up_after_s": 2.0, "picks_up": "owner"}
    )
    assert watcher.steps == ["long ring", "greeting", "beep", "message", "owner", "yes"]
    assert attempt.transcript.text == f"{NAME} please call me back"


def test_a_review_menu_plays_the_message_back(
    make_studio: MakeStudio, loud: Loud, scenario: Scenario, tmp_path: Path
) -> None:
    """The limit ends the message, 2 plays it, exactly what was said; and whoever says no more has sent it."""
    studio = make_studio(None, transcriber=Turns(MESSAGE))
    lines = [FileLine(loud(9.0), tmp_path / "heard.wav")]
    studio.line = lines.pop  # type: ignore[method-assign]  # a line that writes down what the rep hears
    box = replace(scenario.mailbox, review=True, longest_s=5.0)
    watcher = Watcher(presses={"review": "2"})
    watcher.drill = Drill(replace(scenario, mailbox=box), studio, watcher)
    attempt = watcher.drill.run()
    assert attempt is not None
    assert watcher.steps[3:] == ["message", "review", "playback", "review", "playback", "review", "playback"]
    assert (attempt.ended_by, attempt.transcript.seconds) == ("over", 5.0)
    assert attempt.scorecard.notices == ("You were cut off after 5 s: this mailbox takes no longer messages.",)
    said, heard = read_clip(loud(9.0)).samples[: 5 * RATE_HZ], read_clip(tmp_path / "heard.wav").samples
    at = offset_of(said, heard)
    np.testing.assert_allclose(heard[at : at + len(said)], said, atol=2 / 32768)


def test_one_sends_the_message_from_the_menu(call: MakeCall) -> None:
    """1 in the menu, even while it still speaks."""
    attempt, watcher = call(seconds=9.0, mailbox={"review": True, "longest_s": 5.0}, keys={"review": "1"})
    assert watcher.steps[-2:] == ["review", "sent"]
    assert attempt.ended_by == "over"


def test_recording_again_replaces_the_message(make_studio: MakeStudio, loud: Loud, scenario: Scenario) -> None:
    """3 in the menu: the second message is the one on disk, in the history and on the scorecard."""
    studio = make_studio(loud(9.0), transcriber=Turns(NAME, MESSAGE))
    box = replace(scenario.mailbox, review=True, longest_s=5.0)
    lines = [FileLine([loud(9.0), loud(4.0)])]
    studio.line = lines.pop  # type: ignore[method-assign]  # a rep who says something else the second time
    watcher = Watcher(presses={"review": "3"})
    watcher.drill = Drill(replace(scenario, mailbox=box), studio, watcher)
    attempt = watcher.drill.run()
    assert attempt is not None
    assert watcher.steps == ["ringing", "greeting", "beep", "message", "review", "beep", "message"]
    assert attempt.transcript.text == MESSAGE
    assert attempt.recording is not None
    assert studio.recordings.load(attempt.recording).seconds == pytest.approx(4.0)
    assert attempt.scorecard.notices == ()


def test_a_full_tape_cuts_the_message_off_and_says_so(call: MakeCall) -> None:
    """The friend before you talked for twenty minutes."""
    attempt, _ = call(seconds=15.0, mailbox={"tape_left_s": 11.0})
    assert attempt.ended_by == "tape full"
    assert attempt.scorecard.notices == ("You were cut off after 11 s: the tape was full.",)


def test_a_message_too_short_is_not_kept(call: MakeCall) -> None:
    """The mailbox throws it away, and nobody was told anything."""
    attempt, _ = call(seconds=2.0)
    assert (attempt.scorecard.total, attempt.scorecard.passed) == (0, False)
    assert "nothing shorter than 3 s" in attempt.scorecard.blockers[0].reason


@pytest.mark.parametrize(("key", "passed"), [("1", False), ("2", True), ("3", False)])
def test_a_full_mailbox_asks_what_next(call: MakeCall, key: str, passed: bool) -> None:
    """What counts is what the rep does then, and the scorecard says why."""
    attempt, watcher = call(mailbox={"room": 0}, keys={"what next": key})
    assert watcher.steps == ["ringing", "greeting", "full"]
    (asked,) = (event for event in watcher.told if isinstance(event, WhatNext))
    assert asked.why == "Their mailbox is full."
    assert (attempt.scorecard.passed, attempt.scorecard.blockers) == (passed, ())
    assert attempt.scorecard.verdicts[0].reason.startswith(asked.choices[int(key) - 1].does)


def test_going_ahead_against_the_rules_fails_whatever_is_said(
    make_studio: MakeStudio, loud: Loud, scenario: Scenario
) -> None:
    """Outside calling hours and on the do-not-call list: the score stands, the drill is failed."""
    late = replace(scenario, local_time="Sat 21:40", do_not_call=True)
    attempt = Drill(late, make_studio(loud(12.0), MESSAGE), Watcher()).run()
    assert attempt is not None
    assert attempt.scorecard.total > 0
    assert not attempt.scorecard.passed
    (tripped,) = (each for each in attempt.scorecard.blockers if each.blocker_id == "compliance")
    assert "do-not-call list" in tripped.reason
    assert "8:00 to 21:00" in tripped.reason


def test_a_callback_is_answered_with_a_key(call: MakeCall) -> None:
    """Your own telephone rings; what is said after picking up is kept and scored."""
    rings = Step(name="your phone", plays="phone", keys={"answer": "caller"})
    caller = Step(name="caller", says="You called me?", listens_s=20, hears=(Branch(checks=("name",), then="hang up"),))
    attempt, watcher = call(rings, caller, says=(NAME,), keys={"your phone": "answer"})
    assert watcher.steps == ["your phone", "caller"]
    assert attempt.scorecard.passed
    missed, watcher = call(rings, caller, says=(NAME,))
    assert watcher.steps == ["your phone"]
    assert missed.scorecard.total == 0


def test_the_profile_decides_who_is_heard(call: MakeCall) -> None:
    """Branches use the rep's own name, as the scorecard does."""
    assert PROFILE.name == "Rachel Porter"
    attempt, _ = call(*SCREENING, says=("this is bob", MESSAGE))
    assert "name" in attempt.scorecard.moments[0].missed
