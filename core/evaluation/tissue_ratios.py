"""How far skin goes with the bone beneath it, beside what was measured on patients.

A published ratio belongs to its move and to its patients. Teeth are mostly tipped, not carried
along whole, and ratios of lips are told against the edges of the incisors. Lower jaws are brought
forward in people whose lower lip is caught behind their upper incisors and unrolls afterwards,
which a face with a normal bite does not show; set back, the lower lip goes with the chin.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from core.document.treatment import Move
from core.evaluation.skull import OURS, Row, row
from core.simulation.simulator import Simulator

APEX = 20.0
"""From the edge of an incisor to where it turns when it is tipped about its apex, mm."""


@dataclass(frozen=True)
class Ratio:
    """A ratio of soft to hard tissue.

    Attributes
    ----------
    name : str
        Of what to what, under which move.
    move : str
        Of `usual_moves`.
    landmark : str
        Of the template's skin.
    against : str or None
        Another landmark of the skin instead of the bone.
    published : tuple of (float, str)
        Values and where they are from.
    """

    name: str
    move: str
    landmark: str
    against: str | None
    published: tuple[tuple[float, str], ...]


_ADVANCED = "Int J Adult Orthod Orthognath Surg, mandibular advancement, 31 patients"
_CAPLAN = "Caplan and Shivapuja, after Korean J Orthod 2023 53(4) 276-285"
_SOHN = "Sohn and Park, after Korean J Orthod 2023 53(4) 276-285"
_SET_BACK = "Angle Orthod 2010 80(5) 896, mandibular setback, 26 Class III patients"
RATIOS = (
    Ratio("soft-tissue pogonion to bone, mandible forward", "advancement", "pogonion", None,
          ((1.0, _ADVANCED),)),
    Ratio("soft-tissue pogonion to bone, mandible back", "setback", "pogonion", None,
          ((1.0, "Naoumova et al. 2008, women (men 1.1)"),)),
    Ratio("lower lip to lower incisors, mandible forward", "advancement", "labiale_inferius",
          None, ((0.43, _ADVANCED),
                 (0.53, "Veltkamp et al. 2002: 6 mm less 2.8 mm of thinning, 62 patients"))),
    Ratio("lower lip to soft-tissue pogonion, mandible back", "setback", "labiale_inferius",
          "pogonion", ((6.9 / 6.7, _SET_BACK),)),
    Ratio("upper lip to edge of upper incisors, tipped back", "upper tipping",
          "labiale_superius", None,
          ((1 / 3.8, "Change in lip contour with maxillary incisor retraction, 41 cases"),
           (1 / 2.84, _SOHN), (1 / 1.75, _CAPLAN))),
    Ratio("lower lip to edge of lower incisors, tipped back", "lower tipping",
          "labiale_inferius", None, ((1 / 1.45, _SOHN), (1 / 1.2, _CAPLAN))),
    Ratio("upper lip to upper incisors, carried back whole", "upper retraction",
          "labiale_superius", None, ()),
    Ratio("subnasale to upper jaw, upwards", "impaction", "subnasale", None, ()),
)  # fmt: skip
"""Published ones are of patients, in whom lips also unfold and age."""


def tipped(simulator: Simulator, segment: str, edge: float) -> Move:
    """Return how incisors are tipped back about their apices.

    Parameters
    ----------
    simulator : Simulator
        Of a person.
    segment : str
        ``upper_incisors`` or ``lower_incisors``.
    edge : float
        How far their edge goes back, mm.

    Returns
    -------
    Move
        About the middle of the segment, as treatments are.
    """
    bone = simulator.skull.vertices[simulator.segments.members[segment], 1]
    middle = float(simulator.segments.pivot(segment, simulator.skull.vertices)[1])
    upper = segment.startswith("upper")
    to_edge = middle - float(bone.min()) if upper else float(bone.max()) - middle
    turn = float(np.degrees(edge / APEX)) * (1.0 if upper else -1.0)
    return (0.0, 0.0, -edge * (APEX - to_edge) / APEX, turn, 0.0, 0.0)


def usual_moves(simulator: Simulator) -> Mapping[str, tuple[str, Move, tuple[float, float, float]]]:
    """Return the moves that ratios are told of.

    Parameters
    ----------
    simulator : Simulator
        Of a person.

    Returns
    -------
    mapping of str to (str, Move, (float, float, float))
        Segment, its move, and the way of the bone that a ratio is told against, mm.
    """
    still = (0.0, 0.0, 0.0)
    back = (0.0, 0.0, -3.0)
    return MappingProxyType(
        {
            "advancement": ("mandible", (0.0, 0.0, 5.0, *still), (0.0, 0.0, 5.0)),
            "setback": ("mandible", (0.0, 0.0, -5.0, *still), (0.0, 0.0, -5.0)),
            "impaction": ("maxilla", (0.0, 3.0, 0.0, *still), (0.0, 3.0, 0.0)),
            "upper retraction": ("upper_incisors", (*back, *still), back),
            "upper tipping": ("upper_incisors", tipped(simulator, "upper_incisors", 3.0), back),
            "lower tipping": ("lower_incisors", tipped(simulator, "lower_incisors", 3.0), back),
        }
    )


def ratio_rows(simulator: Simulator, name: str) -> list[Row]:
    """Return every ratio of a person, and what is published of it.

    Parameters
    ----------
    simulator : Simulator
        Of the person.
    name : str
        Of the person, for the rows.

    Returns
    -------
    list of dict
        Tidy rows, metric ``soft_to_hard``; published rows name their source as the method.

    Raises
    ------
    SimulationError
        When no solution is found.
    """
    places = simulator.template.landmarks
    rows: list[Row] = []
    known = usual_moves(simulator)
    skins = {
        move: simulator.simulate({segment: made}).skin for move, (segment, made, _) in known.items()
    }
    for one in RATIOS:
        bone = np.array(known[one.move][2])
        along = skins[one.move] @ (bone / np.linalg.norm(bone))
        whole = np.linalg.norm(bone) if one.against is None else along[places[one.against]]
        value = float(along[places[one.landmark]] / whole)
        rows.append(row(OURS, name, one.name, "soft_to_hard", value, "1"))
        rows += [
            row(source, "published", one.name, "soft_to_hard", told, "1")
            for told, source in one.published
        ]
    return rows
