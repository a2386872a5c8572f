"""Names by sound as well as by spelling: recognisers write "Shavon Win" for "Siobhan Nguyen"."""

import re
from dataclasses import dataclass
from functools import lru_cache

import jellyfish
from rapidfuzz import fuzz

from trainer.core.tokens import plain_words, word_set

_BY_EAR = {
    "aoife": "eefa", "ciara": "keera", "ciaran": "keeran", "caoimhe": "keeva", "eoin": "owen", "eoghan": "owen",
    "grainne": "gronya", "maeve": "mave", "niamh": "neev", "oisin": "osheen", "padraig": "porrig", "roisin": "rosheen",
    "saoirse": "sersha", "sean": "shawn", "seamus": "shamus", "sinead": "shinade", "siobhan": "shavon", "tadhg": "tige",
    "orlaith": "orla", "aisling": "ashling", "dearbhla": "dervla", "cathal": "cahal", "diarmuid": "dermot",
    "nguyen": "win", "ng": "ing", "hsu": "shoe", "xu": "shoe", "zhang": "jang", "zhou": "joe", "qian": "chen",
    "jorge": "horhay", "jose": "hosay", "joaquin": "wakeen", "javier": "havier", "jesus": "haysoos", "julio": "hoolio",
    "guillermo": "giermo", "xavier": "zavier", "guadalupe": "wadalupe", "joao": "jwow", "thierry": "terry",
    "guillaume": "geeyome", "genevieve": "jenaveev", "jacques": "jack", "yves": "eve", "francois": "franswa",
    "benoit": "benwa", "wojciech": "voychek", "krzysztof": "kristof", "agnieszka": "agneshka", "lukasz": "wookash",
    "hermione": "hermyony", "leigh": "lee", "hugh": "hue", "stephen": "steven", "geoff": "jeff", "geoffrey": "jeffrey",
    "graeme": "graham", "llewellyn": "luellin", "marjorie": "marjory", "phoebe": "feebee", "penelope": "penelopee",
    "beauchamp": "beecham", "cholmondeley": "chumley", "featherstonehaugh": "fanshaw", "menzies": "mingis",
}  # fmt: skip
"""Names that are not said as English letters suggest, respelt as a recogniser would write them."""

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"), (r"^x", "z"), (r"bh|mh", "v"), (r"ph", "f"),
        (r"dh", "d"),
        (r"(?:tch|tsch|cz)", "ch"), (r"(?:sch|sz|sh)", "sh"), (r"ck|q(?:u)?", "k"), (r"gh(?=t|$)", ""), (r"kh", "k"),
        (r"th", "t"), (r"c(?=[eiy])", "s"), (r"c(?!h)", "k"), (r"g(?=[eiy])", "j"), (r"dge?", "j"), (r"z", "s"),
        (r"y", "i"), (r"w(?=$|[^aeiou])", "u"), (r"(?:ee|ea|ie|ei|i)", "i"), (r"(?:oo|ou|u)", "u"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip
_VOWELS = re.compile(r"(?<!^)[aeiouh]")
_SAME = 100.0
_COMPANY_FORMS = word_set(
    "inc incorporated llc llp ltd limited co corp corporation company plc gmbh pty group the and of"
)
_WRITTEN_SHORT = {
    "bros": "brothers", "mfg": "manufacturing", "intl": "international", "svcs": "services", "assoc": "associates",
    "mgmt": "management", "natl": "national", "sys": "systems", "ctr": "center", "hosp": "hospital",
}  # fmt: skip
"""Parts of companies' names that are written short and said in full."""
_OTHER_SOUND = 22.0
_LEAST_RATIO = 0.45
"""A name and what was heard of it differ in length by no more than this."""
_SHORT = 3
"""So few letters say little: "Mei" is not "my"."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A name found among words: where, and how well it fits (100: spelt the same)."""

    first: int
    last: int
    """Index of its last word (inclusive)."""
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether it was spelt as expected."""
        return self.likeness >= _SAME


@lru_cache(maxsize=8192)
def likeness(expected: str, heard: str) -> float:
    """How alike two folded names sound, 0 to 100; 100 only if they are spelt the same."""
    if expected == heard:
        return _SAME
    if not expected or not heard:
        return 0.0
    if not _LEAST_RATIO <= len(heard) / len(expected) <= 1 / _LEAST_RATIO and expected not in _BY_EAR:
        return 0.0
    spelt = {expected, _BY_EAR.get(expected, expected)}
    return min(99.0, max(_alike(one, other) for one in spelt for other in (heard, _BY_EAR.get(heard, heard))))


def company_words(name: str) -> tuple[str, ...]:
    """The words that set a company apart: "The Acme Group, Inc." is "acme"."""
    words = tuple(_WRITTEN_SHORT.get(word, word) for word in plain_words(name))
    return tuple(word for word in words if word not in _COMPANY_FORMS) or words


@lru_cache(maxsize=8192)
def _sound(name: str) -> str:
    for pattern, sound in _SOUNDS:
        name = pattern.sub(sound, name)
    return name


def _alike(expected: str, heard: str) -> float:
    sound_expected, sound_heard = _sound(expected), _sound(heard)
    if min(len(expected), len(heard)) <= _SHORT:
        if sound_expected == sound_heard and abs(len(expected) - len(heard)) <= 1:
            return fuzz.ratio(expected, heard)
        return fuzz.ratio(expected, heard) - _OTHER_SOUND
    if sound_expected == sound_heard:
        return 98.0
    spelling = max(fuzz.ratio(expected, heard), fuzz.ratio(sound_expected, sound_heard))
    bones_expected, bones_heard = _VOWELS.sub("", sound_expected), _VOWELS.sub("", sound_heard)
    same_bones = bones_expected == bones_heard or _metaphone(expected) == _metaphone(heard)
    short = min(len(expected), len(heard)) <= _SHORT + 1
    if same_bones:
        return spelling + (8.0 if len(bones_expected) > 2 else 0.0)
    return spelling - (_OTHER_SOUND if short else 8.0)


@lru_cache(maxsize=8192)
def _metaphone(name: str) -> str:
    return str(jellyfish.metaphone(name))
