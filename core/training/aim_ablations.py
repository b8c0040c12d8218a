"""AIM's ablations: activation, losses left out and hidden size, learned the paper's own way.

Every variant learns one actor's AIM from scratch: all weights by Adam from the neutral face and 19
expressions, with the same steps and batches. Constraints in blobs over the face are kept from all
of them, so that bone can be measured where it is known but was not told. The frames to explain are
those of `core.evaluation.aim_takes`.
"""

import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch

from core.arrays import BoolArray
from core.evaluation.aim_actor import Actor
from core.evaluation.aim_measures import frame_errors
from core.evaluation.aim_people import DRAWN, make_actor
from core.evaluation.aim_session import Session, make_session
from core.evaluation.aim_takes import unseen_take
from core.evaluation.parts import Row, row
from core.inference.aim_constraints import BoneConstraints
from core.inference.aim_features import FINE_LEVELS
from core.inference.aim_fill import filled_anatomy, mirrored_values
from core.inference.aim_fit import fit_frames
from core.inference.aim_learn import face_features
from core.inference.aim_person import person_anatomy, person_constraints
from core.inference.aim_targets import LearnedFrom, make_targets
from core.inference.head import HeadModel
from core.models.aim import AimConfig, AimNetwork
from core.models.aim_losses import AimTargets, AimWeights, total_loss
from core.models.aim_person import PersonAim, motion_twist
from core.models.anatomy import Anatomy, settled_weights
from core.monitor import Monitor

ABLATIONS = "ablations"
"""Name of the section."""
STEPS, BATCH, RATE = 800, 1024, 1e-3
"""Of Adam; the step size falls to zero along a cosine."""
FRAMES = 10
"""Unseen frames."""
BLOBS, BLOB_RADIUS = 40, 14.0
"""Places in the face from which constraints are kept, and how far around them, mm."""
SEED = 4


@dataclass(frozen=True)
class Variant:
    """What is learned how.

    Attributes
    ----------
    name : str
        Of the rows.
    config : AimConfig
        Sizes and activation.
    weights : AimWeights
        Losses.
    """

    name: str
    config: AimConfig
    weights: AimWeights = field(default_factory=AimWeights)


def variants(expressions: int) -> list[Variant]:
    """Return what is compared.

    Parameters
    ----------
    expressions : int
        Shapes to learn.

    Returns
    -------
    list of Variant
        The whole model first: sine, 256, all losses.
    """
    whole = AimConfig(expressions=expressions)
    full = AimWeights()
    return [
        Variant("sine_256", whole),
        Variant("relu_256", replace(whole, activation="relu")),
        Variant("gelu_256", replace(whole, activation="gelu")),
        Variant("sine_128", replace(whole, hidden=128)),
        Variant("sine_64", replace(whole, hidden=64)),
        Variant("without_L_A", whole, full.without("anatomy").without("continued")),
        Variant("without_L_D", whole, full.without("thickness")),
        Variant("without_L_K", whole, full.without("skinning")),
        Variant("without_L_Sym", whole, full.without("symmetry")),
    ]


def ablation_rows(
    head: HeadModel, data: Path, monitor: Monitor, *, steps: int = STEPS
) -> list[Row]:
    """Learn every variant and measure it.

    Parameters
    ----------
    head : HeadModel
        The shipped model, which makes the actor.
    data : Path
        The shared data folder; nothing of it is read.
    monitor : Monitor
        Progress and cancellation.
    steps : int
        Of Adam, the same for all.

    Returns
    -------
    list of dict
        Tidy rows; the set says how many shapes and frames.
    """
    del data
    codes, size = head.bundle.statistics.sample(DRAWN[0])
    state = replace(head.mean_state(), codes=codes, size=size)
    actor = make_actor("drawn_1", head, state, seed=700)
    anatomy = person_anatomy(head.bundle, actor.resting, actor.skull.mesh)
    session = make_session(head.bundle, actor, anatomy)
    trial = Trial(session, actor)
    rows: list[Row] = []
    chosen = variants(len(session.shapes))
    for number, variant in enumerate(chosen):
        part = monitor.part(number / len(chosen), (number + 1) / len(chosen))
        rows += trial.rows(variant, steps, part)
    return rows


class Trial:
    """One actor on whom variants are learned.

    Parameters
    ----------
    session : Session
        What may be learned from.
    actor : Actor
        Makes the unseen frames.
    """

    def __init__(self, session: Session, actor: Actor) -> None:
        template = session.bundle.template
        self._session = session
        self._true = person_constraints(session.bundle, session.resting, session.skull)
        kept = _kept(session)
        told = replace(self._true, known=self._true.known & kept)
        self._told = told
        self._hidden = self._true.known & ~kept & template.face_mask
        continued = filled_anatomy(session.resting, told, template.skin)
        learned = LearnedFrom(session.resting, told, continued)
        shapes = np.array(list(session.shapes.values()))
        self._targets = make_targets(session.bundle, [learned], shapes)
        self._chance = torch.tensor(np.where(template.face_mask, 3.0, 1.0), dtype=torch.float32)
        self._take = unseen_take(actor, FRAMES, template.face_mask)

    def learn(self, variant: Variant, steps: int, monitor: Monitor) -> AimNetwork:
        """Learn a variant by Adam.

        Parameters
        ----------
        variant : Variant
            What and how.
        steps : int
            How long.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        AimNetwork
            The same for the same variant and steps.
        """
        torch.manual_seed(SEED)
        network = AimNetwork(variant.config)
        twists = np.array([motion_twist(jaw) for jaw in self._session.jaws])
        with torch.no_grad():
            network.twists.copy_(torch.tensor(twists, dtype=torch.float32))
        network.twists.requires_grad_(False)
        free = [weight for weight in network.parameters() if weight.requires_grad]
        optimiser = torch.optim.Adam(free, lr=RATE)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
        pick = torch.Generator().manual_seed(SEED)
        for step in range(steps):
            if step % 20 == 0:
                monitor.report(step / steps, f"Learning {variant.name}")
            rows = torch.multinomial(self._chance, BATCH, generator=pick)
            loss = total_loss(network, self._targets.at(rows), variant.weights)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
        return network.eval().requires_grad_(False)

    def rows(self, variant: Variant, steps: int, monitor: Monitor) -> list[Row]:
        """Learn a variant and measure it.

        Parameters
        ----------
        variant : Variant
            What and how.
        steps : int
            Of Adam.
        monitor : Monitor
            Progress and cancellation.

        Returns
        -------
        list of dict
            Tidy rows.
        """
        begun = time.process_time()
        network = self.learn(variant, steps, monitor)
        seconds = time.process_time() - begun
        aim = person_of(network, self._session, self._targets, self._told)
        session, where = self._session, f"{len(self._session.shapes)} shapes, {FRAMES} frames"
        face = session.bundle.template.face_mask & session.visible
        off = np.linalg.norm(aim.shapes() - np.array(list(session.shapes.values())), axis=2)
        fitted = fit_frames(aim, self._take.skins, seen=session.visible)
        errors = frame_errors(session, self._take, fitted.skin)
        told = self._told.known & face
        return [
            row(variant.name, where, "face", "learned_error", float(off[:, face].mean())),
            row(variant.name, where, "face", "fit_error", errors.face),
            row(variant.name, where, "full", "fit_error", errors.full),
            *self._anatomy(variant.name, where, "constrained", aim.anatomy, told),
            *self._anatomy(variant.name, where, "held_back", aim.anatomy, self._hidden),
            row(variant.name, where, "face", "jaw_weight_error",
                float(np.abs(aim.anatomy.jaw - self._true.jaw)[told | self._hidden].mean()), "1"),
            *self._symmetry(variant.name, where, aim.anatomy, face),
            row(variant.name, where, "full", "seconds_learn", seconds, "s"),
        ]  # fmt: skip

    def _anatomy(
        self, name: str, where: str, region: str, found: Anatomy, at: BoolArray
    ) -> list[Row]:
        away = np.linalg.norm(found.bone - self._true.bone, axis=1)[at].mean()
        thick = np.abs(found.depth - self._true.depth)[at].mean()
        return [
            row(name, where, region, "bone_error", float(away)),
            row(name, where, region, "thickness_error", float(thick)),
        ]

    def _symmetry(self, name: str, where: str, found: Anatomy, face: BoolArray) -> list[Row]:
        skin = self._session.bundle.template.skin
        rows = []
        for region, values in (("depth", found.depth), ("jaw", found.jaw)):
            unlike = np.abs(values - mirrored_values(skin, values))[face].mean()
            unit = "mm" if region == "depth" else "1"
            rows.append(row(name, where, region, "asymmetry", float(unlike), unit))
        return rows


def person_of(
    network: AimNetwork,
    session: Session,
    targets: AimTargets,
    told: BoneConstraints,
) -> PersonAim:
    """Return the actor's AIM as a learned network answers.

    Parameters
    ----------
    network : AimNetwork
        Learned.
    session : Session
        Names of the shapes.
    targets : AimTargets
        Their points.
    told : BoneConstraints
        What it was told of the bone.

    Returns
    -------
    PersonAim
        Nothing in it is corrected by the truth.
    """
    with torch.inference_mode():
        answer = network(targets.points)
    jaw = settled_weights(answer.jaw.double().numpy())
    bone, normal, depth = (
        value[:, 0].double().numpy() for value in (answer.bone, answer.normal, answer.depth)
    )
    anatomy = Anatomy(bone, normal, depth, jaw, told.known)
    offsets = answer.offsets.double().numpy().transpose(1, 0, 2)
    twists = network.twists.double().numpy()
    faces = session.bundle.template.skin.faces
    names, levels = tuple(session.shapes), FINE_LEVELS
    smooth, fine = face_features(session.bundle)
    return PersonAim(anatomy, offsets, twists, names, smooth, faces, fine, levels)


def _kept(session: Session) -> BoolArray:
    """Return where constraints are told: everywhere but in blobs over the face."""
    places = session.resting.vertices
    face = np.flatnonzero(session.bundle.template.face_mask)
    middles = places[np.random.default_rng(SEED).choice(face, BLOBS, replace=False)]
    away = np.linalg.norm(places[:, None] - middles, axis=2).min(axis=1)
    kept: BoolArray = away > BLOB_RADIUS
    return kept
