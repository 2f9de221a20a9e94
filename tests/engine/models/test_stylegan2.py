"""StyleGAN2's generator against the same sums done the slow way: weights modulated one by one, zeros put in between."""

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from engine.errors import ModelBroken
from engine.models.architectures import build
from engine.models.architectures.stylegan2 import StyleGan2, StyleGan2Config

TINY = StyleGan2Config(widths=(6, 5, 4, 3), latent=7, mapping=(9, 8))
TAPS = torch.outer(torch.tensor([1.0, 3, 3, 1]), torch.tensor([1.0, 3, 3, 1])).double() / 64


def network(config: StyleGan2Config = TINY) -> StyleGan2:
    torch.manual_seed(5)
    made = StyleGan2(config)
    with torch.no_grad():
        for name, value in made.named_parameters():
            if name.endswith(("noise", "bias")):
                value.add_(0.3 * torch.randn_like(value))
    return made.double().eval()


def with_zeros(x):
    """Twice as large, every other row and column zero."""
    made = x.new_zeros(*x.shape[:2], 2 * x.shape[2], 2 * x.shape[3])
    made[..., ::2, ::2] = x
    return made


def filtered(x, before, after):
    padded = F.pad(x, (before, after, before, after))
    return torch.cat([F.conv2d(one[:, None], TAPS[None, None]) for one in padded]).reshape(
        x.shape[0], x.shape[1], padded.shape[2] - 3, padded.shape[3] - 3
    )


def slow_conv(layer, x, style, noise, clamp, rises):
    """Equations 1 to 3 of the paper, for one sample after the other."""
    answers = []
    for one, own, map_ in zip(x, style, noise, strict=True):
        scale = layer.affine.weight @ own + layer.affine.bias
        weight = layer.weight * scale[None, :, None, None]
        weight = weight / torch.sqrt(weight.square().sum(dim=(1, 2, 3), keepdim=True) + 1e-8)
        if rises:
            # A full convolution with zeros in between, as a correlation with the weight turned round.
            full = F.conv2d(F.pad(with_zeros(one[None]), (2, 1, 2, 1)), weight.flip(2, 3))
            answer = filtered(full, 1, 1) * 4
        else:
            answer = F.conv2d(one[None], weight, padding=1)
        answer = answer + layer.noise * map_[None, None] + layer.bias[None, :, None, None]
        answer = torch.where(answer > 0, answer, 0.2 * answer) * 2**0.5
        answers.append(answer if clamp is None else answer.clip(-clamp, clamp))
    return torch.cat(answers)


def slow_colours(layer, x, style, clamp):
    scale = style @ layer.affine.weight.T + layer.affine.bias
    answer = torch.einsum("oi,bi,bihw->bohw", layer.mix.weight[:, :, 0, 0], scale, x) + layer.mix.bias[:, None, None]
    return answer if clamp is None else answer.clip(-clamp, clamp)


def slow_picture(net, styles, noise):
    parts, clamp = net.synthesis, net.config.clamp
    x = parts.start[None].repeat(len(styles), 1, 1, 1)
    x = slow_conv(parts.first, x, styles[:, 0], noise[:, 0, :4, :4], clamp, rises=False)
    picture = slow_colours(parts.colours[0], x, styles[:, 1], clamp)
    for block in range(len(parts.rise)):
        layer, side = 2 * block + 1, 8 * 2**block
        x = slow_conv(parts.rise[block], x, styles[:, layer], noise[:, layer, :side, :side], clamp, rises=True)
        layer += 1
        x = slow_conv(parts.stay[block], x, styles[:, layer], noise[:, layer, :side, :side], clamp, rises=False)
        picture = 4 * filtered(with_zeros(picture), 2, 1)
        picture = picture + slow_colours(parts.colours[block + 1], x, styles[:, layer + 1], clamp)
    return (picture + 1) / 2


@pytest.mark.parametrize("clamp", [None, 0.5])
def test_the_picture_is_that_of_the_papers_equations(clamp):
    net = network(StyleGan2Config(TINY.widths, TINY.latent, TINY.mapping, clamp))
    styles = torch.randn(2, TINY.layers, TINY.style).double()
    noise = torch.randn(2, TINY.layers, TINY.size, TINY.size).double()
    with torch.inference_mode():
        expected = slow_picture(net, styles, noise)
        torch.testing.assert_close(net.synthesis(styles, noise), expected)
        torch.testing.assert_close(net.synthesis(styles), slow_picture(net, styles, 0 * noise))
    assert expected.shape == (2, 3, 32, 32)


def test_the_length_of_a_latent_does_not_matter():
    net = network()
    z = torch.randn(3, 7).double()
    with torch.inference_mode():
        torch.testing.assert_close(net.mapping(z), net.mapping(5 * z))
        assert net.mapping(z).shape == (3, TINY.style)
        assert torch.equal(net(z), net.synthesis(net.spread(net.mapping(z))))
    assert net.encoder is None


def test_every_parameter_learns():
    net = network().train()
    net(torch.randn(2, 7).double(), torch.randn(2, TINY.layers, 32, 32).double()).square().mean().backward()
    dead = [name for name, value in net.named_parameters() if value.grad is None or not value.grad.abs().sum() > 0]
    assert dead == []


@pytest.mark.parametrize(("size", "layers"), [(32, 8), (256, 14), (1024, 18)])
def test_sizes_and_styles_are_those_of_the_paper(size, layers):
    config = StyleGan2Config((1,) * (int(np.log2(size)) - 1))
    assert (config.size, config.layers, config.noise_side) == (size, layers, size)
    assert StyleGan2Config.from_dict(config.to_dict()) == config


def test_numbers_that_fit_no_network_are_refused():
    for wrong in (
        {"widths": [8]},
        {"widths": [8] * 10},
        {"mapping": []},
        {"clamp": -1.0},
        {"widths": [8, 0]},
        {"x": 1},
    ):
        with pytest.raises(ModelBroken, match="do not fit"):
            build("stylegan2", wrong)
