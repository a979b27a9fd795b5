"""The keys that change plans, in the list of plans and on the screen that edits one."""

from runwalk_tui.tui.keys.key import Key

PLAN_KEYS = (
    Key("home.edit", "e", "own_plan('edit')", "e", "edit", "Edits a plan of your own."),
    Key("home.copy", "c", "own_plan('copy')", "c", "copy", "Copies it, as a plan of your own."),
    Key("home.delete", "delete", "own_plan('delete')", "del", "delete", "Deletes a plan."),
    Key("home.undelete", "z", "own_plan('undo')", "z", "undo", "Brings the deleted plan back."),
    Key(
        "home.star",
        "asterisk,f",
        "own_plan('star')",
        "*",
        "star",
        ("Stars a plan, or takes its star away."),
    ),
)

EDITOR_KEYS = (
    Key("editor.change", "enter", "change", "enter", "change", "Writes in the marked cell.", 1),
    Key("editor.save", "ctrl+s", "save", "ctrl+s", "save", "Saves the plan and goes back.", 1),
    Key("editor.add", "a,plus", "add", "a", "add", "Adds a step below.", 2),
    Key("editor.remove", "delete,x", "remove", "x", "remove", "Removes the step.", 2),
    Key("editor.undo", "u,ctrl+z", "undo", "u", "undo", "Undoes the last change.", 2),
    Key("editor.title", "t", "title", "t", "title", "Writes the title.", 3),
    Key("editor.about", "b", "about", "b", "about", "Edits the description.", 4),
    Key("editor.up", "shift+up,k", "shift(-1)", "k", "up", "Moves the step up.", 4),
    Key("editor.down", "shift+down,j", "shift(1)", "j", "down", "Moves the step down.", 4),
    Key("editor.row_up", "up", "move(-1)", "↑", "up", "The row above."),
    Key("editor.row_down", "down", "move(1)", "↓", "down", "The row below."),
    Key("editor.left", "left", "aside(-1)", "←", "left", "The cell to the left."),
    Key("editor.right", "right,tab", "aside(1)", "→", "right", "The cell to the right."),
    Key("editor.back", "escape", "go_back", "esc", "back", "Back, after a warning.", 2),
)
UNEDIT = Key("editor.unedit", "escape", "unedit", "esc", "leave", "Leaves the cell unchanged.")
