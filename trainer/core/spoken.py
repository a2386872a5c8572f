"""How many words a written word takes to say: recognisers write "555-0142" or "$1,200" as one.

Telephone numbers, codes and anything with a leading zero are said digit by digit; other numbers as they are counted
("250" is two hundred fifty), years in pairs. An abbreviation counts as one word, as a word with an apostrophe does.
"""

import re

_PART = re.compile(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:['\u2019][^\W\d_]+)*)"
    r"|(?P<symbol>[$\u00a3\u20ac\u20b9%&@+#])"
)
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|s)\b", re.IGNORECASE)
_CODE = re.compile(r"\d{3}-\d|\d-\d{3}|\d{3}\.\d{3}")
"""Groups that belong to one code or number: "555-0142", "1-800-555-0142", "206.555.0134"."""
_LONGEST_COUNTED = 9


def spoken_words(text: str, *, digit_by_digit: bool = False) -> int:
    """The words it takes to say one word of a transcript; 0 for mere punctuation.

    digit_by_digit: whether it is a part of a telephone number.
    """
    whole = _ORDINAL.sub("", _INITIALS.sub("abbreviation", text))
    digit_by_digit = digit_by_digit or bool(_CODE.search(whole))
    return sum(_number(part[0], digit_by_digit) if part.lastgroup == "number" else 1 for part in _PART.finditer(whole))


def _number(written: str, digit_by_digit: bool) -> int:
    whole, point, decimals = written.replace(",", "").partition(".")
    if digit_by_digit:
        return len(whole) + len(decimals)
    counted = _cardinal(int(whole)) if "," in written else _counted(whole)
    return counted + (1 + len(decimals) if point else 0)


def _counted(digits: str) -> int:
    """A number as it is counted."""
    if not digits.isascii() or len(digits) > _LONGEST_COUNTED or (digits.startswith("0") and len(digits) > 1):
        return 1 if digits == "00" else len(digits)
    value = int(digits)
    if len(digits) == 4 and (1100 <= value < 2000 or 2010 <= value < 2100):
        return _below_hundred(value // 100) + (_below_hundred(value % 100) or 1)
    return _cardinal(value) or 1


def _cardinal(value: int) -> int:
    words = 0
    while value:
        value, group = divmod(value, 1000)
        words += 2 * (group >= 100) + _below_hundred(group % 100)
        words += bool(value % 1000)  # "thousand", "million" after the group before
    return words


def _below_hundred(value: int) -> int:
    if value == 0:
        return 0
    return 1 if value < 20 or value % 10 == 0 else 2
