"""How fast callback numbers are measured to be said: `python bench/pace.py MANIFEST.jsonl`.

Reads recordings of numbers said at known paces, as `python -m bench.voices.paces CACHE OUT` makes them. For each pace
prints what was really said and what the product measured in digits a second, the longest pause inside a number, and the
verdicts of the check number_pace, whose threshold was chosen with these figures.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from bench.checklist import expected_of, read_rows
from bench.speech import hear
from trainer.core.scorecard import Scorecard
from trainer.core.scoring import score
from trainer.store.checklists import default_checklist

Heard = Sequence[tuple[Mapping[str, Any], Scorecard]]
"""Rows of the manifest, each with the scorecard of what was heard."""


def listen(manifest: Path) -> Heard:
    """Every recording of the manifest, scored."""
    rows = list(read_rows([manifest]))
    transcripts, _ = hear(rows, manifest.parent)
    checklist = default_checklist()
    return [(row, score(heard, checklist, expected_of(row))) for row, heard in zip(rows, transcripts, strict=True)]


def lines(heard: Heard) -> Iterator[str]:
    """The table, a line for each pace."""
    yield f"{'pace':<10}{'recordings':>11}{'said':>7}{'measured':>10}{'lowest':>8}{'highest':>9}{'pause':>7}  verdicts"
    for pace in dict.fromkeys(str(row["pace"]) for row, _ in heard):
        cards = [card for row, card in heard if row["pace"] == pace]
        said = [each for row, _ in heard if row["pace"] == pace for each in row["digits_per_s"]]
        numbers = [number for card in cards for number in card.delivery.numbers if number.digits_per_second]
        measured = [number.digits_per_second or 0.0 for number in numbers]
        pause = median(number.longest_pause_s or 0.0 for number in numbers)
        yield (
            f"{pace:<10}{len(cards):>11}{median(said):>7.2f}{median(measured):>10.2f}{min(measured):>8.2f}"
            f"{max(measured):>9.2f}{pause:>7.2f}  {_verdicts(cards)}"
        )


def _verdicts(cards: Iterable[Scorecard]) -> str:
    """How often the check was met, missed, or not decided because no number could be heard."""
    names = {True: "slow enough", False: "too fast", None: "not heard clearly"}
    found = Counter(
        names[verdict.met] if card.delivery.numbers else "no number heard"
        for card in cards
        for verdict in card.verdicts
        if verdict.check_id == "number_pace"
    )
    return ", ".join(f"{count} {name}" for name, count in found.most_common())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path)
    for line in lines(listen(parser.parse_args().manifest)):
        print(line)


if __name__ == "__main__":
    main()
