"""The outcome of one message: verdicts with evidence, delivery, total."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from trainer.core.sound import Sound
from trainer.core.timeline import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that earned a verdict."""

    text: str
    span: Span | None = None
    """When they were said; None in a typed message."""
    first_word: int | None = None
    """Index of the first of these words in the transcript; None if no words are meant."""
    last_word: int | None = None
    """Index of the last of these words (inclusive)."""
    note: str = ""
    """What the rep should know about this evidence, e.g. "heard as Shavon Win"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one check."""

    check_id: str
    met: bool | None
    """None: not heard clearly, so it neither earns nor costs points."""
    points: int
    """Points earned."""
    max_points: int
    evidence: Evidence | None = None
    reason: str = ""
    """Why it was missed or could not be decided, in a few words."""


@dataclass(frozen=True, slots=True)
class Tripped:
    """A blocker that applies to this message."""

    blocker_id: Literal["no_message", "scam", "wrong_number", "compliance", "lost_call"]
    reason: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """What somebody wanted to hear in the call, and what they heard."""

    who: str
    heard: str
    """The rep's words; empty if there were none."""
    met: tuple[str, ...] = ()
    """Ids of the checks that the words met, of those that were listened for."""
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenNumber:
    """A complete telephone number as it was said."""

    digits: str
    """National digits as said, e.g. "6135550142"."""
    e164: str
    first_word: int
    last_word: int
    span: Span | None = None
    longest_pause_s: float | None = None
    """Longest silence between its groups; None in a typed message."""

    @property
    def digits_per_second(self) -> float | None:
        """Speed over its span; None where times are not known."""
        if self.span is None or self.span.seconds <= 0:
            return None
        return len(self.digits) / self.span.seconds


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it was said: shown, never scored. Fields are None where times are not known."""

    seconds: float | None
    """From the beep's end to the last word."""
    speech_seconds: float | None
    """Voice only, pauses left out."""
    words_per_minute: float | None
    """Words as they are spoken ("0142" is four) over speech time."""
    longest_pause_s: float | None
    pauses: tuple[Span, ...] = ()
    """Silences over one second between words."""
    fillers: tuple[Evidence, ...] = ()
    """Recognisers drop fillers: these are "at least"."""
    numbers: tuple[SpokenNumber, ...] = ()
    trailing_silence_s: float | None = None
    """Silence kept after the last word; not held against the rep."""
    sound: Sound | None = None
    """Loudness, clipping and pitch; None for a typed message and in attempts from before they were measured."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Verdicts, blockers and delivery of one message under one version of one checklist."""

    checklist_id: str
    checklist_version: int
    pass_mark: int
    verdicts: tuple[Verdict, ...]
    blockers: tuple[Tripped, ...]
    delivery: Delivery
    total: int
    """0 to 100: points earned over points that could be decided; 0 if no message was left."""
    passed: bool
    prospect_name: Evidence | None = None
    """Where the prospect was called by name; shown, not scored."""
    meaning: str = "phrases alone"
    """Name and version of the model that judged meaning beside the phrases, if one did."""
    notices: tuple[str, ...] = ()
    """What happened to the message in the call, in sentences: "You were cut off after 11 s: the tape was full."."""
    moments: tuple[Moment, ...] = ()
    """Where somebody listened before they decided how the call went on."""


def total_of(verdicts: Iterable[Verdict]) -> int:
    """0 to 100: points earned over the points of the checks that could be decided."""
    decided = [verdict for verdict in verdicts if verdict.met is not None]
    possible = sum(verdict.max_points for verdict in decided)
    return round(100 * sum(verdict.points for verdict in decided) / possible) if possible else 0


def heard_enough(verdicts: Iterable[Verdict]) -> bool:
    """Whether at least half of the points could be decided, without which nothing passes: the rest may be anything."""
    counted = [(verdict.max_points, verdict.met is not None) for verdict in verdicts]
    return 2 * sum(points for points, decided in counted if decided) >= sum(points for points, _ in counted)
