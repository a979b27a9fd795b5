"""The table: one column takes what the others leave, the mark stays, and a click chooses."""

from textual.app import App, ComposeResult
from textual.widgets import DataTable

from runwalk_tui.tui.widgets.table import Column, Row, Rows, Table

COLUMNS = (Column("plan", 0), Column("time", 6, is_right=True))
ROWS = tuple(Row((f"plan {n}, with a rather long title", f"{n}:00")) for n in range(30))


class Alone(App[None]):
    """A table that fills the screen."""

    CSS = (
        "Table { height: 1fr; scrollbar-gutter: stable; scrollbar-size: 1 1; overflow-x: hidden; }"
    )

    def __init__(self, *, can_mark: bool = True) -> None:
        super().__init__()
        self._can_mark = can_mark
        self.table: Table
        self.chosen: list[int] = []

    def compose(self) -> ComposeResult:
        self.table = Table(COLUMNS, can_mark=self._can_mark)
        yield self.table

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        self.chosen.append(event.cursor_row)

    def rows(self) -> list[str]:
        strips = self.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]


async def test_a_column_takes_what_the_others_leave_and_what_does_not_fit_is_hinted_at() -> None:
    app = Alone()
    async with app.run_test(size=(50, 10)) as pilot:
        app.table.draw(ROWS[:2])
        await pilot.pause()
        assert app.rows()[:2] == [
            "   plan                                     time",
            " ▌ plan 0, with a rather long title         0:00",
        ]
        await pilot.resize_terminal(30, 10)
        await pilot.pause()
        assert app.rows()[1] == " ▌ plan 0, with a r…    0:00"


async def test_the_mark_stays_where_it_is_while_rows_come_change_and_go() -> None:
    app = Alone()
    async with app.run_test(size=(50, 10)) as pilot:
        app.table.draw(ROWS[:2])
        app.table.move(1)
        app.table.draw([*ROWS[:2], ROWS[7]])
        await pilot.pause()
        assert app.table.marked == 1
        assert app.rows()[2].startswith(" ▌ plan 1,")
        assert app.rows()[3].startswith("   plan 7,")
        app.table.draw([ROWS[5], ROWS[6]], mark=0)
        await pilot.pause()
        assert [row[:9] for row in app.rows()[1:4]] == [" ▌ plan 5", "   plan 6", ""]
        app.table.draw(ROWS[:1])
        assert app.table.marked == 0


async def test_the_marked_row_is_in_sight_and_moving_ends_at_the_ends() -> None:
    app = Alone()
    async with app.run_test(size=(50, 10)) as pilot:
        app.table.draw(ROWS)
        app.table.move(9999)
        await pilot.pause()
        assert app.rows()[9].startswith(" ▌ plan 29")
        app.table.move(-9999)
        await pilot.pause()
        assert app.rows()[1].startswith(" ▌ plan 0,")


async def test_rows_are_made_as_the_mark_or_the_scroll_bar_comes_near() -> None:
    made: list[int] = []

    def row_at(at: int) -> Row:
        made.append(at)
        return Row((f"plan {at}", "0:00"))

    app = Alone()
    async with app.run_test(size=(50, 10)) as pilot:
        app.table.draw(Rows(2000, row_at))
        await pilot.pause()
        assert made == list(range(11 + Table.AHEAD))
        app.table.move(15)
        await pilot.pause()
        assert made == list(range(len(made)))
        assert 26 <= len(made) < 26 + 2 * Table.AHEAD
        assert app.rows()[9].startswith(" ▌ plan 15")
        app.table.scroll_to(y=32, animate=False)
        await pilot.pause()
        assert app.rows()[9].startswith("   plan 40")
        assert max(made) > 60
        app.table.move(1999)
        app.table.move(1999)
        assert app.table.marked == app.table.row_count - 1 > Table.LEAP
        app.table.move(1999)
        app.table.move(1999)
        app.table.move(1999)
        await pilot.pause()
        assert app.rows()[9].startswith(" ▌ plan 1999")
        assert made == list(range(2000))


async def test_without_a_mark_the_rows_move() -> None:
    app = Alone(can_mark=False)
    async with app.run_test(size=(50, 10)) as pilot:
        app.table.draw(ROWS)
        await pilot.pause()
        app.table.move(3)
        await pilot.pause()
        assert app.rows()[1].startswith(" plan 3,")
        await pilot.click(Table, offset=(5, 2))
        assert app.chosen == []


async def test_a_click_marks_and_one_on_the_marked_row_chooses_in_any_column() -> None:
    app = Alone()
    async with app.run_test(size=(50, 10)) as pilot:
        app.table.draw(ROWS)
        await pilot.pause()
        await pilot.click(Table, offset=(5, 3))
        assert (app.table.marked, app.chosen) == (2, [])
        await pilot.click(Table, offset=(46, 3))
        await pilot.pause()
        assert app.chosen == [2]
        await pilot.click(Table, offset=(5, 0))
        assert app.chosen == [2]
