"""The methods of AIM's table, each under the name that its rows carry."""

import numpy as np

from core.arrays import BoolArray, FloatArray
from core.evaluation.aim_linear import blendshapes
from core.evaluation.aim_patch_fit import patch_model
from core.evaluation.aim_patches import PatchSettings
from core.evaluation.aim_session import Explain, Explained, Learn, Session
from core.inference.aim_fit import fit_frames
from core.inference.aim_learn import learn_person
from core.models.aim_person import PersonAim, motion_twist, twist_motion

RIDGE = 1e-3
"""Of global blendshapes; 1e-5 and 1e-3 differ in the third digit on other frames."""
PATCHES = PatchSettings(spacing=8.0, ridge=1e-4, overlap=0.1, variance=0.9999)
"""Best of eleven settings on other frames of another person, clean and noisy alike: 1035 patches,
as many as Wu et al. use; larger patches and stiffer ones were worse on both."""
PATCH_ANATOMY = 0.3
"""Weight of the bone beside one for the data."""

OURS, OURS_UNTRACKED = "ours", "ours_untracked"


def fitting_methods() -> dict[str, Learn]:
    """Return what is compared.

    Returns
    -------
    dict of str to Learn
        `OURS` first. Like the patches with anatomy it is told the jaw of the shapes to learn
        from, as the paper's data have it; ``ours_untracked`` finds it from the skin.
    """
    anatomical = PatchSettings(
        spacing=PATCHES.spacing,
        ridge=PATCHES.ridge,
        overlap=PATCHES.overlap,
        variance=PATCHES.variance,
        anatomy=PATCH_ANATOMY,
    )
    return {
        OURS: aim_method(tracked=True),
        OURS_UNTRACKED: aim_method(tracked=False),
        "blendshapes_bounded": blendshapes(RIDGE, bounded=True),
        "blendshapes": blendshapes(RIDGE, bounded=False),
        "patches": patch_model(PATCHES),
        "patches_anatomy": patch_model(anatomical),
    }


def learned_aim(session: Session, *, tracked: bool = True) -> PersonAim:
    """Return the AIM of a session's actor.

    Parameters
    ----------
    session : Session
        What is known.
    tracked : bool
        Whether the shapes' jaws are told.

    Returns
    -------
    PersonAim
        As the studio would learn it.
    """
    twists = {
        name: motion_twist(jaw) for name, jaw in zip(session.shapes, session.jaws, strict=True)
    }
    return learn_person(
        session.bundle,
        session.resting,
        session.skull,
        dict(session.shapes),
        jaws=twists if tracked else None,
    )


def aim_method(*, tracked: bool) -> Learn:
    """Return AIM's own way: learn the person, fit frames.

    Parameters
    ----------
    tracked : bool
        Whether the shapes' jaws are told.

    Returns
    -------
    Learn
        Knows the jaw.
    """

    def learn(session: Session) -> Explain:
        aim = learned_aim(session, tracked=tracked)

        def explain(targets: FloatArray, seen: BoolArray) -> Explained:
            fitted = fit_frames(aim, targets, seen=seen)
            return Explained(fitted.skin, tuple(twist_motion(np.array(t)) for t in fitted.jaw))

        return explain

    return learn
