"""The co-modulated generator: what it looks at, what z changes, and that every weight takes part."""

import pytest
import torch

from engine.models.architectures import build
from engine.models.architectures.fill_comod import FillCoMod, FillCoModConfig, ModulatedConv, without_latent

TINY = FillCoModConfig(widths=(4, 8, 8, 16), dilations=(1, 2), latent=6, style=8, heads=2)


@pytest.fixture
def network():
    torch.manual_seed(0)
    return FillCoMod(TINY).eval()


@pytest.fixture
def case():
    generator = torch.Generator().manual_seed(1)
    picture = torch.rand(2, 3, 48, 32, generator=generator)
    hole = torch.zeros(2, 1, 48, 32)
    hole[..., 10:30, 8:24] = 1
    return picture, hole


def test_paints_the_whole_picture_at_its_size(network, case):
    assert network(*case).shape == (2, 3, 48, 32)


def test_what_lies_in_the_hole_is_not_looked_at(network, case):
    picture, hole = case
    assert torch.equal(network(picture, hole), network(torch.where(hole > 0, 0.9, picture), hole))


def test_no_latent_is_the_zero_latent_and_others_differ(network, case):
    z = torch.ones(2, TINY.latent)
    assert torch.equal(network(*case), network(*case, torch.zeros(2, TINY.latent)))
    assert not torch.allclose(network(*case), network(*case, z))


def test_pictures_of_a_batch_do_not_see_each_other(network, case):
    picture, hole = case
    z = torch.randn(2, TINY.latent)
    together = network(picture, hole, z)
    alone = torch.cat([network(picture[i : i + 1], hole[i : i + 1], z[i : i + 1]) for i in range(2)])
    torch.testing.assert_close(together, alone, rtol=1e-4, atol=1e-5)


def test_all_that_is_known_reaches_every_place(network, case):
    picture, hole = case
    picture = picture.requires_grad_(True)
    network(picture, hole)[0, :, 20, 16].sum().backward()
    corners = picture.grad[0][:, (0, 0, -1, -1), (0, -1, 0, -1)]
    assert (corners.abs().sum(dim=0) > 0).all()


def test_every_weight_has_a_gradient(network, case):
    network(*case, torch.randn(2, TINY.latent)).square().mean().backward()
    idle = [name for name, value in network.named_parameters() if value.grad is None or not value.grad.any()]
    assert idle == []


def test_modulation_scales_activations_as_it_would_scale_weights():
    """Karras et al. (CVPR 2020), equations 1 and 3, written out per picture."""
    torch.manual_seed(0)
    layer = ModulatedConv(4, 6)
    x, style = torch.randn(2, 4, 8, 8), torch.randn(2, 6)
    scale = layer.affine(style)
    for i in range(2):
        weight = layer.weight * scale[i][None, :, None, None]
        weight = weight / (weight.square().sum(dim=(1, 2, 3), keepdim=True) + 1e-6).sqrt()
        wanted = torch.nn.functional.conv2d(x[i : i + 1], weight, padding=1) + layer.bias
        torch.testing.assert_close(layer(x, style)[i : i + 1], wanted, rtol=1e-4, atol=1e-5)


def test_the_config_survives_json_and_refuses_nonsense():
    assert FillCoModConfig.from_dict({**TINY.to_dict(), "widths": [4, 8, 8, 16]}) == TINY
    assert isinstance(build("fill-comod", TINY.to_dict()), FillCoMod)
    with pytest.raises(ValueError, match="heads"):
        FillCoModConfig(widths=(4, 8, 8, 15), heads=2)
    with pytest.raises(ValueError, match="at least 1"):
        FillCoModConfig(style=0)
    with pytest.raises(ValueError, match="negative"):
        FillCoModConfig(latent=-1)


def test_without_its_latent_it_paints_the_same_mean_fill(network, case):
    config, weights = without_latent(TINY, network.state_dict())
    plain = FillCoMod(config).eval()
    plain.load_state_dict(weights)
    torch.testing.assert_close(plain(*case), network(*case), rtol=1e-5, atol=1e-5)
