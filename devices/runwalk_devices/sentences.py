"""What this library says to people, in one table: on faults, devices, traces and the simulator.

Each sentence is one line of what is wrong, then a colon and what to do. Names in braces are filled
in by ``str.format``: a program in another language finds a sentence again by its template.
"""

# The adapter; keys are those of `sys.platform`
ADAPTER_OFF = "the Bluetooth adapter is off: {remedy}"
NOT_AVAILABLE = "Bluetooth is not available: {remedy}"
NO_PERMISSION = "no permission to use Bluetooth: {remedy}"
NO_ADAPTER = "no Bluetooth adapter found: plug one in"
NO_LOW_ENERGY = "this Bluetooth adapter has no Low Energy: plug in another one (4.0 or later)"
ADAPTER_BUSY = "the Bluetooth adapter is busy: close other programs that scan, then try again"
ADAPTER_SILENT = "the Bluetooth adapter does not answer: switch it off and on, then try again"
NO_SERVICE = "the Bluetooth service is not running: start it with: sudo systemctl start bluetooth"
NO_BUS = (
    "no Bluetooth: the D-Bus system bus cannot be reached ({why}); start it with: sudo systemctl "
    "start dbus bluetooth"
)
NO_SUCH_ADAPTER = "no Bluetooth adapter {adapter}: 'bluetoothctl list' shows what there is"
ADAPTER_UNUSABLE = "the Bluetooth adapter cannot be used ({why}): check that it is plugged in"
TURN_ON = {
    "linux": "turn it on with: bluetoothctl power on (or: rfkill unblock bluetooth)",
    "darwin": "turn it on in System Settings > Bluetooth",
    "win32": "turn it on in Settings > Bluetooth & devices",
}
TURN_ON_ELSEWHERE = "turn Bluetooth on in the system's settings"
ALLOW = {
    "linux": "join the bluetooth group (sudo usermod -aG bluetooth $USER) and log in again",
    "darwin": "allow this terminal in System Settings > Privacy & Security > Bluetooth",
    "win32": "allow apps to use Bluetooth in Settings > Privacy & security",
}
ALLOW_ELSEWHERE = "allow this program to use Bluetooth in the system's settings"

# Connections
NO_ANSWER = "no answer: is it on, in range, and not connected to another app?"
BROKE = "the connection broke"
SILENT = "silent: reconnecting"
HELD = "it is connected to another app: close that app"
NOT_CONNECTED = "not connected"
LACKS = "the device has no {uuid}"
NO_CONTROL_POINT = "no control point was listed: looking once more"
GAVE_WAY = "gave way to the treadmill"
NEEDS_PAIRING = "it needs pairing: {remedy}"
PAIR = {
    "darwin": "say yes when the system asks, or pair it in System Settings > Bluetooth",
    "win32": "pair it in Settings > Bluetooth & devices > Add device",
}
NO_BLUEZ = "no system bus, or no BlueZ on it"

# Which device
AT_NEW_ADDRESS = "at a new address"
ANOTHER_DEVICE = "a different device"
STRONGEST = "strongest of {count} in range"
NAMESAKES = "{count} devices of that name are in range: write one of the addresses {addresses}"
OTHER_MACHINE = "no {kind} in range, but another machine: --machine {there} takes it"
KINDS = (
    *("treadmill", "strap", "pod", "bike", "elliptical", "rower", "climber"),
    *("power meter", "cadence sensor"),
)

# Commands that were refused, or came to nothing
NOT_ACCEPTED = "the treadmill does not accept it"
TRAINER_DECLINES = "the trainer does not accept it"
NO_RESPONSE = "no response"
NO_LONGER_WANTED = "no longer wanted"
OVERTAKEN = "overtaken"
OWN_FAULT = "an error in this program"
NO_KEY = "its safety key is out, or it reports an error"
INCLINE_AT_CONSOLE = "set the incline at its console"
BEING_STOPPED = "the belt is being stopped"
MOVES = "the belt is already moving"
START_TOGGLES = "another Start would undo the first"
CONSOLE_CHOOSES = "its console has since set a speed"
CONSOLE_STOPS = "its console stops the belt"
RESTS = "already stopped"
UNSHOWN = "the telemetry does not show it"
LET_GO = "the treadmill was released"
UNSEEN = "no standing belt was measured"
UNTOLD = "the treadmill cannot be told to stop"
NO_COMMANDS = "the treadmill accepts no commands"
STOPPING = "the belt is stopped"
NOT_SLOWING = "the belt does not slow down"
RESULTS = (
    *("op code not supported", "invalid parameter", "operation failed", "control not permitted"),
    *("failed", "not supported", "rejected", "pending", "no command yet"),
)
"""Of `ResultCode`, and of `CommandResult`."""

# Traces
TRACE_UNREADABLE = "{path}: {why}: give the path of a .jsonl trace"
NO_TEXT = "not a text file"
TRACE_LINE = "{path}, line {number}: {why}: {how}"
TRACE_ORDER = "{path}, line {number}: t {t} comes after {before}: put the lines in order of time"
TRACE_EMPTY = "{path}: no notification of a treadmill (2ACD) or a strap (2A37): {how}"
A_LINE = "a line is like {example}"
NO_JSON = "not JSON ({why}, column {column})"
NO_OBJECT = "not a JSON object"
NO_TIME = "t must be a number of seconds, not {value}"
NO_KIND = "kind must be a text, not {value}"
NO_UUID = "characteristic must be a short UUID, not {value}"
NO_HEX = "hex must be pairs of hexadecimal digits, not {value}"

# The simulator
NO_VIRTUAL = (
    "no virtual device {part}: leave it out, or give {machines}, quirks:NAME,..., machine:NAME or "
    "trace:FILE.jsonl, and after it {sensors}"
)
TWICE = "{kind} is there twice: name it once"
NO_MODEL = "no machine {model} is known: 'runwalk devices machines' lists them"
NO_BUMBLE = "simulate: {package} is missing: pip install 'runwalk-tui[simulate]'"
NO_POD = "simulate: no pod to serve: add --virtual treadmill+pod"
SIMULATE = "simulate: {why}"
NO_CONTROLLER = (
    "no controller at {controller} ({why}): plug it in, close what else uses it, then try again"
)
CONTROLLER_FAILS = (
    "the controller does not work ({why}): plug it in, close what else uses it, then try again"
)
CONTROLLER_FAILED = (
    "the controller does not work any more ({why}): plug it in, close what else uses it, then try "
    "again"
)
UNKNOWN_QUIRK = "no behaviour {name}: 'runwalk devices quirks' lists them"
UNKNOWN_QUIRK_NEAR = "no behaviour {name}: did you mean {near}?"
QUIRK_WITHOUT_NUMBER = "{name} takes no number: leave out {text}"
QUIRK_NUMBER = "{name}:{text}: give a number above 0 and at most {most} ({what})"
QUIRK_OF_NONE = "{name} is a behaviour of a {whom}: there is none of that kind"
IS_GONE = "it is gone"
ON_THE_AIR = "{name} is on the air as {address}; Ctrl-C ends it"
CONNECTED = "{name}: connected"
DISCONNECTED = "{name}: disconnected"
WRITTEN = "{name}: {what} written: {octets}"
ANSWERS = "{name}: {what} answers: {octets}"
