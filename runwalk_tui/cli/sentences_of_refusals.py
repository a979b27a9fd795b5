"""The refusals of commands: what is wrong, and what to write instead, in one line.

Names in braces are filled in by ``str.format``.
"""

from runwalk_tui.language import table

HELP = "'runwalk --help' lists the commands"
NO_COMMAND = "{words}: not a command or an argument here; {help}"
NOT_UNDERSTOOD = "{what}; {help}"

# Options that commands share
NOT_WHOLE = "{text} is not a whole number; write one like 6"
RATE = "--rate {rate} is not above 0 and at most 100000"
RATE_IS_VIRTUAL = "--rate goes with --virtual: a real belt knows only real time"
CUES_DRIVE_NOTHING = "--cues drives no treadmill: leave out --treadmill, or leave out --cues"
MACHINE = "--machine {text}: write one of {machines}"
TWO_MACHINES = "--bike and --machine {machine} are two machines: leave one out"
ADAPTER_ON_LINUX = "--adapter is for Linux: this system has one adapter for all programs"
ADAPTER = "--adapter {adapter}: write hci0 or hci1; 'bluetoothctl list' shows them"
SECONDS = "devices: --seconds {seconds} is not within 1 to 60"
PORT = "{command}: --port {port} is not within 0 to 65535"

# Workouts
TARGET_OF_A_MILE = "run: --target is that of a mile; write 'run magic-mile --target'"
NO_CHOOSING = "run: without a screen, name a plan, as in 1-2"
GHOST_OF_A_PLAN = "run: --ghost: name the plan, as in: runwalk run 1-2 --ghost last"
FILM_SIZE = "replay: --size {size}: write columns and rows like 100x30, from 60x18 to 300x100"
FILM_RATE = "replay: --rate {rate}: write 1 to 100"
FILM_MOMENT = "replay: --at {at}: write a time like 12:30"
NO_MOMENT = "replay: --svg: say of which moment, as in --at 12:30"
IS_THERE = "already exists; choose another name, or add --force"
PORT_IS_TAKEN = "watch: port {port}: {why}; name another one"
BROADCAST_HOST = "broadcast: --host: {why}; write 127.0.0.1 or 0.0.0.0"
PACKAGE_IS_MISSING = "broadcast: {package} is missing; install runwalk-tui[broadcast]"
BROADCAST_PORT = "broadcast: {host} port {port}: {why}"

# Devices
TRACE_SECONDS = "trace: --seconds {seconds} is not above 0"
NOT_CHECKED = "{device}: not a treadmill that was checked: runwalk devices check"
NOT_REMEMBERED = "{device}: no such device is remembered; remembered are {names}"
NONE_REMEMBERED = "{device}: no such device is remembered; none is remembered"
SEVERAL = "{device}: several devices have this name; write {addresses}"

# Sessions
LAST = "{command}: --last {last} is below 0; write 0 for all of them"
EXPORT_FOLDER = "export --all: name the folder, as in: runwalk export --all backup"
EXPORT_PARQUET = "export: Parquet is for every session; write --all and a folder"
NO_SECRET = (
    "upload: there is no {secret} for {service} yet; 'runwalk upload --to {to} --key' stores it"
)
SOMEBODY_ELSES = "upload: session {id} is {runner}'s; name the runner with --runner"
NOBODYS = "upload: session {id} is nobody's by name; name the runner with --runner"
NOT_UPLOADED = "upload: session {id} {why}"

# Plans and programmes
EDIT_WITHOUT_SCREEN = (
    "plans edit: no screen here; write changes, as in: plans edit my-1-2 title=Hills 2.repeat=8"
)
EDIT_WITHOUT_EQUALS = "plans edit: {word} has no =; write it like 2.repeat=8 or title=Hills"
EDIT_WITHOUT_KEY = (
    "plans edit: {key} is not a key; write title, about or maximum_kmh, or a step and"
    " its key: 3.time, 2.1.speed"
)
IMPORT_IS_THERE = (
    "plans import: there is a plan {name} already; choose another --name, or add --force"
)
IMPORT_WITHOUT_YES = "plans import: nothing is kept without a yes; add --yes"
IMPORT_LEFT = "plans import: nothing is kept; {question}"
PLAN_IS_THERE = "plans new: there is a plan {name} already; choose another name, or add --force"
NEW_WITHOUT_SCREEN = "plans new: no screen here; give a pattern, as in --ratio 2:1"
FOLLOW_WEEK = "programmes follow: --week {week} is not within 1 to {weeks}"
PROGRAMME_DONE = "programmes calendar: {title} is done; name another programme"
NO_PROGRAMME = "programmes calendar: no programme followed; name one, as in c25k"

# The coach
EARLIER_DAY = "today: --move {day} is not a day to come; write one after today"
NOTHING_TO_REFUSE = "today: nothing in today's advice can be refused; run another plan"
DAY = "today: {option} {text} is not a day; write it like 2026-03-05, or tomorrow"
NO_FTP_TEST = "tell: that session was no whole FTP test; run ftp-ramp or ftp-20"
BEYOND = "tell: {what} {value} is not within {least} to {most}"
THE_EFFORT = "the effort"
THE_PAIN = "the pain"

# Settings
SETTING_WITHOUT_EQUALS = "settings set: {text} has no =; write it like sound=bell"
NO_KEY_FOR = "settings set: {why}"
AMEND_NOTHING = "amend: nothing to change; give --effort or --note"
ORDER_OF = "history: --order {order}: {why}"

# Runners
NO_NAME = "profile new: {name} is not a name; write one like Ada"
EDIT_PROFILE = "profile edit: needs a terminal; 'runwalk profile set' does without"
NO_PROFILE_TO_SET = "profile set: there is no profile yet; 'runwalk profile new NAME' first"
SET_WITHOUT_EQUALS = "profile set: {text} has no =; write it like max_bpm=186"


table(__name__)
