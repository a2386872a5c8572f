"""Who can be called."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from trainer.tui.widgets.ends import Ends
from trainer.tui.words import MUTED, country_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual import events

    from trainer.core.scenario import Pack, Scenario


class ProspectList(OptionList):
    """The prospects, two lines each: name and best score, job, country and difficulty; each pack under its title."""

    BORDER_TITLE = "Prospects"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "Dial", id="home.dial", tooltip="Call the highlighted prospect"),
        Binding("down,j", "cursor_down", show=False, id="list.down", tooltip="The next prospect"),
        Binding("up,k", "cursor_up", show=False, id="list.up", tooltip="The prospect before"),
        Binding("home,g", "first", show=False, id="list.first", tooltip="The first prospect"),
        Binding("end,G", "last", show=False, id="list.last", tooltip="The last prospect"),
    ]

    DEFAULT_CSS = """
    ProspectList > .option-list--option-disabled { color: $text-accent; }
    """

    def __init__(self, scenarios: Sequence[Scenario]) -> None:
        options: list[Option] = []
        for pack, members in groupby(scenarios, key=lambda scenario: scenario.pack):
            options.append(Option(_title(pack), disabled=True))
            options += [Option(_row(scenario, Content(""), False), id=scenario.id) for scenario in members]
        super().__init__(*options)
        self._scenarios = {scenario.id: scenario for scenario in scenarios}
        self._best: dict[str, Content] = {}
        self._roomy = False

    @property
    def scenario(self) -> Scenario | None:
        """The highlighted one."""
        option = self.highlighted_option
        return self._scenarios[option.id] if option and option.id else None

    def show_best(self, best: Mapping[str, int], pass_mark: int) -> None:
        """Write the best totals beside the names."""
        self._best = {scenario_id: _best_text(best.get(scenario_id), pass_mark) for scenario_id in self._scenarios}
        self._set_rows()

    def scroll_to_highlight(self, top: bool = False) -> None:
        """Bring the highlighted prospect into sight; its pack's title as well if that stands right above."""
        above = (self.highlighted or 0) - 1
        if above >= 0 and self.options[above].disabled and self.is_mounted:
            self.scroll_to_region(
                Region(0, self._index_to_line.get(above, 0), 1, 1), force=True, animate=False, immediate=True
            )
        super().scroll_to_highlight(top)

    def on_resize(self) -> None:
        """Leave a line free between prospects if all of them fit."""
        titles = self.option_count - len(self._scenarios)
        roomy = self.scrollable_content_region.height >= 3 * len(self._scenarios) + titles
        if roomy != self._roomy:
            self._roomy = roomy
            self._set_rows()

    def _set_rows(self) -> None:
        for scenario_id, scenario in self._scenarios.items():
            row = _row(scenario, self._best.get(scenario_id, Content("")), self._roomy)
            self.replace_option_prompt(scenario_id, row)

    def on_click(self, event: events.Click) -> None:
        """A click looks, a double click dials."""
        event.prevent_default()
        index = event.style.meta.get("option")
        if index is not None and not self.options[index].disabled:
            self.highlighted = index
            if event.chain == 2:
                self.action_select()


def _title(pack: Pack) -> Ends:
    return Ends((Content.styled(pack.title, "bold"), Content("")))


def _row(scenario: Scenario, best: Content, roomy: bool) -> Ends:
    prospect = scenario.prospect
    facts = f"{country_text(prospect.country)} · {scenario.difficulty}"
    lines = [
        (Content.styled(prospect.name, "bold"), best),
        (Content.styled(f"{prospect.company}, {prospect.role}", MUTED), Content.styled(facts, MUTED)),
    ]
    if roomy:
        lines.append((Content(""), Content("")))
    return Ends(*lines)


def _best_text(best: int | None, pass_mark: int) -> Content:
    if best is None:
        return Content.styled("new", MUTED)
    if best >= pass_mark:
        return Content.assemble((f"best {best} ", MUTED), ("✓", "bold $text-success"))
    return Content.styled(f"best {best}  ", MUTED)
