"""Population norms of measures: how unusual a value is among adults of one sex."""

import csv
from dataclasses import dataclass
from pathlib import Path

from core.errors import EditError
from core.resources import resource_path

NORMS_FILE = ("norms", "adult_norms.csv")
"""Where the table lies below the shipped resources."""


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
        In the measure's unit.
    count : int
        People measured; 0 where the source does not say.
    source : str
        The primary publication.
    """

    key: str
    sex: str
    population: str
    age_years: float
    mean: float
    standard_deviation: float
    count: int
    source: str

    def z_score(self, value: float) -> float:
        """Return how many standard deviations a value lies above the mean.

        Parameters
        ----------
        value : float
            In the measure's unit.

        Returns
        -------
        float
            Zero at the mean.
        """
        return (value - self.mean) / self.standard_deviation


def load_norms(path: Path | None = None) -> tuple[Norm, ...]:
    """Read the table of norms.

    Parameters
    ----------
    path : Path, optional
        A CSV file in the layout of the shipped one; lines that begin with ``#`` are credits.

    Returns
    -------
    tuple of Norm
        In the file's order.
    """
    lines = (path or resource_path(*NORMS_FILE)).read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        Norm(
            key=row["measure"],
            sex=row["sex"],
            population=row["population"],
            age_years=float(row["age_years"]),
            mean=float(row["mean"]),
            standard_deviation=float(row["standard_deviation"]),
            count=int(row["count"]),
            source=row["source"],
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
