"""The phrase language."""

import pytest

from trainer.core.disfluency import fluent
from trainer.core.phrases import Line, PhraseError, compile_phrases, find_all
from trainer.core.tokens import tokenize

EVERYDAY = frozenset(
    {"hi", "i", "will", "call", "you", "back", "the", "about", "your", "on", "it", "is", "again", "we", "who", "me"}
)
PARTS = (("call", "(call|ring)"), ("back", "{call} back"), ("loop", "{loop}"))


def found(phrase: str, text: str) -> list[str]:
    """The stretches of the text that the phrase matches."""
    line = Line(fluent(tokenize(text.split())), EVERYDAY)
    matches = find_all(compile_phrases((phrase,), PARTS), line)
    return [" ".join(token.text for token in line.tokens[match.first : match.last + 1]) for match in matches]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("call you", "I'll call, you!", ["call you"]),
        ("CALL you", "call You", ["call you"]),
        ("i'll call", "I will just call", ["i will call"]),
        ("(call|ring) [back]", "ring me, call back", ["ring", "call back"]),
        ("{call} you", "ring you", ["ring you"]),
        ("{back}", "please ring back", ["ring back"]),
        ("i ... call", "i will then really call", ["i will then call"]),
        ("i ...1 call", "i will then call", []),
        ("you ... call", "it is you. will call", []),
        ("you .../ call", "it is you. will call", ["you will call"]),
        ("call*", "calling calls recall", ["calling", "calls"]),
        ("*ed", "asked ed need", ["asked", "need"]),
        ("your @", "your call, your freight", ["your freight"]),
        ("your _", "your call", ["your call"]),
        ("+ @", "four trucks and 7 vans and two", ["four trucks", "7 vans"]),
        ("^ call", "Hi. Call me", ["call"]),
        ("^ call", "we call you, please call me", ["please call"]),
        ("who ... ?", "who is it? who then.", ["who is it"]),
        ("call $", "call. call me", ["call"]),
        ("call you", "recall your", []),
    ],
)
def test_phrases(phrase: str, text: str, expected: list[str]) -> None:
    """Each sign of the language means what the checklist's header says."""
    assert found(phrase, text) == expected


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("(call|ring", "never closed"),
        ("call)", "never opened"),
        ("call [back", "never closed"),
        ("{nobody} calls", "{nobody}"),
        ("{loop}", "leads back to itself"),
        ("call & ring", "cannot be read"),
        ("just", "without a word that counts"),
        ("(just|only) call", "without a word that counts"),
        ("", "without a word that counts"),
    ],
)
def test_unreadable_phrases(phrase: str, told: str) -> None:
    """A phrase that cannot be read is refused with the reason, never half understood."""
    with pytest.raises(PhraseError, match=told.replace("{", r"\{").replace("}", r"\}")):
        compile_phrases((phrase,), PARTS)
