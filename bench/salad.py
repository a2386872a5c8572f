"""How often words thrown together at random pass: `python bench/salad.py [--messages N] [--seed N]`.

The words are those of the checklist's own phrases and of everyday speech, so nothing is likelier to meet checks by
accident. Each message is scored as the product scores a recording of 25 seconds, model of meaning included. Nothing may
raise, and hardly anything should pass.
"""

import argparse
import random
import re
from collections import Counter

from bench.checklist import model_judge
from trainer.core.checklist import Checklist
from trainer.core.expected import Expected
from trainer.core.rules.finding import Phrased
from trainer.core.scoring import score
from trainer.core.tokens import word_set
from trainer.core.transcript import typed_transcript
from trainer.store.checklists import default_checklist

_LONGEST_WORDS = 120
_PUNCTUATION = ("",) * 8 + (".", ",", "?")
_REP = Expected(
    caller_name="Marina Castell",
    company="Brightwater Analytics",
    number="+16135550142",
    prospect_name="Dana Cole",
    prospect_company="Copperfold Foods",
    personal=("second cafeteria",),
)
_SAID_BY_THE_REP = word_set(
    "marina castell brightwater analytics dana cole copperfold foods second cafeteria "
    "613 555 0142 six one three five oh four two double"
)


def vocabulary(checklist: Checklist) -> list[str]:
    """Every word that a phrase of the checklist names, what the rep would say of themselves, their number included."""
    phrased: tuple[Phrased, ...] = (*checklist.checks, *checklist.blockers)
    phrases = [phrase for each in phrased for phrase in each.phrases]
    words = {word for text in (*phrases, *checklist.parts.values()) for word in re.findall(r"[a-z']{2,}", text)}
    return sorted(words | _SAID_BY_THE_REP)


def salad(words: list[str], dice: random.Random) -> str:
    """A message of random words and punctuation."""
    chosen = dice.choices(words, k=dice.randint(0, _LONGEST_WORDS))
    return " ".join(word + dice.choice(_PUNCTUATION) for word in chosen)


def main() -> None:
    """Score and count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    dice = random.Random(asked.seed)  # noqa: S311 - the same messages every time
    checklist, judge = default_checklist(), model_judge()
    words = vocabulary(checklist)
    met: Counter[str] = Counter()
    passed = total = 0
    for _ in range(asked.messages):
        transcript = typed_transcript(salad(words, dice), 25.0)
        card = score(transcript, checklist, _REP, judge(transcript))
        met.update(verdict.check_id for verdict in card.verdicts if verdict.met)
        passed += card.passed
        total += card.total
    rate = passed / asked.messages
    print(f"{asked.messages} messages of random words out of {len(words)}: {passed} passed ({rate:.2%})")
    print(f"mean total {total / asked.messages:.0f} of 100; met by accident:")
    for check in checklist.checks:
        print(f"  {check.id:<16}{met[check.id] / asked.messages:7.1%}")


if __name__ == "__main__":
    main()
