"""How well the checklist's verdicts agree with people: `python bench/checklist.py FILE.jsonl... [--json] [--patterns]`.

Reads labelled messages, one JSON object a line, scores their text as the product does, and compares;
with --patterns by the checklist's phrases alone, to see what the model of meaning adds.
Exits with 0 whatever the figures are.
"""

import argparse
import json
import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trainer.core.checklist import Checklist
from trainer.core.expected import Expected
from trainer.core.phone_number import as_e164
from trainer.core.scorecard import Evidence, Scorecard
from trainer.core.scoring import prepare, score
from trainer.core.sense import Meaning, Sense
from trainer.core.transcript import Transcript, typed_transcript
from trainer.reports.labelled import LABELS
from trainer.speech.meaning import MeaningModel
from trainer.store.bundled import assets_folder
from trainer.store.checklists import default_checklist

Judge = Callable[[Transcript], Mapping[Meaning, Sense]]
"""Tells what a message means."""


@dataclass
class Tally:
    """Agreements and disagreements of one label."""

    both: int = 0
    only_people: int = 0
    only_machine: int = 0
    neither: int = 0

    def add(self, expected: bool, got: bool) -> None:
        """Count one message."""
        self.both += expected and got
        self.only_people += expected and not got
        self.only_machine += got and not expected
        self.neither += not expected and not got

    def figures(self) -> dict[str, float]:
        """Positives, precision, recall, F1 and Matthews correlation."""
        precision = _ratio(self.both, self.both + self.only_machine)
        recall = _ratio(self.both, self.both + self.only_people)
        f1 = _ratio(2 * self.both, 2 * self.both + self.only_machine + self.only_people)
        return {
            "positives": self.both + self.only_people,
            "precision": precision,
            "recall": recall,
            "f1": f1,
            "mcc": self.matthews(),
        }

    def matthews(self) -> float:
        """Matthews correlation; 1 where every message agrees, also if all have the same label."""
        if not self.only_people and not self.only_machine:
            return 1.0
        sides = (
            (self.both + self.only_machine) * (self.both + self.only_people),
            (self.neither + self.only_machine) * (self.neither + self.only_people),
        )
        return _ratio(self.both * self.neither - self.only_machine * self.only_people, math.sqrt(math.prod(sides)))


@dataclass
class Agreement:
    """What all messages add up to."""

    messages: int = 0
    tallies: dict[str, Tally] = field(default_factory=lambda: {label: Tally() for label in LABELS})
    numbers_counted: int = 0
    numbers_exact: int = 0
    seconds: float = 0.0
    disagreements: list[dict[str, Any]] = field(default_factory=list)

    def add(self, row: Mapping[str, Any], transcript: Transcript, checklist: Checklist, judge: Judge) -> None:
        """Score one labelled message and compare."""
        started = time.perf_counter()
        scorecard = score(transcript, checklist, expected_of(row), judge(transcript))
        self.seconds += time.perf_counter() - started
        self.messages += 1
        for label, wanted in row.get("labels", {}).items():
            if wanted is None:
                continue
            got, evidence = _answer(label, scorecard)
            if label == "number_times":
                self.numbers_counted += 1
                self.numbers_exact += got == wanted
            elif label in self.tallies:
                self.tallies[label].add(bool(wanted), bool(got))
            else:
                continue
            differs = got != wanted if label == "number_times" else bool(got) != bool(wanted)
            if differs:
                self.disagreements.append(_disagreement(row, label, wanted, got, transcript.text, evidence))

    def report(self) -> dict[str, Any]:
        """The figures as one JSON object."""
        labels = {label: tally.figures() for label, tally in self.tallies.items()}
        return {
            "messages": self.messages,
            "labels": labels,
            "mean_mcc": sum(figures["mcc"] for figures in labels.values()) / len(labels),
            "number_times_exact": _ratio(self.numbers_exact, self.numbers_counted),
            "milliseconds_per_message": 1000 * _ratio(self.seconds, self.messages),
            "disagreements": self.disagreements,
        }


def expected_of(row: Mapping[str, Any]) -> Expected:
    """What the rep's profile and the scenario would say about a labelled message."""
    country = str(row.get("country") or "US").lower()
    numbers = [as_e164(str(number), country) for number in row.get("callback_numbers") or ()]
    return Expected(
        caller_name=row.get("caller_name"),
        company=row.get("caller_company"),
        number=next((number for number in numbers if number), None),
        country=country,
        prospect_name=row.get("prospect_name"),
    )


def model_judge() -> Judge:
    """The product's own model of meaning, loaded."""
    model = MeaningModel(assets_folder() / "meaning")
    model.warm_up()
    return model.judge


def agree(
    rows: Iterable[Mapping[str, Any]], transcripts: Iterable[Transcript] | None = None, judge: Judge | None = None
) -> Agreement:
    """Compare labelled messages with what the product says of their text, or of what was heard of them.

    judge: tells what a message means; the product's model if it is not given.
    """
    judge = judge or model_judge()
    agreement, checklist = Agreement(), default_checklist()
    prepare(checklist)
    rows = list(rows)
    heard = transcripts if transcripts is not None else (typed_transcript(str(row["text"])) for row in rows)
    for row, transcript in zip(rows, heard, strict=True):
        agreement.add(row, transcript, checklist, judge)
    return agreement


def read_rows(paths: Sequence[Path]) -> Iterator[Mapping[str, Any]]:
    """The labelled messages of these files; SystemExit names a file or a line that cannot be read."""
    for path in paths:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise SystemExit(
                f"{path} cannot be read: {error}. Name a file of labelled messages, one a line."
            ) from error
        for at, line in enumerate(lines, 1):
            if line.strip():
                yield _read_row(line, f"{path}, line {at}")


def _read_row(line: str, place: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise SystemExit(f"{place} is not JSON: {error}.") from error
    if not isinstance(row, dict) or "text" not in row:
        raise SystemExit(f'{place} is not a labelled message: an object with "text" and "labels" is needed.')
    return row


def print_report(report: Mapping[str, Any]) -> None:
    """The figures for a person."""
    print(f"{'label':<16}{'positives':>10}{'precision':>11}{'recall':>9}{'f1':>7}{'mcc':>7}")
    for label, figures in report["labels"].items():
        print(
            f"{label:<16}{figures['positives']:>10}{figures['precision']:>11.2f}{figures['recall']:>9.2f}"
            f"{figures['f1']:>7.2f}{figures['mcc']:>7.2f}"
        )
    print(f"\n{report['messages']} messages, mean correlation {report['mean_mcc']:.3f}")
    print(f"number_times exact {report['number_times_exact']:.3f}")
    print(f"{report['milliseconds_per_message']:.1f} ms a message\n")
    for each in report["disagreements"]:
        evidence = each["evidence"]
        print(f"{each['id']} {each['label']}: people say {each['expected']}, we say {each['got']}")
        print(f"    {each['text']}")
        if evidence:
            print(f"    because of: {evidence}")


def _answer(label: str, scorecard: Scorecard) -> tuple[int | None, str | None]:
    """Our answer to a label, and the words for it."""
    if label == "number_times":
        return len(scorecard.delivery.numbers), ", ".join(number.digits for number in scorecard.delivery.numbers)
    if label == "prospect_name":
        return int(scorecard.prospect_name is not None), _words(scorecard.prospect_name)
    if label == "scam":
        trip = next((each for each in scorecard.blockers if each.blocker_id == "scam"), None)
        return int(trip is not None), _words(trip.evidence if trip else None)
    verdict = next((each for each in scorecard.verdicts if each.check_id == label), None)
    if verdict is None or verdict.met is None:
        return (None if verdict else 0), None
    return int(verdict.met), _words(verdict.evidence)


def _words(evidence: Evidence | None) -> str | None:
    return evidence.text if evidence else None


def _disagreement(
    row: Mapping[str, Any], label: str, wanted: int, got: int | None, text: str, evidence: str | None
) -> dict[str, Any]:
    return {
        "id": row.get("id", ""),
        "label": label,
        "expected": wanted,
        "got": got,
        "text": text,
        "evidence": evidence,
    }


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def main() -> None:
    """Print the agreement on the files named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--patterns", action="store_true", help="leave the model of meaning out")
    asked = parser.parse_args()
    report = agree(read_rows(asked.files), judge=(lambda _: {}) if asked.patterns else None).report()
    if asked.json:
        print(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print_report(report)


if __name__ == "__main__":
    main()
