"""The Bluetooth services and characteristics that this package speaks to, by UUID and by name.

Numbers and names are those of the Bluetooth SIG's Assigned Numbers. bleak writes every UUID in its
128-bit form in lower case, and so do the constants here; `short` gives the four digits that people
read.
"""

_BASE_UUID_TAIL = "-0000-1000-8000-00805f9b34fb"


def full(number: str) -> str:
    """The 128-bit form of an assigned number: "2ACD" -> "00002acd-0000-1000-8000-00805f9b34fb"."""
    return f"0000{number.lower()}{_BASE_UUID_TAIL}"


def short(uuid: str) -> str:
    """The four upper-case digits of an assigned number; a vendor's own UUID comes back as it is."""
    lowered = uuid.lower()
    if lowered.startswith("0000") and lowered.endswith(_BASE_UUID_TAIL):
        return lowered[4:8].upper()
    return uuid


FITNESS_MACHINE_SERVICE = full("1826")
FITNESS_MACHINE_FEATURE = full("2ACC")
TREADMILL_DATA = full("2ACD")
TRAINING_STATUS = full("2AD3")
SUPPORTED_SPEED_RANGE = full("2AD4")
SUPPORTED_INCLINATION_RANGE = full("2AD5")
SUPPORTED_RESISTANCE_RANGE = full("2AD6")
SUPPORTED_POWER_RANGE = full("2AD8")
INDOOR_BIKE_DATA = full("2AD2")
CROSS_TRAINER_DATA = full("2ACE")
ROWER_DATA = full("2AD1")
STEP_CLIMBER_DATA = full("2ACF")
STAIR_CLIMBER_DATA = full("2AD0")
FITNESS_MACHINE_CONTROL_POINT = full("2AD9")
FITNESS_MACHINE_STATUS = full("2ADA")

FEC_SERVICE = "6e40fec1-b5a3-f393-e0a9-e50e24dcca9e"
"""FE-C over Bluetooth, Tacx's own; its two characteristics follow."""
FEC_NOTIFY = "6e40fec2-b5a3-f393-e0a9-e50e24dcca9e"
FEC_WRITE = "6e40fec3-b5a3-f393-e0a9-e50e24dcca9e"

HEART_RATE_SERVICE = full("180D")
HEART_RATE_MEASUREMENT = full("2A37")
BODY_SENSOR_LOCATION = full("2A38")

RUNNING_SPEED_SERVICE = full("1814")
RSC_MEASUREMENT = full("2A53")
RSC_FEATURE = full("2A54")
SENSOR_LOCATION = full("2A5D")

CYCLING_SPEED_SERVICE = full("1816")
CSC_MEASUREMENT = full("2A5B")

CYCLING_POWER_SERVICE = full("1818")
CYCLING_POWER_MEASUREMENT = full("2A63")

BATTERY_SERVICE = full("180F")
BATTERY_LEVEL = full("2A19")

WALKING_PAD_SERVICE = full("FE00")
WALKING_PAD_STATUS = full("FE01")
WALKING_PAD_COMMAND = full("FE02")

FITSHOW_SERVICE = full("FFF0")
FITSHOW_STATUS = full("FFF1")
FITSHOW_COMMAND = full("FFF2")

DEVICE_INFORMATION_SERVICE = full("180A")
SYSTEM_ID = full("2A23")
MODEL_NUMBER = full("2A24")
SERIAL_NUMBER = full("2A25")
FIRMWARE_REVISION = full("2A26")
HARDWARE_REVISION = full("2A27")
MANUFACTURER_NAME = full("2A29")

_NAMES = {
    FITNESS_MACHINE_SERVICE: "Fitness Machine",
    FITNESS_MACHINE_FEATURE: "Fitness Machine Feature",
    TREADMILL_DATA: "Treadmill Data",
    TRAINING_STATUS: "Training Status",
    SUPPORTED_SPEED_RANGE: "Supported Speed Range",
    SUPPORTED_INCLINATION_RANGE: "Supported Inclination Range",
    SUPPORTED_RESISTANCE_RANGE: "Supported Resistance Level Range",
    SUPPORTED_POWER_RANGE: "Supported Power Range",
    INDOOR_BIKE_DATA: "Indoor Bike Data",
    CROSS_TRAINER_DATA: "Cross Trainer Data",
    ROWER_DATA: "Rower Data",
    STEP_CLIMBER_DATA: "Step Climber Data",
    STAIR_CLIMBER_DATA: "Stair Climber Data",
    FITNESS_MACHINE_CONTROL_POINT: "Fitness Machine Control Point",
    FITNESS_MACHINE_STATUS: "Fitness Machine Status",
    FEC_SERVICE: "FE-C",
    FEC_NOTIFY: "FE-C notifications",
    FEC_WRITE: "FE-C commands",
    HEART_RATE_SERVICE: "Heart Rate",
    HEART_RATE_MEASUREMENT: "Heart Rate Measurement",
    BODY_SENSOR_LOCATION: "Body Sensor Location",
    RUNNING_SPEED_SERVICE: "Running Speed and Cadence",
    RSC_MEASUREMENT: "RSC Measurement",
    RSC_FEATURE: "RSC Feature",
    SENSOR_LOCATION: "Sensor Location",
    CYCLING_SPEED_SERVICE: "Cycling Speed and Cadence",
    CSC_MEASUREMENT: "CSC Measurement",
    CYCLING_POWER_SERVICE: "Cycling Power",
    CYCLING_POWER_MEASUREMENT: "Cycling Power Measurement",
    BATTERY_SERVICE: "Battery",
    BATTERY_LEVEL: "Battery Level",
    WALKING_PAD_SERVICE: "WalkingPad",
    WALKING_PAD_STATUS: "WalkingPad Status",
    WALKING_PAD_COMMAND: "WalkingPad Command",
    FITSHOW_SERVICE: "FitShow",
    FITSHOW_STATUS: "FitShow Status",
    FITSHOW_COMMAND: "FitShow Command",
    DEVICE_INFORMATION_SERVICE: "Device Information",
    SYSTEM_ID: "System ID",
    MODEL_NUMBER: "Model Number",
    SERIAL_NUMBER: "Serial Number",
    FIRMWARE_REVISION: "Firmware Revision",
    HARDWARE_REVISION: "Hardware Revision",
    MANUFACTURER_NAME: "Manufacturer Name",
}


def name(uuid: str) -> str:
    """The name of a service or characteristic for people; of an unknown one, its `short` form."""
    return _NAMES.get(uuid.lower(), short(uuid))
