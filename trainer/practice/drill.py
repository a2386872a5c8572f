"""Run one drill, from dial to saved attempt.

A Drill runs on a session worker: run() blocks there and asks every 50 ms whether it should stop. Keys come
in from any thread, and whoever watches polls phase, message_s and level_dbfs.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue

from trainer.audio.clip import Clip
from trainer.audio.clip_file import read_clip
from trainer.audio.line import Line
from trainer.audio.take import Take
from trainer.audio.tape import make_tape
from trainer.core import call as calls
from trainer.core.attempt import Attempt, Unfinished
from trainer.core.call import Call, Mark, Phase
from trainer.core.scenario import Scenario
from trainer.core.transcript import Engine, Transcript
from trainer.errors import Cancelled, DeviceError, EngineError, StoreError, UsageError
from trainer.practice.background import Background
from trainer.practice.early_speech import early_speech_s
from trainer.practice.events import DrillEvent, PhaseChanged, Scoring, Trouble
from trainer.practice.judging import judge, warm_up
from trainer.practice.message import Message
from trainer.practice.scoring import new_attempt_id
from trainer.practice.studio import Studio
from trainer.speech.vad import find_speech

KEPT_FROM_S = 1.0
"""An abandoned message shorter than this is not worth offering again."""

UNHEARD = Engine("none", "1")
"""The engine of a call in which no message began."""

_SILENCE_DBFS = -90.0


class Drill:
    """One call to one prospect by the rep of this studio."""

    def __init__(self, scenario: Scenario, studio: Studio, tell: Callable[[DrillEvent], None]) -> None:
        self.scenario = scenario
        self._studio = studio
        self._tell = tell
        self._keys: SimpleQueue[calls.Event] = SimpleQueue()
        self._call = Call(scenario.mailbox)
        self._take: Take | None = None
        self._message: Message | None = None
        self._marks: dict[Mark, int] = {}
        self._early_speech: Background[float] | None = None
        self._judging: Background[None] | None = None
        self.id = ""
        """The id of the attempt, once dialed."""
        self._started_at: datetime
        self._abandoned = False

    # What anybody may ask, from any thread.

    @property
    def phase(self) -> Phase:
        """Where the call stands."""
        return self._call.phase

    @property
    def message_s(self) -> float:
        """Seconds since the end of the beep; 0.0 before it."""
        if self._take is None or self._call.message_from is None:
            return 0.0
        return max(0, self._take.frames - self._call.message_from) / self._take.rate_hz

    @property
    def level_dbfs(self) -> float:
        """The loudest the microphone was since this was last asked, in dBFS."""
        return self._take.take_peak_dbfs() if self._take else _SILENCE_DBFS

    def skip_greeting(self) -> None:
        """Press # ."""
        self._keys.put(calls.SkipPressed())

    def hang_up(self) -> None:
        """End the call and have the message scored."""
        self._keys.put(calls.HungUp())

    def abandon(self) -> None:
        """Leave without a score, also while the message is being scored."""
        self._abandoned = True
        self._keys.put(calls.Abandoned())

    # What the session worker does.

    def run(self) -> Attempt | None:
        """Make the call and return its attempt; None if the rep abandoned it.

        A message of an abandoned call stays in the data folder as unfinished. DeviceError if the line was lost
        before the message began, EngineError if the message could not be written down (its recording is kept).
        """
        self._started_at = self._studio.now()
        self.id = new_attempt_id(self._started_at)
        line = self._studio.line()
        try:
            self._take = take = self._dial(line)
            self._advance(calls.LineOpened())
            while self._call.phase is not Phase.ENDED:
                line.advance()
                self._collect(line, take)
        except Cancelled:
            self._advance(calls.Abandoned())
        finally:
            line.close()
        return self._finish(line)

    def _stopped(self) -> bool:
        return self._abandoned

    def _dial(self, line: Line) -> Take:
        """Get everything ready that the call needs, then lift the receiver."""
        recogniser = Background(self._studio.transcriber.warm_up)
        # Opening the history takes a moment, too; better while it rings than after the message.
        Background(self._studio.history.best_totals)
        self._judging = Background(partial(warm_up, self._studio))
        greeting = Background(self._greeting)
        rate_hz = line.connect(self._stopped)
        mailbox = self.scenario.mailbox
        tape = make_tape(
            country=self.scenario.prospect.country,
            rings=mailbox.rings,
            greeting=greeting.wait(self._stopped),
            beep=mailbox.beep,
            rate_hz=rate_hz,
        )
        if trouble := recogniser.trouble(self._stopped):
            self._tell(Trouble(trouble))
        take = Take(tape, mailbox.longest_s)
        line.open(take, self._stopped)
        return take

    def _greeting(self) -> Clip | None:
        """The greeting's sound, or None (told as trouble) if there is no way to it: then only the beep answers."""
        mailbox = self.scenario.mailbox
        try:
            if mailbox.greeting_file is not None:
                return read_clip(Path(mailbox.greeting_file))
            return self._studio.voices.speak(mailbox.greeting, mailbox.voice, self._stopped)
        except (EngineError, UsageError) as error:
            self._tell(Trouble(error))
            return None

    def _collect(self, line: Line, take: Take) -> None:
        """Turn what happened since into events, in the order of the line's clock."""
        for mark, frame in take.reached():
            if mark not in self._marks:
                self._marks[mark] = frame
                self._advance(calls.Reached(mark, frame))
        if self._message is not None:
            for listened in self._message.follow():
                self._advance(listened)
                if self._call.phase is Phase.ENDED:
                    return
        while True:
            try:
                self._advance(self._keys.get_nowait())
            except Empty:
                break
        if line.failure is not None:
            self._lose(line.failure)
        if line.exhausted:
            self._advance(calls.HungUp())

    def _lose(self, reason: str) -> None:
        if self._message is not None and self._call.phase is Phase.RECORDING:
            kept = f"{reason} The first {self._message.seconds:.1f} s of your message are kept and scored."
            self._tell(Trouble(DeviceError("The line was lost", kept, "Check the microphone before you dial again.")))
        self._advance(calls.LineFailed(reason))

    def _advance(self, event: calls.Event) -> None:
        """Step the call and do what it asks for."""
        before = self._call.phase
        self._call, effects = calls.advance(self._call, event)
        for effect in effects:
            match effect:
                case calls.SkipTo(mark) if self._take is not None:
                    self._take.skip_to(mark)
                case calls.StartTake(frame) if self._take is not None:
                    self._message = self._begin_message(self._take, frame)
                    self._early_speech = Background(partial(early_speech_s, self._take, dict(self._marks), find_speech))
        if self._call.phase is not before:
            self._tell(PhaseChanged(self._call.phase))

    def _begin_message(self, take: Take, frame: int) -> Message:
        note = Unfinished(
            id=self.id,
            started_at=self._started_at,
            scenario_id=self.scenario.id,
            scenario_fingerprint=self.scenario.fingerprint,
            prospect_name=self.scenario.prospect.name,
            recording=self._studio.recordings.path_for(self.id, self._started_at),
        )
        return Message(
            note, take, frame, self.scenario.mailbox.longest_s, self._studio, lambda error: self._tell(Trouble(error))
        )

    # After the call.

    def _finish(self, line: Line) -> Attempt | None:
        if self._call.ended_by == "cancelled":
            self._put_aside()
            return None
        if self._call.ended_by == "line lost" and self._message is None:
            raise self._cut_off("before the beep")
        self._tell(Scoring())
        try:
            transcript = self._transcript()
        except Cancelled:
            self._put_aside()
            return None
        if self._call.ended_by == "line lost" and not transcript.words:
            self._studio.recordings.discard(self.id)
            raise self._cut_off("before you had said anything")
        return self._save(line, transcript)

    def _cut_off(self, when: str) -> DeviceError:
        return DeviceError(
            f"The line was lost {when}",
            f"{self._call.failure} There is nothing to score.",
            "Check the microphone and the loudspeaker, then dial again.",
        )

    def _transcript(self) -> Transcript:
        if self._message is None:
            return Transcript((), UNHEARD, seconds=0.0)
        self._message.close()
        try:
            return self._message.transcript(self._stopped)
        except EngineError as error:
            raise EngineError(
                error.title, f"{error.detail} Your recording is kept.", f"{error.hint} Then: trainer score --unfinished"
            ) from error

    def _put_aside(self) -> None:
        """Keep an abandoned message as unfinished if there is something to keep."""
        if self._message is None:
            return
        self._message.cancel()
        if self._message.seconds < KEPT_FROM_S:
            self._studio.recordings.discard(self.id)

    def _save(self, line: Line, transcript: Transcript) -> Attempt:
        if self._judging is not None and (trouble := self._judging.trouble(lambda: False)):
            self._tell(Trouble(trouble))
        attempt = Attempt(
            id=self.id,
            started_at=self._started_at,
            scenario_id=self.scenario.id,
            scenario_fingerprint=self.scenario.fingerprint,
            prospect_name=self.scenario.prospect.name,
            ended_by=self._call.ended_by,
            recording=self._message.recording if self._message else None,
            early_speech_s=self._early_speech.wait(lambda: False) if self._early_speech else 0.0,
            line=line.description,
            transcript=transcript,
            scorecard=judge(
                transcript, self._studio, self.scenario, self._message.sound(transcript) if self._message else None
            ),
        )
        try:
            self._studio.history.save(attempt)
            self._studio.recordings.settle(attempt.id)
        except StoreError as error:
            self._tell(Trouble(error))
        return attempt
