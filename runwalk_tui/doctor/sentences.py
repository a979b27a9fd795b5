"""The findings of the doctor, each with its remedy."""

from runwalk_tui.language import table

# Linux
SERVICE_FAILS = "the Bluetooth service fails ({error}: {detail})"
NO_BUS = "the system bus cannot be reached ({detail})"
NO_SERVICE = "the Bluetooth service is not running"
ENABLE_SERVICE = "sudo systemctl enable --now bluetooth (missing? install bluez)"
NO_ACCESS = "{user} has no access to the Bluetooth service"
RUNS_VERSION = "runs, version {major}.{minor}"
RUNS = "runs"
NO_ADAPTER = "no Bluetooth adapter"
NAMED_IS_NOT_THERE = "the settings name {wanted}, which is not there"
NO_LOW_ENERGY = "{name} has no Low Energy"
IS_ON = "{name} ({alias}) is on"
KERNEL_HAS = "the kernel has {adapters}, but the service does not see it"
PLUG_IN_ANOTHER = "plug in another one (4.0 or later)"
IS_OFF = "{name} is off"
UPGRADE_BLUEZ = "upgrade bluez to 5.55 or later"
PLUG_ONE_IN = "plug one in (4.0 or later)"
NAME_ANOTHER = "name another one: {adapters}"
NO_ANSWER_WITHIN = "no answer within {seconds:.0f} s"
IT_DISCONNECTS = "it disconnects"

JOIN_GROUP = "sudo usermod -aG {group} {user}, then log out and in again"
WSL = "WSL has no Bluetooth: run the program in Windows itself"
CONTAINER_BUS = "give the container the host's bus: docker run -v /run/dbus:/run/dbus ..."
CONTAINER_USER = "run the container with the host's bus, and as a user whom the host knows"
LOGGED_IN_USER = "run the program as the user who is logged in at this machine"
LOG_IN_AGAIN = "log out and in again: {user} is new in the group {group}"
HARD_OFF = "{name} is switched off by hardware"
USE_SWITCH = "use the wireless switch or key, or the firmware settings"
SOFT_OFF = "{name} is switched off (airplane mode?)"
NOT_OFF = "{name} is not switched off"

# macOS and Windows
PRIVACY = "allow this terminal in System Settings > Privacy & Security > Bluetooth"
VERSION = "version {version}"
BTHSERV_STOPPED = "the Bluetooth Support Service does not run"
START_BTHSERV = "start it: services.msc > Bluetooth Support Service, or (as administrator) sc start"
OTHER_SYSTEM = "{system} has no Bluetooth that bleak can use"
RUN_ELSEWHERE = "run the program on Linux, macOS or Windows 11; here '--virtual' and '--cues' work"
UPGRADE_WINDOWS = "upgrade to Windows 11, build {build}, or later"
UPGRADE_MACOS = "upgrade to 10.15 or later"
WILL_ASK = "macOS will ask whether this terminal may use Bluetooth"
MAY_USE = "this terminal may use Bluetooth"
MAY_NOT_USE = "this terminal may not use Bluetooth"
SAY_YES = "say yes, or {otherwise}"
BTHSERV_RUNS = "bthserv runs"

# The program
MEGABYTES_FREE = "{megabytes:,.0f} MB free for {folder}"
COLOURS_NOT_WANTED = "no colours, as NO_COLOR asks"
TRUE_COLOURS = "16 million colours"
COLOURS_256 = "256 colours"
COLOURS_16 = "16 colours"
NOT_A_FOLDER = "{place} is not a folder"
MOVE_AWAY = "move it out of the way"
NOT_WRITABLE = "{place} cannot be written"
FREE_SPACE = "free space, or sessions go unrecorded"
FREE_SPACE_SOON = "free some space soon"
NO_SPEECH = "no speech program: the bell rings instead"
INSTALL_SPEECH = "install espeak-ng"
NO_TERMINAL = "standard output is not one"
USE_HEADLESS = "use --headless"
NO_UTF_8 = "writes {encoding}, which lacks the screens' signs"
NO_COLOURS = "shows no colours (TERM={term})"
SET_TERM = "export TERM=xterm-256color, if it can show them"
TOO_SMALL = "{columns}x{lines}: screens omit details"
MAKE_LARGER = "make it {columns}x{lines} or larger"
NOT_INSTALLED = "is not installed"
REPAIR = "repair it, or move it away and start again"

HEARS = "hears {count} devices, {devices} of them treadmills or straps"
NONE_YET_DEFAULTS = "none yet: using defaults"
NONE_YET = "none yet"
SESSIONS_IN = "{count} sessions in {file}"
NO_NAME = "no name"
ON_SYSTEM = "{version} on {system}"
NAMES = {
    "settings folder": "settings folder",
    "data folder": "data folder",
    "log folder": "log folder",
    "disk": "disk",
    "settings": "settings",
    "journal": "journal",
    "voice": "voice",
    "terminal": "terminal",
    "permission": "permission",
    "adapter": "adapter",
    "radio": "radio",
    "privacy": "privacy",
    "service": "service",
    "system": "system",
}
"""What was looked at, by the words that JSON has in every language."""

table(__name__)
