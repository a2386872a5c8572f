"""What a drill is: who is called, why, and what answers."""

from dataclasses import dataclass, field
from typing import Literal

from trainer.core.country import Country

Difficulty = Literal["easy", "medium", "hard"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """Who is called."""

    name: str
    role: str
    company: str
    country: Country = "us"


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
    """What answers. The defaults are those of a widespread PBX."""

    greeting: str
    """The words of the greeting."""
    greeting_file: str | None = None
    """A recording of the greeting, in full; files name it relative to their own folder. None: speak the words."""
    voice: Voice = field(default_factory=Voice)
    rings: int = 1
    """How often it rings before the mailbox answers."""
    beep: Beep = field(default_factory=Beep)
    longest_s: float = 180.0
    """The mailbox hangs up after so many seconds of message."""
    silence_s: float = 10.0
    """The mailbox hangs up after so many seconds of silence."""
    skip_key: bool = True
    """Whether # skips the greeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One drill. Its id is the name of its file without the ending."""

    id: str
    title: str
    difficulty: Difficulty
    prospect: Prospect
    mailbox: Mailbox
    why: str
    """Why the rep calls: one or two sentences for the briefing."""
    known: tuple[str, ...] = ()
    """What the rep knows about this prospect, a line each, for the briefing."""
    personal: tuple[str, ...] = ()
    """Words or phrases any of which shows that the message was made for this prospect."""
    calling_for: str | None = None
    """A call centre's client: the company the rep calls for; None: the profile's own."""
    client_number: str | None = None
    """A call centre's client's number (E.164), shown and left instead of the rep's own."""
    fingerprint: str = ""
    """Hash of the file's content, kept with every attempt."""
