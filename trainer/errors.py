"""What can go wrong, told to a person.

    TrainerError
    ├── UsageError      2   bad input: a file, a flag, a value
    ├── DeviceError     3   the sound card, the microphone, the loudspeaker
    ├── EngineError     4   the recogniser or the voice
    ├── StoreError      5   the data folder, the history, a disk that is full
    └── Cancelled     130   the person stopped it

Adapters translate at the door; the command line has one printer and the app one presenter.
"""

from dataclasses import dataclass, field


@dataclass(eq=False)
class TrainerError(Exception):
    """A failure that a person can act on: what happened, what was kept, what to do."""

    title: str
    """What happened, one short sentence without a full stop."""
    detail: str = ""
    """Why, and what was kept; full sentences."""
    hint: str = ""
    """What to do next; full sentences."""
    exit_code: int = field(default=1, kw_only=True)
    """The process exit code of a command that ends with this error."""

    def __str__(self) -> str:
        return "\n".join(part for part in (self.title, self.detail, self.hint) if part)


@dataclass(eq=False)
class UsageError(TrainerError):
    """Bad input: a file, a flag or a value that cannot be used."""

    exit_code: int = field(default=2, kw_only=True)


@dataclass(eq=False)
class DeviceError(TrainerError):
    """The sound card, the microphone or the loudspeaker failed."""

    exit_code: int = field(default=3, kw_only=True)


@dataclass(eq=False)
class EngineError(TrainerError):
    """The recogniser or the voice failed."""

    exit_code: int = field(default=4, kw_only=True)


@dataclass(eq=False)
class StoreError(TrainerError):
    """The data folder, the history or a recording could not be read or written."""

    exit_code: int = field(default=5, kw_only=True)


@dataclass(eq=False)
class Cancelled(TrainerError):
    """The person stopped it; nothing went wrong."""

    title: str = "Cancelled"
    exit_code: int = field(default=130, kw_only=True)
