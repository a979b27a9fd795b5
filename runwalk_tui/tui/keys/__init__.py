"""Every key, in one table: bindings, footers and the help screen are made from it.

Letters count as keys: capitals and the letters of other layouts do the same (`layouts`).

A key's ``id`` is what a remapping names; it never changes. ``rank`` says how soon a footer may
leave the key out: 1 stays as long as there is room for anything, 0 is in the help only.
"""

from runwalk_tui.tui.keys.coach import ADVICE_KEYS as ADVICE_KEYS
from runwalk_tui.tui.keys.coach import PROGRAMME_KEYS as PROGRAMME_KEYS
from runwalk_tui.tui.keys.coach import PROGRESS_KEYS as PROGRESS_KEYS
from runwalk_tui.tui.keys.coach import QUESTION_KEYS as QUESTION_KEYS
from runwalk_tui.tui.keys.coach import RACE_KEYS as RACE_KEYS
from runwalk_tui.tui.keys.coach import REST_FIRST as REST_FIRST
from runwalk_tui.tui.keys.coach import REST_KEYS as REST_KEYS
from runwalk_tui.tui.keys.coach import UNWRITE as UNWRITE
from runwalk_tui.tui.keys.coach import WORKOUT_KEYS as WORKOUT_KEYS
from runwalk_tui.tui.keys.files import HISTORY_FILE_KEYS
from runwalk_tui.tui.keys.files import SETTINGS_KEYS as SETTINGS_KEYS
from runwalk_tui.tui.keys.files import TRACE_KEYS as TRACE_KEYS
from runwalk_tui.tui.keys.key import KEEP as KEEP
from runwalk_tui.tui.keys.key import LEAVE_LINE as LEAVE_LINE
from runwalk_tui.tui.keys.key import Group as Group
from runwalk_tui.tui.keys.key import Groups as Groups
from runwalk_tui.tui.keys.key import Key as Key
from runwalk_tui.tui.keys.key import bindings as bindings
from runwalk_tui.tui.keys.plans import EDITOR_KEYS as EDITOR_KEYS
from runwalk_tui.tui.keys.plans import PLAN_KEYS as PLAN_KEYS
from runwalk_tui.tui.keys.plans import UNEDIT as UNEDIT
from runwalk_tui.tui.keys.reference import LISTING_KEYS as LISTING_KEYS
from runwalk_tui.tui.keys.reference import TEXT_KEYS as TEXT_KEYS
from runwalk_tui.tui.keys.reference import TRASH_KEYS as TRASH_KEYS

HELP = Key("help", "question_mark", "help", "?", "keys", "Shows these keys, or hides them.", 1)
LEAVE = Key(
    "leave",
    "q",
    "leave",
    "q",
    "quit",
    "Stops the belt, then quits; again after 10 s, quits anyway.",
    2,
    priority=True,
)
STOP = Key(
    "stop",
    "s,media_stop",
    "stop",
    "s",
    "STOP",
    "Stops the belt and ends the workout. Always works.",
    1,
    priority=True,
)
STOP_TWICE = Key(
    "stop.twice",
    "escape",
    "stop_twice",
    "esc esc",
    "STOP",
    "The same. Letters work in capitals and other alphabets too.",
)
LEAVE_ANYWHERE = Key(
    "anywhere.leave", "ctrl+c,ctrl+q", "leave", "ctrl+c", "quit", "Quits.", priority=True
)
COMMANDS = Key(
    "anywhere.commands",
    "ctrl+p",
    "command_palette",
    "ctrl+p",
    "commands",
    "Every command by name; not in a workout.",
    priority=True,
)
ANYWHERE_KEYS = (LEAVE_ANYWHERE, COMMANDS)
"""They work on every screen, also where letters are written."""

SESSION_KEYS = (STOP, STOP_TWICE, LEAVE, HELP)
"""While a session is under way they work on every screen."""

PAUSE = Key(
    "run.pause",
    "space,media_play_pause,media_play,media_pause",
    "pause",
    "space",
    "pause",
    "Pauses; again: resumes.",
    2,
)
RUN_KEYS = (
    PAUSE,
    Key(
        "run.skip",
        "right,greater_than_sign,media_track_next",
        "skip",
        ">",
        "skip",
        "Goes to the next step.",
        3,
    ),
    Key(
        "run.back",
        "left,less_than_sign,media_track_previous",
        "back",
        "<",
        "back",
        "This step again; in its first 5 s, the one before.",
        4,
    ),
    Key("run.longer", "plus,equals_sign", "longer", "+", "longer", "30 s more of this step.", 4),
    Key("run.faster", "up", "nudge(1)", "↑", "faster", "Faster in this kind of step.", 3),
    Key("run.slower", "down", "nudge(-1)", "↓", "slower", "Slower in this kind of step.", 3),
    Key(
        "run.much_faster",
        "pageup,shift+up",
        "nudge_much(1)",
        "page up",
        "faster",
        "Faster by 0.5 km/h.",
    ),
    Key(
        "run.much_slower",
        "pagedown,shift+down",
        "nudge_much(-1)",
        "page down",
        "slower",
        "Slower by 0.5 km/h.",
    ),
    Key(
        "run.pain",
        "p",
        "pain",
        "p",
        "pain",
        "Pain: walks, eases the runs left; again: no more runs.",
        2,
    ),
    Key("run.undo_pain", "backspace", "undo_pain", "⌫", "undo", "Undoes the pain, for 30 s."),
    Key("run.lock", "l", "lock", "l", "lock", "Locks the keys but for STOP, pause and slower."),
    Key(
        "run.units",
        "u",
        "accept_units",
        "u",
        "units",
        "Accepts a new treadmill's miles per hour.",
    ),
)

END_BROADCAST = Key("run.broadcast", "b", "end_broadcast", "b", "end it", "Ends the broadcast.")
"""In a workout that is shown on the network, where the mark of that names it."""

PLAY = Key("replay.play", "space", "play", "space", "play", "Plays or pauses.", 1)
REPLAY_SUMMARY = Key(
    "replay.summary",
    "enter",
    "summary",
    "enter",
    "summary",
    "The numbers of the session, once it has ended.",
    2,
)
REPLAY_KEYS = (
    PLAY,
    Key("replay.back", "left", "seek(-10)", "←", "10 s", "10 s back.", 2),
    Key("replay.forward", "right", "seek(10)", "→", "10 s", "10 s on.", 2),
    Key(
        "replay.previous",
        "left_square_bracket,shift+left",
        "seek_step(-1)",
        "[",
        "step",
        "To the beginning of this step, or of the one before.",
        2,
    ),
    Key(
        "replay.next",
        "right_square_bracket,shift+right",
        "seek_step(1)",
        "]",
        "step",
        "Goes to the next step.",
        2,
    ),
    Key(
        "replay.slower",
        "minus,less_than_sign",
        "slower",
        "-",
        "slower",
        "Plays slower, down to 1×.",
        3,
    ),
    Key(
        "replay.faster",
        "plus,equals_sign,greater_than_sign",
        "faster",
        "+",
        "faster",
        "Plays faster, up to 60×.",
        3,
    ),
    Key("replay.picture", "x", "picture", "x", "picture", "Writes this moment as SVG here.", 5),
    Key("replay.start", "home", "seek_to(0)", "home", "start", "Goes to the beginning.", 4),
    Key("replay.end", "end", "seek_to(1)", "end", "end", "Goes to the end.", 4),
    REPLAY_SUMMARY,
)

ARM_KEYS = (
    Key(
        "arm.start",
        "enter",
        "start",
        "enter",
        "start",
        "Starts the belt after 3 seconds. No other key does.",
        1,
    ),
    Key("arm.broadcast", "b", "broadcast", "b", "broadcast", "Shows it to apps, or stops.", 4),
)

LIST_KEYS = (
    Key("list.down", "down", "move(1)", "↓", "down", "The next one."),
    Key("list.up", "up", "move(-1)", "↑", "up", "The one before."),
    Key("list.page_down", "pagedown", "move(10)", "page down", "down", "Ten on."),
    Key("list.page_up", "pageup", "move(-10)", "page up", "up", "Ten back."),
    Key("list.end", "end", "move(9999)", "end", "end", "The last one."),
    Key("list.home", "home", "move(-9999)", "home", "top", "The first one."),
)

SUMMARY_KEYS = (
    Key("summary.replay", "r", "replay", "r", "replay", "Plays this session again.", 2),
    Key("summary.export", "e", "export", "e", "export", "Writes it as FIT to this folder.", 4),
    Key("summary.upload", "u", "upload", "u", "upload", "Sends this session to your services.", 4),
)

BACK = Key("back", "escape", "go_back", "esc", "back", "Back to where you came from.", 2)
HELP_KEYS = (
    Key("help.close", "escape,enter,space", "close_help", "esc", "close", "Hides these keys."),
)
CLOSE = Key("close", "q", "leave", "q", "quit", "Quits.", 2)
HOME_KEYS = (
    Key("home.run", "enter", "choose", "enter", "run", "Starts the marked plan.", 1),
    Key("home.history", "h", "history", "h", "history", "Your sessions.", 3),
    Key("home.heart", "w", "heart", "w", "heart rate", "The heart rate alone.", 4),
    Key("home.replay", "r", "replay", "r", "replay last", "Plays the last session again.", 4),
    Key("home.progress", "g", "progress", "g", "weeks", "Your weeks.", 3),
    Key("home.programmes", "o", "programmes", "o", "programmes", "Plans by the week.", 3),
    Key("home.races", "m", "races", "m", "races", "Your Magic Miles, and races by them.", 4),
    Key("home.new", "n", "new", "n", "new plan", "Makes a new workout.", 4),
    Key("home.import", "i", "import_plan", "i", "import", "Imports another program's workout.", 5),
    Key("home.devices", "d", "devices", "d", "devices", "Your treadmill and your strap.", 3),
    Key(
        "home.broadcast", "b", "broadcast", "b", "broadcast", "Shows workouts to apps, or stops.", 5
    ),
    Key("home.settings", "comma", "settings", ",", "settings", "Cap, colours, sound, keys.", 4),
    Key("home.profile", "p", "profile", "p", "profile", "Your profile.", 4),
    Key("home.runner", "u", "switch", "u", "other runner", "Switches to the next runner.", 2),
)
HISTORY_KEYS = (
    Key("history.open", "enter", "choose", "enter", "look", "All about the marked session.", 1),
    Key("history.replay", "r", "replay", "r", "replay", "Plays the marked session.", 3),
    Key("history.filter", "slash", "filter", "/", "filter", "Lists only those with your words.", 3),
    Key("history.order", "o", "order", "o", "order", "Longest, farthest or calmest first.", 4),
    *HISTORY_FILE_KEYS,
    Key("history.back", "escape,h", "go_back", "esc", "back", "Back to the plans.", 2),
)

UNFILTER = Key("history.unfilter", "escape", "unfilter", "esc", "all", "Lists all again.")


def _form_key(
    id: str, keys: str, action: str, cap: str, label: str, about: str, rank: int = 0
) -> Key:
    """A key that acts before the line in which letters are written is asked."""
    return Key(id, keys, action, cap, label, about, rank, priority=True)


SKIP = _form_key("form.skip", "escape", "skip", "esc", "leave", "Leaves without saving.", 2)
FORM_KEYS = (
    _form_key(
        "form.next", "enter", "next", "enter", "next", "The next field; after the last, done.", 1
    ),
    _form_key("form.save", "ctrl+s", "save", "ctrl+s", "done", "Saves everything as it is.", 2),
    SKIP,
    _form_key("form.down", "down,tab", "move(1)", "↓", "down", "The field below."),
    _form_key("form.up", "up,shift+tab", "move(-1)", "↑", "up", "The field above."),
    _form_key("form.page_down", "pagedown", "page(1)", "page down", "page", "The next page."),
    _form_key("form.page_up", "pageup", "page(-1)", "page up", "page", "The page before."),
)
CHOICE_KEYS = (
    _form_key(
        "choice.next", "right,space", "choose(1)", "→", "other", "Chooses the next option.", 3
    ),
    _form_key("choice.back", "left", "choose(-1)", "←", "other", "Chooses the option before."),
)
FORM_APP_KEYS = (
    Key("form.help", "f1", "help", "f1", "keys", "Shows these keys, or hides them.", 2),
    LEAVE_ANYWHERE,
)
"""In a form letters are written; these work all the same."""
BUILDER_KEYS = tuple(key for key in FORM_KEYS if "page" not in key.id)

DEVICES_KEYS = (
    Key(
        "devices.choose",
        "enter",
        "choose",
        "enter",
        "use",
        "Always connects to this one; again: the nearest.",
        1,
    ),
    Key("devices.remember", "m", "remember", "m", "remember", "Keeps it in the list.", 3),
    Key("devices.rename", "n", "rename", "n", "name", "Gives it your own name.", 3),
    Key("devices.forget", "f,delete", "forget", "f", "forget", "Forgets it, after a question.", 3),
    Key(
        "devices.check",
        "c",
        "check",
        "c",
        "check",
        "Checks a treadmill in a minute of walking.",
        2,
    ),
    Key(
        "devices.battery", "b", "battery", "b", "battery", "Asks a sensor for its battery level.", 3
    ),
    Key("devices.pair", "p", "pair", "p", "pair", "Pairs with one that requires it.", 4),
    Key("devices.trace", "t", "trace", "t", "trace", "Records what devices send.", 5),
    Key("devices.report", "r", "report", "r", "report", "Shows what its check found, to copy.", 5),
    Key(
        "devices.train",
        "w",
        "train",
        "w",
        "workout",
        "Goes to the plans, to run one on this machine.",
        2,
    ),
    Key("devices.back", "escape,d", "go_back", "esc", "back", "Leaves.", 1),
)
FORGET_KEYS = (
    Key("forget.yes", "y", "confirm", "y", "forget it", "Forgets it.", 1),
    Key("forget.no", "n,escape", "decline", "n", "keep it", "Keeps the device.", 1),
)

NO_ADAPTER_KEYS = (
    Key("adapter.retry", "r,enter", "retry", "r", "try again", "Tries what failed again.", 1),
    Key("adapter.doctor", "d", "doctor", "d", "doctor", "Finds what is wrong.", 2),
    Key("adapter.practise", "p", "practise", "p", "practise", "Continues with virtual devices.", 2),
    Key("adapter.by_hand", "w", "go_by_hand", "w", "no treadmill", "You set the speeds.", 2),
)
DOCTOR_KEYS = (
    Key("doctor.again", "r", "again", "r", "look again", "Looks again.", 1),
    Key("doctor.write", "w", "write", "w", "write", "Writes it to a file, to report a fault.", 2),
)

ALL_KEYS = (
    *SESSION_KEYS,
    *RUN_KEYS,
    END_BROADCAST,
    *REPLAY_KEYS,
    *ARM_KEYS,
    *LIST_KEYS,
    *SUMMARY_KEYS,
    *QUESTION_KEYS,
    *ADVICE_KEYS,
    *HELP_KEYS,
    BACK,
    CLOSE,
    *HOME_KEYS,
    *PLAN_KEYS,
    *EDITOR_KEYS,
    UNEDIT,
    *HISTORY_KEYS,
    UNFILTER,
    *PROGRAMME_KEYS,
    *WORKOUT_KEYS,
    *PROGRESS_KEYS,
    *RACE_KEYS,
    UNWRITE,
    REST_FIRST,
    *REST_KEYS,
    *LISTING_KEYS,
    *TEXT_KEYS,
    *TRASH_KEYS,
    *DEVICES_KEYS,
    *FORGET_KEYS,
    *NO_ADAPTER_KEYS,
    *DOCTOR_KEYS,
    *FORM_KEYS,
    *CHOICE_KEYS,
    *SETTINGS_KEYS,
    *TRACE_KEYS,
    *FORM_APP_KEYS,
    COMMANDS,
)
"""The whole table."""
