"""The model of meaning that ships, on real words."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.core.sense import MEANINGS, Meaning
from trainer.core.transcript import typed_transcript
from trainer.errors import EngineError
from trainer.speech.meaning import MeaningModel
from trainer.speech.word_pieces import WordPieces
from trainer.store.bundled import assets_folder

pytestmark = pytest.mark.engine

FOLDER = assets_folder() / "meaning"
MODEL = MeaningModel(FOLDER)

MESSAGE = (
    "Hi Oona, it's Bram from Tilby Freight. I'm ringing about the pallets that were held at your Leith depot. "
    "If pallets aren't your patch, could you tell me whose they are? I'll try you again on Tuesday morning."
)


@pytest.mark.parametrize(
    ("meaning", "text", "words"),
    [
        ("reason", MESSAGE, "pallets"),
        ("referral", MESSAGE, "whose"),
        ("follow_up", MESSAGE, "again"),
        ("follow_up_when", MESSAGE, "Tuesday"),
        ("ask", "Hello there. Please ring me back on 020 7946 0812 when you can.", "ring"),
        ("scam", "Buy three gift cards and read me the codes, or the police will arrest you today.", "arrest"),
    ],
)
def test_clear_cases(meaning: Meaning, text: str, words: str) -> None:
    """What is clearly done is found, and the words for it are the right ones."""
    transcript = typed_transcript(text)
    sense = MODEL.judge(transcript)[meaning]
    said = [word.text for word in transcript.words[sense.first_word : sense.last_word + 1]]
    assert sense.probability > 0.5
    assert any(words in word for word in said)


@pytest.mark.parametrize("meaning", ["ask", "referral", "follow_up", "scam"])
def test_clear_cases_of_nothing(meaning: Meaning) -> None:
    """A message that does nothing is not taken for one that does."""
    sense = MODEL.judge(typed_transcript("Hi Oona, it's Bram. Lovely weather in Leith. Have a good weekend."))[meaning]
    assert sense.probability < 0.5


def test_evidence_stays_in_its_sentence() -> None:
    """A quotation does not begin with the end of what was said before."""
    transcript = typed_transcript("We close at six. Please ring me back on 020 7946 0812. Thanks for your help.")
    ask = MODEL.judge(transcript)["ask"]
    quoted = " ".join(word.text for word in transcript.words[ask.first_word : ask.last_word + 1])
    assert "ring me back" in quoted
    assert "six" not in quoted
    assert "Thanks" not in quoted


def test_deterministic() -> None:
    """The same words mean the same, also to a model that was loaded anew."""
    transcript = typed_transcript(MESSAGE)
    assert MODEL.judge(transcript) == MODEL.judge(transcript) == MeaningModel(FOLDER).judge(transcript)


def test_no_words() -> None:
    """Nothing is said about nothing."""
    assert MODEL.judge(typed_transcript("")) == {}


def test_one_word() -> None:
    """The shortest message there is."""
    assert set(MODEL.judge(typed_transcript("hello"))) == set(MEANINGS)


@given(text=st.text(max_size=300))
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_any_unicode(text: str) -> None:
    """No text raises, and the words named as evidence are there."""
    transcript = typed_transcript(text)
    for sense in MODEL.judge(transcript).values():
        assert 0 <= sense.probability <= 1
        assert 0 <= sense.first_word <= sense.last_word < len(transcript.words)


def test_ten_thousand_words() -> None:
    """However long a message is, what stands at its end is found there."""
    transcript = typed_transcript("the weather was lovely " * 2_499 + "please ring me back")
    ask = MODEL.judge(transcript)["ask"]
    assert ask.probability > 0.5
    assert ask.first_word >= 9_990


def test_one_endless_word() -> None:
    """A word that no vocabulary can spell."""
    assert set(MODEL.judge(typed_transcript("a" * 100_000))) == set(MEANINGS)


def test_missing(tmp_path: Path) -> None:
    """A missing file is named, with what to do."""
    with pytest.raises(EngineError) as raised:
        MeaningModel(tmp_path).warm_up()
    assert "meaning.onnx" in raised.value.detail
    assert "Install" in raised.value.hint


@pytest.mark.parametrize("damaged", ["meaning.onnx", "vocabulary.txt"])
def test_damaged(tmp_path: Path, damaged: str) -> None:
    """A damaged file is named, whichever it is."""
    for file in ("meaning.onnx", "vocabulary.txt"):
        (tmp_path / file).write_bytes(b"\xff nonsense" if file == damaged else (FOLDER / file).read_bytes())
    with pytest.raises(EngineError) as raised:
        MeaningModel(tmp_path).warm_up()
    assert damaged in raised.value.detail


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Calling", ["call", "##ing"]),
        ("CAF\u00c9", ["cafe"]),
        ("it's", ["it", "'", "s"]),
        ("caller", ["[UNK]"]),
        ("\u6f22", ["[UNK]"]),
        ("", []),
    ],
)
def test_spelling(word: str, pieces: list[str]) -> None:
    """The longest piece first, punctuation on its own; what cannot be spelled is unknown as a whole."""
    vocabulary = ["[UNK]", "[CLS]", "[SEP]", "call", "##ing", "cafe", "it", "'", "s", "c"]
    assert WordPieces(vocabulary).numbers(word) == [vocabulary.index(piece) for piece in pieces]
