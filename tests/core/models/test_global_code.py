"""The single-code baseline."""

import torch

from core.models.global_code import GlobalCodeConfig, GlobalCodeModel


def test_heads_together_are_each_as_alone_and_short_codes_are_padded() -> None:
    torch.manual_seed(0)
    model = GlobalCodeModel(GlobalCodeConfig(code_size=6, width=8, layers=4))
    codes = torch.randn(2, 6)
    points = 80 * torch.randn(2, 11, 3)
    values = model.bind({"global": codes}).values(points)
    for number in range(2):
        alone = model.bind({"global": codes[number]})
        torch.testing.assert_close(values[number], alone(points[number]), rtol=1e-4, atol=1e-4)
    short = model.bind({"global": codes[0, :4]})(points[0])
    padded = model.bind({"global": torch.cat([codes[0, :4], torch.zeros(2)])})(points[0])
    torch.testing.assert_close(short, padded)


def test_the_code_enters_twice() -> None:
    torch.manual_seed(0)
    model = GlobalCodeModel(GlobalCodeConfig(code_size=3, width=8, layers=4))
    points = 50 * torch.randn(5, 3)
    before = model.bind({"global": torch.ones(3)})(points)
    for layer in model.codes:
        torch.nn.init.zeros_(layer.weight)
        after = model.bind({"global": torch.ones(3)})(points)
        assert not torch.allclose(before, after)
        before = after
    torch.testing.assert_close(before, model.bind({"global": torch.zeros(3)})(points))
