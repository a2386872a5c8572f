"""Every check on clear messages and on look-alikes."""

from collections.abc import Callable

import pytest

from trainer.core.expected import Expected
from trainer.core.scorecard import Scorecard, Verdict

Judge = Callable[..., Verdict]
ScoreText = Callable[..., Scorecard]
UNKNOWN = Expected()


@pytest.mark.parametrize(
    "text",
    [
        "Hi Dana, this is Marina Castell with Brightwater.",
        "marina here from brightwater",
        "Dana, Marina Castell. I'll keep it short.",
        "my name's Maryna Castel and I'm with Brightwater",
    ],
)
def test_name(judge: Judge, text: str) -> None:
    """The rep's own name counts, first name at least, by sound."""
    assert judge("name", text).met is True


@pytest.mark.parametrize(
    "text",
    [
        "Hi Dana, this is Brenda from Brightwater.",
        "Hi Dana, calling about the analytics.",
        "This is an important message for the owner.",
        "",
    ],
)
def test_no_name(judge: Judge, text: str) -> None:
    """Another name, or none, is not the rep's."""
    assert judge("name", text).met is False


def test_name_heard_differently_is_told(judge: Judge) -> None:
    """The rep learns how the name arrived."""
    expected = Expected(caller_name="Siobhan Nguyen", company="Kyndryl")
    name = judge("name", "hi this is Shavon Win from Kindrel", expected)
    company = judge("company", "hi this is Shavon Win from Kindrel", expected)
    assert name.evidence is not None
    assert name.evidence.note == "heard as Shavon Win"
    assert company.evidence is not None
    assert company.evidence.note == "heard as Kindrel"


def test_a_name_that_is_a_word(judge: Judge) -> None:
    """A rep called Will is not introduced by "I will"."""
    will = Expected(caller_name="Will Baker")
    assert judge("name", "hi dana I will call you back", will).met is False
    assert judge("name", "hi dana this is Will from the bakery", will).met is True


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Marina Castell with Brightwater Analytics", True),
        ("it's Marina from Bright Water", True),
        ("Marina here, Brightwater Analytics.", True),
        ("it's Marina, call me back", False),
        ("it's Marina from Southport Catering", False),
    ],
)
def test_company(judge: Judge, text: str, met: bool) -> None:
    """The company counts by its telling words, merged or split."""
    assert judge("company", text).met is met


def test_a_surname_in_the_company_does_not_count_alone(judge: Judge) -> None:
    """Gwen Sato has not named Sato Freight Audit by saying her own name."""
    gwen = Expected(caller_name="Gwen Sato", company="Sato Freight Audit")
    assert judge("company", "hi it's Gwen Sato please call me", gwen).met is False
    assert judge("company", "hi it's Gwen from Sato Freight", gwen).met is True


@pytest.mark.parametrize(
    ("text", "name", "company"),
    [
        ("Hello, my name is Priscilla, calling from Zebra Couriers.", True, True),
        ("This is Ottilie with Zebra Couriers.", True, True),
        ("This is an automated message about your account.", False, False),
        ("I am calling about the parking.", False, False),
    ],
)
def test_introductions_without_a_profile(judge: Judge, text: str, name: bool, company: bool) -> None:
    """With nothing to compare with, an introduction decides."""
    assert judge("name", text, UNKNOWN).met is name
    assert judge("company", text, UNKNOWN).met is company


@pytest.mark.parametrize(
    "text",
    [
        "I'm calling about the freight invoices your team checks by hand.",
        "it's to do with the lifts in your Leeds building",
        "we rent forklifts by the day",
        "the boiler's due its inspection",
    ],
)
def test_reason(judge: Judge, text: str) -> None:
    """A subject is named, whatever introduces it."""
    assert judge("reason", text).met is True


@pytest.mark.parametrize(
    "text",
    [
        "I just wanted to touch base.",
        "I have a quick question for you.",
        "It's about an important matter, call me as soon as you can.",
        "I have an exciting opportunity for your business.",
        "Hi Dana, it's Marina Castell from Brightwater Analytics, give me a call.",
    ],
)
def test_no_reason(judge: Judge, text: str) -> None:
    """Formulas and introductions name no subject."""
    assert judge("reason", text).met is False


@pytest.mark.parametrize(
    "text",
    [
        "Please call me back.",
        "give us a bell when you're free",
        "could you send me the drawings",
        "you can reach me at 613-555-0142",
        "let me know either way",
        "press one to confirm",
        "have a look and tell me what you think",
        "would you be open to ten minutes on Friday?",
        "kindly do the needful and revert",
        "flick me an email, mate",
    ],
)
def test_ask(judge: Judge, text: str) -> None:
    """Anything the listener is to do is an ask, in any English."""
    assert judge("ask", text).met is True


@pytest.mark.parametrize(
    "text",
    [
        "I'll call you on Thursday.",
        "My number is 613-555-0142.",
        "You called me last week about the lifts.",
        "Have a great day and take care.",
        "Everybody calls me Moe.",
        "No need to call back.",
        "Talk to you soon.",
    ],
)
def test_no_ask(judge: Judge, text: str) -> None:
    """The caller's own plans, numbers and farewells ask for nothing."""
    assert judge("ask", text).met is False


@pytest.mark.parametrize(
    "text",
    [
        "If you're not the right person, who should I be talking to?",
        "if it's not you who should i bug about this",
        "could you point me to whoever looks after the fleet",
        "kindly share the contact of the concerned person",
        "If this isn't on your desk, please pass it along to the person who handles it.",
        "whose call is it over there?",
        "have I got the wrong department? could you transfer me",
        "if your partner's the one who decides, have her ring me",
    ],
)
def test_referral(judge: Judge, text: str) -> None:
    """Asking for the right person counts however it is put."""
    assert judge("referral", text).met is True


@pytest.mark.parametrize(
    "text",
    [
        "Bob Fields referred me to you.",
        "I was told you're the right person for this.",
        "We get a lot of referrals.",
        "Steph gave me your name and passed on your number.",
        "We help people who run small shops.",
        "You know who this is.",
    ],
)
def test_no_referral(judge: Judge, text: str) -> None:
    """Having been referred is not asking to be."""
    assert judge("referral", text).met is False


@pytest.mark.parametrize(
    ("text", "met", "when"),
    [
        ("I'll try you again on Thursday.", True, True),
        ("i will give you a bell tomorrow morning", True, True),
        ("I'm gonna ring you back in a couple of days", True, True),
        ("We'll call again.", True, False),
        ("you'll hear from me on the eighteenth", True, True),
        ("Thursday, no sorry, Friday I'll try you.", True, True),
        ("I'll have another go next month.", True, False),
        ("Somebody from our team will reach out within the hour.", True, True),
        ("I'll send you an email on Thursday.", False, False),
        ("Call me on Thursday.", False, False),
        ("I tried you last Thursday.", False, False),
        ("Talk soon.", False, False),
        ("I won't call you again.", False, False),
        ("I'll try to keep this short.", False, False),
        ("I said I would call.", False, False),
    ],
)
def test_follow_up(judge: Judge, text: str, met: bool, when: bool) -> None:
    """The caller's own next call counts, and its time if it is within a few days."""
    assert judge("follow_up", text).met is met
    assert judge("follow_up_when", text).met is when


def test_of_several_days_the_last_counts(judge: Judge) -> None:
    """A correction is the promise."""
    verdict = judge("follow_up_when", "I'll call you Thursday, no sorry, Friday.")
    assert verdict.evidence is not None
    assert verdict.evidence.text == "Friday."
    assert judge("follow_up_when", "I'll call you Friday, no sorry, next month.").met is False


@pytest.mark.parametrize(
    "text",
    [
        "Congratulations on the new depot in Kingston.",
        "I saw your post about the night shift.",
        "You mentioned the old copier when we met.",
        "Your lease on the Camden unit is up in March.",
        "Steph at the chamber passed on your number.",
        "Loved your talk at the harvest show.",
    ],
)
def test_personal(judge: Judge, text: str) -> None:
    """What could be said to this listener only."""
    assert judge("personal", text).met is True


@pytest.mark.parametrize(
    "text",
    [
        "Companies like yours save time with us.",
        "I know you're busy, so I'll be brief.",
        "We can help your business grow.",
        "If you have questions, call me.",
        "Are your costs too high?",
    ],
)
def test_not_personal(judge: Judge, text: str) -> None:
    """What could be said to anybody."""
    assert judge("personal", text).met is False


def test_a_company_is_not_a_caller(judge: Judge) -> None:
    """Where only the company is known, its own name does not introduce a person."""
    optician = Expected(company="Lantern Opticians")
    assert judge("name", "this is Lantern Opticians about your glasses", optician).met is False
    assert judge("name", "this is Odile from Lantern Opticians about your glasses", optician).met is True


def test_personal_words_of_the_scenario(judge: Judge) -> None:
    """The scenario's own facts count, and so does the prospect's company."""
    expected = Expected(personal=("second cafeteria",), prospect_company="Copperfold Foods")
    assert judge("personal", "about the second cafeterias ice", expected).met is True
    assert judge("personal", "we do ice for Copperfold Foods", expected).met is True
    assert judge("personal", "about ice", expected).met is False


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Hi Dana, Marina here.", True),
        ("hello ms cole this is marina", True),
        ("Hi there, Marina here.", False),
    ],
)
def test_prospect_name(score_text: ScoreText, text: str, named: bool) -> None:
    """Whether the prospect was called by name is shown beside the checks."""
    assert (score_text(text).prospect_name is not None) is named


def test_the_caller_is_not_the_prospect(score_text: ScoreText) -> None:
    """Without a prospect's name to expect, the caller's own after a greeting is nobody else's."""
    marina = Expected(caller_name="Marina Castell")
    assert score_text("Hello, Marina Castell from Brightwater here.", marina).prospect_name is None
    assert score_text("Hello Oona, this is Marina Castell.", marina).prospect_name is not None
