"""The checklists that ship keep their own promises: what their tips quote earns the points."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from trainer.core.checklist import Blocker, Check, Checklist
from trainer.core.expected import Expected
from trainer.core.scorecard import Scorecard
from trainer.core.scoring import score
from trainer.core.transcript import typed_transcript
from trainer.speech.meaning import MeaningModel
from trainer.store.bundled import assets_folder
from trainer.store.checklists import Shelf, shipped_files

SHELF = Shelf(Path("nowhere"))
CHECKLISTS = [SHELF.load(path) for path in shipped_files()]
EXPECTED = Expected(caller_name="Marina Castell", company="Brightwater Analytics", number="+16135550142")
QUOTED = re.compile(r"(?<!\w)'(.+?)'(?!\w)")
QUOTES = [
    pytest.param(checklist, check, quoted, id=f"{checklist.id}-{check.id}")
    for checklist in CHECKLISTS
    for check in checklist.checks
    for quoted in QUOTED.findall(check.tip)
]

NUMBER_FIRST = (
    "Hi Dana, this is Marina Castell with Brightwater Analytics, 613 555 0142. I'll give you that number again at the "
    "end. It's about the freight invoices your team checks by hand, and the two days a week that you told the paper it "
    "takes them. Again, Marina Castell, 613 555 0142."
)
DOUBLE_TAP = (
    "Hi Dana, Marina Castell from Brightwater Analytics. Congratulations on the new depot in Kingston. I've just sent "
    "you an email about your dock times. Please look out for it and reply to that email, no need to call me back."
)


def by_id(checklist_id: str) -> Checklist:
    """One of those that ship."""
    return next(each for each in CHECKLISTS if each.id == checklist_id)


def scored(text: str, checklist_id: str) -> Scorecard:
    """A message of Marina's, scored by phrases alone."""
    return score(typed_transcript(text, 25.0), by_id(checklist_id), EXPECTED)


def missed(card: Scorecard) -> set[str]:
    """The checks that were not met."""
    return {verdict.check_id for verdict in card.verdicts if verdict.met is False}


@pytest.mark.parametrize(("checklist", "check", "quoted"), QUOTES)
def test_what_a_tip_quotes_earns_its_points(checklist: Checklist, check: Check, quoted: str) -> None:
    """A rep who says what the tip says is never told to do it next time; a typed message cannot show pace."""
    alone = replace(checklist, blockers=())
    card = score(typed_transcript(quoted), alone, EXPECTED)
    verdict = next(each for each in card.verdicts if each.check_id == check.id)
    assert verdict.met is True, (quoted, verdict.reason)


@pytest.mark.engine
def test_what_a_tip_quotes_means_it() -> None:
    """The same with the model of meaning, which may overrule phrases."""
    model = MeaningModel(assets_folder() / "meaning")
    unmet = []
    for param in QUOTES:
        checklist, check, quoted = param.values
        assert isinstance(checklist, Checklist)
        assert isinstance(check, Check)
        transcript = typed_transcript(str(quoted))
        card = score(transcript, checklist, EXPECTED, model.judge(transcript))
        unmet += [(checklist.id, quoted) for each in card.verdicts if each.check_id == check.id and not each.met]
    assert unmet == []


def test_most_checks_quote_an_example() -> None:
    """The test above has something to look at."""
    assert len(QUOTES) >= 20
    assert {param.values[0].id for param in QUOTES if isinstance(param.values[0], Checklist)} == {
        each.id for each in CHECKLISTS
    }


def test_every_source_is_named_and_disagreement_is_told() -> None:
    """Author and title everywhere; whoever does not follow the articles says so, with the evidence."""
    for checklist in CHECKLISTS:
        items: tuple[Check | Blocker, ...] = (*checklist.checks, *checklist.blockers)
        cited = {item.source for item in items}
        for source in (checklist.sources[key] for key in cited):
            assert source.author
            assert source.title
        told = [key for key in cited if checklist.sources[key].disagrees]
        assert bool(told) is (checklist.id != "articles")
        assert all("evidence" in checklist.sources[key].disagrees for key in told)


def test_nothing_is_written_twice() -> None:
    """Everyday words, parts and the phrases of common checks live in one file."""
    articles, others = by_id("articles"), [each for each in CHECKLISTS if each.id != "articles"]
    long = {phrase for check in articles.checks for phrase in check.phrases if len(phrase) > 30}
    for checklist, path in zip(others, shipped_files()[1:], strict=True):
        assert checklist.everyday == articles.everyday
        assert not [phrase for phrase in long if phrase in path.read_text(encoding="utf-8")]


def test_number_first() -> None:
    """A message of its school passes; the same facts with the number last do not."""
    assert missed(scored(NUMBER_FIRST, "number-first")) == set()
    late = NUMBER_FIRST.replace(", 613 555 0142. I'll give you that number again at the end", "")
    assert missed(scored(late, "number-first")) == {"number_early", "number_again", "number_twice"}
    assert not scored(late, "number-first").passed


def test_email_double_tap() -> None:
    """A message of its school passes there, and not by the articles; a request for a call is a miss there."""
    assert missed(scored(DOUBLE_TAP, "email-double-tap")) == set()
    assert not scored(DOUBLE_TAP, "articles").passed
    asking = DOUBLE_TAP.replace("no need to call me back", "or call me back on 613 555 0142")
    assert missed(scored(asking, "email-double-tap")) == {"no_call_back"}


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("I'm emailing you the details now", True),
        ("there is an email in your inbox from me", True),
        ("look for the subject line dock times", True),
        ("I shot an email over to you this morning", True),
        ("could you send me an email", False),
        ("what is your email address", False),
        ("I have not sent you an email", False),
        ("you can get my details from the website", False),
    ],
)
def test_announcing_the_email(words: str, met: bool) -> None:
    """One's own e-mail, not theirs, and not an address."""
    assert ("email" not in missed(scored(f"Hi Dana, {words}. Bye.", "email-double-tap"))) is met


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("give me a call when you get a second", False),
        ("ring me on 613 555 0142", False),
        ("please return my call", False),
        ("you can reach me at 613 555 0142", False),
        ("call back any time", False),
        ("no need to call me back", True),
        ("rather than call me, reply to the email", True),
        ("I'll give you a call on Thursday", True),
        ("I will call back on Friday", True),
        ("my number is 613 555 0142", True),
        ("friends call me Mari", True),
    ],
)
def test_asking_for_a_call_back(words: str, met: bool) -> None:
    """Only a request counts against the rep."""
    assert ("no_call_back" not in missed(scored(f"Hi Dana, {words}. Bye.", "email-double-tap"))) is met


@pytest.mark.parametrize(
    ("words", "met"),
    [
        ("I'll repeat that at the end", True),
        ("I'll say my number again before I hang up", True),
        ("you'll hear that number again at the end", True),
        ("I'll call again at the end of the week", False),
        ("again, 613 555 0142", False),
        ("let me know at the end of the month", False),
    ],
)
def test_announcing_the_number(words: str, met: bool) -> None:
    """The announcement, not the repetition itself."""
    assert ("number_again" not in missed(scored(f"Hi Dana, {words}. Bye.", "number-first"))) is met
