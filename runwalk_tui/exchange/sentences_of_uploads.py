"""The results and errors of uploads, but for what a service said: that is kept."""

from runwalk_tui.language import table

NO_SECRET = "that is not a key or token; paste it whole, without spaces"
KEYRING = "the system's keyring"
BEING_SENT = "{name}: another process is uploading it"
RUNS_STILL = "is still running"
BY_ANOTHER_DEVICE = "was recorded by another device, whose own service has it"
NO_ADDRESS = "upload: {name}: write an address that begins with https://"
NO_KEYS = (
    "There is no key for Intervals.icu or Strava yet; 'runwalk upload --to intervals --key' "
    "takes one."
)
NO_KEY = "there is no {secret} for {service} yet"
TAKES_NOTHING = "{service} takes nothing now"
NOT_IN_HISTORY = "this session is not in your history"
SESSION_WHY = "session {id} {why}"

HAS_IT = "{name}: {title} has it"
HAS_IT_AS = "{name}: {title} has it, as {remote}"
HAD_IT = "{name}: {title} has it already"
HAD_IT_AS = "{name}: {title} has it already, as {remote}"
SESSION = "session {id}"

SECRET_KEPT = "The {secret} for {service} is kept in {place}."
SECRET_FORGOTTEN = "The {secret} for {service} is forgotten."
SECRET_UNKNOWN = "The {secret} for {service} was not known."


table(__name__)
