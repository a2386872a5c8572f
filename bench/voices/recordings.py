"""Spoken recordings in two conditions, and the manifest that tells what is in them."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import soundfile

from bench.voices.kokoro import Kokoro
from bench.voices.room import with_room
from bench.voices.sound import joined, levelled, silence
from trainer.audio.clip import Clip
from trainer.audio.phone_band import law_of, through_phone
from trainer.core.country import Country

CONDITIONS = ("clean", "tel_noise")
"""As spoken; in a room with noise 15 dB below the voice, then through a telephone."""
VOICES = (
    "af_heart", "am_michael", "bf_emma", "bm_george", "af_sarah", "am_fenrir", "bf_isabella", "bm_lewis", "af_bella",
    "am_puck",
)  # fmt: skip
"""American and British, women and men, in turns."""
SNR_DB = 15.0
_BEFORE_S, _AFTER_S = 0.3, 0.4
_TALK = (
    ("af_kore", "So I moved the whole thing to the spring, and nobody even noticed until the invoices came back."),
    ("am_liam", "He says the lift is fixed, but I would take the stairs, it stopped twice between floors last week."),
    ("bf_lily", "We had the soup, it was fine, a little salty, and then we walked all the way down to the harbour."),
    ("bm_daniel", "If they paint it before the rain comes we are lucky, otherwise it waits until the end of May."),
    ("am_eric", "I told her the printer is on the second floor, behind the plants, next to the room with the maps."),
)

Row = Mapping[str, Any]
"""What is known of a message."""
Places = list[tuple[float, float]]
"""Where something is said in a clip: begin and end in seconds."""


def talkers(kokoro: Kokoro) -> list[Clip]:
    """The people who talk in the room."""
    return [kokoro.say(text, voice, 1.0) for voice, text in _TALK]


def finished(clip: Clip) -> tuple[Clip, float]:
    """A spoken clip at an even level with a moment before and after it, and by how many seconds that moved it."""
    before, after = silence(_BEFORE_S, clip.rate_hz), silence(_AFTER_S, clip.rate_hz)
    whole = joined([before, levelled(clip), after])
    return whole, before.seconds


def in_condition(clip: Clip, condition: str, country: str, people: list[Clip], rng: np.random.Generator) -> Clip:
    """A finished clip as it is in this condition; the law of the telephone is the country's."""
    if condition == "clean":
        return clip
    return through_phone(with_room(clip, people, SNR_DB, rng), law_of(cast(Country, country.lower())))


def path_of(row: Row, condition: str) -> Path:
    """Where the recording of a message lies in its folder."""
    return Path(condition) / f"{row['id']}.flac"


def write_conditions(folder: Path, row: Row, clean: Clip, people: list[Clip], seed: int) -> list[dict[str, Any]]:
    """Write a message in each condition; its lines of the manifest."""
    rng = np.random.default_rng([seed, *str(row["id"]).encode()])
    rows = []
    for condition in CONDITIONS:
        path = path_of(row, condition)
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        clip = in_condition(clean, condition, str(row.get("country") or "US"), people, rng)
        soundfile.write(folder / path, clip.samples, clip.rate_hz, subtype="PCM_16")
        rows.append({**row, "path": path.as_posix(), "condition": condition})
    return rows


def write_manifest(folder: Path, rows: Iterable[Row]) -> None:
    """Write the manifest of a folder of recordings: first all in one condition, then all in the next."""
    ordered = sorted(rows, key=lambda row: CONDITIONS.index(row["condition"]))
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ordered)
    (folder / "manifest.jsonl").write_text(lines, encoding="utf-8")
