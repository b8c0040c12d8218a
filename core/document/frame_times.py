"""From time stamps to frames: recorders skip frames and write time in several ways."""

import re

import numpy as np

from core.arrays import FloatArray

USUAL_RATES = (24.0, 25.0, 30.0, 48.0, 50.0, 60.0, 90.0, 100.0, 120.0)
"""Frames a second that recorders use."""
DEFAULT_RATE = 60.0
"""Live Link Face's own; taken where nothing tells."""
_TIMECODE = re.compile(r"(\d{1,3}):([0-5]?\d):([0-5]?\d)[:;](\d{1,3}(?:\.\d+)?)")
_DAY = 86_400.0


def timecode_parts(text: str) -> tuple[float, float] | None:
    """Return the whole seconds and the frame of a time code.

    Parameters
    ----------
    text : str
        Hours, minutes, seconds and frame, such as ``13:37:32:27.654``.

    Returns
    -------
    seconds, frame : float
        The frame counts from the beginning of the second; None where it is no time code.
    """
    match = _TIMECODE.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(match[at]) for at in (1, 2, 3))
    return 3600.0 * hours + 60.0 * minutes + seconds, float(match[4])


def rate_of_timecodes(parts: FloatArray) -> float | None:
    """Return the frames a second that time codes count.

    Parameters
    ----------
    parts : (F, 2) float64
        Whole seconds and frame of each, from `timecode_parts`.

    Returns
    -------
    float or None
        The smallest usual rate that has such frames; None where no second ends, so that nothing
        tells.
    """
    if np.ptp(parts[:, 0]) < 1.0:
        return None
    highest = np.floor(parts[:, 1].max()) + 1.0
    return next((rate for rate in USUAL_RATES if rate >= highest), float(highest))


def seconds_of_timecodes(parts: FloatArray, rate: float) -> FloatArray:
    """Return the times of time codes.

    Parameters
    ----------
    parts : (F, 2) float64
        Whole seconds and frame of each.
    rate : float
        Frames a second.

    Returns
    -------
    (F,) float64
        Seconds; midnight is passed without a step back.
    """
    times: FloatArray = parts[:, 0] + parts[:, 1] / rate
    passed = np.concatenate([[0.0], np.cumsum(np.diff(times) < -0.5 * _DAY)])
    return times + _DAY * passed


def rate_of_times(times: FloatArray) -> float:
    """Return the frames a second of times in seconds.

    Parameters
    ----------
    times : (F,) float64
        Increasing, at least two.

    Returns
    -------
    float
        A usual rate where one is within two per cent.
    """
    found = 1.0 / float(np.median(np.diff(times)))
    near = min(USUAL_RATES, key=lambda rate: abs(rate - found))
    return near if abs(near - found) < 0.02 * near else round(found, 4)


def on_even_times(times: FloatArray, values: FloatArray, rate: float) -> tuple[FloatArray, int]:
    """Return values at even times; frames that were skipped are filled in between.

    Parameters
    ----------
    times : (F,) float64
        Seconds, increasing.
    values : (F, K) float64
        What was recorded then.
    rate : float
        Frames a second wanted.

    Returns
    -------
    values : (G, K) float64
        As they were where the times are even already to half a frame; otherwise interpolated.
    filled : int
        Frames more than were recorded.
    """
    start, count = times[0], len(times)
    if count < 2 or np.abs(rate * (times - start) - np.arange(count)).max() < 0.5:
        return values, 0
    # Sub-frame jitter stays: only whole frames that are missing are made up.
    ticks = np.arange(int(np.floor(rate * (times[-1] - start) + 0.5)) + 1)
    stamps = rate * (times - start)
    columns = [np.interp(ticks, stamps, column) for column in values.T]
    return np.stack(columns, axis=1), len(ticks) - count
