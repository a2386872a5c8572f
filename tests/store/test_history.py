"""The history: what was saved is there, in order, and looking changes nothing."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from trainer.core.attempt import Attempt
from trainer.errors import StoreError
from trainer.store.history import History

Make = Callable[..., Attempt]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a history will be, in a folder that is not there yet."""
    return tmp_path / "data" / "history.db"


def test_looking_makes_nothing(path: Path) -> None:
    """A first start reads an empty history and leaves no file."""
    history = History(path)
    assert (history.attempts(), history.best_totals(), history.get("any")) == ([], {}, None)
    assert not path.parent.exists()


def test_attempts_come_newest_first(path: Path, make_attempt: Make) -> None:
    """In the order of the calls, whatever the order of saving; those of one moment in a fixed order."""
    history = History(path)
    same_moment = replace(make_attempt(3), id="z")
    for attempt in [make_attempt(2), make_attempt(3), same_moment, make_attempt(1)]:
        history.save(attempt)
    assert history.attempts() == [same_moment, make_attempt(3), make_attempt(2), make_attempt(1)]
    assert history.attempts(limit=2) == [same_moment, make_attempt(3)]
    assert history.attempts(limit=0) == []


def test_attempts_of_one_scenario(path: Path, make_attempt: Make) -> None:
    """A scenario's page shows its own attempts; recordings scored without a scenario belong to none."""
    history = History(path)
    for number, scenario_id in enumerate(["a", "b", "a", None]):
        history.save(make_attempt(number, scenario_id))
    assert history.attempts(scenario_id="a") == [make_attempt(2, "a"), make_attempt(0, "a")]
    assert history.attempts(scenario_id="gone") == []


def test_best_totals_by_scenario(path: Path, make_attempt: Make) -> None:
    """Home shows the best, not the last, and nothing for what was never drilled."""
    history = History(path)
    for number, (scenario_id, total) in enumerate([("a", 40), ("a", 90), ("a", 70), ("b", 0), (None, 100)]):
        history.save(make_attempt(number, scenario_id, total))
    assert history.best_totals() == {"a": 90, "b": 0}


def test_an_attempt_is_found_by_its_id(path: Path, make_attempt: Make) -> None:
    """A command names an attempt by its id."""
    history = History(path)
    history.save(make_attempt(1))
    assert history.get(make_attempt(1).id) == make_attempt(1)
    assert history.get("other") is None


def test_an_attempt_is_saved_once(path: Path, make_attempt: Make) -> None:
    """Attempts are added, never changed: the second of one id is refused and the first stays."""
    history = History(path)
    history.save(make_attempt(1, total=50))
    with pytest.raises(StoreError, match="saved already") as caught:
        history.save(make_attempt(1, total=99))
    assert caught.value.exit_code == 5
    assert history.attempts() == [make_attempt(1, total=50)]


def test_times_are_kept_in_utc(path: Path, make_attempt: Make) -> None:
    """A rep who travels has one history in one order."""
    history = History(path)
    here = make_attempt(1)
    away = replace(make_attempt(2), started_at=make_attempt(2).started_at.astimezone(timezone(timedelta(hours=10))))
    history.save(away)
    history.save(here)
    assert history.attempts() == [away, here]
    assert history.attempts()[0].started_at.utcoffset() == timedelta(0)


def test_threads_share_a_history(path: Path, make_attempt: Make) -> None:
    """A worker saves while the screen reads; no connection crosses a thread."""
    history = History(path)
    read: list[int] = []

    def save(start: int) -> None:
        for number in range(start, start + 10):
            history.save(make_attempt(number))
            read.append(len(history.attempts()))

    threads = [threading.Thread(target=save, args=(start,)) for start in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(history.attempts()) == max(read) == 30


def test_a_url_names_any_database(path: Path, make_attempt: Make) -> None:
    """A team's database server is one setting away: nothing depends on a file."""
    path.parent.mkdir()
    history = History(f"sqlite:///{path}")
    assert history.attempts() == []
    history.save(make_attempt(1))
    assert history.attempts() == [make_attempt(1)]
