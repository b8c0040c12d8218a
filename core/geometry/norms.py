"""Population norms of measures: how unusual a value is among adults of one sex."""

import csv
import math
from dataclasses import dataclass
from pathlib import Path

from core.errors import EditError
from core.resources import resource_path

NORMS_FILE = ("norms", "adult_norms.csv")
"""Where the table of the face's measures lies below the shipped resources."""
PROFILE_NORMS_FILE = ("norms", "cephalometric_norms.csv")
"""Where that of the profile lies."""
UNUSUAL = 2.0
"""Deviations from the mean beyond which a value is marked: one person in twenty."""


@dataclass(frozen=True)
class Norm:
    """Mean and spread of one measure in one population.

    Attributes
    ----------
    key : str
        The measure, for example ``nose.width``; that of both sides for bilateral ones.
    sex : str
        ``female``, ``male`` or ``both``.
    population : str
        As the source names it.
    age_years : float
        Age to which the figures belong.
    mean, standard_deviation : float
        In the measure's unit; a deviation of zero where the source gives a guide value only.
    count : int
        People measured; 0 where the source does not say.
    source : str
        The primary publication.
    read_in : str
        Where its figures were read; empty: in itself.
    """

    key: str
    sex: str
    population: str
    age_years: float
    mean: float
    standard_deviation: float
    count: int
    source: str
    read_in: str = ""

    @property
    def reference(self) -> str:
        """The publication, and where its figures were read when that was not in itself."""
        return f"{self.source}, read in {self.read_in}" if self.read_in else self.source

    def z_score(self, value: float) -> float:
        """Return how many standard deviations a value lies above the mean.

        Parameters
        ----------
        value : float
            In the measure's unit.

        Returns
        -------
        float
            Zero at the mean; not a number where the deviation is not known.
        """
        if not self.standard_deviation:
            return math.nan
        return (value - self.mean) / self.standard_deviation


def load_norms(path: Path | None = None) -> tuple[Norm, ...]:
    """Read the table of norms.

    Parameters
    ----------
    path : Path, optional
        A CSV file in the layout of the shipped ones; lines that begin with ``#`` are credits. By
        default both shipped tables are read.

    Returns
    -------
    tuple of Norm
        In the file's order.
    """
    if path is None:
        shipped = (NORMS_FILE, PROFILE_NORMS_FILE)
        return tuple(norm for file in shipped for norm in load_norms(resource_path(*file)))
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        Norm(
            key=row["measure"],
            sex=row["sex"],
            population=row["population"],
            age_years=float(row["age_years"]),
            mean=float(row["mean"]),
            standard_deviation=float(row["standard_deviation"] or 0.0),
            count=int(row["count"]),
            source=row["source"],
            read_in=row.get("read_in") or "",
        )
        for row in rows
    )


def norm_for(norms: tuple[Norm, ...], key: str, sex: str) -> Norm | None:
    """Return the norm that rests on most people.

    Parameters
    ----------
    norms : tuple of Norm
        From `load_norms`.
    key : str
        A measure's key; ``_left`` and ``_right`` share the norm of their measure.
    sex : str
        ``female`` or ``male``; norms of both sexes together serve where there is none of one.

    Returns
    -------
    Norm or None
        None when nobody has measured it.

    Raises
    ------
    EditError
        When the sex is neither of the two.
    """
    if sex not in ("female", "male"):
        raise EditError(f"There are no norms for '{sex}': choose female or male.")
    base = key.removesuffix("_left").removesuffix("_right")
    for wanted in (sex, "both"):
        fitting = [norm for norm in norms if norm.key == base and norm.sex == wanted]
        if fitting:
            return max(fitting, key=lambda norm: norm.count)
    return None


def paired_norms(norms: tuple[Norm, ...]) -> tuple[tuple[Norm, Norm], ...]:
    """Return the norms that one publication gives for women and for men.

    Parameters
    ----------
    norms : tuple of Norm
        From `load_norms`.

    Returns
    -------
    tuple of (Norm, Norm)
        Female and male, one pair a measure that has a deviation: that of most people.
    """
    pairs = []
    for key in dict.fromkeys(norm.key for norm in norms):
        female, male = (norm_for(norms, key, sex) for sex in ("female", "male"))
        if female is None or male is None or (female.sex, male.sex) != ("female", "male"):
            continue
        same = (female.source, female.population) == (male.source, male.population)
        if same and female.standard_deviation and male.standard_deviation:
            pairs.append((female, male))
    return tuple(pairs)
