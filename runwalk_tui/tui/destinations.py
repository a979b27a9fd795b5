"""Destinations, for the navigator, which knows the way to each."""

from typing import Literal

from runwalk_tui.workout.frozen import dataclass
from runwalk_tui.workout.vocabulary import MachineKind


@dataclass(frozen=True, slots=True)
class Run:
    """Run the plan of this name; ``ghost`` is an earlier session to run against, by its number.

    With "last" it is the last one of the plan; "" runs against none.
    """

    plan_name: str
    ghost: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on with the workout that was cut short."""


@dataclass(frozen=True, slots=True)
class Tell:
    """Say how the session of this number was, whose program was killed."""

    session: str


@dataclass(frozen=True, slots=True)
class Replay:
    """Replay the session of this number, or the last one."""

    session: str = "last"


@dataclass(frozen=True, slots=True)
class Look:
    """Look at the page of the session of this number."""

    session: str


@dataclass(frozen=True, slots=True)
class Compare:
    """Set the session of this number beside the last one of its plan."""

    session: str


@dataclass(frozen=True, slots=True)
class Export:
    """Have a session written to a file, and stay: by its number, or when it was opened."""

    session: str


@dataclass(frozen=True, slots=True)
class Heart:
    """Show the heart rate alone."""


@dataclass(frozen=True, slots=True)
class Rest:
    """Read the heart at rest for two minutes, and keep that."""


@dataclass(frozen=True, slots=True)
class Devices:
    """Look at the devices; ``said`` is what there is to say to begin with."""

    said: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """Check the treadmill of this address."""

    address: str


@dataclass(frozen=True, slots=True)
class Train:
    """Pick a plan, for the machine of this kind and address; ``called`` is its name."""

    kind: MachineKind
    address: str
    called: str


@dataclass(frozen=True, slots=True)
class History:
    """Look at the sessions so far."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Answer the questions before today's workout, and hear what is advised."""


@dataclass(frozen=True, slots=True)
class Programmes:
    """Look at the programmes."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Write the workouts of a programme that lie ahead as a calendar."""

    programme: str


@dataclass(frozen=True, slots=True)
class Weeks:
    """Look at the weeks so far."""


@dataclass(frozen=True, slots=True)
class Races:
    """Look at the Magic Miles so far, and at races by them."""


@dataclass(frozen=True, slots=True)
class EditProfile:
    """Change what is known of the runner."""


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Change the settings."""


@dataclass(frozen=True, slots=True)
class NewRunner:
    """Make a profile for somebody else, who runs from now on."""


@dataclass(frozen=True, slots=True)
class SwitchRunner:
    """Somebody else runs: the next one of those who have a profile."""


@dataclass(frozen=True, slots=True)
class NewPlan:
    """Put a new workout together; ``texts`` stand in the form to begin with, by its fields."""

    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """Change a plan of the runner's own, or what is shown of any; ``what`` names the way."""

    what: Literal["edit", "copy", "delete", "undo", "star"]
    name: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Make a plan of another program's workout."""


@dataclass(frozen=True, slots=True)
class ImportSessions:
    """Add recordings of other devices, or an export, to the history."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Send the session that began at a moment to the services that have a key; stay here."""

    opened_at: str


@dataclass(frozen=True, slots=True)
class Broadcast:
    """Show workouts on the network from now on, or no longer; stay here."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Watch the workout that runs in another process."""


@dataclass(frozen=True, slots=True)
class StopBelt:
    """Stop the belt, whoever started it."""


@dataclass(frozen=True, slots=True)
class Practice:
    """Go where the last way failed, with virtual devices.

    With ``toggles``: virtual devices from now on, or the real ones again, from the list of plans.
    """

    toggles: bool = False


@dataclass(frozen=True, slots=True)
class ByHand:
    """Go where the last way failed, without a machine: the runner sets the speeds."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """Look up what the coach can say, and by which rules."""


@dataclass(frozen=True, slots=True)
class Machines:
    """Look up the treadmills that others have reported on."""


@dataclass(frozen=True, slots=True)
class Report:
    """Read what was found out about the treadmill of this address, as an entry of that list."""

    address: str


@dataclass(frozen=True, slots=True)
class Trash:
    """Bring back sessions and plans that were deleted."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Try once more what failed."""


@dataclass(frozen=True, slots=True)
class Doctor:
    """Look for what is wrong with Bluetooth and this machine."""


@dataclass(frozen=True, slots=True)
class ExportAs:
    """Choose how the session of this number is written to a file."""

    session: str


@dataclass(frozen=True, slots=True)
class ExportAll:
    """Write every session into a folder."""


@dataclass(frozen=True, slots=True)
class ServiceKeys:
    """Enter or remove keys for uploads; then upload the session that began at ``upload``."""

    upload: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Record what devices send, for the report of a fault."""


OfFiles = ImportSessions | ExportAs | ExportAll | ServiceKeys | Trace
"""What comes in or leaves as files, on screens of its own; never while a belt may move."""

OfPlans = NewPlan | OwnPlan | ImportPlan
OfTraining = CheckIn | Programmes | Calendar | Weeks | Races
OfSessions = History | Tell | Look | Compare | Export | Upload
OfReference = Watch | StopBelt | Doctor | Sayings | Machines | Report | Trash
"""Rooms of the program, each with ways of its own."""

Destination = (
    Run
    | Resume
    | Replay
    | Heart
    | Rest
    | Devices
    | Check
    | Train
    | EditProfile
    | ChangeSettings
    | NewRunner
    | SwitchRunner
    | Broadcast
    | Practice
    | ByHand
    | Retry
    | OfPlans
    | OfTraining
    | OfSessions
    | OfFiles
    | OfReference
)
