"""How well spoken messages are heard and scored: `python bench/speech.py MANIFEST.jsonl [--json] [--whisper FOLDER]`.

Each line of the manifest is a JSON object with path (relative to the manifest) and text, and where they are known
callback_numbers, labels, caller_name, caller_company, prospect_name and country. Every recording goes through the
product's recogniser, told the caller's name and company as the profile does, and through its scoring.

Word errors count digits one by one, however they are written, and leave fillers out. A number is recovered if all of
its digits were heard in one of its utterances, or are after one utterance has repaired the other. A name is recognised
if the check finds it.
"""

import argparse
import json
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

# The benches are scripts beside each other; this one is made of two others.
sys.path.insert(0, str(Path(__file__).parent.parent))

from bench._recognisers import Recognisers, add_choice, by_default, chosen
from bench.checklist import agree, expected_of, print_report, read_rows
from bench.recogniser import words_of
from trainer.audio.clip_file import read_clip
from trainer.core.phone_number import as_e164
from trainer.core.scoring import score
from trainer.core.transcript import Transcript
from trainer.speech.transcriber import transcribe
from trainer.store.checklists import default_checklist

Row = Mapping[str, Any]


def hear(rows: Sequence[Row], folder: Path, recognisers: Recognisers = by_default) -> tuple[list[Transcript], float]:
    """The transcripts, and the seconds of work for each second of sound."""
    heard: list[Transcript] = []
    worked_s = sounded_s = 0.0
    for row in rows:
        clip = read_clip(folder / str(row["path"]))
        names = [str(row[key]) for key in ("caller_name", "caller_company") if row.get(key)]
        transcriber = recognisers(names)
        transcriber.warm_up()
        started_s = time.perf_counter()
        heard.append(transcribe(transcriber, clip))
        worked_s += time.perf_counter() - started_s
        sounded_s += clip.seconds
    return heard, worked_s / sounded_s


def word_error_rate(rows: Sequence[Row], heard: Sequence[Transcript]) -> float:
    """Word errors over words said."""
    errors = words = 0
    for row, transcript in zip(rows, heard, strict=True):
        said = words_of(str(row["text"]))
        errors += Levenshtein.distance(said, words_of(transcript.text))
        words += len(said)
    return errors / words


def numbers_recovered(rows: Sequence[Row], heard: Sequence[Transcript]) -> float | None:
    """The share of the callback numbers whose every digit was heard; None if no recording says one."""
    found = said = 0
    for row, transcript in zip(rows, heard, strict=True):
        country = str(row.get("country") or "US").lower()
        wanted = {as_e164(str(number), country) for number in row.get("callback_numbers") or ()} - {None}
        # Without being told the number: this asks what a listener could have written down.
        card = score(transcript, default_checklist(), expected_of({**row, "callback_numbers": []}))
        found += len(wanted & {number.e164 for number in card.delivery.numbers})
        said += len(wanted)
    return found / said if said else None


def names_recognised(rows: Sequence[Row], heard: Sequence[Transcript]) -> float | None:
    """The share of the messages that say the caller's name in which it is found; None if none is labelled so."""
    found = said = 0
    for row, transcript in zip(rows, heard, strict=True):
        if not row.get("caller_name") or not row.get("labels", {}).get("name"):
            continue
        card = score(transcript, default_checklist(), expected_of(row))
        found += any(verdict.check_id == "name" and verdict.met for verdict in card.verdicts)
        said += 1
    return found / said if said else None


def measure(manifest: Path, recognisers: Recognisers) -> dict[str, Any]:
    """All figures of one manifest."""
    rows = list(read_rows([manifest]))
    heard, real_time_factor = hear(rows, manifest.parent, recognisers)
    labelled = [(row, transcript) for row, transcript in zip(rows, heard, strict=True) if row.get("labels")]
    agreement = agree([row for row, _ in labelled], [transcript for _, transcript in labelled])
    return {
        "recordings": len(rows),
        "wer": word_error_rate(rows, heard),
        "numbers_recovered": numbers_recovered(rows, heard),
        "names_recognised": names_recognised(rows, heard),
        "real_time_factor": real_time_factor,
        "checklist": agreement.report(),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--json", action="store_true")
    add_choice(parser)
    asked = parser.parse_args()
    report = measure(asked.manifest, chosen(asked))
    if asked.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for key in ("recordings", "wer", "numbers_recovered", "names_recognised", "real_time_factor"):
        value = report[key]
        print(f"{key:<20}{'not labelled' if value is None else f'{value:.3f}' if isinstance(value, float) else value}")
    if report["checklist"]["messages"]:
        print()
        print_report(report["checklist"])


if __name__ == "__main__":
    main()
