"""Learns the surroundings of a template's skin: from a record of an earlier survey, or by one."""

from collections.abc import Sequence

import torch

from core.arrays import FloatArray
from core.inference.band_features import MESSAGE, FeatureAsker
from core.inference.band_survey import BandRecord, BandSurvey, sheets_of
from core.inference.template_band import LOWER, OWN, UPPER, BandModel, FeatureLattice, TemplateBand
from core.models.bound_head import BoundHead
from core.models.cubic_lattice import CubicLattice, KnownNodes
from core.models.lattice import node_places
from core.monitor import Monitor


class BandLearner:
    """Asks the networks about the template's surroundings; goes on where it was stopped.

    Parameters
    ----------
    model : BandModel
        The networks.
    skin : (n, 3) float64
        The template's skin, mm.
    device : torch.device
        Where the networks are.
    """

    def __init__(self, model: BandModel, skin: FloatArray, device: torch.device) -> None:
        self._model = model
        self._asker = FeatureAsker(model, device)
        self._survey = BandSurvey(model, skin, self._asker)

    def survey(self, trials: Sequence[BoundHead], monitor: Monitor) -> BandRecord:
        """Search the surroundings.

        Parameters
        ----------
        trials : sequence of BoundHead
            Heads that show where displacements are fine.
        monitor : Monitor
            Progress and cancellation; what was found before is kept.

        Returns
        -------
        BandRecord
            For `learn`, now or later.
        """
        with torch.inference_mode():
            return self._survey.record(trials, monitor)

    def learn(self, record: BandRecord, monitor: Monitor) -> TemplateBand:
        """Return the surroundings.

        Parameters
        ----------
        record : BandRecord
            Of these networks.
        monitor : Monitor
            Progress and cancellation; what was found before is kept.

        Returns
        -------
        TemplateBand
            On the networks' device.
        """
        with torch.inference_mode():
            return self._assembled(record, monitor)

    def _assembled(self, record: BandRecord, monitor: Monitor) -> TemplateBand:
        asker, device = self._asker, self._asker.device
        monitor.report(0.0, MESSAGE)
        known = KnownNodes.of(record.distance, record.nodes, device, record.cells)
        monitor.check()
        distance = CubicLattice(known, asker.tensor(record.distances())[:, None])
        distance.only_read()
        monitor.check()
        places, gradients = record.skin()
        skin = asker.tensor(places)
        monitor.check()
        sheet = sheets_of(skin, lips=self._model.parts_lips)
        every = sum(len(nodes) for _, _, nodes in record.wanted) + len(record.fine)
        sheets: tuple[list[FeatureLattice], ...] = ([], [], [])
        asked = 0
        for number, lattice, nodes in record.wanted:
            share = 0.05 + 0.95 * asked / every
            asked += len(nodes)
            watch = monitor.part(share, 0.05 + 0.95 * asked / every)
            features = asker.features(node_places(lattice, nodes), number, watch)
            known = KnownNodes.of(lattice, nodes, device)
            monitor.check()
            mine = torch.nonzero(sheet == number)[:, 0]
            sheets[number].append(FeatureLattice.of(known, features, skin, mine))
        fine = torch.as_tensor(record.fine, device=device)
        watch = monitor.part(0.05 + 0.95 * asked / every, 1.0)
        # On their own side, which is that of their sheet.
        fine_features = asker.features(places[record.fine], OWN, watch)
        asker.forget()
        return TemplateBand(
            distance,
            (tuple(sheets[OWN]), tuple(sheets[UPPER]), tuple(sheets[LOWER])),
            skin,
            asker.tensor(gradients),
            sheet,
            fine,
            fine_features,
        )
