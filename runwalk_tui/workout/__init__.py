"""The workout as pure functions over events: facts, theory and rules.

Facts. A belt carries a person; it answers seconds late, on a link that may break; some machines
report what is not so. Four sources speak in any order: the belt, the heart, the runner, and time.
The console and the safety key of the treadmill have authority over this program.

Theory. Everything that happens is an event (`events`), a frozen fact at ``t`` seconds since the
session began; ``t`` never decreases. The state is what the events so far amount to (`session`), an
immutable value. Three functions make a workout, and none of them knows a clock, a device or a file:

- ``evolve(session, event) -> session`` folds what happened, and never asks what ought to follow.
- ``decide(session, event) -> events`` says what follows at once, given the state after the event.
- ``upcoming(session) -> event`` says what time alone will bring next, dated with its deadline.

An engine (`engine`) applies an event, then all that follows from it, then all that is due. There
are no ticks: the caller sleeps until the next deadline. An event dated with its deadline cannot
drift; one that is more than two seconds late shows that the program stood still, and nothing that
was due meanwhile makes the belt faster.

Requests are events named ``...Asked``. The belt obeys these and nothing else, so that the log holds
every reason for every motion. A replay folds the same events and has nobody to obey them.

Rules of safety, and where each lives (the device layer has its share: see CONTRIBUTING.md):

1. Only the runner's act leads to ``StartAsked``: `decide_runner`, and `schedule` after the notice.
2. The console wins: `choice` finds what it chose, `console` and `decide_commands` keep to it.
3. Each target is clamped and snapped in whole hundredths of km/h: `speed_limits`.
4. An increase is announced 3 s ahead, a decrease acts at once: `speed_gate`, which every target
   passes.
5. A command is asked, sent, acknowledged, and confirmed, rejected or unknown: `evolve_commands`,
   `decide_commands`.
6. A machine that is new is checked at walking speed: `walking_check`.
7. Telemetry that is 3, 5 or 10 s old warns, blocks increases, counts as a lost link: `schedule`.
8. A lost link means that the belt may be moving: `evolve_contact`, `decide_contact`,
   `Belt.may_move`.
9. Stop ends a session only when a standstill was measured: `decide_commands`, `decide_readings`.
10. Leaving is a Stop like any other: the act ``STOP``, then ``ABANDON``: `decide_runner`.
11. A doubtful heart rate never raises speed: `Heart.doubt`, `heart_quality`, `heart_control`.
12. One witness proves nothing: `contesting`, `odometer`, `overspeed`.
13. A belt that was told to stand and does not raises the alarm: `standing`.
14. What was asked is not what is in force: ``Belt.in_force_kmh`` beside ``Belt.commanded_kmh``,
    forgotten after a pause, a lost link or a press at the console: `evolve_commands`,
    `evolve_contact`, `incline`.

Names on disk. The types and fields of events are a file format: they keep their names, and a new
field has a default, so that a recording of the first version still plays.
"""
