"""Where messages are cut."""

from hypothesis import given
from hypothesis import strategies as st

from trainer.speech.pieces import Cutter, Piece
from trainer.speech.vad import FRAME_S

LONGEST_FRAMES = round(12.0 / FRAME_S) + 1

Flags = list[bool]

speech_like = st.lists(st.tuples(st.booleans(), st.integers(1, 200)), min_size=1, max_size=30).map(
    lambda runs: [voiced for voiced, length in runs for _ in range(length)]
)
"""Runs of voice and silence of up to six seconds each."""


def cut(flags: Flags) -> list[Piece]:
    """All pieces of a message."""
    cutter = Cutter()
    pieces = [piece for voiced in flags if (piece := cutter.take(voiced))]
    last = cutter.finish()
    return [*pieces, last] if last else pieces


@given(speech_like)
def test_every_voiced_frame_is_in_exactly_one_piece(flags: Flags) -> None:
    """No word is lost at a cut and none is heard twice."""
    covered = [frame for piece in cut(flags) for frame in range(piece.start, piece.end)]
    assert covered == sorted(set(covered))
    assert {frame for frame, voiced in enumerate(flags) if voiced} <= set(covered)


@given(speech_like)
def test_pieces_are_short_and_lie_inside_the_message(flags: Flags) -> None:
    """A piece never takes long to decode."""
    assert all(0 <= piece.start < piece.end <= len(flags) for piece in cut(flags))
    assert all(piece.end - piece.start <= LONGEST_FRAMES for piece in cut(flags))


@given(speech_like)
def test_a_settled_piece_is_what_silence_makes_of_it(flags: Flags) -> None:
    """A guess that was decoded at a pause is the piece itself if the message ends there."""
    cutter = Cutter()
    for voiced in flags:
        cutter.take(voiced)
    guess = cutter.settled
    if guess:
        assert cut([*flags, *[False] * 50])[-1] == guess
        assert cut(flags)[-1] == guess


@given(speech_like)
def test_no_piece_reaches_back_behind_what_is_kept(flags: Flags) -> None:
    """The hearing may forget everything before needed_from."""
    cutter = Cutter()
    kept_from = 0
    for voiced in flags:
        piece = cutter.take(voiced)
        assert piece is None or piece.start >= kept_from
        assert cutter.needed_from >= kept_from
        kept_from = cutter.needed_from
    last = cutter.finish()
    assert last is None or last.start >= kept_from


def test_speech_without_pauses_is_cut_all_the_same() -> None:
    """Somebody who never breathes is still heard while speaking."""
    assert len(cut([True] * 1000)) == 3


def test_a_cut_lies_in_the_longest_late_pause() -> None:
    """Sentences stay whole: not the first pause is taken but the longest."""
    breath, full_stop = [False] * 5, [False] * 15
    flags = [True] * 150 + breath + [True] * 50 + full_stop + [True] * 50 + breath + [True] * 200
    assert 205 < cut(flags)[0].end <= 220


def test_silence_is_no_piece() -> None:
    """Nothing is decoded where nobody speaks."""
    assert cut([False] * 1000) == []
