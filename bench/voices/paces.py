"""Callback numbers said at three paces: `python -m bench.voices.paces CACHE OUT_FOLDER [--each N] ...`.

For every country (US, GB, IN, AU) and pace (slow, ordinary, fast) N numbers from the ranges kept for fiction are said,
in turns once and twice, and written in each condition of `bench.voices.speak`, whose docstring says what is needed. A
line of manifest.jsonl carries `pace` and, for each utterance of the number as measured in the clean recording,
`numbers_s` (where it begins and ends, in seconds), `digits_per_s` and `longest_pause_s` inside it. "Double five" counts
as two digits.
"""

import argparse
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.voices.kokoro import RATE_HZ, Kokoro
from bench.voices.materials import materials
from bench.voices.reading import Habits, groups, habits, said, words_of_group
from bench.voices.recordings import VOICES, Places, finished, talkers, write_conditions, write_manifest
from bench.voices.sound import joined, longest_pause_s, silence, span_s, trimmed
from trainer.audio.clip import Clip
from trainer.errors import TrainerError


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a number is said, and whether with pauses."""

    name: str
    digits_per_s: float
    speed: float
    """Of the voice, to begin with."""
    between_digits: str
    """What stands between the words of a group."""
    between_groups_s: float
    """The shortest pause between groups; 0 if the number is said in one breath."""


@dataclass(frozen=True, slots=True)
class Saying:
    """A message that says a number: which, how and in what words."""

    saying_id: str
    country: str
    pace: Pace
    number: str
    voice: str
    speaker: Habits
    digits_per_s: float
    opening: str
    again: str
    """What comes before the number is said again; empty if it is not."""
    closing: str

    @property
    def digits(self) -> int:
        """How many digits the number has."""
        return sum(map(len, groups(self.number)))

    def words(self, number: str) -> str:
        """The message with the number written this way."""
        again = f" {self.again} {number}." if self.again else ""
        return f"{self.opening} {number}.{again} {self.closing}"


PACES = (
    Pace("slow", 1.3, 0.7, ", ", 0.3),
    Pace("ordinary", 2.5, 1.0, " ", 0.15),
    Pace("fast", 4.0, 1.25, " ", 0.0),
)
_SPEEDS = (0.7, 1.9)
_NUMBERS = {
    "US": ("{area}-555-01{two}",),
    "GB": ("020 7946 0{three}", "07700 900 {three}", "0161 496 0{three}"),
    "IN": ("90001 555{two}", "98765 555{two}"),
    "AU": ("02 5550 0{three}", "03 7010 0{three}", "0491 570 006", "0491 570 110", "0491 570 156", "0491 570 159"),
}
"""Kept for fiction, but for India, which keeps none: those are made up."""
_AREAS = ("206", "312", "415", "503", "617", "704", "808", "919")
_OPENINGS = (
    "Hi, it's Ana Ruiz from Copperline. Please call me back at",
    "Hello, this is Tom Becker with Alder Freight, you can reach me on",
    "My number is",
    "Give me a ring when you get this,",
)
_AGAIN = ("Again, that's", "Once more,", "I'll repeat that,")
_CLOSINGS = ("Thank you.", "Talk to you soon.", "Bye for now.")


def plan(each: int, seed: int) -> list[Saying]:
    """The messages: so many for every country and pace."""
    turns = [(country, pace, turn) for country in _NUMBERS for pace in PACES for turn in range(each)]
    return [_saying(*turn, VOICES[(index * 3 + seed) % len(VOICES)], seed) for index, turn in enumerate(turns)]


def _saying(country: str, pace: Pace, turn: int, voice: str, seed: int) -> Saying:
    saying_id = f"{country.lower()}-{pace.name}-{turn + 1:02}"
    rng = random.Random(f"{seed} {saying_id}")  # noqa: S311 - the same numbers every time
    filled = {"area": rng.choice(_AREAS), "two": f"{rng.randrange(100):02}", "three": f"{rng.randrange(1000):03}"}
    return Saying(
        saying_id,
        country,
        pace,
        number=rng.choice(_NUMBERS[country]).format(**filled),
        voice=voice,
        speaker=habits(country, rng),
        digits_per_s=pace.digits_per_s * rng.uniform(0.9, 1.1),
        opening=rng.choice(_OPENINGS),
        again=rng.choice(_AGAIN) if turn % 2 else "",
        closing=rng.choice(_CLOSINGS),
    )


def utterance(kokoro: Kokoro, saying: Saying) -> Clip:
    """The number at its pace: the voice is hurried until it fits, and pauses make up the rest."""
    wanted_s = saying.digits / saying.digits_per_s
    clips = _groups(kokoro, saying, saying.pace.speed)
    pauses = len(clips) - 1
    room_s = wanted_s - pauses * saying.pace.between_groups_s
    if (spoken_s := sum(clip.seconds for clip in clips)) > room_s:
        clips = _groups(kokoro, saying, float(np.clip(saying.pace.speed * spoken_s / room_s, *_SPEEDS)))
        spoken_s = sum(clip.seconds for clip in clips)
    pause = silence(max(saying.pace.between_groups_s, (wanted_s - spoken_s) / max(1, pauses)), RATE_HZ)
    return joined([part for clip in clips for part in (pause, clip)][1:])


def _groups(kokoro: Kokoro, saying: Saying, speed: float) -> list[Clip]:
    """The number in one clip, or one for each group if there are pauses between them."""
    if saying.pace.between_groups_s:
        between = saying.pace.between_digits
        texts = [between.join(words_of_group(group, saying.speaker)) for group in groups(saying.number)]
    else:
        texts = [said(saying.number, saying.speaker).replace(",", "")]
    return [trimmed(kokoro.say(text, saying.voice, speed), before_s=0.0, after_s=0.0) for text in texts]


def message(kokoro: Kokoro, saying: Saying) -> tuple[Clip, Places]:
    """The whole message, and where in it the number is said."""
    number = utterance(kokoro, saying)
    texts = [saying.opening, None, *([saying.again, None] if saying.again else []), saying.closing]
    gap = silence(saying.pace.between_groups_s or 0.06, RATE_HZ)
    clips: list[Clip] = []
    places = []
    for text in texts:
        if text is None:
            start_s = sum(clip.seconds for clip in clips)
            places.append((start_s, start_s + number.seconds))
        clips += [kokoro.say(text, saying.voice, 1.0) if text else number, gap]
    clean, moved_s = finished(joined(clips))
    return clean, [(start_s + moved_s, end_s + moved_s) for start_s, end_s in places]


def measure(clip: Clip, places: Places, digits: int) -> dict[str, Any]:
    """Where each utterance of a number of so many digits begins and ends, its pace and its longest pause."""
    parts = [(start_s, clip.cut(start_s, end_s)) for start_s, end_s in places]
    spans = [(start_s, *span_s(part)) for start_s, part in parts]
    return {
        "numbers_s": [[round(start_s + first_s, 2), round(start_s + last_s, 2)] for start_s, first_s, last_s in spans],
        "digits_per_s": [round(digits / (last_s - first_s), 2) for _, first_s, last_s in spans],
        "longest_pause_s": [round(longest_pause_s(part), 2) for _, part in parts],
    }


def row_of(saying: Saying) -> dict[str, Any]:
    """What the manifest says of a message in every condition."""
    return {
        "id": saying.saying_id,
        "kind": f"number {saying.pace.name}",
        "text": saying.words(saying.number),
        "spoken": saying.words(said(saying.number, saying.speaker)),
        "callback_numbers": [saying.number],
        "country": saying.country,
        "labels": {"number_times": 2 if saying.again else 1},
        "voice": saying.voice,
        "pace": saying.pace.name,
    }


def speak(kokoro: Kokoro, planned: list[Saying], folder: Path, seed: int) -> None:
    """Write every message in each condition; the manifest grows with them."""
    people = talkers(kokoro)
    rows: list[dict[str, Any]] = []
    for number, saying in enumerate(planned, start=1):
        clean, places = message(kokoro, saying)
        measured = measure(clean, places, saying.digits)
        rows += write_conditions(folder, row_of(saying) | measured, clean, people, seed)
        write_manifest(folder, rows)
        print(f"{number} of {len(planned)}: {saying.saying_id}, {measured['digits_per_s']} digits/s", flush=True)


def main() -> None:
    """Say what was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--each", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    try:
        kokoro = Kokoro(materials(asked.cache), asked.threads)
        speak(kokoro, plan(asked.each, asked.seed), asked.out, asked.seed)
    except TrainerError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
