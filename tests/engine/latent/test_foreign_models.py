"""StyleGAN2 generators of other programs: read, given our names, painted with, kept, removed."""

import pickle

import numpy as np
import pytest
import torch

from engine.errors import BadInput, Cancelled, ModelBroken
from engine.jobs import CancelToken, JobContext
from engine.latent.foreign import import_model, read_generator, remove_model
from engine.models import registry
from engine.models.loader import load_model
from tests.engine.latent import foreign_files as files


def painted(card, z: np.ndarray, noise: np.ndarray) -> np.ndarray:
    network = load_model(card)
    with torch.inference_mode():
        answer = network(torch.from_numpy(z)[None], torch.from_numpy(noise)[None])
    return answer[0].permute(1, 2, 0).numpy()


def latent_and_noise() -> tuple[np.ndarray, np.ndarray]:
    random = np.random.RandomState(3)
    return random.randn(files.LATENT).astype(np.float32), random.randn(6, 16, 16).astype(np.float32)


@pytest.fixture
def nvlabs(monkeypatch) -> None:
    files.stand_in(monkeypatch)


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("training", [True, False])
def test_a_file_of_rosinalitys_paints_what_that_program_would(tmp_path, zipped, training):
    path = files.write_rosinality(tmp_path / "Old Faces.pt", zipped=zipped, training=training)
    card = import_model(path, licence="CC BY-NC 4.0")
    z, noise = latent_and_noise()
    np.testing.assert_allclose(painted(card, z, noise), files.picture(files.raw_tensors(), z, noise), atol=2e-5)
    assert (card.name, card.label, card.licence, card.purpose) == ("old-faces", "Old Faces", "CC BY-NC 4.0", "gan")
    assert card.config == {"widths": [6, 5, 4], "latent": 5, "mapping": [7, 7], "clamp": None}
    mean = load_model(card).mapping.mean
    torch.testing.assert_close(mean, torch.linspace(-1, 1, files.HIDDEN))


@pytest.mark.parametrize("protocol", [3, 4, 5])
@pytest.mark.usefixtures("nvlabs")
def test_a_pickle_of_nvlabs_paints_what_that_program_would(tmp_path, protocol):
    path = files.write_nvlabs(tmp_path / "network-snapshot-000100.pkl", files.nvlabs_generator(), protocol)
    card = import_model(path, name="Cats")
    z, noise = latent_and_noise()
    np.testing.assert_allclose(painted(card, z, noise), files.picture(files.raw_tensors(), z, noise), atol=2e-5)
    assert (card.name, card.licence) == ("cats", "unknown")
    assert card.facts["source"]["format"] == "NVlabs, pickle"


@pytest.mark.usefixtures("nvlabs")
def test_a_clamp_is_kept(tmp_path):
    found, _ = read_generator(files.write_nvlabs(tmp_path / "c.pkl", files.nvlabs_generator(clamp=256)))
    assert found.config["clamp"] == 256.0


def test_state_dicts_alone_are_taken(tmp_path):
    state = {f"module.{name}": value for name, value in files.raw_tensors().items()}
    torch.save(state, tmp_path / "bare.pt")
    found, _ = read_generator(tmp_path / "bare.pt")
    assert found.size == 16
    assert found.tensors["mapping.mean"].shape == (files.HIDDEN,)


@pytest.mark.usefixtures("nvlabs")
def test_a_state_dict_of_nvlabs_is_that_of_the_pickle(tmp_path):
    generator = files.nvlabs_generator()
    torch.save(generator.state_dict(), tmp_path / "nv.pt")
    found, _ = read_generator(tmp_path / "nv.pt")
    other, _ = read_generator(files.write_nvlabs(tmp_path / "nv.pkl", generator))
    assert found.config == other.config
    for name, value in other.tensors.items():
        np.testing.assert_allclose(found.tensors[name], value, rtol=1e-6)


def test_without_a_mean_style_the_mapping_networks_is_taken(tmp_path):
    network = load_model(import_model(files.write_rosinality(tmp_path / "x.pt", mean=False)))
    with torch.inference_mode():
        mapped = network.mapping(torch.randn(4000, files.LATENT, generator=torch.manual_seed(1))).mean(0)
    torch.testing.assert_close(network.mapping.mean, mapped, atol=0.1, rtol=0)


@pytest.mark.parametrize("kind", [torch.float16, torch.bfloat16, torch.float64])
def test_other_precisions_are_read(tmp_path, kind):
    state = {name: value.to(kind) for name, value in files.raw_tensors().items()}
    found, _ = read_generator(files.write_rosinality(tmp_path / "half.pt", state))
    expected = state["input.input"][0].float().numpy()
    np.testing.assert_array_equal(found.tensors["synthesis.start"], expected)


def test_views_of_one_storage_are_read_as_they_lie(tmp_path):
    state = files.raw_tensors()
    large = torch.arange(600.0).reshape(30, 20)
    state["conv1.conv.modulation.weight"] = large[3:16:2, 1:7].t()[:6, :7]
    expected = state["conv1.conv.modulation.weight"].numpy() / np.float32(files.HIDDEN**0.5)
    found, _ = read_generator(files.write_rosinality(tmp_path / "views.pt", state))
    np.testing.assert_allclose(found.tensors["synthesis.first.affine.weight"], expected, rtol=1e-6)


def test_an_added_model_stands_beside_the_bundled_ones(tmp_path):
    path = files.write_rosinality(tmp_path / "faces.pt")
    first, second = import_model(path), import_model(path)
    assert [card.name for card in registry.added()] == ["faces", "faces-2"]
    assert registry.find("faces") == first
    assert registry.available() == (*registry.bundled(), first, second)
    assert registry.is_added(first)
    assert not any(registry.is_added(card) for card in registry.bundled())
    with pytest.raises(BadInput, match="named faces already"):
        import_model(path, name="Faces")
    assert remove_model("faces") == first
    assert [card.name for card in registry.added()] == ["faces-2"]
    assert not first.weights.exists()
    with pytest.raises(ModelBroken, match="faces is not part"):
        registry.find("faces")
    with pytest.raises(BadInput, match="no added model named faces"):
        remove_model("faces")
    with pytest.raises(BadInput, match="came with the program"):
        remove_model(registry.bundled()[0].name)


def test_an_added_models_name_never_hides_a_bundled_one(tmp_path):
    card = import_model(files.write_rosinality(tmp_path / f"{registry.bundled()[0].name}.pt"))
    assert card.name == f"{registry.bundled()[0].name}-2"
    for text, words in (("{", "cannot be used"), ((registry.added_dir() / f"{card.name}.json").read_text(), "called")):
        (registry.added_dir() / "other.json").write_text(text)
        told = []
        assert registry.added(told.append) == (card,)
        assert words in str(told[0])


def test_names_are_made_safe(tmp_path):
    path = files.write_rosinality(tmp_path / "x.pt")
    card = import_model(path, name=" ../../Müller\n& Söhne ")
    assert (card.name, card.label) == ("muller-sohne", "../../Müller & Söhne")
    assert card.weights.parent == registry.added_dir()
    assert import_model(path, name="日本").name == "model"
    with pytest.raises(BadInput, match="no name"):
        import_model(path, name=" \n ")


@pytest.mark.parametrize("after", [1, 2, 3])
def test_what_is_stopped_leaves_nothing(tmp_path, after):
    path = files.write_rosinality(tmp_path / "x.pt")
    token, told = CancelToken(), []

    def stop(progress) -> None:
        told.append(progress)
        if len(told) == after:
            token.cancel()

    with pytest.raises(Cancelled):
        import_model(path, context=JobContext(token, stop))
    assert list(registry.added_dir().glob("*")) == []


def test_a_network_that_paints_errors_is_not_kept(tmp_path):
    state = files.raw_tensors()
    state["to_rgb1.conv.weight"] = state["to_rgb1.conv.weight"] * 1e38
    state["conv1.activate.bias"] = state["conv1.activate.bias"] + 1e10
    with pytest.raises(ModelBroken, match="paints nothing but errors"):
        import_model(files.write_rosinality(tmp_path / "x.pt", state))
    assert list(registry.added_dir().glob("*")) == []


def changed(**changes) -> dict[str, torch.Tensor]:
    state = dict(files.raw_tensors())
    for name, value in changes.items():
        key = name.replace("__", ".")
        if value is None:
            del state[key]
        else:
            state[key] = value
    return state


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (changed(convs__1__conv__modulation__bias=None), r"lacks convs\.1\.conv\.modulation\.bias"),
        (changed(to_rgbs__0__conv__weight=None), r"lacks to_rgbs\.0\.conv\.weight"),
        (changed(style__1__weight=None), "no complete mapping network"),
        (changed(convs__0__conv__weight=torch.zeros(1, 5, 9, 3, 3)), r"convs\.0\.conv\.weight of the shape"),
        (changed(input__input=torch.zeros(1, 6, 16, 16)), r"input\.input of the shape"),
        (changed(conv1__activate__bias=torch.full((6,), float("nan"))), r"not finite, in conv1\.activate\.bias"),
        (changed(conv1__activate__bias=torch.zeros(6, dtype=torch.complex64)), r"asks for torch\.ComplexFloatStorage"),
        (changed(convs__0__conv__blur__kernel=torch.ones(4, 4)), r"low-pass other than 1-3-3-1"),
        (changed(to_rgbs__1__upsample__kernel=torch.ones(3, 3)), r"low-pass other than 1-3-3-1"),
        (files.raw_tensors(channels=4), "paints 4 channels"),
        (files.raw_tensors(widths=(6, 5)), "paints 8 px"),
        (files.raw_tensors(widths=(1,) * 10), "more than 1024 px"),
        ({"conv1.weight": torch.zeros(2)}, "holds no StyleGAN2 generator"),
    ],
)
def test_another_network_is_refused_by_what_is_wrong_with_it(tmp_path, state, words):
    if "more than" in words:  # the noise maps of 2048 px are of no use here
        state = {name: value for name, value in state.items() if not name.startswith("noises")}
    with pytest.raises(BadInput, match=words) as refusal:
        read_generator(files.write_rosinality(tmp_path / "other.pt", state))
    assert refusal.value.sentence.startswith("other.pt was not taken: it ")
    assert "Nothing in it was run." in refusal.value.advice


@pytest.mark.usefixtures("nvlabs")
@pytest.mark.parametrize(
    ("changes", "words"),
    [({"c_dim": 10}, "told a class"), ({"architecture": "resnet"}, "adds up features")],
)
def test_variants_of_nvlabs_are_refused(tmp_path, changes, words):
    with pytest.raises(BadInput, match=words):
        read_generator(files.write_nvlabs(tmp_path / "v.pkl", files.nvlabs_generator(**changes)))


@pytest.mark.usefixtures("nvlabs")
def test_stylegan3_is_refused_by_name(tmp_path):
    generator = files.Standing("Generator", z_dim=5)
    generator.synthesis = files.Standing("SynthesisNetwork")
    generator.synthesis.L0_36_1024 = files.Standing("SynthesisLayer")
    with pytest.raises(BadInput, match="StyleGAN3"):
        read_generator(files.write_nvlabs(tmp_path / "three.pkl", generator))


@pytest.mark.usefixtures("nvlabs")
def test_the_source_code_in_a_pickle_never_runs(tmp_path, monkeypatch):
    canary = tmp_path / "canary"
    monkeypatch.setattr(files.Standing, "source", files.CANARY_SOURCE.format(path=str(canary)))
    path = files.write_nvlabs(tmp_path / "faces.pkl", files.nvlabs_generator())
    assert b"pathlib" in path.read_bytes()
    assert import_model(path).name == "faces"
    assert not canary.exists()


@pytest.mark.usefixtures("nvlabs")
def test_an_unknown_version_of_nvlabs_modules_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files.Standing, "version", 7)
    with pytest.raises(BadInput, match="module in an unknown form"):
        read_generator(files.write_nvlabs(tmp_path / "v.pkl", files.nvlabs_generator()))


def test_other_files_are_refused_with_a_way_out(tmp_path):
    for name, content in (("a.png", b"\x89PNG"), ("b.txt", b"hello"), ("c.pt", b"\x80"), ("old.pkl", b"(dp0\n.")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadInput, match=f"{name} is neither") as refusal:
            read_generator(tmp_path / name)
        assert "rosinality" in refusal.value.advice
    (tmp_path / "empty").touch()
    for name, words in (("empty", "neither"), ("none", "cannot be read"), (".", "is a folder")):
        with pytest.raises(BadInput, match=words):
            read_generator(tmp_path / name)


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.latent.foreign.reading._LARGEST", 100)
    with pytest.raises(BadInput, match="has more than"):
        read_generator(files.write_rosinality(tmp_path / "x.pt"))


def test_a_pickle_of_something_else_is_refused(tmp_path):
    for value in ([], {"G_ema": 3}, {"g_ema": {}}, 7):
        (tmp_path / "x.pkl").write_bytes(pickle.dumps(value))
        with pytest.raises(BadInput, match="holds no"):
            read_generator(tmp_path / "x.pkl")


def test_the_largest_networks_are_read_by_their_shapes(tmp_path):
    """1024 px, with two channels instead of hundreds."""
    state = files.raw_tensors(widths=(2,) * 9)
    found, _ = read_generator(files.write_rosinality(tmp_path / "x.pt", state))
    assert found.size == 1024
