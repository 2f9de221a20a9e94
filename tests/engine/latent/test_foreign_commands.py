"""`main.py models add` and `remove`, and an added model in the generator that the studio opens."""

import json

import numpy as np

from engine import cli
from engine.latent.foreign import import_model
from engine.latent.generator import generators, open_generator
from engine.latent.point import LatentPoint
from engine.models import registry
from tests.engine.latent import foreign_files as files


def test_models_are_added_listed_and_removed(tmp_path, capsys):
    path = files.write_rosinality(tmp_path / "cats.pt")
    assert cli.main(["models", "add", str(path), "--name", "My cats", "--licence", "CC0 1.0", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["name"], row["bundled"], row["licence"]) == ("my-cats", False, "CC0 1.0")
    (registry.added_dir() / "broken.json").write_text("{")
    assert cli.main(["models", "list"]) == 0
    printed = capsys.readouterr()
    line = next(line for line in printed.out.splitlines() if line.startswith("my-cats"))
    assert line.split()[1:3] == ["gan", "added"]
    assert "broken.json" in printed.err
    assert cli.main(["models", "list", "--json"]) == 0
    assert row in json.loads(capsys.readouterr().out)
    assert cli.main(["models", "remove", "my-cats"]) == 0
    assert "my-cats was removed" in capsys.readouterr().out
    assert cli.main(["models", "remove", "my-cats", "--json"]) == 2
    assert "no added model named my-cats" in json.loads(capsys.readouterr().out)["error"]


def test_a_file_that_is_not_taken_ends_with_2(tmp_path, capsys):
    (tmp_path / "evil.pkl").write_bytes(b"\x80\x02cos\nsystem\nX\x02\x00\x00\x00ls\x85R.")
    assert cli.main(["models", "add", str(tmp_path / "evil.pkl"), "--json"]) == 2
    assert "it asks for os.system" in json.loads(capsys.readouterr().out)["error"]
    assert registry.added() == ()


def test_the_studios_generator_paints_with_an_added_model(tmp_path):
    card = import_model(files.write_rosinality(tmp_path / "cats.pt"))
    assert card in generators()
    generator = open_generator(card.name)
    assert (generator.size, generator.layers, generator.has_encoder) == (16, 6, False)
    np.testing.assert_allclose(generator.mean_style, np.linspace(-1, 1, files.HIDDEN), atol=1e-6)
    random = np.random.RandomState(3)
    z, noise = random.randn(files.LATENT).astype(np.float32), np.zeros((6, 16, 16), np.float32)
    expected = files.picture(files.raw_tensors(), z, noise)
    styles = np.repeat(generator.map(z[None])[:, None], generator.layers, axis=1)
    painted = generator.paint(styles, None)[0]
    assert np.abs(painted - (expected.clip(0, 1) * 255)).max() <= 0.6
    first = generator.directions()[0]
    point = LatentPoint(card.name).moved(first.id, 3.0)
    assert (generator.picture(point) != generator.picture(LatentPoint(card.name))).any()
