"""Runners in a real terminal: the first start asks once, and who runs can be changed later."""

from runwalk_tui.config.profile import Profile
from runwalk_tui.config.profiles import current_runner, load_profile, save_profile, was_asked
from tests.e2e.terminal import Terminal


def test_the_first_start_asks_who_runs_however_quickly_it_is_told() -> None:
    with Terminal() as terminal:
        terminal.wait_for("Your profile", "what you are called here", "esc skip")
        terminal.press("Ada\r1986\t58\r" + "\r" * 14)
        terminal.wait_for("Does any of this apply to you?")
        terminal.press("\x1b[C\x1b[C")
        terminal.wait_for("See a doctor before you train")
        terminal.press("\r" * 4)
        terminal.wait_for("See a doctor first", "1:2, first steps")
        terminal.press("p")
        terminal.wait_for("180 by age", "58 kg")
        terminal.press("\x1b[6~\x1b[6~")
        terminal.wait_for("What may your heart rate change?")
        terminal.press("\x1b[C\x13")
        terminal.wait_for("1:2, first steps")
        terminal.press("q")
        assert terminal.status() == 0
    ada = load_profile("ada")
    assert (ada.name, ada.birth_year, ada.mass_kg) == ("Ada", 1986, 58.0)
    assert ada.screening.see_doctor
    assert ada.coach.lengthen_walks


def test_who_skips_has_no_profile_and_is_remembered() -> None:
    with Terminal() as terminal:
        terminal.wait_for("Your profile")
        terminal.press("\x1b")
        terminal.wait_for("1:2, first steps")
        terminal.press("q")
        assert terminal.status() == 0
    assert was_asked()
    assert current_runner() == ""


def test_runners_take_turns() -> None:
    for name in ("Ada", "Bo"):
        save_profile(name.lower(), Profile(name=name))
    with Terminal("--runner", "bo", columns=120, lines=40) as terminal:
        terminal.wait_for("Choose a workout, Bo", "u not Bo")
        terminal.press("u")
        terminal.wait_for("Choose a workout, Ada")
        terminal.press("u")
        terminal.wait_for("Choose a workout, Bo")
        terminal.press("q")
        assert terminal.status() == 0
    assert current_runner() == "bo"
