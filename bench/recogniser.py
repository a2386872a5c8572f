"""How well and how fast the recogniser hears recordings whose words are known.

    python bench/recogniser.py MANIFEST.jsonl [--runs N] [--of-each N] [--lengths S ...] [--whisper FOLDER] [--json]

Each line of the manifest is a JSON object with path (relative to the manifest), text and kind, and where they are
known condition, callback_numbers, names and companies. Prints, for each kind and condition, word errors, callback
numbers heard at least once and twice, and names and companies written exactly, without and with being told them; then,
for messages of 15, 30 and 60 s made of the recordings and fed at the pace of a clock, the CPU time while speaking and
the seconds from hang-up to transcript, hanging up half a second after the last word and at any moment.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from itertools import cycle, pairwise
from pathlib import Path

import numpy as np
import soxr
from rapidfuzz.distance import Levenshtein

# The benches are scripts beside each other.
sys.path.insert(0, str(Path(__file__).parent.parent))

from bench._recognisers import Recognisers, add_choice, chosen
from trainer.audio.clip import Clip
from trainer.audio.clip_file import read_clip
from trainer.core.timeline import Span
from trainer.speech.transcriber import Hearing, Transcriber, transcribe
from trainer.speech.vad import find_speech

LENGTHS_S = (15.0, 30.0, 60.0)
STREAM_HZ = 48_000
BLOCK_S = 0.04
PAUSE_S = 0.4
AFTER_LAST_WORD_S = 0.5

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
NUMBERS = dict(zip(f"{ONES} eighteen nineteen".split(), map(str, range(20)), strict=True))
TENS = {
    f"{ten}ty": str(digit)
    for digit, ten in enumerate(["twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"], start=2)
}
TIMES = {"double": 2, "triple": 3}
FILLERS = {"um", "uh", "mm", "hmm", "er", "erm", "mhm", "ah"}


@dataclass(frozen=True, slots=True)
class Recording:
    """One line of the manifest, with its sound."""

    clip: Clip
    text: str
    group: str
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    companies: tuple[str, ...]


@dataclass(slots=True)
class Accuracy:
    """What was heard of one kind of recordings."""

    recordings: int = 0
    seconds: float = 0.0
    cpu_s: float = 0.0
    words: int = 0
    errors: int = 0
    numbers: int = 0
    number_once: int = 0
    number_twice: int = 0
    names: int = 0
    names_exact: int = 0
    companies: int = 0
    companies_exact: int = 0
    unclear: int = 0


@dataclass(slots=True)
class Latency:
    """Seconds from hang-up to transcript for messages of one length."""

    length_s: float
    cpu_share: list[float] = field(default_factory=list)
    after_last_word_s: list[float] = field(default_factory=list)
    at_any_moment_s: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--runs", type=int, default=3, help="messages of each length and each way to hang up")
    parser.add_argument("--of-each", type=int, help="recordings of each kind and condition; all, if not given")
    parser.add_argument("--lengths", type=float, nargs="*", default=LENGTHS_S, help="seconds; none: no latency")
    parser.add_argument("--json", action="store_true")
    add_choice(parser)
    options = parser.parse_args()
    recognisers = chosen(options)
    recordings = read_manifest(options.manifest, options.of_each)
    plain, told = (accuracy(recordings, recognisers, tell=tell) for tell in (False, True))
    latencies = [latency(recordings, recognisers([]), length_s, options.runs) for length_s in options.lengths]
    if options.json:
        result = {"accuracy": plain, "accuracy_told_names": told}
        print(
            json.dumps(
                {name: {group: asdict(row) for group, row in rows.items()} for name, rows in result.items()}
                | {"latency": [asdict(row) for row in latencies]},
                indent=2,
            )
        )
        return
    for title, rows in (("Accuracy", plain), ("Accuracy, told the names", told)):
        print(title)
        for group, row in rows.items():
            print(f"  {group:20} {describe(row)}")
    print("From hang-up to transcript")
    for measured in latencies:
        print(f"  {measured.length_s:4.0f} s message   {describe_latency(measured)}")


def read_manifest(path: Path, of_each: int | None = None) -> list[Recording]:
    """All recordings, or the first so many of each kind and condition."""
    recordings = []
    taken: Counter[str] = Counter()
    for line in path.read_text().splitlines():
        entry = json.loads(line)
        group = "/".join(str(entry[key]) for key in ("kind", "condition") if entry.get(key))
        taken[group] += 1
        if of_each is not None and taken[group] > of_each:
            continue
        facts = (tuple(entry.get(key) or ()) for key in ("callback_numbers", "names", "companies"))
        recordings.append(Recording(read_clip(path.parent / entry["path"]), entry["text"], group, *facts))
    return recordings


# --- Accuracy ---------------------------------------------------------------------------------------------------------


def accuracy(recordings: Sequence[Recording], recognisers: Recognisers, *, tell: bool) -> dict[str, Accuracy]:
    """Accuracy by kind and condition; told the caller's name and company, as the profile does, or not."""
    rows: dict[str, Accuracy] = {}
    for recording in recordings:
        # The manifest names the caller's first and last name first.
        profile = (" ".join(recording.names[:2]), *recording.companies) if tell else ()
        transcriber = recognisers(profile)
        transcriber.warm_up()
        started_s = time.process_time()
        transcript = transcribe(transcriber, recording.clip)
        row = rows.setdefault(recording.group, Accuracy())
        row.cpu_s += time.process_time() - started_s
        row.recordings += 1
        row.seconds += recording.clip.seconds
        row.unclear += transcript.unclear is not None
        count(row, recording, transcript.text)
    return rows


def count(row: Accuracy, recording: Recording, heard: str) -> None:
    """Add one recording's hits and misses."""
    said, written = words_of(recording.text), words_of(heard)
    row.words += len(said)
    row.errors += Levenshtein.distance(said, written)
    digits = "".join(word if word.isdigit() else " " for word in written)
    row.numbers += len(recording.numbers)
    row.number_once += sum(digits.count(number) > 0 for number in recording.numbers)
    row.number_twice += sum(digits.count(number) > 1 for number in recording.numbers)
    row.names += len(recording.names)
    row.names_exact += sum(contains(written, name) for name in recording.names)
    row.companies += len(recording.companies)
    row.companies_exact += sum(contains(written, company) for company in recording.companies)


def contains(words: Sequence[str], phrase: str) -> bool:
    """Whether the words of a phrase stand together."""
    return f" {' '.join(words_of(phrase))} " in f" {' '.join(words)} "


def words_of(text: str) -> list[str]:
    """Words in lower case without fillers; numbers digit by digit, however they are written."""
    text = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace("mister", "mr")
    found = [word.strip("'") for word in re.findall(r"[a-z']+|\d", text)]
    words = [word for word in found if word and word not in FILLERS]
    written = repeated([in_digits(word, after) for word, after in zip(words, [*words[1:], ""], strict=False)])
    parts: list[str] = []
    for before, word, after in zip(["", *written], written, [*written[1:], ""], strict=False):
        if word in ("o", "oh") and (before.isdigit() or after.isdigit()):
            parts.append("0")
        else:
            parts += word if word.isdigit() else [word]
    return parts


def repeated(parts: Sequence[str]) -> list[str]:
    """With "double" and "triple" before a digit spelled out."""
    words: list[str] = []
    times = 1
    for word, after in zip(parts, [*parts[1:], ""], strict=True):
        if word in TIMES and after.isdigit():
            times = TIMES[word]
        else:
            words += [word] * times
            times = 1
    return words


def in_digits(word: str, after: str) -> str:
    """A number word in digits: "thirty" is 30, but 3 before "five"; other words as they are."""
    if word in TENS:
        return TENS[word] if NUMBERS.get(after, "0") in tuple("123456789") else f"{TENS[word]}0"
    return NUMBERS.get(word, word)


def describe(row: Accuracy) -> str:
    """One line."""
    line = f"{row.recordings:3} recordings  word errors {100 * row.errors / row.words:5.1f} %"
    line += f"  CPU {row.cpu_s / row.seconds:.3f} of real time  unclear {row.unclear}"
    if row.numbers:
        line += f"  numbers once {row.number_once}, twice {row.number_twice} of {row.numbers}"
    if row.names:
        line += f"  names {row.names_exact}/{row.names}  companies {row.companies_exact}/{row.companies}"
    return line


# --- Latency ----------------------------------------------------------------------------------------------------------


def latency(recordings: Sequence[Recording], transcriber: Transcriber, length_s: float, runs: int) -> Latency:
    """Messages of about this length, spoken in real time; the first half of the runs ends after a last word."""
    transcriber.warm_up()
    measured = Latency(length_s)
    messages = [recording.clip for recording in recordings if recording.clip.seconds > 5]
    for run in range(2 * runs):
        clip = joined(messages[(7 * run) % len(messages) :], length_s)
        pauses = [Span(one.end_s, next_one.start_s) for one, next_one in pairwise(find_speech(clip))]
        ends = [pause.start_s + AFTER_LAST_WORD_S for pause in pauses if pause.seconds > AFTER_LAST_WORD_S]
        after_last_word = run < runs and bool(ends)
        hearing = transcriber.begin(STREAM_HZ)
        measured.cpu_share.append(speak(hearing, clip.cut(0.0, ends[-1] if after_last_word else None)))
        hung_up_s = time.monotonic()
        hearing.finish(lambda: False)
        waited = measured.after_last_word_s if after_last_word else measured.at_any_moment_s
        waited.append(time.monotonic() - hung_up_s)
    return measured


def joined(clips: Sequence[Clip], length_s: float) -> Clip:
    """Recordings in a row with short pauses, cut at this length, at the rate of a sound card."""
    pause = np.zeros(round(PAUSE_S * STREAM_HZ), np.float32)
    sound = np.zeros(0, np.float32)
    for clip in cycle(clips):
        sound = np.concatenate((sound, soxr.resample(clip.samples, clip.rate_hz, STREAM_HZ), pause))
        if len(sound) >= length_s * STREAM_HZ:
            break
    return Clip(sound[: round(length_s * STREAM_HZ)], STREAM_HZ)


def speak(hearing: Hearing, clip: Clip) -> float:
    """Feed a clip at the pace of a clock; the share of one core's time that hearing it took."""
    block = round(BLOCK_S * STREAM_HZ)
    started_s, cpu_started_s = time.monotonic(), time.process_time()
    for start in range(0, clip.frames, block):
        time.sleep(max(0.0, started_s + start / STREAM_HZ - time.monotonic()))
        hearing.feed(clip.samples[start : start + block])
    return (time.process_time() - cpu_started_s) / clip.seconds


def describe_latency(measured: Latency) -> str:
    """One line."""
    parts = [f"CPU while speaking {100 * statistics.mean(measured.cpu_share):.1f} % of one core"]
    for how, waits in (("last word", measured.after_last_word_s), ("any moment", measured.at_any_moment_s)):
        if waits:
            parts.append(f"{how}: median {statistics.median(waits):.2f} s, longest {max(waits):.2f} s ({len(waits)})")
    return "   ".join(parts)


if __name__ == "__main__":
    main()
