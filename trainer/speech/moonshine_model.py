"""The Moonshine model: 16 kHz sound in, text out, by greedy decoding on stock onnxruntime.

The files are those of the model "tiny-en" in the wheel moonshine-voice 0.1.0 (code and English weights MIT,
Useful Sensors). Nothing of that package is imported: its own library cuts the first word and is unsafe with threads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from trainer.audio.clip import Samples
from trainer.errors import Cancelled
from trainer.speech.loops import least_seconds, looping, only_digits
from trainer.speech.onnx_model import damaged, open_model
from trainer.speech.pieces import Heard
from trainer.speech.tokens import END, START, Tokens, read_tokens
from trainer.speech.word_bias import Scores, WordBias

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

RATE_HZ = 16_000

_SHORTEST_FRAMES = 1_000
"""The encoder raises on less than about 900 frames."""
_TOKENS_PER_SECOND = 9
_TOKENS_TO_SPARE = 8
_NOBODY_REPEATS = 5
"""Groups of up to so many tokens are said three times over by the model, never by a person."""
_SAME_DIGITS = 8
"""A telephone number may well hold the same digit five times, in as many tokens again of commas; not so often."""
_LAYERS, _HEADS, _HEAD_SIZE = 6, 8, 36
_MEMORY = [
    f"{layer}.{part}.{kind}" for layer in range(_LAYERS) for part in ("decoder", "encoder") for kind in ("key", "value")
]
_GROWING_MEMORY = [name for name in _MEMORY if ".decoder." in name]


class MoonshineModel:
    """A loaded model; any number of threads may use it at once."""

    def __init__(self, folder: Path, hint: str) -> None:
        self.tokens: Tokens = read_tokens(folder / "tokenizer.bin", hint)
        self._encoder = open_model(folder / "encoder_model.ort", hint)
        self._decoder = open_model(folder / "decoder_model_merged.ort", hint)
        if len(self.tokens) != self._decoder.get_outputs()[0].shape[-1]:
            raise damaged(folder / "tokenizer.bin", hint)

    def hear(self, sound: Samples, bias: WordBias, stopped: Callable[[], bool] = lambda: False) -> Heard:
        """The words in a piece of 16 kHz sound; asks stopped() before every token and raises Cancelled."""
        if len(sound) < _SHORTEST_FRAMES:
            return Heard()
        seconds = len(sound) / RATE_HZ
        decoding = _Decoding(self._encoder, self._decoder, sound)
        numbers = [START]
        log_likelihood = 0.0
        for _ in range(_TOKENS_TO_SPARE + int(seconds * _TOKENS_PER_SECOND)):
            if stopped():
                raise Cancelled
            scores = decoding.scores_after(numbers[-1])
            bias.add(scores, numbers)
            best = int(np.argmax(scores))
            log_likelihood -= float(np.log(np.sum(np.exp(scores - scores[best]))))
            if best == END:
                break
            numbers.append(best)
            if self._goes_round(numbers, seconds):
                del numbers[-looping(numbers) :]
                break
        return Heard(self.tokens.text(numbers), len(numbers), log_likelihood)

    def _goes_round(self, numbers: Sequence[int], seconds: float) -> bool:
        """Whether the model says the same again and again, which a person either would not or had no time for."""
        loop = looping(numbers)
        if not loop:
            return False
        if least_seconds(self.tokens.text(numbers)) > seconds:
            return True
        if only_digits(self.tokens.text(numbers[-3 * loop // 2 :])):
            last = only_digits(self.tokens.text(numbers[-2 * _SAME_DIGITS :]))
            return len(last) >= _SAME_DIGITS and len(set(last)) == 1
        return loop <= 2 * _NOBODY_REPEATS


@lru_cache(maxsize=1)
def load_model(folder: Path, hint: str) -> MoonshineModel:
    """The model in a folder, loaded once; EngineError with this hint if a file is missing or damaged."""
    return MoonshineModel(folder, hint)


class _Decoding:
    """One piece of sound on its way to text: the decoder's memory of the tokens so far."""

    def __init__(self, encoder: InferenceSession, decoder: InferenceSession, sound: Samples) -> None:
        samples = sound[np.newaxis].astype(np.float32)
        all_of_it = np.ones(samples.shape, np.int64)
        (hidden,) = encoder.run(None, {"input_values": samples, "attention_mask": all_of_it})
        nothing = np.zeros((1, _HEADS, 0, _HEAD_SIZE), np.float32)
        self._decoder = decoder
        self._inputs: dict[str, NDArray[np.generic]] = {f"past_key_values.{name}": nothing for name in _MEMORY}
        self._inputs |= {"encoder_hidden_states": hidden, "encoder_attention_mask": all_of_it}
        self._started = False

    def scores_after(self, number: int) -> Scores:
        """How likely every token is to follow, now that this one is said."""
        names = _GROWING_MEMORY if self._started else _MEMORY
        self._inputs["input_ids"] = np.array([[number]], np.int64)
        self._inputs["use_cache_branch"] = np.array([self._started])
        scores, *memory = self._decoder.run(["logits", *(f"present.{name}" for name in names)], self._inputs)
        self._inputs.update(zip((f"past_key_values.{name}" for name in names), memory, strict=True))
        self._started = True
        return np.asarray(scores[0, -1], np.float32)
