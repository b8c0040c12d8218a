"""How far the networks and fits for photographs are to be believed: measured, shipped, read here.

`nasion evaluate photo-spread --write` measures it on held-out portraits.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from core.arrays import FloatArray
from core.atomic import write_atomically
from core.errors import BundleError
from core.inference.photo_fit import Likely
from core.resources import resource_path

FOLDER = "photo"
NARROWEST = 0.15
"""No coefficient is believed more surely than this, standard deviations or weights."""
UNMEASURED_PERSON, UNMEASURED_POSE = 0.9, 0.3
"""Spread of an encoder's coefficients where nobody measured it."""


@dataclass(frozen=True, eq=False)
class Belief:
    """What was measured on held-out portraits.

    Attributes
    ----------
    portraits : int
        How many; zero where nobody measured.
    person, pose : mapping of str to (k,) or (e,) float64
        By method: root-mean-square error of each coefficient of its encoder.
    growth : mapping of str to float
        By method: true over expected error of the skin.
    error_mm : mapping of str to float
        By method: mean distance of the face from the truth, mm.
    """

    portraits: int = 0
    person: Mapping[str, FloatArray] = field(default_factory=dict)
    pose: Mapping[str, FloatArray] = field(default_factory=dict)
    growth: Mapping[str, float] = field(default_factory=dict)
    error_mm: Mapping[str, float] = field(default_factory=dict)

    def of_person(self, method: str, mean: FloatArray) -> Likely:
        """Return what an encoder says of a person, and how surely.

        Parameters
        ----------
        method : str
            Whose encoder.
        mean : (k,) float64
            What it says, standard deviations.
        """
        spread = self.person.get(method, np.full(len(mean), UNMEASURED_PERSON))
        return Likely(mean, np.clip(spread, NARROWEST, 1.0))

    def of_pose(self, method: str, mean: FloatArray) -> Likely:
        """Return what an encoder says of an expression, and how surely.

        Parameters
        ----------
        method : str
            Whose encoder.
        mean : (e,) float64
            What it says, weights.
        """
        spread = self.pose.get(method, np.full(len(mean), UNMEASURED_POSE))
        return Likely(mean, np.maximum(spread, NARROWEST))


def belief_path(bundle_id: str) -> Path:
    """Return where the measured figures of a bundle lie.

    Parameters
    ----------
    bundle_id : str
        The bundle; the file need not exist.
    """
    return resource_path(FOLDER, f"{bundle_id}.json")


@cache
def read_belief(path: Path) -> Belief:
    """Read what was measured; nothing is believed beyond the usual where the file is missing.

    Parameters
    ----------
    path : Path
        Of `belief_path`.

    Returns
    -------
    Belief
        As written by `belief_json`.

    Raises
    ------
    BundleError
        When the file is damaged.
    """
    if not path.exists():
        return Belief()
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        person, pose = (
            {method: np.array(one, dtype=np.float64) for method, one in told[name].items()}
            for name in ("person", "pose")
        )
        growth, error = (
            {method: float(one) for method, one in told[name].items()}
            for name in ("growth", "error_mm")
        )
        return Belief(int(told["portraits"]), person, pose, growth, error)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise BundleError(f"{path} is damaged ({error}); reinstall Nasion.") from error


def belief_json(belief: Belief) -> dict[str, Any]:
    """Return JSON values of a belief.

    Parameters
    ----------
    belief : Belief
        Measured.

    Returns
    -------
    dict
        For `read_belief`.
    """
    return {
        "portraits": belief.portraits,
        "person": {name: np.round(one, 3).tolist() for name, one in belief.person.items()},
        "pose": {name: np.round(one, 3).tolist() for name, one in belief.pose.items()},
        "growth": {name: round(one, 3) for name, one in belief.growth.items()},
        "error_mm": {name: round(one, 3) for name, one in belief.error_mm.items()},
    }


def write_belief(bundle_id: str, belief: Belief) -> None:
    """Write what was measured beside the networks.

    Parameters
    ----------
    bundle_id : str
        The bundle.
    belief : Belief
        Of it.

    Raises
    ------
    OSError
        When the folder cannot be written.
    """
    content = json.dumps(belief_json(belief)).encode() + b"\n"
    path = belief_path(bundle_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, content)
    read_belief.cache_clear()
