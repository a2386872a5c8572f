"""Hearing a message while it is spoken: voice is found at once, words are decoded in a thread at the pauses.

What is heard depends on the sound alone. Pieces end at pauses, wherever the samples came in blocks; a guess
made early is used only if it covers exactly the piece that it turned out to be.
"""

from collections import deque
from collections.abc import Callable
from itertools import islice

import numpy as np
import soxr

from trainer.audio.clip import Samples
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word
from trainer.speech.clarity import Clarity, certainty_of
from trainer.speech.decode_thread import DecodeThread, Hear
from trainer.speech.pieces import Cutter, Heard, Piece
from trainer.speech.vad import FRAME, FRAME_S, RATE_HZ, VoiceDetector, spans_of
from trainer.speech.word_times import timed_words

_LEAST_VOICE_S = 0.3
"""A piece with less voice is not decoded: recognisers invent words where there are none."""


class LiveHearing:
    """One message: feed it as it comes, finish when it is over; each hearing has a thread of its own."""

    def __init__(self, rate_hz: int, detector: VoiceDetector, hear: Hear, engine: Engine) -> None:
        self._rate_hz = rate_hz
        self._resampler = soxr.ResampleStream(rate_hz, RATE_HZ, 1, dtype="float32")
        self._detector = detector
        self._engine = engine
        self._cutter = Cutter()
        self._thread = DecodeThread(hear)
        self._clarity = Clarity()
        self._heard = 0
        self._rest: Samples = np.zeros(0, np.float32)
        self._frames: deque[Samples] = deque()
        """The newest frames, as far back as a piece may still need them."""
        self._voiced: list[bool] = []
        self._voiced_until = 0
        self._pieces: list[Piece] = []
        self._guessed: Piece | None = None

    def feed(self, samples: Samples) -> None:
        """Take the next samples; never blocks. What is not a number counts as silence."""
        self._heard += len(samples)
        clean = np.nan_to_num(samples, posinf=0.0, neginf=0.0)
        self._clarity.note_clipping(clean)
        self._take(self._resampler.resample_chunk(clean))
        self._guess(self._cutter.settled)

    @property
    def heard_s(self) -> float:
        """Seconds of message taken so far."""
        return self._heard / self._rate_hz

    @property
    def voiced_until_s(self) -> float:
        """When voice was last found, in seconds; 0.0 while there was none."""
        return self._voiced_until * FRAME_S

    def finish(self, stopped: Callable[[], bool]) -> Transcript:
        """Decode what is left and return everything; asks stopped() every 50 ms and raises Cancelled if it says so."""
        self._take(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))
        self._take(np.zeros(-len(self._rest) % FRAME, np.float32))
        last = self._cutter.finish()
        if last:
            self._complete(last)
        all_heard = self._thread.finish(stopped)
        heard = [all_heard[piece] for piece in self._pieces]
        words = [word for piece, part in zip(self._pieces, heard, strict=True) for word in self._timed(piece, part)]
        speech = self._spans(0, len(self._voiced))
        trouble = self._clarity.trouble(heard)
        return Transcript(tuple(words), self._engine, speech, self.heard_s, trouble, certainty_of(heard))

    def cancel(self) -> None:
        """End the thread before its next token and forget the message."""
        self._thread.cancel()

    def _take(self, sound: Samples) -> None:
        sound = np.concatenate((self._rest, sound))
        whole = len(sound) - len(sound) % FRAME
        for frame in sound[:whole].reshape(-1, FRAME):
            self._take_frame(frame)
        self._rest = sound[whole:]

    def _take_frame(self, frame: Samples) -> None:
        voiced = self._detector.hears_voice(frame)
        self._frames.append(frame)
        self._voiced.append(voiced)
        self._clarity.note_level(frame, voiced)
        if voiced:
            self._voiced_until = len(self._voiced)
        piece = self._cutter.take(voiced)
        if piece:
            self._complete(piece)
        while len(self._voiced) - len(self._frames) < self._cutter.needed_from:
            self._frames.popleft()

    def _complete(self, piece: Piece) -> None:
        if self._worth_decoding(piece):
            self._pieces.append(piece)
            self._thread.add(piece, self._sound(piece))

    def _guess(self, piece: Piece | None) -> None:
        if piece == self._guessed:
            return
        if piece and self._worth_decoding(piece):
            self._thread.guess(piece, self._sound(piece))
        else:
            self._thread.drop_guess()
        self._guessed = piece

    def _worth_decoding(self, piece: Piece) -> bool:
        return sum(self._voiced[piece.start : piece.end]) * FRAME_S >= _LEAST_VOICE_S

    def _sound(self, piece: Piece) -> Samples:
        oldest = len(self._voiced) - len(self._frames)
        return np.concatenate(list(islice(self._frames, piece.start - oldest, piece.end - oldest)))

    def _timed(self, piece: Piece, heard: Heard) -> tuple[Word, ...]:
        starts_s = piece.start * FRAME_S
        if heard.words:
            return tuple(Word(word.text, word.span and self._within(word.span.later(starts_s))) for word in heard.words)
        whole = Span(starts_s, min(piece.end * FRAME_S, self.heard_s))
        return timed_words(heard.text, self._spans(piece.start, piece.end) or (whole,))

    def _within(self, span: Span) -> Span:
        """The last frame is filled up with silence: no word lies in it."""
        return Span(min(span.start_s, self.heard_s), min(span.end_s, self.heard_s))

    def _spans(self, first: int, last: int) -> tuple[Span, ...]:
        from_s = first * FRAME_S
        spans = spans_of(self._voiced[first:last])
        return tuple(Span(from_s + span.start_s, min(from_s + span.end_s, self.heard_s)) for span in spans)
