"""What lives beside the screens: one after the other, closed in its own time, no failure lost."""

import asyncio

import pytest

from runwalk_tui.session.jobs import Job, Jobs


class BugError(Exception):
    """What a job may fail with."""


class Lives:
    """Notes what happens to its jobs."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.closes = asyncio.Event()
        self.fails = asyncio.Event()

    async def live(self, job: Job[str]) -> None:
        self.log.append("opens")
        try:
            job.opened("view", self.stop)
            await job.until_released(self.work())
        finally:
            await self.closes.wait()
            self.log.append("closed")

    async def work(self) -> None:
        await self.fails.wait()
        raise BugError("a bug")

    async def stop(self) -> None:
        self.log.append("stop")


async def test_a_job_is_opened_looked_at_and_closes_in_its_own_time() -> None:
    lives, jobs = Lives(), Jobs()
    assert await jobs.open(lives.live) == "view"
    assert jobs.drives_belt
    jobs.release()
    await asyncio.sleep(0)
    assert jobs.drives_belt, "it closes, and may have a belt to stop"
    lives.closes.set()
    await jobs.close()
    assert jobs.are_done
    assert lives.log == ["opens", "closed"]


async def test_the_next_waits_for_the_one_before() -> None:
    lives, jobs = Lives(), Jobs()
    await jobs.open(lives.live)
    following = asyncio.create_task(jobs.open(lives.live))
    for _ in range(5):
        await asyncio.sleep(0)
    assert lives.log == ["opens"]
    lives.closes.set()
    assert await following == "view"
    await jobs.close()
    assert lives.log == ["opens", "closed", "opens", "closed"]


async def test_stopping_reaches_the_belt_also_of_a_job_that_closes() -> None:
    lives, jobs = Lives(), Jobs()
    await jobs.stop()
    await jobs.open(lives.live)
    await jobs.stop()
    jobs.release()
    await jobs.stop()
    assert lives.log == ["opens", "stop", "stop"]
    lives.closes.set()
    await jobs.close()
    await jobs.stop()
    assert lives.log.count("stop") == 2


async def test_what_cannot_be_opened_is_raised_to_whoever_opens() -> None:
    async def fails(job: Job[str]) -> None:
        raise BugError("no adapter")

    jobs = Jobs()
    with pytest.raises(BugError, match="no adapter"):
        await jobs.open(fails)
    await jobs.close()


async def test_a_failure_is_told_at_once_and_only_once() -> None:
    lives, jobs = Lives(), Jobs()
    told: list[Exception] = []
    jobs.on_failure = told.append
    await jobs.open(lives.live)
    lives.fails.set()
    for _ in range(5):
        await asyncio.sleep(0)
    assert len(told) == 1
    assert lives.log == ["opens"], "the belt is not stopped yet"
    lives.closes.set()
    await jobs.close()
    assert len(told) == 1


async def test_a_failure_that_nobody_looked_at_is_raised_in_the_end() -> None:
    async def closes_badly(job: Job[str]) -> None:
        job.opened("view")
        await job.until_released(asyncio.sleep(0))
        raise BugError("the disk is full")

    jobs = Jobs()
    await jobs.open(closes_badly)
    jobs.release()
    with pytest.raises(BugError, match="disk"):
        await jobs.close()
