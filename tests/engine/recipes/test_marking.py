"""What a saved file says of how much was invented."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from engine import cli
from engine.document import Adjustment, Composite, Document, Patch, Recipe
from engine.geometry import Rect
from engine.mask import write_mask
from engine.photo import SaveOptions, read_photo, write_photo
from engine.photo.provenance import COMPOSITE_WITH_TRAINED, HUMAN_EDITS, recipe_of, source_type_of
from engine.recipes import (
    Kind,
    StackRecipe,
    digital_source_type,
    kind_of,
    provenance_of,
    save_recipe,
    used_trained_model,
)
from engine.recipes.merging import merged_patch
from tests.engine.recipes.recipe_photos import blob, lay, pixels, textured

HOLE = Rect(20, 18, 16, 14)
NETWORK = Recipe("gan", model="fill-gan")


def patch(recipe: Recipe, **more) -> Patch:
    return Patch("p", (), recipe, **more)


@pytest.mark.parametrize(
    ("recipe", "kind"),
    [
        (Recipe("telea"), Kind.CLASSICAL),
        (Recipe("patchmatch"), Kind.CLASSICAL),
        (Recipe("network"), Kind.NETWORK),
        (NETWORK, Kind.NETWORK),
        (Recipe("somebody-elses", model="x"), Kind.NETWORK),
        (Recipe("latent", sample={}), Kind.LATENT),
        (Recipe("clone", strokes={}), Kind.HAND),
        (Recipe("merged", parts=[{"recipe": {"method": "telea"}}, {"recipe": {"method": "cnn"}}]), Kind.NETWORK),
        (Recipe("merged", parts=[{"recipe": {"method": "telea"}}, {"recipe": {"method": "heal"}}]), Kind.CLASSICAL),
        (Recipe("merged", parts=[{}]), Kind.NETWORK),
    ],
)
def test_kinds(recipe: Recipe, kind: Kind) -> None:
    assert kind_of(patch(recipe)) is kind


def test_an_adjustment_is_one_whatever_its_recipe_says() -> None:
    assert kind_of(patch(NETWORK, adjustment=Adjustment(exposure=1))) is Kind.ADJUSTMENT


def test_only_what_shows_counts() -> None:
    network = patch(NETWORK)
    assert digital_source_type([network]) == COMPOSITE_WITH_TRAINED
    assert digital_source_type([replace(network, visible=False)]) == ""
    assert digital_source_type([replace(network, opacity=0.0), patch(Recipe("telea"))]) == HUMAN_EDITS
    assert used_trained_model([network])
    assert not used_trained_model([replace(network, visible=False), patch(Recipe("telea"))])


def test_a_file_says_what_was_done_and_holds_the_recipe_in_short(tmp_path: Path) -> None:
    document = Document(textured())
    lay(document, HOLE)
    path = tmp_path / "out.png"
    composite = document.composite
    write_photo(
        composite.photo, pixels(composite), None, path, options=SaveOptions(provenance=provenance_of(composite))
    )
    xmp = read_photo(path).xmp
    assert source_type_of(xmp) == HUMAN_EDITS
    (entry,) = json.loads(recipe_of(xmp))["entries"]
    assert (entry["recipe"]["method"], entry["mask"]["rect"]) == ("telea", [20, 18, 16, 14])
    assert entry["mask"]["sha256"] == document.patches[0].recipe.mask_digest
    assert b"1 place filled from the photo itself" in (xmp or b"")


def test_a_photo_without_patches_says_nothing() -> None:
    assert provenance_of(Composite(textured())) is None


def test_a_network_is_named() -> None:
    document = Document(textured())
    lay(document, HOLE, "cnn")
    said = provenance_of(document.composite)
    assert said is not None
    assert said.source_type == COMPOSITE_WITH_TRAINED
    assert said.system.startswith("Tratteggio (")
    assert "1 place filled by a trained network" in said.summary


def test_a_merged_patch_of_many_masks_still_fits_into_a_jpeg(tmp_path: Path) -> None:
    document = Document(textured())
    for number in range(6):
        lay(document, Rect(4 + 14 * number, 20, 14, 14))
    lower, upper = document.patches[:2]
    merged = merged_patch(Composite(document.photo), lower, upper)
    document.set_patches((merged, *document.patches[2:]), "Merge down")
    said = provenance_of(document.composite)
    assert said is not None
    assert all(len(text) < 5000 for text in said.recipes)


def test_the_command_line_replays_and_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = Document(textured())
    lay(document, HOLE, "patchmatch", feather=3)
    photo, recipe, out = tmp_path / "in.png", tmp_path / "a.recipe.json", tmp_path / "out.png"
    write_photo(document.photo, document.photo.pixels, None, photo)
    save_recipe(StackRecipe.of(document.composite), recipe)
    assert cli.main(["replay", str(photo), str(recipe), "-o", str(out), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["identical"] is True
    assert report["pixels_changed_outside_patches"] == 0
    assert (read_photo(out).pixels == pixels(document.composite)).all()
    assert source_type_of(read_photo(out).xmp) == HUMAN_EDITS
    assert cli.main(["replay", str(photo), str(recipe), "-o", str(out), "--unmarked"]) == 0
    assert "1 of 1 entries made again, bit for bit as they were" in capsys.readouterr().out
    assert read_photo(out).xmp is None


def test_the_command_line_refuses_what_cannot_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = Document(textured())
    made = lay(document, HOLE)
    document.replace_patch(made.id, replace(made, mask=None))
    photo, recipe, out = tmp_path / "in.png", tmp_path / "a.recipe.json", tmp_path / "out.png"
    write_photo(document.photo, document.photo.pixels, None, photo)
    save_recipe(StackRecipe.of(document.composite), recipe)
    assert cli.main(["replay", str(photo), str(recipe), "-o", str(recipe.with_suffix(".png")), "--strict"]) == 2
    assert "its mask is not known. Nothing was written." in capsys.readouterr().err
    assert not out.exists()
    write_photo(textured(30, 40), textured(30, 40).pixels, None, photo, overwrite=True)
    assert cli.main(["replay", str(photo), str(recipe), "-o", str(out)]) == 2
    assert "96 × 72 px, or of the same proportions" in capsys.readouterr().err


def test_a_filled_file_is_marked_unless_told_otherwise(tmp_path: Path) -> None:
    photo, mask, out = tmp_path / "in.png", tmp_path / "mask.png", tmp_path / "out.png"
    write_photo(textured(), textured().pixels, None, photo)
    whole = textured().pixels[..., 0] * 0
    whole[HOLE.slices] = blob(HOLE)
    write_mask(whole, mask)
    command = ["inpaint", str(photo), "--mask", str(mask), "-o", str(out), "--method", "telea"]
    assert cli.main(command) == 0
    assert source_type_of(read_photo(out).xmp) == HUMAN_EDITS
    assert cli.main([*command, "--unmarked"]) == 0
    assert read_photo(out).xmp is None
