"""Texts rendered to OGG files, all as loud: `python -m bench.voices.render CACHE LIST.jsonl OUT_FOLDER`.

Each line of LIST is a JSON object with id, text, voice and speed (1.0 if it is not there); OUT_FOLDER gets id.ogg, mono
Opus of 24 kHz. Telephone numbers are said digit by digit; a word written [Okafor](/.../) is said by the sounds between
the slashes. Every file is trimmed, faded in and out over 10 ms and brought to -23 LUFS, with peaks held at
-6 dBFS, then read back: the command fails if one is off by more than 1 LU, touches full scale, or begins or ends loud.

What it needs and how long it takes: see `bench.voices.speak`.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from bench.voices.kokoro import Kokoro
from bench.voices.materials import materials
from bench.voices.reading import Habits, read_aloud
from bench.voices.sound import LOUDNESS_LUFS, levelled, loudness_lufs, trimmed
from trainer.audio.clip import Clip
from trainer.audio.clip_file import read_clip
from trainer.audio.level import amplitude, dbfs, peak
from trainer.errors import EngineError, TrainerError, UsageError

_PLAIN = Habits(zero="oh", doubles=False)
_WITHIN_LU = 1.0
_COMPRESSION = 0.8
"""7 kB a second: with less, voices with much air above 8 kHz lose 1 dB."""
_EDGE_S, _QUIET_EDGE_DBFS = 0.0005, -40.0

Row = Mapping[str, Any]


def read_list(path: Path) -> list[Row]:
    """The texts to render; UsageError if a line lacks something or an id comes twice."""
    rows: list[Row] = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for number, row in enumerate(rows, start=1):
        missing = [key for key in ("id", "text", "voice") if not row.get(key)]
        if missing:
            raise UsageError(f"Line {number} of {path} has no {' and no '.join(missing)}")
    ids = [str(row["id"]) for row in rows]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise UsageError(f"{path} has {', '.join(twice)} more than once")
    return rows


def render(kokoro: Kokoro, rows: Sequence[Row], folder: Path) -> None:
    """Write one OGG file for each row; EngineError if a file is not as it should be."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        said = kokoro.say(read_aloud(str(row["text"]), _PLAIN), str(row["voice"]), float(row.get("speed", 1.0)))
        path = folder / f"{row['id']}.ogg"
        write_ogg(path, levelled(trimmed(said)))
        clip = read_clip(path)
        if faults := faults_of(clip):
            raise EngineError(f"{path} did not come right", f"It {' and '.join(faults)}.", "Change its text or voice.")
        print(f"{path.name}: {row['voice']}, {clip.seconds:.1f} s, {describe(clip)}", flush=True)


def write_ogg(path: Path, clip: Clip) -> None:
    """Write a clip as Opus in Ogg."""
    soundfile.write(path, clip.samples, clip.rate_hz, format="OGG", subtype="OPUS", compression_level=_COMPRESSION)


def faults_of(clip: Clip) -> list[str]:
    """What is wrong with a rendered clip, as ends of a sentence that begins with "It"."""
    faults = []
    if abs(loudness_lufs(clip) - LOUDNESS_LUFS) > _WITHIN_LU:
        faults.append(f"has {loudness_lufs(clip):.1f} LUFS instead of {LOUDNESS_LUFS:.0f}")
    if peak(clip.samples) >= amplitude(-0.1):
        faults.append("touches full scale")
    edge = round(_EDGE_S * clip.rate_hz)
    for name, samples in (("begins", clip.samples[:edge]), ("ends", clip.samples[-edge:])):
        if dbfs(peak(samples)) > _QUIET_EDGE_DBFS:
            faults.append(f"{name} with {dbfs(peak(samples)):.0f} dBFS, which clicks")
    return faults


def describe(clip: Clip) -> str:
    """Loudness, peak and largest step between samples."""
    step = float(np.abs(np.diff(clip.samples)).max(initial=0.0))
    return f"{loudness_lufs(clip):.1f} LUFS, peak {dbfs(peak(clip.samples)):.1f} dBFS, largest step {step:.2f}"


def main() -> None:
    """Render what was asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cache", type=Path)
    parser.add_argument("list", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    try:
        rows = read_list(asked.list)
        render(Kokoro(materials(asked.cache), asked.threads), rows, asked.out)
    except TrainerError as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
