"""Recordings of ARKit coefficients as CSV, such as the app Live Link Face writes them.

A row is a frame, a column a blend shape under ARKit's name (any capitals) or the models' own. Time
codes, seconds or frame numbers tell the time; without them every row is one frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from core.arrays import FloatArray
from core.document.arkit import arkit_name, members_by_name
from core.document.csv_table import MOST_ROWS, CsvTable, read_csv
from core.document.frame_times import (
    DEFAULT_RATE,
    on_even_times,
    rate_of_timecodes,
    rate_of_times,
    seconds_of_timecodes,
    timecode_parts,
)
from core.document.performance import FPS_LIMITS, Performance
from core.errors import PerformanceError

ABSURD = (-0.5, 1.5)
"""Weights beyond these are no shares; recorders exceed 0 to 1 by a few hundredths."""
_TIMECODES, _SECONDS = ("timecode", "time code"), ("time", "seconds", "time_s", "timestamp", "t")
_FRAMES, _COUNTS = ("frame", "frame_number", "framenumber"), ("blendshapecount",)
_FEWEST_KNOWN = 1
_LISTED = 6


@dataclass(frozen=True)
class _Columns:
    """What the columns of a file are; numbers are places in the header."""

    weights: dict[int, tuple[int, ...]] = field(default_factory=dict)
    timecode: int | None = None
    seconds: int | None = None
    frame: int | None = None
    count: int | None = None
    others: tuple[int, ...] = ()


def read_coefficients(path: Path, names: Sequence[str], fps: float | None = None) -> Performance:
    """Read a recording.

    Parameters
    ----------
    path : Path
        A CSV file.
    names : sequence of str
        The models' expressions in their order: `HeadModel.expression_names`.
    fps : float, optional
        Frames a second; by default what the file tells, or 60.

    Returns
    -------
    Performance
        Frames that the recorder skipped are filled in; every guess is in its notes.

    Raises
    ------
    PerformanceError
        When the file cannot be read, or a cell is not a weight; the message tells where.
    """
    table = read_csv(path)
    columns = _columns(table, names)
    lost = _lost_rows(table, columns)
    values, notes = _weights(table, columns, lost, len(names))
    rate, times, time_notes = _times(table, columns, fps)
    span = rate * float(times[-1] - times[0])
    if span > MOST_ROWS:
        raise PerformanceError(
            f"{path.name} spans {span:,.0f} frames at {rate:.4g} a second but has {len(values):,} "
            "rows; check its column of times."
        )
    values, filled = on_even_times(times, values, rate)
    if filled > 0:
        notes.append(f"{filled:,} skipped frames were filled in between their neighbours.")
    elif filled < 0:
        notes.append(f"{-filled:,} frames that came faster than {rate:.4g} a second were merged.")
    missing = _missing(columns, names)
    notes += time_notes + missing + _ignored(table, columns)
    return Performance(tuple(names), rate, values, path.name, notes=tuple(notes))


def _columns(table: CsvTable, names: Sequence[str]) -> _Columns:
    """Return what each column is; refuses two for one thing and files without any weight."""
    members = members_by_name(names)
    weights: dict[int, tuple[int, ...]] = {}
    special: dict[str, int] = {}
    others: list[int] = []
    kinds = {"timecode": _TIMECODES, "seconds": _SECONDS, "frame": _FRAMES, "count": _COUNTS}
    for at, title in enumerate(table.header):
        lower = title.lower()
        kind = next((kind for kind, titles in kinds.items() if lower in titles), None)
        if kind is not None and kind not in special:
            special[kind] = at
        elif lower in members:
            weights[at] = members[lower]
        else:
            others.append(at)
    taken: dict[int, int] = {}
    for at, places in weights.items():
        for place in places:
            if place in taken:
                raise PerformanceError(
                    f"{table.name} has two columns for {names[place]}: "
                    f"{table.header[taken[place]]!r} and {table.header[at]!r}; remove one."
                )
            taken[place] = at
    if len(weights) < _FEWEST_KNOWN:
        raise PerformanceError(
            f"{table.name} has no column with the name of a blend shape such as 'jawOpen'; choose "
            "a CSV file of ARKit coefficients with a line of titles."
        )
    return _Columns(weights, **special, others=tuple(others))


def _lost_rows(table: CsvTable, columns: _Columns) -> list[bool]:
    """Return the rows in which the recorder says that it saw no face."""
    if columns.count is None:
        return [False] * len(table.rows)
    lost = [row[columns.count].strip() == "0" for row in table.rows]
    if all(lost):
        raise PerformanceError(f"{table.name} shows no face in any frame; record it again.")
    return lost


def _weights(
    table: CsvTable, columns: _Columns, lost: Sequence[bool], count: int
) -> tuple[FloatArray, list[str]]:
    """Return the weights (R, E), and what to say about them."""
    read = table.numbers(list(columns.weights), lost)
    beyond = np.argwhere((read < ABSURD[0]) | (read > ABSURD[1]))
    if len(beyond):
        row, column = (int(place) for place in beyond[0])
        raise table.refuse(row, list(columns.weights)[column], "is no weight from 0 to 1")
    notes = []
    outside = int(((read < 0.0) | (read > 1.0)).sum())
    if outside:
        notes.append(f"{outside:,} weights slightly outside 0 to 1 were limited.")
    gone = np.array(lost)
    if gone.any():
        seen = np.flatnonzero(~gone)
        read = np.stack(
            [np.interp(np.arange(len(read)), seen, column[seen]) for column in read.T], axis=1
        )
        notes.append(f"{int(gone.sum()):,} frames without a face were filled in.")
    weights = np.zeros((len(read), count))
    for at, places in enumerate(columns.weights.values()):
        weights[:, list(places)] = np.clip(read[:, at, None], 0.0, 1.0)
    return weights, notes


def _times(
    table: CsvTable, columns: _Columns, fps: float | None
) -> tuple[float, FloatArray, list[str]]:
    """Return frames a second, the time of each row in seconds, and what was guessed."""
    count = len(table.rows)
    if columns.seconds is not None:
        times = _increasing(table, columns.seconds, table.numbers([columns.seconds])[:, 0])
        if count > 1:
            return fps or _playable(table, rate_of_times(times)), times, []
    if columns.timecode is not None:
        parts = _timecodes(table, columns.timecode)
        found = rate_of_timecodes(parts)
        rate = fps or found or DEFAULT_RATE
        guess = [] if fps or found else [_guessed(rate)]
        seconds = seconds_of_timecodes(parts, found or rate)
        return rate, _increasing(table, columns.timecode, seconds), guess
    rate = fps or DEFAULT_RATE
    guess = [] if fps else [_guessed(rate)]
    if columns.frame is not None:
        frames = table.numbers([columns.frame])[:, 0]
        return rate, _increasing(table, columns.frame, frames) / rate, guess
    return rate, np.arange(count) / rate, guess


def _playable(table: CsvTable, rate: float) -> float:
    low, high = FPS_LIMITS
    if not low <= rate <= high:
        raise PerformanceError(
            f"{table.name} has {rate:.4g} frames a second by its times, which should be seconds; "
            "correct them, or give the frames a second."
        )
    return rate


def _guessed(rate: float) -> str:
    return f"Nothing tells the frames a second; {rate:.4g} are assumed."


def _timecodes(table: CsvTable, column: int) -> FloatArray:
    parts = [timecode_parts(row[column]) for row in table.rows]
    for at, part in enumerate(parts):
        if part is None:
            raise table.refuse(at, column, "is no time code such as 13:37:32:27.654")
    return np.array(parts, dtype=np.float64)


def _increasing(table: CsvTable, column: int, times: FloatArray) -> FloatArray:
    back = np.flatnonzero(np.diff(times) <= 0.0)
    if len(back):
        raise table.refuse(int(back[0]) + 1, column, "is not later than the row before")
    return times


def _missing(columns: _Columns, names: Sequence[str]) -> list[str]:
    given = {place for places in columns.weights.values() for place in places}
    absent = [arkit_name(name) for at, name in enumerate(names) if at not in given]
    if not absent:
        return []
    return [f"Missing and taken for zero: {_some(absent)}."]


def _ignored(table: CsvTable, columns: _Columns) -> list[str]:
    titles = [table.header[at] or "a column without title" for at in columns.others]
    return [f"Not played: {_some(titles)}."] if titles else []


def _some(titles: Sequence[str]) -> str:
    shown = ", ".join(titles[:_LISTED])
    more = len(titles) - _LISTED
    return f"{shown} and {more} more" if more > 0 else shown
