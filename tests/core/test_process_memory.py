"""What the process says of its own memory."""

import mmap
import platform

import numpy as np

from core.process_memory import give_back, peak_bytes, resident_bytes

SIZE = 64_000_000
SLACK = 2_000_000
"""Linux counts pages by thread and adds them up only now and then."""


def test_memory_that_is_written_is_counted() -> None:
    before = resident_bytes()
    # Asked of the system: the process may have memory left over that is counted already.
    with mmap.mmap(-1, SIZE) as block:
        block.write(b"x" * SIZE)
        during = resident_bytes()
    assert during - before > 0.8 * SIZE
    assert peak_bytes() >= during - SLACK


def test_the_peak_stays_when_memory_is_given_back() -> None:
    block = np.ones(8_000_000)
    highest = peak_bytes()
    del block
    assert peak_bytes() >= highest - SLACK
    assert resident_bytes() <= peak_bytes() + SLACK


def test_freed_memory_is_given_back_where_the_system_takes_it() -> None:
    libraries = platform.libc_ver()[0]
    assert give_back() is (libraries == "glibc")
