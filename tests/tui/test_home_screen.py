"""Home: whom to call, what to know, what will be scored."""

from tests.tui.conftest import MakeApp, MakeStudio
from tests.tui.driving import text, until, until_on, until_text
from trainer.tui.screens.call import CallScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.problem import ProblemScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.widgets.prospect_list import ProspectList


async def test_every_prospect_is_listed_with_company_country_and_difficulty(
    make_app: MakeApp, make_studio: MakeStudio
) -> None:
    """Nobody is left out, and what tells them apart is on the screen."""
    studio = make_studio()
    app = make_app(studio)
    async with app.run_test(size=(160, 48)) as pilot:
        await until_text(pilot, "new")
        shown = text(app)
        for scenario in studio.scenarios:
            country = "UK" if scenario.prospect.country == "gb" else scenario.prospect.country.upper()
            assert scenario.prospect.name in shown
            assert scenario.prospect.company in shown
            assert f"{country} · {scenario.difficulty}" in shown


async def test_the_briefing_holds_everything_before_the_call(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Who, why, what is known, and every check with its points: nothing is hidden before the call."""
    studio = make_studio()
    app = make_app(studio)
    async with app.run_test(size=(160, 48)) as pilot:
        await until_text(pilot, "pass at 70 of 100")
        shown = text(app)
        first = studio.scenarios[0]
        assert first.prospect.role in shown
        assert "What you know" in shown
        for check in studio.checklist.checks:
            assert check.title[1:40] in shown


async def test_the_briefing_follows_the_highlight(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Arrows and vim keys move, ends included, and the right side goes with them."""
    studio = make_studio()
    app = make_app(studio)
    names = [scenario.prospect.name for scenario in studio.scenarios]
    async with app.run_test(size=(80, 24)) as pilot:
        prospects = app.screen.query_one(ProspectList)
        for key, index in (("j", 1), ("down", 2), ("k", 1), ("G", -1), ("g", 0), ("end", -1), ("home", 0)):
            await pilot.press(key)
            assert prospects.scenario is not None
            assert prospects.scenario.prospect.name == names[index]
        await pilot.press("j")
        await until_text(pilot, studio.scenarios[1].title)


async def test_prospects_stand_under_the_titles_of_their_packs(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Whoever walks up to the first prospect of a pack sees its title as well."""
    studio = make_studio()
    app = make_app(studio)
    packs = list(dict.fromkeys(scenario.pack.title for scenario in studio.scenarios))
    assert len(packs) > 2
    async with app.run_test(size=(60, 24)) as pilot:
        prospects = app.screen.query_one(ProspectList)
        await until_text(pilot, packs[0], ProspectList)
        await pilot.press("G")
        for _ in studio.scenarios:
            assert prospects.scenario is not None
            await until_text(pilot, prospects.scenario.prospect.name, ProspectList)
            await pilot.press("k")
        await pilot.press("g")
        await until_text(pilot, packs[0], ProspectList)


async def test_a_click_looks_and_a_double_click_dials(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """The mouse is welcome, a single click calls nobody, and the title of a pack is nobody to call."""
    studio = make_studio(real_time=True)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        prospects = app.screen.query_one(ProspectList)
        await pilot.click(ProspectList, offset=(5, 5))
        second = prospects.scenario
        assert second is studio.scenarios[1]
        await pilot.click(ProspectList, offset=(5, 1), times=2)
        assert prospects.scenario is second
        await pilot.click(ProspectList, offset=(5, 5), times=2)
        await until_on(pilot, CallScreen)
        await pilot.press("escape")


async def test_the_best_score_stands_beside_the_name(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """After a call, home knows of it."""
    studio = make_studio()
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_on(pilot, ScorecardScreen)
        await pilot.press("h")
        (attempt,) = studio.history.attempts()
        await until_text(pilot, f"best {attempt.scorecard.total} ✓")


async def test_with_nobody_to_call_home_says_what_to_do(make_app: MakeApp) -> None:
    """An empty state is a hint."""
    app = make_app(prospects=0)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "There is nobody to call.")
        assert "trainer scenarios check" in text(app)
        await pilot.press("enter", "down", "q")
        await until(pilot, lambda: not app.is_running)


async def test_a_damaged_profile_is_told_and_does_no_more_harm(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """A file that a person edited wrongly is named with its line; the app goes on."""
    studio = make_studio()
    studio.folders.profile.write_text('name = "Alex Kim"\nnumber = "12"\n', encoding="utf-8")
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on(pilot, ProblemScreen)
        await until_text(pilot, "profile.toml")
        await pilot.press("escape")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
