"""A virtual Tacx trainer without FTMS: FE-C over its own service, in front of a brake and a rider.

It reports pages 16 and 25 in turn, takes 48 and 49, and answers a request for 54 or 71. A checksum
that is wrong makes it drop a page without a word, as the ANT receiver within a real one does.
"""

from runwalk_devices.clock import Clock
from runwalk_devices.codecs import uuids
from runwalk_devices.codecs.binary import DecodeError
from runwalk_devices.codecs.fec import (
    CommandResult,
    CommandStatus,
    FecCapabilities,
    FecCommand,
    TrainerData,
    TrainerGeneral,
    decode_fec_command,
    encode_capabilities,
    encode_command_status,
    encode_trainer_data,
    encode_trainer_general,
)
from runwalk_devices.codecs.ftms.control_point import ResultCode
from runwalk_devices.codecs.ftms.features import PowerRange, ResistanceRange
from runwalk_devices.simulator.peripheral import Characteristic, Service, device_information
from runwalk_devices.simulator.ridden import Asked, Measured, RiddenMachine
from runwalk_devices.simulator.rider import Rider

_STRONGEST_N = 200
_RESULTS = {
    ResultCode.SUCCESS: CommandResult.PASSED,
    ResultCode.OP_CODE_NOT_SUPPORTED: CommandResult.NOT_SUPPORTED,
}


class VirtualTacx(RiddenMachine):
    """A trainer with FE-C on the virtual air, with its rider.

    Args:
        clock: Its time.
        rider: Who pedals.
        mounting_s: How long after the first connection the rider begins to pedal.

    Attributes:
        sleeps: It is asleep: it says so, and drops what it is sent.
        answers: It tells what became of a command when it is asked.
        dropped: How many frames it could not read.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        name: str = "Tacx Virtual 12345",
        address: str = "B2:00:00:00:FE:C1",
        rider: Rider | None = None,
        mounting_s: float = 8.0,
    ) -> None:
        self.sleeps = False
        self.answers = True
        self.dropped = 0
        self._status = CommandStatus(None, None, CommandResult.NONE)
        self._commands = 0
        self._notify = Characteristic(uuids.FEC_NOTIFY, ("notify",))
        self._write = Characteristic(
            uuids.FEC_WRITE, ("write", "write-without-response"), on_write=self._written
        )
        super().__init__(
            clock,
            name=name,
            address=address,
            services=[
                Service(uuids.FEC_SERVICE, [self._notify, self._write]),
                device_information("Tacx", name),
            ],
            advertised={},
            rider=rider,
            mounting_s=mounting_s,
        )
        self.powers = PowerRange(0, 4000, 1)
        self.resistances = ResistanceRange(0.0, 100.0, 0.5)

    def report(self, said: Measured) -> None:
        """Send pages 16 and 25."""
        state = "asleep" if self.sleeps else said.state
        target = self.brake.target_w
        power_w = None if said.power_w is None else min(4094, max(0, round(said.power_w)))
        reached = None
        if target is not None and power_w is not None:
            reached = abs(power_w - target) < max(10.0, 0.1 * target)
        general = TrainerGeneral(
            elapsed_s=said.elapsed_s % 64,
            distance_m=int(said.distance_m or 0) % 256,
            speed_kmh=said.speed_kmh,
            heart_rate_bpm=None,
            state=state,
        )
        data = TrainerData(
            cadence_rpm=None if said.cadence_rpm is None else round(said.cadence_rpm),
            power_w=power_w,
            accumulated_power_w=0,
            target_reached=reached,
            state=state,
        )
        self.notify(self._notify, encode_trainer_general(general))
        self.notify(self._notify, encode_trainer_data(data))

    def _written(self, octets: bytes) -> None:
        try:
            command = decode_fec_command(octets)
        except DecodeError:
            self.dropped += 1
            return
        if self.sleeps:
            return
        match command:
            case FecCommand(requested_page=54) if self.answers:
                able = FecCapabilities(
                    _STRONGEST_N, takes_resistance=True, takes_power=True, takes_track=False
                )
                self.notify(self._notify, encode_capabilities(able))
            case FecCommand(requested_page=71) if self.answers:
                self.notify(self._notify, encode_command_status(self._status))
            case FecCommand(power_w=float(power_w)):
                self._obeyed(49, Asked(power_w=power_w))
            case FecCommand(resistance_percent=float(percent)):
                self._obeyed(48, Asked(level=percent))

    def _obeyed(self, page: int, asked: Asked) -> None:
        self._commands = (self._commands + 1) % 255
        result = _RESULTS.get(self.obey(asked), CommandResult.REJECTED)
        self._status = CommandStatus(page, self._commands, result)
