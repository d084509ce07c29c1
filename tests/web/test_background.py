"""Work after the answer: in turns, bounded, told when it fails, ended at the stop."""

import asyncio
import logging

from syndicator.web.background import Background


async def test_work_of_one_name_is_done_in_turns():
    background, done = Background(), []

    async def work(number):
        await asyncio.sleep(0)
        done.append(number)

    for number in range(5):
        background.start("one", work(number))
    await background.idle()
    assert done == [0, 1, 2, 3, 4]


async def test_no_more_than_so_many_wait():
    background, go = Background(most=2), asyncio.Event()

    async def work():
        await go.wait()

    for _ in range(2):
        background.start("one", work())
    assert background.full("one")
    assert not background.full("other")
    go.set()
    await background.idle()
    assert not background.full("one")


async def test_a_failure_is_logged_and_the_next_goes_on(caplog):
    background, done = Background(), []

    async def fail():
        raise ValueError("broken")

    async def work():
        done.append(1)

    background.start("one", fail())
    background.start("one", work())
    await background.idle()
    assert done == [1]
    assert [(record.levelno, "one failed" in record.message) for record in caplog.records] == [(logging.ERROR, True)]


async def test_a_stop_waits_a_while_and_then_cuts():
    background, done = Background(), []

    async def work(seconds):
        await asyncio.sleep(seconds)
        done.append(seconds)

    background.start("quick", work(0))
    background.start("slow", work(60))
    background.start("slow", work(0))
    await background.stop(0.05)
    assert done == [0]
    assert not background.full("slow")
