"""What other programs read of a workout on a machine without a belt."""

from xml.etree import ElementTree as ET

import pytest

from runwalk_tui.exchange.fit import encode_fit
from runwalk_tui.exchange.session_accounting import account_of
from runwalk_tui.exchange.tcx import encode_tcx
from runwalk_tui.training.history.derive_stats import figures_of
from runwalk_tui.training.history.session_energy import session_kcal
from runwalk_tui.workout.events import MachineKind
from tests.exchange.fit_readers import by_fitdecode, by_sdk
from tests.live.riding import riding

SPORTS = {
    MachineKind.BIKE: ("cycling", "indoor_cycling", "Biking"),
    MachineKind.ELLIPTICAL: ("fitness_equipment", "elliptical", "Other"),
    MachineKind.ROWER: ("rowing", "indoor_rowing", "Other"),
    MachineKind.CLIMBER: ("fitness_equipment", "stair_climbing", "Other"),
}


@pytest.mark.usefixtures("virtual_time_loop")
@pytest.mark.parametrize("kind", SPORTS)
async def test_the_sport_is_told_with_power_and_cadence(kind: MachineKind) -> None:
    async with riding(spec=kind.value, machine=kind) as (stage, _):
        await stage.live.ended()
    account = account_of(stage.log)
    data = encode_fit(account, 1)
    sport, sub_sport, activity = SPORTS[kind]
    for read in (by_sdk, by_fitdecode):
        found = read(data)
        (session,) = found["session"]
        assert (session["sport"], session["sub_sport"]) == (sport, sub_sport)
        assert found["sport"][0]["sport"] == found["workout"][0]["sport"] == sport
        ridden = [record for record in found["record"] if record.get("cadence")]
        assert len(ridden) > 80
        if kind is not MachineKind.CLIMBER:
            assert session["avg_power"] == pytest.approx(
                sum(record["power"] for record in found["record"]) / len(found["record"]), abs=2
            )
            kcal = session["avg_power"] * session["total_timer_time"] / 4184 / 0.24
            assert session["total_calories"] == pytest.approx(kcal, rel=0.1, abs=1)
    assert session_kcal(account.session) == pytest.approx(account.kcal(), rel=0.05, abs=1)
    assert figures_of(stage.log).kcal == session_kcal(account.session)
    assert ET.fromstring(encode_tcx(account, 1)).find(".//*[@Sport]") is not None
    assert f'Sport="{activity}"'.encode() in encode_tcx(account, 1)
