"""The plan for a lent GPU machine: nothing is lost on the way, and every call keeps to its limits."""

from __future__ import annotations

import tarfile

import gpu_train
import pytest
from trouble import Trouble


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for index in range(12):
        (folder / f"p{index:02}.webp").write_bytes(bytes([index]) * 900)
    with tarfile.open(folder / "more.tar", "w") as archive:
        archive.add(folder / "p00.webp", "deep/inside.jpg")
        archive.add(folder / "p00.webp", "deep/notes.txt")
    return folder


@pytest.fixture
def vgg(tmp_path):
    path = tmp_path / "vgg16.safetensors"
    path.write_bytes(b"v" * 3000)
    return path


def test_pieces_hold_everything_within_their_room(data, vgg, tmp_path):
    pieces = gpu_train.lay_out(data, [("vgg.safetensors", vgg)], 8000)
    homes = gpu_train.write(pieces, tmp_path / "gpu")
    assert len(homes) > 2
    names = []
    for piece, home in zip(pieces, homes, strict=True):
        assert piece.size <= 8000
        tars = list((home / "photos").glob("*.tar")) if (home / "photos").exists() else []
        for tar in tars:
            with tarfile.open(tar) as archive:
                names += archive.getnames()
                assert all(
                    archive.extractfile(name).read() == bytes([int(name[1:3])]) * 900
                    for name in archive.getnames()
                    if name.startswith("p")
                )
    assert sorted(names) == sorted(["inside.jpg", *(f"p{index:02}.webp" for index in range(12))])
    assert sum((home / "vgg.safetensors").exists() for home in homes) == 1


def test_what_fits_no_call_and_what_is_not_there_is_said(data, vgg, tmp_path):
    with pytest.raises(Trouble, match=r"vgg16\.safetensors has 0 MiB"):
        gpu_train.lay_out(data, [("vgg.safetensors", vgg)], 2000)
    (tmp_path / "empty").mkdir()
    with pytest.raises(Trouble, match="no pictures"):
        gpu_train.lay_out(tmp_path / "empty", [], 8000)


def test_the_calls_carry_all_pieces_then_train_in_legs(data, monkeypatch, tmp_path):
    monkeypatch.setattr(gpu_train, "ROOT", tmp_path)
    homes = gpu_train.write(gpu_train.lay_out(data, [], 8000), tmp_path / ".train" / "gpu")
    planned = gpu_train.calls(homes, "gpu", 24, 3, "", vgg=True, keeps_cnn=True)
    assert [path for call in planned for path in call.carry] == [f".train/gpu/piece-{i + 1}" for i in range(len(homes))]
    training = planned[len(homes) - 1 :]
    assert len(training) == 3
    assert [("--resume" in call.command, "--pause-after 8.00" in call.command) for call in training] == [
        (False, True),
        (True, True),
        (True, False),
    ]
    assert "run/cnn" in training[0].command
    assert all(len(call.command) <= gpu_train.LONGEST_COMMAND and call.seconds <= 600 for call in planned)
    text = gpu_train.plan_text(planned)
    assert f"Call {len(planned)} of {len(planned)}" in text


def test_the_whole_plan(data, vgg, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(gpu_train, "ROOT", tmp_path)
    monkeypatch.setattr(gpu_train, "FOLDER", tmp_path / ".train" / "gpu")
    monkeypatch.setattr(gpu_train, "tree_bytes", lambda root: 10 * gpu_train.MIB)
    packed = tmp_path / "part-00001-1.safetensors"
    packed.write_bytes(b"p" * 500)
    monkeypatch.setattr(gpu_train, "repack", lambda run, folder: [packed])
    arguments = ["--data", str(data), "--vgg", str(vgg), "--from", str(tmp_path)]
    assert gpu_train.main(arguments) == 0
    assert "--recipe gpu-gan --vgg /tmp/w/vgg.safetensors --from /tmp/w/from" in capsys.readouterr().out
    assert (tmp_path / ".train/gpu/piece-1/from" / packed.name).read_bytes() == b"p" * 500
    assert (tmp_path / ".train/gpu/PLAN.md").exists()
    with pytest.raises(Trouble, match="outlast ten minutes"):
        gpu_train.main([*arguments, "--minutes", "60"])


def test_a_gan_from_a_vae_takes_its_groups_and_recipe_along(data, vgg, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(gpu_train, "ROOT", tmp_path)
    monkeypatch.setattr(gpu_train, "FOLDER", tmp_path / ".train" / "gpu")
    monkeypatch.setattr(gpu_train, "tree_bytes", lambda root: 10 * gpu_train.MIB)
    packed, groups, recipe = (tmp_path / name for name in ("part-00001-1.safetensors", "g.tsv", "mine.json"))
    for path in (packed, groups, recipe):
        path.write_bytes(b"x" * 50)
    monkeypatch.setattr(gpu_train, "repack", lambda run, folder: [packed])
    arguments = ["gan", "--data", str(data), "--vgg", str(vgg), "--from", str(tmp_path), "--hold-out", "500"]
    assert gpu_train.main(arguments) == 0
    assert "train gan --data /tmp/w/photos --out /tmp/w/run" in (said := capsys.readouterr().out)
    assert "--recipe gpu --vgg" in said
    assert "--hold-out 500 --from /tmp/w/from" in said
    assert gpu_train.main([*arguments, "--groups", str(groups), "--recipe", str(recipe)]) == 0
    assert "--recipe /tmp/w/recipe.json" in (said := capsys.readouterr().out)
    assert "--groups /tmp/w/groups.tsv" in said
    for name in ("groups.tsv", "recipe.json"):
        assert (tmp_path / ".train/gpu/piece-1" / name).read_bytes() == b"x" * 50
    with pytest.raises(Trouble, match="there is no file"):
        gpu_train.main([*arguments, "--groups", str(tmp_path / "none.tsv")])
