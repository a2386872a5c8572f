"""Finds the telephone numbers in speech: where they are, and which readings of them agree.

A recogniser loses a digit, writes "a" for "oh" and "for" for "four". What a stretch of digits may have been is
listed, most literal first; a number said twice lets one reading choose or repair the other.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from rapidfuzz.distance import OSA, LCSseq

from trainer.core.digits import Piece, runs
from trainer.core.phone_number import Said, complete, national, regions_of
from trainer.core.tokens import Token, texts, word_set

_OTHER_NUMBERS = word_set(
    "account invoice order reference ref ticket case policy badge claim confirmation po quote serial id docket "
    "warrant license licence file booking tracking employee"
)
_BETWEEN_LABEL_AND_DIGITS = word_set("number no id is of the code ending in")
_CORRECTION = word_set(
    "no sorry wait actually correction rather oops i mean make that it is scratch excuse me apologies apology my "
    "mistake tell a lie strike beg your pardon um uh er let say again not hang on"
)
_CORRECTION_CUES = word_set(
    "no sorry wait actually correction rather oops mean scratch excuse apologies mistake lie strike pardon"
)
_LONGEST_CORRECTION = 7
_MOST_DOUBTFUL = 4
"""With more sound-alikes in one stretch than this, all of them count or none."""
_MOST_LOST = 2
"""So many digits may be lost from a reading that another one completes."""
_LEAST_HEARD = 7
_SAME_DIGIT = re.compile(r"(\d)\1{3,}")

_Numbers = list[Said]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a stretch of digits may say."""

    numbers: _Numbers
    uses_all: bool
    """Whether every digit belongs to a number: one left over says that the stretch was cut wrongly."""


def find_numbers(
    tokens: Sequence[Token], country: str, expected: str | None = None, *, heard: bool = False
) -> tuple[Said, ...]:
    """Every complete number, in order. `expected` is E.164; `heard`: a recogniser may have lost or doubled digits."""
    regions = regions_of(country, expected)
    stretches = runs(tokens)
    wanted = frozenset([expected] if expected else [])
    alone = [_readings(tokens, run, regions, wanted, heard=heard) for run in stretches]
    chosen: list[_Numbers] = []
    for at, run in enumerate(stretches):
        known = wanted.union(*(_e164s(each) for place, each in enumerate(alone) if place != at))
        readings = _readings(tokens, run, regions, known, heard=heard) if known != wanted else alone[at]
        chosen.append(_most_likely(readings, known))
    found, unread = _with_corrections(tokens, stretches, chosen, regions)
    if heard:
        found.extend(_repaired(unread, [*wanted, *(number.e164 for number in found)], regions))
    return tuple(sorted(found, key=lambda number: number.first))


def _readings(
    tokens: Sequence[Token], run: Sequence[Piece], regions: tuple[str, ...], known: frozenset[str], *, heard: bool
) -> list[_Reading]:
    """What the stretch may say, most literal first; nothing where none of it is a complete number."""
    plus = run[0].first > 0 and tokens[run[0].first - 1].text == "plus"
    readings: list[_Reading] = []
    for pieces in _ways(run, heard=heard):
        numbers = _best(tokens, pieces, regions, known, plus=plus)
        uses_all = sum(len(number.digits) for number in numbers) == sum(len(piece.digits) for piece in pieces)
        if numbers and _labelled_otherwise(tokens, numbers[0].first):
            numbers = [number for number in numbers if number.e164 in known]
        reading = _Reading(numbers, uses_all)
        if numbers and reading not in readings:
            readings.append(reading)
    return readings


def _ways(run: Sequence[Piece], *, heard: bool) -> Iterator[list[Piece]]:
    """The stretch with fewer or more sound-alikes taken for digits, "twenty seven" as 207, and doubled digits once."""
    doubtful = [piece for piece in run if piece.sound_alike]
    for count in range(len(doubtful) + 1) if len(doubtful) <= _MOST_DOUBTFUL else (0, len(doubtful)):
        for taken in combinations(doubtful, count):
            yield [piece for piece in run if not piece.sound_alike or piece in taken]
    sure = [piece for piece in run if not piece.sound_alike]
    if any(piece.apart for piece in run):
        yield [replace(piece, digits=piece.apart or piece.digits) for piece in sure]
    if heard:
        yield from _undoubled(sure)


def _undoubled(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The digits with one fewer where the same one stands four times: recognisers write one "five" too many."""
    places = [(at, offset) for at, piece in enumerate(pieces) for offset in range(len(piece.digits))]
    digits = "".join(piece.digits for piece in pieces)
    surplus = [places[match.end() - 1] for match in _SAME_DIGIT.finditer(digits)]
    for dropped in [[each] for each in surplus] + ([surplus] if len(surplus) > 1 else []):
        shorter = list(pieces)
        for at, offset in dropped:
            kept = shorter[at].digits
            shorter[at] = replace(shorter[at], digits=kept[:offset] + kept[offset + 1 :])
        yield [piece for piece in shorter if piece.digits]


def _e164s(readings: Sequence[_Reading]) -> frozenset[str]:
    return frozenset(number.e164 for reading in readings for number in reading.numbers)


def _most_likely(readings: Sequence[_Reading], known: frozenset[str]) -> _Numbers:
    """The reading that says most numbers which are known or said twice, then one without a digit left over."""

    def likelihood(reading: _Reading) -> tuple[int, bool]:
        times = Counter(number.e164 for number in reading.numbers)
        confirmed = sum(number.e164 in known or times[number.e164] > 1 for number in reading.numbers)
        return confirmed, reading.uses_all

    return max(readings, key=likelihood).numbers if readings else []


def _with_corrections(
    tokens: Sequence[Token],
    stretches: Sequence[list[Piece]],
    chosen: Sequence[_Numbers],
    regions: tuple[str, ...],
) -> tuple[_Numbers, list[list[Piece]]]:
    """The numbers with endings put right by the speaker, and the stretches in which none was found."""
    found: _Numbers = []
    unread: list[list[Piece]] = []
    partial: list[Piece] = []
    for run, numbers in zip(stretches, chosen, strict=True):
        joined = _corrected(tokens, found, partial, run, regions)
        if joined:
            found = [*found[: len(found) - joined.replaces], joined.number]
            unread = [each for each in unread if each is not partial]
            partial = []
            continue
        found.extend(numbers)
        partial = [] if numbers else run
        if not numbers:
            unread.append(run)
    return found, unread


@dataclass(frozen=True, slots=True)
class _Correction:
    number: Said
    replaces: int
    """How many of the numbers found so far it takes the place of."""


def _corrected(
    tokens: Sequence[Token],
    found: Sequence[Said],
    partial: Sequence[Piece],
    run: Sequence[Piece],
    regions: tuple[str, ...],
) -> _Correction | None:
    """The last number with its ending put right: "... 0142, no sorry, 0143"."""
    digits = "".join(piece.digits for piece in run)
    if complete(digits, regions) or len(digits) > 8:
        return None
    if partial and _is_correction(texts(tokens[partial[-1].last + 1 : run[0].first])):
        start, first, replaces = "".join(piece.digits for piece in partial), partial[0].first, 0
    elif found and _is_correction(texts(tokens[found[-1].last + 1 : run[0].first])):
        start, first, replaces = found[-1].digits[: -len(digits)], found[-1].first, 1
    else:
        return None
    for cut in range(len(start), 0, -1):
        whole = start[:cut] + digits
        if (e164 := complete(whole, regions)) and (replaces == 0 or cut == len(start)):
            return _Correction(Said(whole, e164, first, run[-1].last), replaces)
    return None


def _is_correction(between: Sequence[str]) -> bool:
    return (
        0 < len(between) <= _LONGEST_CORRECTION
        and all(word in _CORRECTION for word in between)
        and any(word in _CORRECTION_CUES for word in between)
    )


def _best(
    tokens: Sequence[Token], pieces: Sequence[Piece], regions: tuple[str, ...], known: frozenset[str], *, plus: bool
) -> _Numbers:
    """The cut that finds known numbers most often, then covers most digits, then keeps most to sentences."""
    best: list[tuple[int, int, int, _Numbers]] = [(0, 0, 0, [])]
    for end in range(1, len(pieces) + 1):
        choices = [best[end - 1]]
        digits = ""
        for start in range(end - 1, -1, -1):
            digits = pieces[start].digits + digits
            if len(digits) > 15:
                break
            written = f"+{digits}" if plus and start == 0 else digits
            if e164 := complete(written, regions):
                same, covered, edges, before = best[start]
                number = Said(digits, e164, pieces[start].first, pieces[end - 1].last)
                edges += _at_edges(tokens, number)
                choices.append((same + (e164 in known), covered + len(digits), edges, [*before, number]))
        best.append(max(choices, key=lambda choice: choice[:3]))
    return best[-1][3]


def _at_edges(tokens: Sequence[Token], number: Said) -> int:
    """How many ends of a number are ends of sentences: the clock time before one is not its beginning."""
    return (number.first > 0 and tokens[number.first - 1].ends) + tokens[number.last].ends


def _labelled_otherwise(tokens: Sequence[Token], first: int) -> bool:
    """Whether the words before say that this is an account, a ticket, an order."""
    for token in reversed(tokens[max(0, first - 4) : first]):
        if token.text in _OTHER_NUMBERS:
            return True
        if token.text not in _BETWEEN_LABEL_AND_DIGITS:
            return False
    return False


def _repaired(unread: Sequence[Sequence[Piece]], known: Sequence[str], regions: tuple[str, ...]) -> Iterator[Said]:
    """Stretches that are a known number with a digit lost or added, and those that make up a number together."""
    left: list[Sequence[Piece]] = []
    for run in unread:
        e164 = next((number for number in known if _is_damaged(_digits(run), number)), None)
        if e164:
            yield Said(_digits(run), e164, run[0].first, run[-1].last)
        else:
            left.append(run)
    for one, other in combinations(left, 2):
        whole = _made_up(_digits(one), _digits(other), regions)
        if whole:
            yield from (Said(whole[0], whole[1], run[0].first, run[-1].last) for run in (one, other))
            return


def _digits(run: Sequence[Piece]) -> str:
    return "".join(piece.digits for piece in run if not piece.sound_alike)


def _is_damaged(digits: str, e164: str) -> bool:
    """Whether these are a number's digits with one wrong, or with one or two lost."""
    wanted = national(e164)
    for said in (digits, digits.removeprefix("1").lstrip("0")):
        if OSA.distance(said, wanted) == 1:
            return True
        if len(said) >= _LEAST_HEARD and 0 < len(wanted) - len(said) <= _MOST_LOST and _is_left_of(said, wanted):
            return True
    return False


def _is_left_of(said: str, wanted: str) -> bool:
    """Whether nothing but losing digits makes the one of the other."""
    return LCSseq.similarity(said, wanted) == len(said)


def _made_up(one: str, other: str, regions: tuple[str, ...]) -> tuple[str, str] | None:
    """The only complete number, with its E.164 form, that has one digit more than `one` and holds `other` whole."""
    if one == other or min(len(one), len(other)) < _LEAST_HEARD or abs(len(one) - len(other)) > 1:
        return None
    short, long = sorted((one, other), key=len)
    wholes = {long[:at] + digit + long[at:] for at in range(len(long) + 1) for digit in set(short)}
    fitting = [(whole, e164) for whole in wholes if _is_left_of(short, whole) and (e164 := complete(whole, regions))]
    return fitting[0] if len(fitting) == 1 else None
