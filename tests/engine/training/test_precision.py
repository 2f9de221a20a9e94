"""bfloat16 where it pays, and compiled code only where its gradients are right."""

from itertools import chain, repeat

import pytest
import torch
from torch import nn

from engine.training.precision import choose_bf16, disagreements


class Small(nn.Module):
    def __init__(self):
        super().__init__()
        self.one, self.two = nn.Conv2d(4, 4, 3, padding=1), nn.Conv2d(4, 3, 3, padding=1)

    def forward(self, picture, hole):
        return self.two(torch.relu(self.one(torch.cat([picture, hole], 1))))


def _clock(plain, short):
    """Three steps of `plain` seconds, then three of `short`."""
    times, now = [], 0.0
    for seconds in chain(repeat(plain, 3), repeat(short, 3)):
        times += [now, now + seconds]
        now += seconds
    return iter(times).__next__


@pytest.mark.parametrize(("short", "chosen"), [(0.5, True), (0.95, False), (1.5, False)])
def test_a_processor_is_timed(short, chosen):
    model = Small()
    assert choose_bf16("auto", "cpu", model, 16, 1, _clock(1.0, short)) is chosen
    assert all(parameter.grad is None for parameter in model.parameters())


def test_a_wish_is_followed():
    assert choose_bf16("bfloat16", "cpu", Small(), 16, 1)
    assert not choose_bf16("float32", "cuda", Small(), 16, 1)
    assert not choose_bf16("auto", "mps", Small(), 16, 1)
    assert choose_bf16("auto", "xpu", Small(), 16, 1)


def test_wrong_gradients_are_named():
    model = Small()
    picture, hole = torch.rand(2, 3, 16, 16), torch.zeros(2, 1, 16, 16)

    def loss(forward):
        return forward(picture, hole).square().mean()

    assert disagreements(model, lambda *inputs: model(*inputs), loss) == []
    lost = disagreements(model, lambda p, h: model.two(torch.relu(model.one(torch.cat([p, h], 1))).detach()), loss)
    assert lost == ["one.weight", "one.bias"]
    assert disagreements(model, lambda *inputs: 3 * model(*inputs), loss) == [n for n, _ in model.named_parameters()]
