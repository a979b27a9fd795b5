"""Workouts of other programs: what comes in, what is asked, and what is refused."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runwalk_tui.config.settings import RunnerSettings, Settings
from runwalk_tui.exchange.fit_workout import (
    encode_fit_workout,
    read_fit_workout,
    step_indexes,
    workout_steps,
)
from runwalk_tui.exchange.foreign import Answers, OpenQuestionError, WorkoutFileError, to_plan
from runwalk_tui.exchange.intervals_text import read_intervals_text
from runwalk_tui.exchange.mrc import read_mrc
from runwalk_tui.exchange.qdomyos import read_qdomyos
from runwalk_tui.exchange.workout_file import read_workout
from runwalk_tui.exchange.zwo import encode_zwo, read_zwo
from runwalk_tui.plans.loader import load_plan
from runwalk_tui.plans.writer import plan_toml
from runwalk_tui.workout.plan import Kind, Plan, Step

WHEN = datetime(2026, 7, 1, 6, 0, tzinfo=UTC)
SETTINGS = Settings()
RIDER = Settings(runner=RunnerSettings(ftp_w=200))
MILE_10_MIN = Answers(lengths="seconds", mile_s=600.0)


def zwo(body: str, head: str = "<sportType>run</sportType>") -> bytes:
    return f"<workout_file>{head}<workout>{body}</workout></workout_file>".encode()


def steps(data: bytes, answers: Answers) -> list[tuple[object, ...]]:
    plan, _ = to_plan(read_zwo(data, answers), "w", SETTINGS)
    return [(step.kind, step.duration_s, step.distance_m, step.speed_kmh) for step in plan.steps]


class TestZwo:
    def test_fractions_of_a_race_speed(self) -> None:
        data = zwo('<SteadyState Duration="300" Power="0.9" pace="1"/>')
        five_km = 1.609344 / (633 / 3600)
        assert steps(data, MILE_10_MIN) == [("run", 300, None, pytest.approx(0.9 * five_km, 0.01))]

    def test_intervals_with_a_threshold_in_the_file(self) -> None:
        data = zwo(
            '<IntervalsT Repeat="2" OnDuration="60" OffDuration="90" OnPower="1" OffPower="0.5"/>',
            "<sportType>run</sportType><durationType>time</durationType>"
            "<thresholdSecPerKm>360</thresholdSecPerKm>",
        )
        assert steps(data, Answers()) == [("run", 60, None, 10), ("walk", 90, None, 5)] * 2

    def test_a_ramp_in_level_pieces(self) -> None:
        data = zwo(
            '<Warmup Duration="120" PowerLow="0.5" PowerHigh="0.7"/>',
            "<sportType>run</sportType><durationType>time</durationType>"
            "<thresholdSecPerKm>360</thresholdSecPerKm>",
        )
        assert steps(data, Answers()) == [
            ("warm-up", 30, None, 5.2),
            ("warm-up", 30, None, 5.8),
            ("warm-up", 30, None, 6.2),
            ("warm-up", 30, None, 6.8),
        ]

    def test_tags_and_attributes_of_any_case(self) -> None:
        data = zwo('<steadystate duration="60" Speed="2.5" /><Freeride Duration="30"/>')
        assert steps(data, Answers(lengths="seconds")) == [
            ("run", 60, None, 9.0),
            ("run", 30, None, 8.5),
        ]

    def test_inclines_as_fractions_and_percent(self) -> None:
        data = zwo(
            '<SteadyState Duration="60" Speed="2" Incline="0.05"/>'
            '<SteadyState Duration="60" Speed="2" Incline="3"/>'
            '<SteadyState Duration="60" Speed="2" Incline="0.4"/>'
        )
        plan, notes = to_plan(read_zwo(data, Answers(lengths="seconds")), "w", SETTINGS)
        assert [step.incline_percent for step in plan.steps] == [5, 3, 15]
        assert "an incline of 40 % becomes 15 %" in notes

    def test_what_the_file_leaves_open_is_asked(self) -> None:
        data = zwo('<SteadyState Duration="300" Power="0.9" pace="1"/>')
        with pytest.raises(OpenQuestionError, match="seconds or metres") as asked:
            read_zwo(data, Answers(mile_s=600))
        assert asked.value.key == "lengths"
        with pytest.raises(OpenQuestionError, match="5 km pace") as asked:
            read_zwo(data, Answers(lengths="metres"))
        assert asked.value.key == "mile"

    @pytest.mark.parametrize("slot", ["8268", "-1307163960", "1e999"])
    def test_a_pace_that_names_no_race_is_said(self, slot: str) -> None:
        data = zwo(f'<SteadyState Duration="300" Power="0.9" pace="{slot}"/>')
        if slot == "1e999":
            with pytest.raises(ValueError, match="pace: 1e999 is outside"):
                read_zwo(data, MILE_10_MIN)
        else:
            assert any("taken for that of 5 km" in n for n in read_zwo(data, MILE_10_MIN).notes)

    def test_a_workout_for_another_sport_is_refused(self) -> None:
        with pytest.raises(ValueError, match="'swim', not for running or a bike"):
            read_zwo(zwo("<FreeRide Duration='60'/>", "<sportType>swim</sportType>"), Answers())

    def test_a_bike_workout_in_shares_of_the_ftp(self) -> None:
        data = zwo(
            '<Warmup Duration="60" PowerLow="0.4" PowerHigh="0.6"/>'
            '<IntervalsT Repeat="2" OnDuration="30" OffDuration="60" OnPower="1.2" '
            'OffPower="0.5"/>',
            "<sportType>bike</sportType>",
        )
        plan, notes = to_plan(read_zwo(data, Answers()), "w", RIDER)
        assert [(step.kind, step.planned_s, step.power_w) for step in plan.steps] == [
            ("warm-up", 30, 90),
            ("warm-up", 30, 110),
            *[("run", 30, 240), ("walk", 60, 100)] * 2,
        ]
        assert "powers are shares of your FTP, 200 W" in notes
        with pytest.raises(ValueError, match="your FTP, which is not known; write ftp_w"):
            to_plan(read_zwo(data, Answers()), "w", SETTINGS)

    def test_a_plan_faster_than_the_cap_says_so(self) -> None:
        data = zwo('<SteadyState Duration="60" Speed="4"/>')
        _, notes = to_plan(read_zwo(data, Answers(lengths="seconds")), "w", SETTINGS)
        assert any("faster than your cap of 12 km/h" in note for note in notes)


class TestQdomyos:
    def test_rows_and_a_repeat(self) -> None:
        data = (
            b'<rows><row duration="00:05:00" speed="5" inclination="1"/><repeat times="2">'
            b'<row duration="00:01:00" speed="9"/><row distance="0.4" speed="5"/></repeat></rows>'
        )
        plan, notes = to_plan(read_qdomyos(data, Answers(speeds="km/h")), "w", SETTINGS)
        assert [(s.kind, s.duration_s, s.distance_m, s.speed_kmh) for s in plan.steps] == [
            ("walk", 300, None, 5),
            *[("run", 60, None, 9), ("walk", None, 400, 5)] * 2,
        ]
        assert plan.steps[0].incline_percent == 1
        assert "speeds are read as km/h, as you said" in notes

    def test_miles(self) -> None:
        data = b'<rows><row duration="00:05:00" speed="5"/></rows>'
        assert read_qdomyos(data, Answers(speeds="mph")).steps[0].speed_kmh == pytest.approx(
            8.047, 1e-3
        )
        with pytest.raises(OpenQuestionError, match="km/h or mph"):
            read_qdomyos(data, Answers())

    @pytest.mark.parametrize("duration", ["5:00", "00:5:00", "00:05:60", "300"])
    def test_a_duration_is_exact(self, duration: str) -> None:
        data = f'<rows><row duration="{duration}" speed="5"/></rows>'.encode()
        with pytest.raises(ValueError, match="row 1: write the duration as hh:mm:ss"):
            read_qdomyos(data, Answers(speeds="km/h"))

    def test_a_row_by_distance_may_have_a_duration_of_none(self) -> None:
        data = b'<rows><row duration="00:00:00" distance="1.5"/></rows>'
        assert [s.metres for s in read_qdomyos(data, Answers()).steps] == [1500]

    def test_a_row_by_power_is_for_a_bike(self) -> None:
        data = b'<rows><row duration="00:01:00" power="150" speed="-1"/></rows>'
        assert [s.power_w for s in read_qdomyos(data, Answers()).steps] == [150]


class TestIntervalsText:
    def test_steps_repeats_and_units(self) -> None:
        text = (
            "Warm up\n- 5m 9:00/km Pace\n\n"
            "Main set 3x\n- 2m 6:00/km Pace\n- Walk 400mtr 12:00/km\n\n"
            "Cool down\n- 1h30s 80% Pace\n"
        )
        workout = read_intervals_text(text.encode(), Answers(threshold_kmh=10))
        plan, _ = to_plan(workout, "w", SETTINGS)
        assert [(s.kind, s.duration_s, s.distance_m, s.speed_kmh) for s in plan.steps] == [
            ("warm-up", 300, None, pytest.approx(6.67)),
            *[("run", 120, None, 10), ("walk", None, 400, 5)] * 3,
            ("cool-down", 3630, None, 8),
        ]

    @pytest.mark.parametrize(
        ("line", "seconds", "kmh", "end_kmh"),
        [
            ("5m 6:00/km", 300, 10, None),
            ("2m30 6:00/km", 150, 10, None),
            ("2m30s 6:00/km", 150, 10, None),
            ("5'30\" 6:00/km", 330, 10, None),
            ("10min 6:00/km Pace", 600, 10, None),
            ("45\u2033 6:00/km", 45, 10, None),
            ("5m 5:00-6:00/km Pace", 300, 11, None),
            ("5m ramp 60-80% Pace", 300, 6, 8),
            ("5m 60-80% Pace", 300, 7, None),
            ("5m ramp 7:30-6:00/km", 300, 8, 10),
            ("5m at 9.5 km/h", 300, 9.5, None),
            ("5m 6mph", 300, 9.656064, None),
        ],
    )
    def test_lengths_and_targets(
        self, line: str, seconds: float, kmh: float, end_kmh: float | None
    ) -> None:
        workout = read_intervals_text(f"- {line}".encode(), Answers(threshold_kmh=10))
        (step,) = workout.steps
        assert step.seconds == seconds
        assert step.speed_kmh == pytest.approx(kmh)
        assert step.end_kmh == (None if end_kmh is None else pytest.approx(end_kmh))

    @pytest.mark.parametrize("word", ["rest", "recovery", "intensity=recovery", "Walk easy"])
    def test_a_rest_is_a_walk(self, word: str) -> None:
        (step,) = read_intervals_text(f"- 90s {word}".encode(), Answers()).steps
        assert step.kind is Kind.WALK

    @pytest.mark.parametrize("line", ["5m3x 6:00/km", "10mi30 6:00/km", "1:30 6:00/km", "5mm"])
    def test_a_length_that_is_half_understood_is_none(self, line: str) -> None:
        with pytest.raises(ValueError, match="line 1: has no length"):
            read_intervals_text(f"- {line}".encode(), Answers())

    def test_minutes_that_were_meant_for_metres_are_said(self) -> None:
        workout = read_intervals_text(b"- 800m 5:00/km", Answers())
        assert workout.notes == ("line 1 takes 800 minutes: that is what m means; metres are mtr",)

    def test_a_share_of_an_unknown_threshold_is_asked(self) -> None:
        with pytest.raises(OpenQuestionError, match="threshold pace"):
            read_intervals_text(b"- 10m 90% Pace", Answers())

    def test_targets_that_are_left_out_are_said(self) -> None:
        workout = read_intervals_text(b"- 10m Z2 HR", Answers())
        assert workout.notes == ("targets by heart rate, zone, power or effort are left out",)

    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            ("nothing here", "no step in it"),
            ("- easy running", "line 1: has no length"),
            ("999999x\n- 1m 6:00/km", "more than 2000 steps"),
            ("- 0m 6:00/km", "not a step length"),
        ],
    )
    def test_what_is_wrong_is_said(self, text: str, wrong: str) -> None:
        with pytest.raises(ValueError, match=wrong):
            read_intervals_text(text.encode(), Answers())


ERG = """[COURSE HEADER]
DESCRIPTION = Two by two
MINUTES WATTS
[END COURSE HEADER]
[COURSE DATA]
0.00 80
2.00 80
2.00 180
4.00 180
4.00 180
5.00 100
[END COURSE DATA]
"""


class TestErgAndMrc:
    def test_watts_levels_jumps_and_a_ramp(self) -> None:
        plan, _ = to_plan(read_mrc(ERG.encode(), Answers()), "w", RIDER)
        assert plan.title == "Two by two"
        assert [(step.kind, step.planned_s, step.power_w) for step in plan.steps] == [
            ("walk", 120, 80),
            ("run", 120, 180),
            ("run", 30, 160),
            ("run", 30, 120),
        ]

    def test_percent_of_the_ftp(self) -> None:
        data = ERG.replace("WATTS", "PERCENT").encode()
        plan, _ = to_plan(read_mrc(data, Answers()), "w", RIDER)
        assert [step.power_w for step in plan.steps][:2] == [160, 360]

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("0.00 80", "; easy\n0.00 80"),
            ("0.00 80", "# easy\n// very\n0,00 80,0"),
            ("2.00 80", "2.00\t80\n2.00 LAP"),
            ("MINUTES WATTS", "FTP = 200\nminutes  watts"),
            ("[COURSE HEADER]", "\ufeff; by hand\n[COURSE HEADER]"),
            ("\n", "\r\n"),
            ("[END COURSE DATA]\n", ""),
        ],
    )
    def test_other_hands_write_otherwise(self, before: str, after: str) -> None:
        read = read_mrc(ERG.replace(before, after).encode(), Answers())
        plain = read_mrc(ERG.encode(), Answers())
        assert [(s.seconds, s.power_w) for s in read.steps] == [
            (s.seconds, s.power_w) for s in plain.steps
        ]

    @pytest.mark.parametrize("word", ["PERCENT", "percentage", "%", "FTP"])
    def test_words_for_percent(self, word: str) -> None:
        read = read_mrc(ERG.replace("WATTS", word).encode(), Answers())
        assert read.steps[0].power_share == pytest.approx(0.8)

    @pytest.mark.parametrize(
        ("before", "after", "wrong"),
        [
            ("MINUTES WATTS", "WATTS", "does not say MINUTES WATTS"),
            ("[COURSE DATA]", "", "has no \\[COURSE DATA\\]"),
            ("4.00 180\n5.00", "4.00 180\n3.00", "line 11: goes back in time"),
            ("2.00 80", "2.00", "line 7: write minutes and power"),
            ("2.00 80", "2.00 nan", "line 7, power: nan is outside"),
            ("0.00 80", "-1 80", "line 6, minutes: -1 is outside"),
        ],
    )
    def test_what_is_wrong_is_said(self, before: str, after: str, wrong: str) -> None:
        with pytest.raises(ValueError, match=wrong):
            read_mrc(ERG.replace(before, after, 1).encode(), Answers())


KINDS = st.sampled_from(Kind)
STEPS = st.builds(
    Step,
    kind=KINDS,
    speed_kmh=st.integers(30, 180).map(lambda tenths: tenths / 10),
    duration_s=st.integers(1, 3600).map(float),
)
PLANS = st.builds(
    lambda rounds, inner: Plan("p", "A plan", tuple(inner) * rounds),
    st.integers(1, 5),
    st.lists(STEPS, min_size=1, max_size=4),
)


@given(PLANS)
def test_fit_round_trip(plan: Plan) -> None:
    again, notes = to_plan(
        read_fit_workout(encode_fit_workout(plan, WHEN), Answers()), "p", SETTINGS
    )
    assert [step.kind for step in again.steps] == [step.kind for step in plan.steps]
    assert [step.planned_s for step in again.steps] == [step.planned_s for step in plan.steps]
    for ours, theirs in zip(plan.steps, again.steps, strict=True):
        assert theirs.speed_kmh == pytest.approx(ours.speed_kmh, abs=0.01)
    assert not [note for note in notes if "cap" not in note]


@given(PLANS)
def test_zwo_round_trip(plan: Plan) -> None:
    again, _ = to_plan(read_zwo(encode_zwo(plan), Answers()), "p", SETTINGS)
    assert sum(step.planned_s for step in again.steps) == pytest.approx(plan.planned_s, abs=1)
    for ours, theirs in zip(plan.steps, again.steps, strict=True):
        assert theirs.speed_kmh == pytest.approx(ours.speed_kmh, abs=0.1)


@given(PLANS)
def test_each_step_names_the_workout_step_it_is_of(plan: Plan) -> None:
    rows = list(workout_steps(plan.steps))
    for step, index in zip(plan.steps, step_indexes(plan.steps), strict=True):
        assert rows[index]["message_index"] == index
        assert rows[index]["duration_value"] == round(step.planned_s * 1000)


def test_a_hold_and_an_ending_by_heart_rate_come_back() -> None:
    plan = Plan(
        "p",
        "Held",
        (
            Step(Kind.RUN, 9.0, duration_s=600, hold_bpm=(130, 145)),
            Step(Kind.RUN, 9.0, duration_s=600, hold_bpm=(145, 145)),
            Step(Kind.WALK, 5.0, duration_s=180, until_bpm=120),
        ),
    )
    data = encode_fit_workout(plan, WHEN)
    with pytest.raises(OpenQuestionError, match="a key, a heart rate") as asked:
        read_fit_workout(data, Answers())
    assert asked.value.key == "open"
    again, _ = to_plan(read_fit_workout(data, Answers(open_s=180)), "p", SETTINGS)
    assert [step.hold_bpm for step in again.steps[:2]] == [(130, 145), (145, 145)]
    assert (again.steps[2].until_bpm, again.steps[2].duration_s) == (120, 180)


def test_a_repeat_that_points_past_itself_is_refused() -> None:
    plan = Plan("p", "P", (Step(Kind.RUN, 9.0, duration_s=60),) * 3)
    rows = list(workout_steps(plan.steps))
    assert rows[-1]["duration_value"] == 0
    from garmin_fit_sdk import Encoder, Profile

    encoder = Encoder()
    encoder.write_mesg(
        {"mesg_num": Profile["mesg_num"]["FILE_ID"], "type": "workout", "time_created": WHEN}
    )
    for row in ({**rows[0]}, {**rows[1], "duration_value": 7}):
        encoder.write_mesg({"mesg_num": Profile["mesg_num"]["WORKOUT_STEP"], **row})
    with pytest.raises(ValueError, match="step 2: repeats from a step that does not come before"):
        read_fit_workout(encoder.close(), Answers())


ROWS = '<rows><row duration="00:01:00"/></rows>'


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (ROWS.encode(), "QDomyos"),
        (f"<!-- {'long ' * 2000} -->{ROWS}".encode(), "QDomyos"),
        (f"\ufeff<?xml version='1.0'?>\r\n<!-- <a> -->\r\n{ROWS}".encode(), "QDomyos"),
        (f"<?xml version='1.0' encoding='utf-16'?>{ROWS}".encode("utf-16"), "QDomyos"),
        (ERG.encode("utf-16"), "ERG"),
        (ERG.replace("Two", "Zwölf").encode("cp1252"), "ERG"),
        ("- 5m 6:00/km".encode("utf-16"), "Intervals"),
    ],
)
def test_the_content_tells_the_format(content: bytes, format: str, tmp_path: Path) -> None:
    file = tmp_path / "workout"
    file.write_bytes(content)
    workout = read_workout(file, Answers())
    assert format in workout.format
    assert len(workout.steps) >= 1
    assert read_workout(file.rename(tmp_path / "w\x1b[2J"), Answers()).source == "w[2J"


@pytest.mark.parametrize("part", ["<!--", "<?", "<!-- -->", "<??> "])
def test_a_prologue_without_an_end_takes_no_time(part: str, tmp_path: Path) -> None:
    file = tmp_path / "workout"
    file.write_text(part * 100_000)
    began = time.process_time()
    with pytest.raises(WorkoutFileError):
        read_workout(file, Answers())
    assert time.process_time() - began < 5


def test_an_imported_plan_reads_back_as_a_plan_of_ones_own(tmp_path: Path) -> None:
    data = zwo('<IntervalsT Repeat="8" OnDuration="60" OffDuration="90" />')
    plan, _ = to_plan(read_zwo(data, Answers(lengths="seconds")), "zwift", SETTINGS)
    file = tmp_path / "zwift.toml"
    file.write_text(plan_toml(plan, SETTINGS))
    assert load_plan(file, SETTINGS) == plan
    assert "repeat = 8" in file.read_text()
    assert "Imported from a Zwift workout." in plan.about


BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t ", "is empty"),
    "cut xml": (b"<workout_file><workout>", "line 1"),
    "entities": (
        b'<!DOCTYPE a [<!ENTITY x "y">]><workout_file>&x;</workout_file>',
        "document type or entities",
    ),
    "another xml": (b"<gpx/>", "not a Zwift workout"),
    "encoding": (b'<?xml version="1.0" encoding="klingon"?><rows/>', "encoding"),
    "no steps": (zwo(""), "has no step"),
    "no workout": (b"<workout_file><sportType>run</sportType></workout_file>", "no <workout>"),
    "nan": (zwo('<SteadyState Duration="60" Speed="nan"/>'), "Speed: nan is outside"),
    "infinite": (zwo('<SteadyState Duration="inf" Speed="2"/>'), "Duration: inf is outside"),
    "negative": (zwo('<SteadyState Duration="-60" Speed="2"/>'), "Duration: -60 is outside"),
    "zero": (zwo('<SteadyState Duration="0" Speed="2"/>'), "no Duration above 0"),
    "word": (zwo('<SteadyState Duration="long" Speed="2"/>'), "'long' is not a number"),
    "too fast": (zwo('<SteadyState Duration="60" Speed="20"/>'), ""),
    "repeats": (
        zwo('<IntervalsT Repeat="1000000" OnDuration="1" OffDuration="1"/>'),
        "more than 2000 steps",
    ),
    "huge repeats": (b'<rows><repeat times="1000000000"><row duration="00:00:01"/></repeat></rows>',
                     "more than 2000 steps"),
    "nested repeats": (
        b'<rows><repeat times="2"><repeat times="2"><row duration="00:00:01"/></repeat></repeat>'
        b"</rows>",
        "do not nest",
    ),
    "no length": (b'<rows><row speed="5"/></rows>', "neither a duration nor a distance"),
    "unknown step": (zwo("<Swim Duration='60'/>"), "is not a step of a Zwift run"),
    "bike": (b"[COURSE HEADER]\nMINUTES WATTS\n", "has no [COURSE DATA]"),
    "binary": (bytes(range(256)), "not a workout of a known format"),
    "no text": (b"- 5m caf\xe9\x01", "is not text"),
    "large": (b"x" * (5 * 1024 * 1024), "larger than 4 MB"),
    "fit cut": (encode_fit_workout(Plan("p", "P", (Step(Kind.RUN, 9, duration_s=60),)), WHEN)[:40],
                ""),
    "fit garbage": (b"\x0e\x20\x00\x00\x00\x00\x00\x00.FIT" + bytes(60), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_clear_line(tmp_path: Path, name: str) -> None:
    data, words = BAD[name]
    file = tmp_path / "workout.bin"
    file.write_bytes(data)
    answers = Answers("seconds", "km/h", 600, 10, 60)
    with pytest.raises((WorkoutFileError, ValueError)) as refused:
        to_plan(read_workout(file, answers), "w", SETTINGS)
    said = str(refused.value)
    assert words in said
    assert "\n" not in said
    assert len(said) < 300 + len(str(file))


@given(st.binary(max_size=200))
def test_any_octets_are_a_workout_or_one_line(octets: bytes) -> None:
    answers = Answers("seconds", "km/h", 600, 10, 60)
    for read in (read_zwo, read_qdomyos, read_intervals_text, read_mrc):
        try:
            workout = read(octets, answers)
        except ValueError as error:
            said = str(error)
        else:
            said = workout.format
            assert workout.steps
        assert said
        assert "\n" not in said
