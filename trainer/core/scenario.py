"""What a drill is: who is called, why, and what answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from trainer.core.country import Country

Difficulty = Literal["easy", "medium", "hard"]

Tone = Literal["ring-back", "busy", "reorder", "information", "beep", "phone"]
"""What a step can play: what the network plays, the mailbox's beep, or the rep's own telephone ringing."""

Key = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "answer"]
"""What the rep can press; "answer" takes up a telephone that rings."""

DIGITS: tuple[Key, ...] = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
"""The keys that are digits, each at its own place."""


ANYTHING = "anything"
"""A check of a branch that any words meet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """Who is called."""

    name: str
    role: str
    company: str
    country: Country = "us"
    """Decides the network's tones, how numbers are written, and when one may call."""
    number: str | None = None
    """Their number in E.164 form, shown while it is dialed."""
    time_zone: str | None = None
    """Where they are, e.g. "Europe/Berlin"; None: nobody minds the hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Which voice speaks a greeting; what the machine has decides how close it comes."""

    id: str | None = None
    """The speech driver's name of the voice, e.g. "gmw/en-us+f3"; None: its default."""
    words_per_minute: int = 165


@dataclass(frozen=True, slots=True, kw_only=True)
class Beep:
    """The tone after the greeting."""

    frequency_hz: float = 700.0
    seconds: float = 0.425
    level_dbfs: float = -14.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """A mailbox: it greets, beeps and records. The defaults are those of a widespread PBX."""

    greeting: str = ""
    """The words of the greeting; [beep] and [pause] in them are played. Empty where no mailbox answers."""
    greeting_file: str | None = None
    """A recording of the greeting, in full; files name it relative to their own folder. None: speak the words."""
    voice: Voice = field(default_factory=Voice)
    machine: Voice = field(default_factory=lambda: Voice(words_per_minute=150))
    """Who speaks what the mailbox itself has to say, such as the review menu."""
    rings: int = 1
    """How often it rings before somebody or something answers."""
    beep: Beep = field(default_factory=Beep)
    longest_s: float = 180.0
    """The mailbox stops recording after so many seconds of message."""
    shortest_s: float = 3.0
    """A shorter message is not kept."""
    silence_s: float = 10.0
    """The mailbox stops recording after so many seconds of silence."""
    room: int = 100
    """How many more messages it can hold; with 0 it says so after the greeting, and there is no beep."""
    tape_left_s: float | None = None
    """Seconds left on a tape that others have nearly filled; None: room enough."""
    review: bool = False
    """Whether one may send, hear or repeat a message; # or silence ends it then, and hanging up sends it."""
    skip_key: bool = True
    """Whether # skips the greeting."""
    operator_key: Key | None = None
    """The key that leads from greeting, message or menu to the step "operator", or to a desk where nobody answers."""
    picks_up_after_s: float | None = None
    """The owner takes up the telephone after so many seconds of message; None: never."""
    picks_up: str | None = None
    """The step at which the owner picks up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Where a call goes because of what the rep said."""

    then: str
    """The step that follows if everything in `checks` was met and one of `words` was said."""
    checks: tuple[str, ...] = ()
    """Ids of the checklist's checks or blockers; "anything" is met by any words at all."""
    words: tuple[str, ...] = ()
    """Phrases as checklists have them, one of which must be said; empty: no matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One moment of a call: something is played and said, then it waits or listens, then the call goes on."""

    name: str
    who: str = ""
    """Who speaks, for the screen: "Reception"."""
    plays: Tone | None = None
    """What sounds first."""
    times: int | None = None
    """How often its pattern sounds; None: as often as is usual."""
    says: str = ""
    """The words; [beep] and [pause] in them are played."""
    file: str | None = None
    """A recording of the words, as a greeting has one."""
    voice: Voice | None = None
    """Who says it; None: the mailbox's voice."""
    waits_s: float = 0.0
    """How many seconds it waits for a key."""
    listens_s: float = 0.0
    """How many seconds at most it listens to the rep."""
    silence_s: float = 1.5
    """When the rep has spoken and is silent for so long, listening is over."""
    shown: bool = False
    """Whether the rep's words appear as text before the owner."""
    keys: Mapping[Key, str] = field(default_factory=dict)
    """Which step a key leads to, from the first word on until the call goes on."""
    hears: tuple[Branch, ...] = ()
    """What the rep's words change: the first branch that fits is taken."""
    then: str = "hang up"
    """The step that follows otherwise; "mailbox": the mailbox answers, "hang up": the call is over."""
    fails: str = ""
    """Why coming here fails the drill, in a sentence; empty: it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something the rep may do when no message can be left."""

    does: str
    """In a few words: "Call again tomorrow morning"."""
    good: bool
    because: str
    """Why it is, or is not, a good thing to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Scenarios of one theme. Its id is the name of their folder; empty for those that lie in none."""

    id: str = ""
    title: str = "Your own"
    about: str = ""
    """What its drills have in common, in a line."""
    order: int = 100
    """Packs with a lower number come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One drill. Its id is the name of its file without the ending."""

    id: str
    pack: Pack = field(default_factory=Pack)
    title: str
    difficulty: Difficulty
    prospect: Prospect
    mailbox: Mailbox = field(default_factory=Mailbox)
    call: tuple[Step, ...] = ()
    """What happens in the call, from its first step on; without steps it rings and the mailbox answers."""
    why: str
    """Why the rep calls: one or two sentences for the briefing."""
    known: tuple[str, ...] = ()
    """What the rep knows about this prospect, a line each, for the briefing."""
    personal: tuple[str, ...] = ()
    """Words or phrases any of which shows that the message was made for this prospect."""
    model_answer: str = ""
    """What a good message says, with {name}, {company}, {number} and {pitch} of the rep left open; empty: none."""
    calling_for: str | None = None
    """A call centre's client: the company the rep calls for; None: the profile's own."""
    client_number: str | None = None
    """A call centre's client's number (E.164), shown and left instead of the rep's own."""
    do_not_call: bool = False
    """Whether the prospect stands on the company's do-not-call list."""
    local_time: str | None = None
    """When it is there as the rep dials, e.g. "Sat 21:40"; None: the real time in the prospect's zone."""
    what_next: tuple[Choice, ...] = ()
    """What to choose from when no message could be left; empty: what is usual."""
    fingerprint: str = ""
    """Hash of the file's content, kept with every attempt."""
