"""The call as a pure state machine."""

import pytest

from tests.core.calls import (
    BUSY,
    FULL,
    INCOMING,
    ORDINARY,
    PICKED_UP,
    REVIEW,
    SCREENED,
    TREE,
    after,
    by_itself,
    call_of,
    until,
)
from trainer.core.call import Phase, advance
from trainer.core.call_events import (
    Abandoned,
    EndCall,
    Event,
    Go,
    HungUp,
    Judge,
    LineFailed,
    LineOpened,
    Listen,
    Listened,
    MemoryFull,
    Pressed,
    Reached,
    StartTake,
    StopTake,
    Understood,
)
from trainer.core.scenario import Mailbox

TO_GREETING = (LineOpened(), Reached("greeting", 100))
TO_RECORDING = (*TO_GREETING, Reached("beep", 200), Reached("message…", 300))


def test_an_ordinary_call_goes_through_every_phase_in_order() -> None:
    """The rep hears ring-back, greeting and beep before the message starts."""
    seen = [after(ORDINARY, TO_RECORDING[:count]).phase for count in range(5)]
    assert seen == [Phase.DIALING, Phase.RINGING, Phase.GREETING, Phase.BEEP, Phase.RECORDING]


def test_the_message_starts_at_the_frame_of_its_mark() -> None:
    """The cut comes from the line's clock and from nothing else; before the beep's end nothing is kept."""
    before = after(ORDINARY, TO_RECORDING[:3])
    assert before.message_from is None
    call, effects = advance(before, Reached("message…", 300))
    assert call.message_from == 300
    assert effects == (StartTake(300), Listen(300, 60.0))


def test_hash_skips_the_greeting_where_the_mailbox_allows_it() -> None:
    """# jumps to the beep, and only while the greeting plays."""
    assert advance(after(ORDINARY, TO_GREETING), Pressed("#"))[1] == (Go("greeting", "beep"),)
    assert advance(after(ORDINARY, TO_RECORDING), Pressed("#"))[1] == ()
    assert advance(after(ORDINARY, [LineOpened()]), Pressed("#"))[1] == ()
    deaf = call_of(mailbox=Mailbox(greeting="Hello.", skip_key=False))
    assert advance(after(deaf, TO_GREETING), Pressed("#"))[1] == ()


@pytest.mark.parametrize(
    ("event", "ended_by"),
    [
        (HungUp(), "hung up"),
        (Abandoned(), "cancelled"),
        (LineFailed("unplugged"), "line lost"),
        (MemoryFull(), "limit"),
        (Listened(60.0, 0.0), "limit"),
        (Listened(30.0, 8.0), "silence"),
    ],
)
def test_every_ending_has_its_name(event: Event, ended_by: str) -> None:
    """The scorecard tells the rep what ended the call."""
    call, effects = advance(after(ORDINARY, TO_RECORDING), event)
    assert call.ended_by == ended_by
    assert effects[-1] == EndCall(call.ended_by)


def test_the_mailbox_listens_on_below_its_limits() -> None:
    """A short pause or a long message below the limit does not end the call."""
    assert after(ORDINARY, [*TO_RECORDING, Listened(59.9, 7.9)]).phase is Phase.RECORDING


def test_a_tape_that_is_nearly_full_cuts_the_message_off() -> None:
    """Somebody before you talked for twenty minutes; eleven seconds are left."""
    call = until(call_of(mailbox=Mailbox(greeting="Hello.", tape_left_s=11)), "message…")
    assert after(call, [Listened(10.9, 0.0)]).ended_by is None
    assert after(call, [Listened(11.0, 0.0)]).ended_by == "tape full"


def test_a_full_mailbox_says_so_after_the_greeting_and_never_beeps() -> None:
    """No message is begun; the call is over when the announcement is."""
    call = by_itself(FULL)
    assert call.visited == ("ringing", "greeting", "full")
    assert (call.ended_by, call.message_from) == ("over", None)


def test_a_number_that_cannot_be_reached_does_not_ring() -> None:
    """A busy tone is the first and the last that is heard."""
    call = by_itself(BUSY)
    assert (call.visited, call.ended_by) == (("busy",), "over")


class TestReview:
    """The menu after a message: 1 send, 2 listen, 3 record again."""

    recorded = until(REVIEW, "message…", 1000)

    def test_hash_ends_the_message_and_opens_the_menu(self) -> None:
        """The message is complete from there on."""
        call, effects = advance(self.recorded, Pressed("#"))
        assert effects == (StopTake(), Go("message", "review"))
        assert until(call, "review…").phase is Phase.MENU

    def test_hanging_up_in_the_menu_sends_the_message(self) -> None:
        """As real mailboxes do: what was recorded is what counts."""
        call = after(until(after(self.recorded, [Pressed("#")]), "review…"), [HungUp()])
        assert (call.ended_by, call.message_from) == ("hung up", self.recorded.message_from)

    def test_silence_in_the_menu_sends_it_too(self) -> None:
        """The menu is repeated, but not for ever; nothing is lost."""
        call = by_itself(after(self.recorded, [Pressed("#")]))
        assert call.visited.count("review") == 3
        assert (call.ended_by, call.message_from) == ("over", self.recorded.message_from)

    def test_recording_again_replaces_the_message_only_after_the_beep(self) -> None:
        """Who hangs up before the second beep has sent the first message."""
        menu = until(after(self.recorded, [Pressed("#")]), "review")
        again = until(after(menu, [Pressed("3")]), "beep", 5000)
        assert after(again, [HungUp()]).message_from == self.recorded.message_from
        call, effects = advance(again, Reached("message…", 9000))
        assert call.message_from == 9000
        assert effects[0] == StartTake(9000)

    def test_a_cut_message_can_still_be_sent(self) -> None:
        """The limit ends the message, not the call; the scorecard remembers."""
        call = after(self.recorded, [Listened(180.0, 0.0)])
        assert (call.ended_by, call.cut_by) == (None, "limit")
        assert until(call, "review").cut_by == "limit"

    def test_listening_comes_back_to_the_menu(self) -> None:
        """2 plays the message and the menu follows."""
        call = after(until(after(self.recorded, [Pressed("#")]), "review"), [Pressed("2")])
        assert call.going_to == "playback"
        assert until(until(call, "playback"), "review").phase is Phase.SPEAKING

    def test_the_operators_key_leads_to_a_desk_where_nobody_answers(self) -> None:
        """Then the beep comes after all."""
        call = until(after(until(REVIEW, "greeting"), [Pressed("0")]), "message…")
        assert call.visited[-5:] == ("operator", "operator rings", "operator absent", "beep", "message")


class TestScreening:
    """Somebody listens, and what was said decides."""

    asked = until(SCREENED, "screening…", 500)

    def test_everything_from_off_hook_on_is_kept(self) -> None:
        """A live moment begins with its first word, not when it is the rep's turn."""
        assert self.asked.message_from is not None
        assert self.asked.message_from < 1000
        assert self.asked.conversation == ("screening",)

    @pytest.mark.parametrize(("branch", "place"), [(0, "owner"), (1, "more"), (None, "greeting")])
    def test_the_branch_decides(self, branch: int | None, place: str) -> None:
        """They pick up, ask for more, or let it ring through."""
        call, effects = advance(self.asked, Listened(4.0, 1.5))
        assert effects == (Judge(call.script.steps["screening"]),)
        assert after(call, [Understood(branch)]).going_to == place

    def test_pauses_and_silence(self) -> None:
        """Thinking aloud is no end; neither is saying nothing before the time is up."""
        for listened in (Listened(4.0, 1.4), Listened(9.0, 9.0, spoken=False)):
            assert not advance(self.asked, listened)[1]
        assert advance(self.asked, Listened(10.0, 10.0, spoken=False))[0].deciding

    def test_a_conversation_goes_on_as_one(self) -> None:
        """Asked again, the rep's first answer stays."""
        call = until(after(self.asked, [Listened(4.0, 2.0), Understood(1)]), "more…", 9000)
        assert call.message_from == self.asked.message_from
        assert call.conversation == ("screening", "more")

    def test_the_message_after_it_is_a_message_of_its_own(self) -> None:
        """Let through to the mailbox, the rep is scored on what is left there."""
        call = until(after(self.asked, [Listened(4.0, 2.0), Understood(None)]), "message…", 9000)
        assert call.message_from is not None
        assert call.message_from >= 9000
        assert call.conversation == ()


def test_an_owner_who_picks_up_hears_the_same_message_go_on() -> None:
    """What was said to the mailbox is not lost, and what is said to the owner belongs to it."""
    call = until(PICKED_UP, "message…", 700)
    picked, effects = advance(call, Listened(8.0, 0.0))
    assert effects == (Go("message", "owner"),)
    talking = until(picked, "owner…", 9000)
    assert (talking.message_from, talking.taking) == (call.message_from, True)
    assert talking.conversation == ("owner",)


def test_a_phone_tree_takes_keys_and_repeats_itself() -> None:
    """A key leads on, also while it speaks; three times nothing and it hangs up."""
    assert after(until(TREE, "menu"), [Pressed("2")]).going_to == "accounts"
    assert after(until(TREE, "menu…"), [Pressed("2")]).going_to == "accounts"
    assert after(until(TREE, "menu…"), [Pressed("7")]).going_to is None
    assert by_itself(TREE).visited.count("menu") == 3


def test_a_callback_rings_until_it_is_answered() -> None:
    """Nobody answers: they give up. Answered: they speak."""
    assert until(INCOMING, "your phone").phase is Phase.PHONE
    assert by_itself(INCOMING).visited == ("your phone",)
    assert after(until(INCOMING, "your phone"), [Pressed("answer")]).going_to == "caller"


def test_sound_that_went_on_by_itself_is_where_the_call_is() -> None:
    """A key pressed in the moment the greeting ends comes too late and does no harm."""
    call = after(until(ORDINARY, "greeting"), [Pressed("#"), Reached("beep", 5), Reached("message…", 9)])
    assert (call.place, call.going_to, call.message_from) == ("message…", None, 9)
    menu = after(until(TREE, "menu"), [Pressed("2"), Reached("menu…", 7), Reached("accounts", 8)])
    assert (menu.place, menu.going_to) == ("accounts", None)
