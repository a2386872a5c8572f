"""One call over a line: what line, keys and clock did, turned into events of the call; and its effects done."""

from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue

from trainer.audio.call_tape import lay_out_call_tape
from trainer.audio.line import Line
from trainer.audio.take import Take
from trainer.audio.tape import Tape
from trainer.core import call_events as calls
from trainer.core.attempt import Unfinished
from trainer.core.call import PATIENCE, Call, Phase, advance, plays_back
from trainer.core.mailbox_steps import BEEP, MESSAGE
from trainer.core.scenario import Scenario, Step
from trainer.core.scorecard import Moment
from trainer.core.script import OPEN, Script, is_open, script_of
from trainer.core.timeline import seconds_of
from trainer.errors import DeviceError, EngineError
from trainer.practice.background import Background
from trainer.practice.early_speech import early_speech_s
from trainer.practice.events import DrillEvent, PhaseChanged, ShownToOwner, Trouble
from trainer.practice.judging import understand
from trainer.practice.message import Message
from trainer.practice.spoken_parts import SpokenParts
from trainer.practice.studio import Studio
from trainer.speech.vad import find_speech

_LONGEST_S = 900.0
"""Nobody stays on the line for longer, however a call goes in circles."""


_FILLED_WITHIN_S = 0.1
"""The call is so old at least before its words must be on the tape: it rings longer than that."""


class LiveCall:
    """A call while it lasts, and what is left of it afterwards. One session worker runs it."""

    def __init__(
        self,
        scenario: Scenario,
        studio: Studio,
        note: Unfinished,
        tell: Callable[[DrillEvent], None],
        stopped: Callable[[], bool],
    ) -> None:
        self._scenario = scenario
        self._studio = studio
        self._note = note
        self._tell = tell
        self._stopped = stopped
        self.keys: SimpleQueue[calls.Event] = SimpleQueue()
        self.call = Call(script_of(scenario))
        self.take: Take | None = None
        self.message: Message | None = None
        self.moments: list[Moment] = []
        self.early_speech: Background[float] | None = None
        self._recogniser: Background[None] | None = None
        self._filling: Background[None] | None = None
        self._reached = 0
        self._beep_at = self._unheard_since = 0
        self._waits_from = 0

    def dial(self, line: Line) -> None:
        """Get everything ready that the call needs, then lift the receiver."""
        self._recogniser = Background(self._studio.transcriber.warm_up)
        speaking = SpokenParts(self.call.script, self._studio, lambda error: self._tell(Trouble(error)))
        parts = Background(partial(speaking.speak, self._stopped))
        rate_hz = line.connect(self._stopped)
        spoken = parts.wait(self._stopped)
        country = self._scenario.prospect.country
        script = self.call.script
        tape, fill = lay_out_call_tape(script, country, lambda step, words: spoken[step.name, words], rate_hz)
        if script.steps[script.first].plays is None:
            fill()
        self.take = Take(tape, _room_s(script, tape))
        line.open(self.take, self._stopped)
        self._filling = Background(fill)
        self.advance(calls.LineOpened())

    def collect(self, line: Line) -> None:
        """Turn what happened since into events, in the order of the line's clock."""
        if self.take is None:
            return
        if self._filling is not None and self.take.frames > _FILLED_WITHIN_S * self.take.rate_hz:
            # A line of files may run faster than any clock; it waits here until there is something to say.
            self._filling.wait(self._stopped)
            self._filling = None
        for place, frame in self.take.reached()[self._reached :]:
            self._reached += 1
            self.advance(calls.Reached(place, frame))
        self._wait_on(self.take)
        self._press()
        self._tell_of_the_recogniser()
        if line.failure is not None:
            self._lose(line.failure)
        if line.exhausted:
            self.advance(calls.HungUp())
        if self.take.full:
            self.advance(calls.MemoryFull())

    def _wait_on(self, take: Take) -> None:
        if self.message is not None and self.call.taking:
            for listened in self.message.follow():
                self.advance(listened)
                if self.call.phase is Phase.ENDED:
                    return
        if is_open(self.call.place) and self.call.step is not None and not self.call.step.listens_s:
            waited_s = seconds_of(take.frames - self._waits_from, take.rate_hz)
            self.advance(calls.Listened(waited_s, 0.0, spoken=False))

    def _press(self) -> None:
        while True:
            try:
                self.advance(self.keys.get_nowait())
            except Empty:
                return

    def _tell_of_the_recogniser(self) -> None:
        if self._recogniser is not None and self._recogniser.done:
            if trouble := self._recogniser.trouble(self._stopped):
                self._tell(Trouble(trouble))
            self._recogniser = None

    def _lose(self, reason: str) -> None:
        if self.message is not None and self.call.taking:
            kept = f"{reason} The first {self.message.seconds:.1f} s of your message are kept and scored."
            self._tell(Trouble(DeviceError("The line was lost", kept, "Check the microphone before you dial again.")))
        self.advance(calls.LineFailed(reason))

    def advance(self, event: calls.Event) -> None:
        """Step the call and do what it asks for."""
        before = self.call
        self.call, effects = advance(before, event)
        for effect in effects:
            if self.take is not None:
                self._do(effect, self.take)
        if isinstance(event, calls.Reached) and self.call.place == BEEP:
            self._beep_at = event.frame
        if (self.call.phase, self.call.place) != (before.phase, before.place):
            ended = self.call.phase is Phase.ENDED
            self._tell(PhaseChanged(self.call.phase, None if ended else self.call.step))

    def _do(self, effect: calls.Effect, take: Take) -> None:
        match effect:
            case calls.Go(step, to):
                self._go(step, to, take)
            case calls.StartTake(frame):
                self._start(frame, take)
            case calls.Listen(frame, longest_s) if self.message is not None:
                self.message.listen(frame, longest_s)
            case calls.Wait(frame):
                self._waits_from = frame
            case calls.StopTake() if self.message is not None:
                self.message.close()
            case calls.Judge(step) if self.message is not None:
                self._judge(step, self.message)

    def _go(self, step: str, to: str, take: Take) -> None:
        if self.message is not None:
            self.message.stop_listening()
            self._unheard_since = self.message.last
        replayed = (self.message.first, self.message.last) if self.message and plays_back(to) else None
        take.skip_to(to, (step, step + OPEN), replayed)

    def _start(self, frame: int, take: Take) -> None:
        if self.message is not None:
            self.message.cancel()
        self.message = Message(self._note, take, frame, self._studio, lambda error: self._tell(Trouble(error)))
        if self.call.place == MESSAGE + OPEN:
            beep, since = self._beep_at, self._unheard_since
            self.early_speech = Background(partial(early_speech_s, take, beep, frame, find_speech, since))

    def _judge(self, step: Step, message: Message) -> None:
        """Find out what the rep said just now, and go on accordingly; unheard words lead nowhere special."""
        try:
            words = message.last_words(self._stopped)
        except EngineError as error:
            self._tell(Trouble(error))
            self.advance(calls.Understood(None))
            return
        branch, moment = understand(words, step, self._studio, self._scenario)
        self.moments.append(moment)
        if step.shown:
            self._tell(ShownToOwner(words.text))
        self.advance(calls.Understood(branch))


def _room_s(script: Script, tape: Tape) -> float:
    """How much longer than its tape a call can last, in seconds."""
    again_s = (PATIENCE - 1) * len(tape.samples) / tape.rate_hz if len(script.steps) > len(_ORDINARY) else 0.0
    waits_s = sum(PATIENCE * (step.waits_s + step.listens_s) for name, step in script.steps.items() if name != MESSAGE)
    takes = PATIENCE if script.mailbox.review or script.mailbox.operator_key else 1
    recorded_s = takes * script.steps[MESSAGE].listens_s if MESSAGE in script.steps else 0.0
    return min(_LONGEST_S, again_s + waits_s) + min(max(_LONGEST_S, script.mailbox.longest_s), recorded_s)


_ORDINARY = ("ringing", "greeting", "beep", "message")
