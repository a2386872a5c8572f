"""Names by sound."""

import pytest

from trainer.core.names import company_words, likeness

INTRODUCED = 68.0


@pytest.mark.parametrize(
    ("expected", "heard"),
    [
        ("siobhan", "shavon"), ("nguyen", "win"), ("kyndryl", "kindrel"), ("genevieve", "jenavieve"),
        ("prakash", "prakesh"), ("stephen", "steven"), ("catherine", "katherine"), ("niamh", "neve"),
        ("jorge", "horhay"), ("megan", "meghan"), ("aoife", "eefa"), ("delgado", "delgada"), ("sean", "shawn"),
    ],
)  # fmt: skip
def test_same_sound(expected: str, heard: str) -> None:
    """What a recogniser writes for a name is that name."""
    assert likeness(expected, heard) >= INTRODUCED


@pytest.mark.parametrize(
    ("expected", "heard"),
    [
        ("maria", "brenda"), ("john", "jean"), ("mark", "mike"), ("dana", "don"), ("tom", "tim"), ("will", "bill"),
        ("kim", "him"), ("mei", "my"), ("lee", "leave"), ("ravi", "robbie"), ("ann", "and"), ("lars", "last"),
    ],
)  # fmt: skip
def test_other_names(expected: str, heard: str) -> None:
    """A different name, or a word that happens to be short, is not met."""
    assert likeness(expected, heard) < INTRODUCED


def test_only_the_same_spelling_is_exact() -> None:
    """The note "heard as" is shown for everything but the name as it is spelt."""
    assert likeness("maria", "maria") == 100
    assert likeness("sarah", "sara") < 100


def test_company_words() -> None:
    """Forms of companies and articles do not tell a company apart."""
    assert company_words("The Acme Widget Company, Inc.") == ("acme", "widget")
    assert company_words("The Group") == ("the", "group")
    assert company_words("Amber Bros. Mfg.") == ("amber", "brothers", "manufacturing")
