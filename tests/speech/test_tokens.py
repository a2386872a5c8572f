"""The recogniser's vocabulary and the bonus for words that are listened for."""

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.errors import EngineError
from trainer.speech.moonshine import installed_folder
from trainer.speech.tokens import Tokens, read_tokens
from trainer.speech.word_bias import WordBias


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    """The real vocabulary."""
    return read_tokens(installed_folder() / "tokenizer.bin", "")


@pytest.mark.parametrize("text", ["Brightwater Analytics", "Okafor", "um", "Genevi\u00e8ve", "613-555-0142"])
def test_a_text_survives_the_way_there_and_back(tokens: Tokens, text: str) -> None:
    """Words to listen for are spelled in the tokens that the model writes."""
    assert tokens.text(tokens.numbers(text)) == text


def test_the_vocabulary_is_the_models(tokens: Tokens) -> None:
    """Long pieces, whose length takes two bytes, are read too."""
    assert len(tokens) == 32_768
    assert len(tokens.numbers("congratulations")) < 5


def test_words_are_spelled_as_the_model_spells_them(tokens: Tokens) -> None:
    """A single letter is a piece of text, not the byte of the same value."""
    assert all(number > 258 for number in tokens.numbers("uh"))


@given(cut_at=st.integers(0, 249_973))
def test_a_cut_vocabulary_never_reads_beyond_its_end(tmp_path_factory: pytest.TempPathFactory, cut_at: int) -> None:
    """A truncated file is refused, or is short where it was cut between two pieces."""
    path = tmp_path_factory.mktemp("cut") / "tokenizer.bin"
    path.write_bytes((installed_folder() / "tokenizer.bin").read_bytes()[:cut_at])
    with suppress(EngineError):
        assert len(read_tokens(path, "")) < 32_768


def test_a_missing_vocabulary_is_named(tmp_path: Path) -> None:
    """The message says which file is not there."""
    with pytest.raises(EngineError, match="nowhere"):
        read_tokens(tmp_path / "nowhere.bin", "")


def test_a_bonus_goes_to_the_next_token_of_a_word() -> None:
    """The first token is raised a little anywhere, the second more, and only after the first."""
    bias = WordBias([(5, 7)])
    at_first = np.zeros(10, np.float32)
    bias.add(at_first, [3])
    then = np.zeros(10, np.float32)
    bias.add(then, [3, 5])
    assert at_first.nonzero()[0].tolist() == [5]
    assert then.nonzero()[0].tolist() == [5, 7]
    assert then[7] > at_first[5] > 0
