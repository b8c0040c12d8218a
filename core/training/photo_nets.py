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
from core.models.landmark_net import CLOSE, LandmarkNet
from core.models.photo_encoder import FaceEncoder
from core.monitor import Monitor
from core.training.encoder_training import (
    COARSE,
    HYBRID,
    EncoderLoss,
    Looks,
    Sampled,
    sample_surface,
    train_encoder,
)
from core.training.face_colours import COMPONENTS, face_colours
from core.training.landmark_training import Pictures, train_landmarks
from core.training.loop import TrainingLoop
from core.training.photo_landmarks import photo_landmarks
from core.training.photo_pictures import take_portraits

PHOTO_NETWORKS = ("wide", "close", "coarse", "hybrid")
"""Names of the networks and of their checkpoints."""
RANGES = Ranges(fill=(0.55, 0.95))
"""What the portraits are drawn from."""
SIDES = (160, 256)
"""Heights and widths of portraits, pixels: faces of one are blurred in a close crop, as in small
photographs; faces of the other are sharp."""

LONGEST = 5.0
"""Longer gradients are shortened to this."""


@dataclass(frozen=True)
class PhotoTraining:
    """How much is drawn and learned.

    Attributes
    ----------
    portraits : int
        Pictures.
    sides : tuple of int
        Their heights and widths, pixels.
    wide_steps, close_steps, encoder_steps : int
        Of the two landmark networks and of each encoder.
    landmark_rate, encoder_rate : float
        First step sizes.
    seed : int
        Of the networks and of what they are shown.
    """

    portraits: int = 10000
    sides: tuple[int, ...] = SIDES
    wide_steps: int = 8000
    close_steps: int = 8000
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
        self.face = FaceMap(vertices, bundle.manifest.landmarks)
        brows = self.face.brow_marks(vertices)
        self.marks = photo_landmarks(load_population(data), vertices, template.face_mask, brows)
        self._template, self._work, self._settings = template, work, settings
        self._model = morphable_model(bundle)
        studio = Studio(self._model, template.skin.faces, self.face)
        paths = take_portraits(
            studio, work / "portraits", settings.portraits, settings.sides, RANGES, monitor
        )
        self._pictures = Pictures(paths, self._model.at(self.marks))
        self._looks: Looks | None = None
        self._sampled: Sampled | None = None

    def wide(self, monitor: Monitor) -> LandmarkNet:
        """Return the network that finds faces, taught.

        Parameters
        ----------
        monitor : Monitor
            Progress and cancellation.
        """
        torch.manual_seed(self._settings.seed)
        return self._taught("wide", LandmarkNet(len(self.marks)), monitor)

    def close(self, wide: LandmarkNet, monitor: Monitor) -> LandmarkNet:
        """Return the network that looks closely, taught; it starts from what the other one knows.

        Parameters
        ----------
        wide : LandmarkNet
            Taught.
        monitor : Monitor
            Progress and cancellation.
        """
        torch.manual_seed(self._settings.seed)
        net = LandmarkNet(len(self.marks), CLOSE)
        own = net.state_dict()
        # All but the deviations, which look at the whole crop: that has another size.
        known = {k: v for k, v in wide.state_dict().items() if v.shape == own[k].shape}
        net.load_state_dict(own | known)
        return self._taught("close", net, monitor)

    def encoder(
        self, name: str, weights: Mapping[str, float], close: LandmarkNet, monitor: Monitor
    ) -> FaceEncoder:
        """Return an encoder, taught to read what the landmark network sees.

        Parameters
        ----------
        name : str
            Of the method and of the checkpoint.
        weights : mapping of str to float
            Of the terms of its loss.
        close : LandmarkNet
            Taught.
        monitor : Monitor
            Progress and cancellation.
        """
        settings, template = self._settings, self._template
        if self._sampled is None:
            self._sampled = sample_surface(
                self._model,
                np.flatnonzero(template.face_mask),
                self.marks,
                lambda points: face_colours(self.face, points),
            )
        if self._looks is None:
            self._looks = Looks(close, self._pictures, settings.seed, monitor.part(0.0, 0.5))
        torch.manual_seed(settings.seed)
        people, poses = len(self._model.identity), len(self._model.expression)
        features = close.trunk.features
        net = FaceEncoder(people, poses, COMPONENTS, len(self.marks), features)
        loss = EncoderLoss(self._sampled, weights, even=name == "coarse")
        loop = self._loop(net, name, settings.encoder_steps, settings.encoder_rate)
        train_encoder(net, loss, self._looks, loop, monitor)
        return net.eval()

    def _taught(self, name: str, net: LandmarkNet, monitor: Monitor) -> LandmarkNet:
        settings = self._settings
        steps = settings.wide_steps if name == "wide" else settings.close_steps
        loop = self._loop(net, name, steps, settings.landmark_rate)
        train_landmarks(net, self._pictures, loop, monitor, coarse=True)
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
    wide = lessons.wide(monitor.part(0.2, 0.5))
    close = lessons.close(wide, monitor.part(0.5, 0.8))
    coarse = lessons.encoder("coarse", COARSE, close, monitor.part(0.8, 0.9))
    hybrid = lessons.encoder("hybrid", HYBRID, close, monitor.part(0.9, 1.0))
    colours = face_colours(lessons.face, bundle.template.skin.vertices)
    return PhotoNets(
        lessons.marks,
        wide,
        close,
        coarse,
        hybrid,
        colours.mean.astype(np.float64),
        colours.components.astype(np.float64),
    )
