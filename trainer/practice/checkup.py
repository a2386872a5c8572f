"""What works on this machine and what does not: the findings behind `trainer doctor`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from trainer.core.scenario import Voice
from trainer.errors import TrainerError
from trainer.practice.studio import Studio


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried."""

    name: str
    works: bool
    detail: str
    hint: str = ""
    exit_code: int = 0
    """What a command that needs it would exit with; 0 if it works or if nothing needs it."""


def check_up(studio: Studio) -> Iterator[Finding]:
    """Try everything a drill needs, one finding after the other; nothing is changed."""
    for name, look in (
        ("data folder", _folder),
        ("history", _history),
        ("scenarios", _scenarios),
        ("checklist", _checklist),
        ("profile", _profile),
        ("sound", _sound),
    ):
        yield _finding(name, look, studio)
    yield from look_at_recognisers(studio)
    yield _finding("meaning", _meaning, studio)
    yield _finding("voice", _voice, studio)


def look_at_recognisers(studio: Studio) -> Iterator[Finding]:
    """Try the recogniser in use, then the other one, which nothing needs."""
    yield _finding("recogniser", _recogniser, studio)
    yield replace(_finding("other", _other_recogniser, studio), exit_code=0)


def _finding(name: str, look: Callable[[Studio], str], studio: Studio) -> Finding:
    try:
        return Finding(name, True, look(studio))
    except TrainerError as error:
        detail = " ".join(part for part in (f"{error.title}.", error.detail) if part)
        return Finding(name, False, detail, error.hint, error.exit_code)


def _folder(studio: Studio) -> str:
    return f"{studio.check_folder()} can be written"


def _history(studio: Studio) -> str:
    return f"{len(studio.history.attempts())} attempts"


def _scenarios(studio: Studio) -> str:
    return f"{len(studio.scenarios)} scenarios"


def _checklist(studio: Studio) -> str:
    checklist = studio.checklist
    return f"{checklist.id}, version {checklist.version}: {checklist.title}, pass mark {checklist.pass_mark}"


def _profile(studio: Studio) -> str:
    profile = studio.profile
    return f"{profile.name}, {profile.company}, {profile.number}" if profile else "none yet: the app asks for it"


def _sound(studio: Studio) -> str:
    rate_hz = studio.line().connect(lambda: False)
    devices = studio.devices()
    return f"{len(devices.microphones)} microphones, {len(devices.loudspeakers)} loudspeakers, {rate_hz} Hz"


def _recogniser(studio: Studio) -> str:
    studio.transcriber.warm_up()
    return f"{studio.transcriber.engine} in use, on this machine"


def _other_recogniser(studio: Studio) -> str:
    other = studio.other_transcriber
    other.warm_up()
    return f"{other.engine} works too; choose with: trainer recogniser use"


def _meaning(studio: Studio) -> str:
    studio.meaning.warm_up()
    return "judged by phrases and a model, on this machine"


def _voice(studio: Studio) -> str:
    clip = studio.voices.speak("Please leave a message after the tone.", Voice())
    return f"spoke {clip.seconds:.1f} s through the default voice"
