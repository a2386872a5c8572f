"""Run one drill, from dial to saved attempt.

A Drill runs on a session worker: run() blocks there and asks every 50 ms whether it should stop. Keys come
in from any thread, and whoever watches polls phase, message_s and level_dbfs.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from queue import Empty

from trainer.audio.line import Line
from trainer.core import call_events as calls
from trainer.core.attempt import Attempt, Unfinished
from trainer.core.call import Call, Phase
from trainer.core.scenario import Choice, Key, Scenario
from trainer.core.scorecard import Scorecard
from trainer.core.transcript import Transcript
from trainer.core.what_next import SAYS, choices, dead_end
from trainer.errors import Cancelled, DeviceError, EngineError, StoreError
from trainer.practice.background import Background
from trainer.practice.events import DrillEvent, Scoring, Trouble, WhatNext
from trainer.practice.judging import judge, warm_up
from trainer.practice.live_call import LiveCall
from trainer.practice.message import UNHEARD
from trainer.practice.outcome import chosen, scored, with_call
from trainer.practice.permission import objections
from trainer.practice.scoring import new_attempt_id
from trainer.practice.studio import Studio

KEPT_FROM_S = 1.0
"""An abandoned message shorter than this is not worth offering again."""

_SILENCE_DBFS = -90.0
_POLL_S = 0.05


class Drill:
    """One call to one prospect by the rep of this studio."""

    def __init__(self, scenario: Scenario, studio: Studio, tell: Callable[[DrillEvent], None]) -> None:
        self.scenario = scenario
        self._studio = studio
        self._tell = tell
        self._started_at: datetime = studio.now()
        self.id = new_attempt_id(self._started_at)
        """The id of the attempt."""
        self._objections = objections(scenario, self._started_at)
        self._live = LiveCall(scenario, studio, self._note(), tell, self._stopped)
        self._judging: Background[None] | None = None
        self._abandoned = False
        self._answerless = False

    def _note(self) -> Unfinished:
        return Unfinished(
            id=self.id,
            started_at=self._started_at,
            scenario_id=self.scenario.id,
            scenario_fingerprint=self.scenario.fingerprint,
            prospect_name=self.scenario.prospect.name,
            recording=self._studio.recordings.path_for(self.id, self._started_at),
        )

    # What anybody may ask, from any thread.

    @property
    def phase(self) -> Phase:
        """Where the call stands."""
        return self._live.call.phase

    @property
    def message_s(self) -> float:
        """Seconds since the message, or the conversation, began; 0.0 before it."""
        take, call = self._live.take, self._live.call
        if take is None or call.message_from is None:
            return 0.0
        return max(0, take.frames - call.message_from) / take.rate_hz

    @property
    def level_dbfs(self) -> float:
        """The loudest the microphone was since this was last asked, in dBFS."""
        return self._live.take.take_peak_dbfs() if self._live.take else _SILENCE_DBFS

    def press(self, key: Key) -> None:
        """Press a key; one that means nothing just now does nothing."""
        self._live.keys.put(calls.Pressed(key))

    def answer_or_hang_up(self) -> None:
        """Take up the receiver of a telephone that rings, else put it down."""
        if self.phase is Phase.PHONE:
            self.press("answer")
        else:
            self.hang_up()

    def press_no_more(self) -> None:
        """Nobody is there to press a key: no question waits for one."""
        self._answerless = True

    def hang_up(self) -> None:
        """End the call and have the message scored."""
        self._live.keys.put(calls.HungUp())

    def abandon(self) -> None:
        """Leave without a score, also while the message is being scored."""
        self._abandoned = True
        self._live.keys.put(calls.Abandoned())

    # What the session worker does.

    def run(self) -> Attempt | None:
        """Make the call and return its attempt; None if the rep abandoned it.

        A message of an abandoned call stays in the data folder as unfinished. DeviceError if the line was lost
        before the message began, EngineError if the message could not be written down (its recording is kept).
        """
        line = self._studio.line()
        try:
            self._live.dial(line)
            # Opening the history takes a moment, too; better while it rings than before it, or after the message.
            Background(self._studio.history.best_totals)
            self._judging = Background(partial(warm_up, self._studio))
            while self.phase is not Phase.ENDED:
                line.advance()
                self._live.collect(line)
        except Cancelled:
            self._live.advance(calls.Abandoned())
        finally:
            line.close()
        return self._finish(line)

    def _stopped(self) -> bool:
        return self._abandoned

    # After the call.

    def _finish(self, line: Line) -> Attempt | None:
        call, message = self._live.call, self._live.message
        if call.ended_by == "cancelled":
            self._put_aside()
            return None
        if call.ended_by == "line lost" and message is None:
            raise self._cut_off("before the beep")
        try:
            card, transcript = self._judged(call)
        except Cancelled:
            self._put_aside()
            return None
        if call.ended_by == "line lost" and not transcript.words:
            self._studio.recordings.discard(self.id)
            raise self._cut_off("before you had said anything")
        return self._save(line, transcript, card)

    def _judged(self, call: Call) -> tuple[Scorecard, Transcript]:
        if (end := dead_end(call)) is not None:
            transcript = Transcript((), UNHEARD, seconds=0.0)
            choice = self._ask(SAYS[end], choices(self.scenario, end))
            card = chosen(judge(transcript, self._studio, self.scenario), SAYS[end], choice)
        else:
            self._tell(Scoring())
            transcript = self._transcript()
            message = self._live.message
            sound = message.sound(transcript) if message else None
            card = scored(call, transcript, self._studio, self.scenario, sound)
        return with_call(card, self._live.moments, self._objections), transcript

    def _ask(self, why: str, offered: tuple[Choice, ...]) -> Choice | None:
        """What the rep does now; None if nobody is there to say."""
        self._tell(WhatNext(why, offered))
        while not (self._answerless and self._live.keys.empty()):
            if self._stopped():
                raise Cancelled
            try:
                pressed = self._live.keys.get(timeout=_POLL_S)
            except Empty:
                continue
            if isinstance(pressed, calls.Pressed) and pressed.key in [str(at + 1) for at in range(len(offered))]:
                return offered[int(pressed.key) - 1]
        return None

    def _cut_off(self, when: str) -> DeviceError:
        return DeviceError(
            f"The line was lost {when}",
            f"{self._live.call.failure} There is nothing to score.",
            "Check the microphone and the loudspeaker, then dial again.",
        )

    def _transcript(self) -> Transcript:
        if self._live.message is None:
            return Transcript((), UNHEARD, seconds=0.0)
        self._live.message.close()
        try:
            return self._live.message.transcript(self._stopped)
        except EngineError as error:
            raise EngineError(
                error.title, f"{error.detail} Your recording is kept.", f"{error.hint} Then: trainer score --unfinished"
            ) from error

    def _put_aside(self) -> None:
        """Keep an abandoned message as unfinished if there is something to keep."""
        message = self._live.message
        if message is None:
            return
        message.cancel()
        if message.seconds < KEPT_FROM_S:
            self._studio.recordings.discard(self.id)

    def _save(self, line: Line, transcript: Transcript, card: Scorecard) -> Attempt:
        if self._judging is not None and (trouble := self._judging.trouble(lambda: False)):
            self._tell(Trouble(trouble))
        early, message = self._live.early_speech, self._live.message
        attempt = Attempt(
            id=self.id,
            started_at=self._started_at,
            scenario_id=self.scenario.id,
            scenario_fingerprint=self.scenario.fingerprint,
            prospect_name=self.scenario.prospect.name,
            ended_by=self._live.call.ended_by,
            recording=message.recording if message else None,
            early_speech_s=early.wait(lambda: False) if early and not self._live.call.conversation else 0.0,
            line=line.description,
            transcript=transcript,
            scorecard=card,
        )
        try:
            self._studio.history.save(attempt)
            self._studio.recordings.settle(attempt.id)
        except StoreError as error:
            self._tell(Trouble(error))
        return attempt
