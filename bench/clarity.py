"""When a message is called unclear: as recorded, and damaged on purpose. `python bench/clarity.py MANIFEST.jsonl`.

    python bench/clarity.py MANIFEST.jsonl [--every N] [--whisper FOLDER] [--json]

Each line of the manifest is a JSON object with path (relative to the manifest), text and kind, and where it is known
condition. Recordings are heard as they are, by kind and condition; every Nth message whose condition is "clean" (or
not named) is also heard damaged: quieter and kept with 16 bits, clipped, under white noise, and
backwards, which is speech of no language. Prints how many were called unclear and why, the words wrong, and the
recogniser's certainty. The thresholds in trainer/speech/clarity.py come from this table.
"""

import argparse
import json
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

# The benches are scripts beside each other; this one uses another's words.
sys.path.insert(0, str(Path(__file__).parent.parent))

from bench._recognisers import Recognisers, add_choice, chosen
from bench.recogniser import words_of
from trainer.audio.clip import Clip, Samples
from trainer.audio.clip_file import read_clip
from trainer.audio.level import active_rms, amplitude
from trainer.core.transcript import Transcript
from trainer.speech.transcriber import transcribe

Damage = Callable[[Clip], Samples]


def quieter(level_db: float) -> Damage:
    """Turned down, then kept with 16 bits."""
    return lambda clip: np.asarray(np.round(clip.samples * amplitude(level_db) * 32767) / 32768, np.float32)


def clipped(times: float) -> Damage:
    """Turned up into the ceiling."""
    return lambda clip: np.clip(clip.samples * times, -1.0, 1.0)


def under_noise(snr_db: float) -> Damage:
    """Under white noise, so many dB below the voice."""

    def damage(clip: Clip) -> Samples:
        noise = np.random.default_rng(1).normal(size=clip.frames) * active_rms(clip) * amplitude(-snr_db)
        return np.asarray(clip.samples + noise, np.float32)

    return damage


DAMAGES: dict[str, Damage] = {
    **{f"{level_db} dB": quieter(level_db) for level_db in (-30, -50, -60, -70)},
    **{f"clipped x{times}": clipped(times) for times in (10, 30, 100)},
    **{f"SNR {snr_db} dB": under_noise(snr_db) for snr_db in (15, 10, 5, 0, -5, -10)},
    "backwards": lambda clip: clip.samples[::-1].copy(),
}


@dataclass(slots=True)
class Group:
    """What was heard of recordings of one kind."""

    recordings: int = 0
    unclear: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    words_wrong: list[float] = field(default_factory=list)
    certainties: list[float] = field(default_factory=list)
    voices_db: list[float] = field(default_factory=list)

    def add(self, text: str, heard: Transcript) -> None:
        """Count one."""
        said = words_of(text)
        self.recordings += 1
        self.unclear += heard.unclear is not None
        self.reasons.update([heard.unclear] if heard.unclear else [])
        self.words_wrong.append(Levenshtein.distance(said, words_of(heard.text)) / len(said))
        if heard.certainty is not None:
            self.certainties.append(heard.certainty)

    def line(self) -> str:
        """One row of the table."""
        certainty = (
            f"{min(self.certainties):6.2f} {statistics.median(self.certainties):6.2f}" if self.certainties else ""
        )
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.reasons.most_common())
        wrong = 100 * statistics.mean(self.words_wrong)
        return f"{self.recordings:5} {self.unclear:8} {wrong:8.0f} %   {certainty:15} {reasons}"


def groups_of(manifest: Path, every: int) -> Iterator[tuple[str, str, Clip]]:
    """Every sound to hear: the group it belongs to, its text, and itself."""
    rows = [json.loads(line) for line in manifest.read_text(encoding="utf-8").splitlines()]
    clips = [read_clip(manifest.parent / row["path"]) for row in rows]
    for row, clip in zip(rows, clips, strict=True):
        yield "/".join(str(row[key]) for key in ("kind", "condition") if row.get(key)), row["text"], clip
    whole = [
        (row["text"], clip)
        for row, clip in zip(rows, clips, strict=True)
        if row.get("kind") == "message" and row.get("condition", "clean") == "clean"
    ]
    for name, damage in DAMAGES.items():
        for text, clip in whole[::every]:
            yield name, text, Clip(damage(clip), clip.rate_hz)


def measure(sounds: Iterator[tuple[str, str, Clip]], recognisers: Recognisers) -> dict[str, Group]:
    """All groups, in order."""
    transcriber = recognisers([])
    transcriber.warm_up()
    groups: dict[str, Group] = {}
    for name, text, clip in sounds:
        groups.setdefault(name, Group()).add(text, transcribe(transcriber, clip))
    return groups


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--every", type=int, default=3, help="damage every Nth clean message")
    parser.add_argument("--json", action="store_true")
    add_choice(parser)
    asked = parser.parse_args(arguments)
    groups = measure(groups_of(asked.manifest, asked.every), chosen(asked))
    if asked.json:
        print(json.dumps({name: asdict(group) for name, group in groups.items()}, indent=2))
        return
    print(f"{'':22} heard  unclear  words wrong  certainty: least, median")
    for name, group in groups.items():
        print(f"{name:22} {group.line()}")


if __name__ == "__main__":
    main()
