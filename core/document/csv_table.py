"""A table of numbers from a CSV file; what is wrong in it is told by line and column."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.arrays import FloatArray
from core.errors import PerformanceError

LARGEST_BYTES = 256 << 20
"""More than an hour at 60 frames a second."""
MOST_ROWS = 500_000
MOST_COLUMNS = 1_000
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, eq=False)
class CsvTable:
    """The cells of a file.

    Attributes
    ----------
    name : str
        The file's, for messages.
    header : tuple of str
        Titles of the columns, without blanks around them.
    rows : list of list of str
        As many cells each as there are titles.
    lines : list of int
        Line of the file on which each row ends, from one.
    decimal : str
        The sign before decimals.
    """

    name: str
    header: tuple[str, ...]
    rows: list[list[str]]
    lines: list[int]
    decimal: str = "."

    def refuse(self, row: int, column: int, why: str) -> PerformanceError:
        """Return the error for a cell.

        Parameters
        ----------
        row, column : int
            From zero.
        why : str
            A clause such as ``is no number``; the cell's text stands before it.

        Returns
        -------
        PerformanceError
            To be raised.
        """
        text = self.rows[row][column].strip()
        shown = f"'{text[:40]}'" if text else "an empty cell"
        return PerformanceError(
            f"{self.name}, line {self.lines[row]}, column {self.header[column]!r}: {shown} {why}; "
            "correct it or export the recording again."
        )

    def numbers(self, columns: Sequence[int], blank: Sequence[bool] | None = None) -> FloatArray:
        """Return columns as numbers.

        Parameters
        ----------
        columns : sequence of int
            Which.
        blank : sequence of bool, optional
            Rows that are not read.

        Returns
        -------
        (R, C) float64
            Finite; NaN in the rows that were not read.

        Raises
        ------
        PerformanceError
            When a cell is empty, text, NaN or infinite.
        """
        values = np.full((len(self.rows), len(columns)), np.nan)
        for at, row in enumerate(self.rows):
            if blank is not None and blank[at]:
                continue
            try:
                values[at] = [self._number(row[column]) for column in columns]
            except ValueError:
                raise self._first_wrong(at, columns) from None
        read = np.ones(len(self.rows), dtype=bool) if blank is None else ~np.array(blank, bool)
        wrong = np.argwhere(read[:, None] & ~np.isfinite(values))
        if len(wrong):
            raise self.refuse(int(wrong[0, 0]), columns[int(wrong[0, 1])], "is no finite number")
        return values

    def _number(self, text: str) -> float:
        if "_" in text:
            raise ValueError("Python takes 1_0 for ten")
        return float(text if self.decimal == "." else text.replace(self.decimal, "."))

    def _first_wrong(self, row: int, columns: Sequence[int]) -> PerformanceError:
        for column in columns:
            try:
                self._number(self.rows[row][column])
            except ValueError:
                return self.refuse(row, column, "is no number")
        return PerformanceError(f"{self.name} cannot be read; export the recording again.")


def read_csv(path: Path) -> CsvTable:
    """Read a CSV file with commas, semicolons or tabs between its cells.

    Parameters
    ----------
    path : Path
        The file; UTF-8 or UTF-16 with a mark, with a line of titles. After semicolons a comma may
        stand before decimals.

    Returns
    -------
    CsvTable
        At least one row; every row has as many cells as there are titles.

    Raises
    ------
    PerformanceError
        When the file is missing, no text, too large, empty, or has rows of another length.
    """
    text = _text(path)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(row)
                lines.append(reader.line_num)
            if len(rows) > MOST_ROWS:
                raise PerformanceError(
                    f"{path.name} has more than {MOST_ROWS:,} frames; cut it into parts."
                )
    except csv.Error as error:
        raise PerformanceError(
            f"{path.name}, line {reader.line_num}: the cells cannot be told apart ({error}); "
            "export the recording again."
        ) from None
    if len(rows) < 2:
        raise PerformanceError(f"{path.name} holds no frames; choose a recording that does.")
    header = tuple(cell.strip() for cell in rows[0])
    if len(header) > MOST_COLUMNS:
        raise PerformanceError(
            f"{path.name} has {len(header):,} columns, which no recording of a face has; choose "
            "another file."
        )
    even = [_evened(row, len(header)) for row in rows[1:]]
    for row, line in zip(even, lines[1:], strict=True):
        if len(row) != len(header):
            raise PerformanceError(
                f"{path.name}, line {line}, has {len(row)} cells instead of {len(header)}; it "
                "breaks off or a comma is missing. Export the recording again."
            )
    return CsvTable(path.name, header, even, lines[1:], "," if delimiter == ";" else ".")


def _evened(row: list[str], count: int) -> list[str]:
    """Return a row without the empty cell that a comma at the end of a line makes."""
    return row[:-1] if len(row) == count + 1 and not row[-1].strip() else row


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise PerformanceError(
                f"{path.name} is larger than {LARGEST_BYTES >> 20} MB; cut it into parts."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise PerformanceError(f"There is no file {path}; check its name and folder.") from None
    except OSError as error:
        raise PerformanceError(
            f"{path} cannot be read ({error.strerror or error}); check its rights or copy it."
        ) from None
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise PerformanceError(
            f"{path.name} holds no text; choose a CSV file of ARKit coefficients."
        )
    return text
