import torch

from engine.models.architectures.style_net import StyleNet, StyleNetConfig
from engine.training.principal import rotation_towards, turn_to_principal


def _tiny() -> StyleNet:
    torch.manual_seed(1)
    model = StyleNet(StyleNetConfig(widths=(8, 8), reading=(8, 8), latent=4, style=6, mapping=2)).eval()
    with torch.no_grad():
        model.encoder.out.weight.mul_(6)  # a cloud that is far from a standard normal
    return model


def _pictures() -> torch.Tensor:
    return torch.rand(200, 3, 16, 16, generator=torch.Generator().manual_seed(2))


@torch.no_grad()
def test_what_a_photo_is_given_back_as_stays_the_same() -> None:
    model, pictures = _tiny(), _pictures()
    before = model(model.encoder(pictures)[0])
    turn_to_principal(model, pictures)
    torch.testing.assert_close(model(model.encoder(pictures)[0]), before, atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_the_cloud_has_unit_spread_along_its_own_axes_and_the_first_latent_tells_most() -> None:
    model, pictures = _tiny(), _pictures()
    told = turn_to_principal(model, pictures)
    mean, spread = model.encoder(pictures)
    covariance = torch.cov(mean.t()) + torch.diag(spread.exp().mean(dim=0))
    torch.testing.assert_close(covariance.diagonal(), torch.ones(4), atol=0.05, rtol=0)
    torch.testing.assert_close(mean.mean(dim=0), torch.zeros(4), atol=1e-3, rtol=0)
    kl = 0.5 * (mean.square() + spread.exp() - 1.0 - spread).mean(dim=0)
    torch.testing.assert_close(kl, told, atol=1e-2, rtol=1e-2)
    assert (told.diff() <= 0).all()


@torch.no_grad()
def test_turning_twice_harms_nothing() -> None:
    model, pictures = _tiny(), _pictures()
    before = model(model.encoder(pictures)[0])
    turn_to_principal(model, pictures)
    turn_to_principal(model, pictures)
    torch.testing.assert_close(model(model.encoder(pictures)[0]), before, atol=1e-4, rtol=1e-4)


@torch.no_grad()
def test_the_first_axes_follow_traits() -> None:
    model, pictures = _tiny(), _pictures()
    pictures = 0.3 * pictures + 0.7 * torch.rand(200, 1, 1, 1, generator=torch.Generator().manual_seed(3))
    before = model(model.encoder(pictures)[0])
    light = pictures.mean(dim=(1, 2, 3))
    turn_to_principal(model, pictures, traits=light[:, None])
    mean = model.encoder(pictures)[0]
    torch.testing.assert_close(model(mean), before, atol=1e-4, rtol=1e-4)
    along = [float(torch.corrcoef(torch.stack([light, latent]))[0, 1]) for latent in mean.t()]
    assert along[0] > 0.7  # kinds of pictures are told apart by their light alone here
    assert all(abs(other) < along[0] for other in along[1:])


@torch.no_grad()
def test_a_rigid_turn_leaves_the_cloud_of_samples_where_it_is() -> None:
    model, pictures = _tiny(), _pictures()
    z = torch.randn(4000, 4, generator=torch.Generator().manual_seed(5))
    before, given = model.mapping(z), model(model.encoder(pictures)[0])
    turn_to_principal(model, pictures, traits=pictures.mean(dim=(1, 2, 3))[:, None], rigid=True)
    torch.testing.assert_close(model(model.encoder(pictures)[0]), given, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(torch.cov(model.mapping(z).t()), torch.cov(before.t()), atol=0.15, rtol=0.15)


def test_an_axis_follows_its_trait_within_kinds_of_pictures_and_does_not_lead_to_another_kind() -> None:
    random = torch.Generator().manual_seed(7)
    kind = torch.arange(600) % 5
    latents = 0.3 * torch.randn(600, 4, generator=random).double()
    latents[:, 0] += 2.0 * (kind - 2)
    trait = 3.0 * kind.double() + latents[:, 1]
    first = rotation_towards(trait[:, None], latents)[0]
    assert float(first[1]) > 0.95
    assert abs(float(first[0])) < 0.2
