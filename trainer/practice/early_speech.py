"""Speaking before the beep has ended: the prospect never hears those words."""

from collections.abc import Callable, Sequence

import numpy as np

from trainer.audio.clip import Clip, Samples
from trainer.audio.take import Take
from trainer.core.timeline import Span

FindSpeech = Callable[[Clip], Sequence[Span]]
"""Finds voice in a clip; spans in seconds from its start."""

_ECHO_WINDOW_S = 0.02
_ECHO_LAG_S = 0.4
_ECHO_LIKENESS = 0.5
_SHORTEST_S = 0.1
"""Less voice than this is a breath or a click."""


def early_speech_s(take: Take, beep: int, message: int, find_speech: FindSpeech, since: int = 0) -> float:
    """Seconds of the rep's voice before the end of the beep.

    Frames of the rep's side: where the beep began, where it ended, and since when nobody listened.

    A loudspeaker carries the greeting back into the microphone, so voice during the greeting counts
    only if its loudness does not follow what was played.
    """
    rate_hz = take.rate_hz
    heard = Clip(np.array(take.heard(since, message)), rate_hz)
    beep_s, since_s = beep / rate_hz, since / rate_hz
    lost = 0.0
    for found in find_speech(heard):
        span = Span(found.start_s + since_s, found.end_s + since_s)
        if span.end_s <= beep_s and _is_echo(take, span):
            continue
        start_s = max(span.start_s, beep_s) if _is_echo(take, Span(span.start_s, beep_s)) else span.start_s
        lost += max(0.0, span.end_s - start_s)
    return round(lost, 2) if lost >= _SHORTEST_S else 0.0


def _is_echo(take: Take, span: Span) -> bool:
    """Whether the loudness heard follows the loudness played, some lag later."""
    start, end = round(span.start_s * take.rate_hz), round(span.end_s * take.rate_hz)
    heard = _envelope(take.heard(start, end), take.rate_hz)
    lags = round(_ECHO_LAG_S / _ECHO_WINDOW_S)
    if len(heard) < 5:
        return True
    step = round(_ECHO_WINDOW_S * take.rate_hz)
    likeness = 0.0
    for lag in range(lags):
        first = start - lag * step
        if first < 0:
            break
        likeness = max(likeness, _correlation(heard, _envelope(take.played(first, first + end - start), take.rate_hz)))
    return likeness > _ECHO_LIKENESS


def _envelope(samples: Samples, rate_hz: int) -> Samples:
    step = round(_ECHO_WINDOW_S * rate_hz)
    whole = len(samples) // step * step
    power = np.mean(np.square(samples[:whole].reshape(-1, step)), axis=1)
    return np.asarray(np.log10(power + 1e-8), dtype=np.float32)


def _correlation(heard: Samples, played: Samples) -> float:
    length = min(len(heard), len(played))
    heard, played = heard[:length] - heard[:length].mean(), played[:length] - played[:length].mean()
    scale = float(np.sqrt(np.sum(heard**2) * np.sum(played**2)))
    return float(np.sum(heard * played)) / scale if scale > 0 else 0.0
