"""The committed training messages: words with the labels they earn, read, varied as people and recognisers vary."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from trainer.core.sense import MEANINGS

FOLDER = Path(__file__).parent

_NAMES = (
    "Ann", "Beth", "Carl", "Dana", "Eve", "Fred", "Gail", "Hank", "Ines", "Jack", "Kim", "Lena", "Mark", "Nora", "Omar",
    "Paul", "Rita", "Sam", "Tara", "Vic", "Walt", "Yan", "Zoe", "Aisling", "Callum", "Declan", "Fiona", "Gareth",
    "Imogen", "Kavita", "Lachlan", "Maeve", "Niamh", "Priya", "Rohan", "Sanjay", "Sunita", "Tamsin", "Anil", "Bruce",
)  # fmt: skip
_FILLERS = ("um", "uh", "er", "you know", "like", "well", "okay", "so")
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NAME_BEFORE = frozenset({"hi", "hey", "hello", "is", "it's", "morning", "afternoon", "dear", "g'day"})


@dataclass(frozen=True, slots=True)
class Marked:
    """One word and the places of the labels it helps to earn among MEANINGS."""

    text: str
    labels: frozenset[int] = frozenset()


Message = list[Marked]


def read_messages() -> list[Message]:
    """Every committed message, file by file in the order of their names."""
    rows = [line for path in sorted(FOLDER.glob("*.jsonl")) for line in path.read_text(encoding="utf-8").splitlines()]
    return [_marked(json.loads(row)) for row in rows]


def varied(message: Message, others: Sequence[Message], rng: Random) -> Message:
    """The message as another person might say it or another recogniser write it; its labels stay true."""
    words = list(message)
    if rng.random() < 0.25:
        words = _without_a_plain_sentence(words, rng)
    if rng.random() < 0.15:
        words = _joined(words, rng.choice(others), rng)
    if rng.random() < 0.5:
        words = _with_other_names(words, rng)
    if rng.random() < 0.4:
        words = list(_numbers_spoken(words, rng))
    if rng.random() < 0.35:
        words = list(_hesitant(words, rng))
    if rng.random() < 0.3:
        words = [word for word in words if rng.random() > 0.03] or words
    if rng.random() < 0.45:
        words = [replace(word, text=bare) for word in words if (bare := re.sub(r"[^\w'@#&$-]+", "", word.text))]
    return words


def _marked(row: dict[str, Any]) -> Message:
    text, spans = row["text"], row["spans"]
    places = [(label, *_place(text, span)) for label, name in enumerate(MEANINGS) for span in spans.get(name, ())]
    return [
        Marked(word[0], frozenset(label for label, start, end in places if start < word.end() and word.start() < end))
        for word in re.finditer(r"\S+", text)
    ]


def _place(text: str, span: str) -> tuple[int, int]:
    start = text.index(span)
    return start, start + len(span)


def _sentences(words: Message) -> list[Message]:
    sentences: list[Message] = [[]]
    for word in words:
        sentences[-1].append(word)
        if word.text.endswith((".", "?", "!")):
            sentences.append([])
    return [sentence for sentence in sentences if sentence]


def _without_a_plain_sentence(words: Message, rng: Random) -> Message:
    sentences = _sentences(words)
    plain = [place for place, sentence in enumerate(sentences) if not any(word.labels for word in sentence)]
    if len(sentences) > 2 and plain:
        del sentences[rng.choice(plain)]
    return [word for sentence in sentences for word in sentence]


def _joined(words: Message, other: Message, rng: Random) -> Message:
    """A sentence of another message before or after; one that earns a label only where this one earns it, too."""
    earned = {label for word in words for label in word.labels}
    fitting = [each for each in _sentences(other) if all(word.labels <= earned for word in each)]
    if not fitting:
        return words
    sentence = rng.choice(fitting)
    return [*words, *sentence] if rng.random() < 0.7 else [*sentence, *words]


def _with_other_names(words: Message, rng: Random) -> Message:
    """Another name after a greeting or "this is"; the same one in its place everywhere."""
    known = {
        re.sub(r"\W", "", word.text)
        for before, word in pairwise(words)
        if before.text.lower().strip(",") in _NAME_BEFORE and re.fullmatch(r"[A-Z][a-z]+\W*", word.text)
    }
    other = {name: rng.choice(_NAMES) for name in sorted(known)}
    return [
        replace(word, text=word.text.replace(bare, other[bare]))
        if (bare := re.sub(r"\W", "", word.text)) in other
        else word
        for word in words
    ]


def _numbers_spoken(words: Message, rng: Random) -> Iterator[Marked]:
    """Telephone numbers as other digits, in other groups, or in words."""
    in_words = rng.random() < 0.5
    for word in words:
        if not re.fullmatch(r"\+?[\d().-]{3,}\W*", word.text) or "$" in word.text:
            yield word
            continue
        digits = [rng.choice("0123456789") if char.isdigit() else char for char in word.text]
        if not in_words:
            yield replace(word, text="".join(digits))
            continue
        for char in digits:
            if char.isdigit():
                yield replace(word, text="oh" if char == "0" and rng.random() < 0.5 else _DIGITS[int(char)])


def _hesitant(words: Message, rng: Random) -> Iterator[Marked]:
    """With fillers and words begun twice."""
    for word in words:
        if rng.random() < 0.05:
            yield Marked(rng.choice(_FILLERS), word.labels)
        if rng.random() < 0.02:
            yield word
        yield word
