"""Makes the networks that read photographs: portraits, landmarks, then the two encoders."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from core.bundles.bundle import Bundle
from core.bundles.photo_nets import PhotoNets
from core.evaluation.face_map import FaceMap
from core.evaluation.ict import load_population
from core.evaluation.photo_scene import Ranges, Studio
from core.inference.morphable_head import morphable_model
from core.models.landmark_net import LandmarkNet
from core.models.photo_encoder import FaceEncoder
from core.monitor import Monitor
from core.training.encoder_training import (
    COARSE,
    HYBRID,
    EncoderLoss,
    sample_surface,
    train_encoder,
)
from core.training.face_colours import COMPONENTS, face_colours
from core.training.landmark_training import Pictures, train_landmarks
from core.training.loop import TrainingLoop
from core.training.photo_landmarks import photo_landmarks
from core.training.photo_pictures import take_portraits

PHOTO_NETWORKS = ("landmarks", "coarse", "hybrid")
"""Names of the networks and of their checkpoints."""
RANGES = Ranges(fill=(0.55, 0.95))
"""What the portraits are drawn from."""

LONGEST = 5.0
"""Longer gradients are shortened to this."""


@dataclass(frozen=True)
class PhotoTraining:
    """How much is drawn and learned.

    Attributes
    ----------
    portraits, side : int
        Pictures, and their height and width in pixels.
    landmark_steps, encoder_steps : int
        Of the landmark network and of each encoder.
    landmark_rate, encoder_rate : float
        First step sizes.
    seed : int
        Of the networks and of what they are shown.
    """

    portraits: int = 8000
    side: int = 160
    landmark_steps: int = 8000
    encoder_steps: int = 3000
    landmark_rate: float = 2e-3
    encoder_rate: float = 1e-3
    seed: int = 1


class PhotoLessons:
    """What is shown, and who learns from it; everything goes on from what lies in a folder.

    Parameters
    ----------
    bundle : Bundle
        Whose faces are drawn.
    data : Path
        The training data's folder; its population's mesh tells where the 68 landmarks are.
    work : Path
        Portraits and checkpoints.
    settings : PhotoTraining
        How much.
    monitor : Monitor
        Progress of drawing, and cancellation.
    """

    def __init__(
        self, bundle: Bundle, data: Path, work: Path, settings: PhotoTraining, monitor: Monitor
    ) -> None:
        template = bundle.template
        vertices = template.skin.vertices
        self.marks = photo_landmarks(load_population(data), vertices, template.face_mask)
        self.face = FaceMap(vertices, bundle.manifest.landmarks)
        self._template, self._work, self._settings = template, work, settings
        self._model = morphable_model(bundle)
        studio = Studio(self._model, template.skin.faces, self.face)
        paths = take_portraits(
            studio, work / "portraits", settings.portraits, settings.side, RANGES, monitor
        )
        self._pictures = Pictures(paths, self._model.at(self.marks))

    def landmarks(self, monitor: Monitor) -> LandmarkNet:
        """Return the network of the landmarks, taught.

        Parameters
        ----------
        monitor : Monitor
            Progress and cancellation.
        """
        settings = self._settings
        torch.manual_seed(settings.seed)
        net = LandmarkNet(len(self.marks))
        loop = self._loop(net, "landmarks", settings.landmark_steps, settings.landmark_rate)
        train_landmarks(net, self._pictures, loop, monitor, coarse=True)
        return net.eval()

    def encoder(
        self, name: str, weights: Mapping[str, float], seen: LandmarkNet, monitor: Monitor
    ) -> FaceEncoder:
        """Return an encoder, taught; it starts from what the landmark network sees.

        Parameters
        ----------
        name : str
            Of the method and of the checkpoint.
        weights : mapping of str to float
            Of the terms of its loss.
        seen : LandmarkNet
            Taught.
        monitor : Monitor
            Progress and cancellation.
        """
        settings, template = self._settings, self._template
        sampled = sample_surface(
            self._model,
            np.flatnonzero(template.face_mask),
            self.marks,
            lambda points: face_colours(self.face, points),
        )
        torch.manual_seed(settings.seed)
        net = FaceEncoder(len(self._model.identity), len(self._model.expression), COMPONENTS)
        net.trunk.load_state_dict(seen.trunk.state_dict())
        loss = EncoderLoss(sampled, weights, even=name == "coarse")
        loop = self._loop(net, name, settings.encoder_steps, settings.encoder_rate)
        train_encoder(net, loss, self._pictures, loop, monitor)
        return net.eval()

    def _loop(self, net: torch.nn.Module, name: str, steps: int, rate: float) -> TrainingLoop:
        checkpoint = self._work / f"{name}.pt"
        return TrainingLoop(net, steps, rate, checkpoint, self._settings.seed, LONGEST)


def train_photo_nets(
    bundle: Bundle, data: Path, work: Path, settings: PhotoTraining, monitor: Monitor
) -> PhotoNets:
    """Draw portraits and teach all networks.

    Parameters
    ----------
    bundle : Bundle
        Whose faces are drawn.
    data : Path
        The training data's folder.
    work : Path
        Portraits and checkpoints; a killed run goes on from them.
    settings : PhotoTraining
        How much.
    monitor : Monitor
        Progress and cancellation.

    Returns
    -------
    PhotoNets
        For `core.bundles.photo_nets.write_photo_nets`.
    """
    lessons = PhotoLessons(bundle, data, work, settings, monitor.part(0.0, 0.2))
    landmarks = lessons.landmarks(monitor.part(0.2, 0.6))
    coarse = lessons.encoder("coarse", COARSE, landmarks, monitor.part(0.6, 0.8))
    hybrid = lessons.encoder("hybrid", HYBRID, landmarks, monitor.part(0.8, 1.0))
    colours = face_colours(lessons.face, bundle.template.skin.vertices)
    return PhotoNets(
        lessons.marks,
        landmarks,
        coarse,
        hybrid,
        colours.mean.astype(np.float64),
        colours.components.astype(np.float64),
    )
