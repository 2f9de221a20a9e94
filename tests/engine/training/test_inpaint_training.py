"""The trainer and the run: it learns, goes on where it stopped, keeps the CNN, and ends in order whatever happens."""

import errno
import json
import signal
from dataclasses import replace

import cv2
import pytest
import torch
from safetensors.torch import save_file

from engine.errors import BadInput, OutOfMemory, WriteFailed
from engine.models import read_card
from engine.models.loader import load_model
from engine.training import inpaint
from engine.training.checkpoint import load_checkpoint, optimizer_tensors, read_state
from engine.training.export import export
from engine.training.eye import RandomFeatures, look
from engine.training.feed import ThreadFeed, draw_batch
from engine.training.inpaint import InpaintTrainer
from engine.training.losses import broad_error, composite, corners_in_holes, cut, gradient_error, masked_mean
from engine.training.recipes import RECIPES, Stage
from engine.training.run import Budget, Log, Run, StopSign
from engine.training.scoring import OverfittingWatch, seeded_loss, validate
from engine.training.trouble import TrainingFailed, explained

TINY = RECIPES["tiny"]
CNN = replace(TINY, stages=(Stage(32, 4, 1.0, 0, False),))


@pytest.fixture
def start(flat_photos, tmp_path):
    """Makes a run in a folder: start(recipe, steps=..., **Budget fields) -> (run, trainer, lines said)."""
    open_things = []

    def make(recipe=TINY, folder="run", stop=None, clock=None, trainer=None, **budget):
        out = tmp_path / folder
        out.mkdir(exist_ok=True)
        trainer = trainer or InpaintTrainer(recipe, out)
        said = []
        feed, log = ThreadFeed(flat_photos, "cpu", 1), Log(out / "metrics.jsonl", said.append)
        open_things.extend((feed, log))
        more = {} if clock is None else {"clock": clock}
        run = Run(trainer, flat_photos, flat_photos, feed, Budget(1.0, **budget), log, stop, **more)
        return run, trainer, said

    yield make
    for thing in open_things:
        thing.close()


def _batch(size=32, count=4, seed=0):
    generator = torch.Generator().manual_seed(seed)
    truth = torch.rand(count, 3, 1, 1, generator=generator).expand(-1, -1, size, size).contiguous()
    hole = torch.zeros(count, 1, size, size)
    hole[..., 8:20, 6:22] = 1
    return truth, hole


def test_a_perfect_answer_costs_nothing_and_a_wrong_one_something():
    truth, hole = _batch()
    error = masked_mean((truth + 0.1 - truth).abs(), hole).item()
    assert error == pytest.approx(0.1, abs=1e-3)
    assert gradient_error(composite(truth, truth, hole), truth, hole) == 0
    assert gradient_error(composite(truth + 0.1, truth, hole), truth, hole) > 0
    assert broad_error(truth + 0.1, truth, hole).item() == pytest.approx(0.1, rel=0.05)
    chequered = truth + 0.1 * (-1.0) ** torch.arange(32)
    assert broad_error(chequered, truth, hole).item() == pytest.approx(0, abs=1e-6)


def test_windows_lie_in_the_picture_and_on_the_hole():
    picture = torch.arange(2 * 3 * 32 * 40.0).reshape(2, 3, 32, 40)
    hole = torch.zeros(2, 1, 32, 40)
    hole[0, 0, 0, 39] = hole[1, 0, 17, 20] = 1
    corners = corners_in_holes(hole, 16)
    assert corners.tolist() == [[0, 24], [9, 12]]
    windows = cut(picture, corners, 16)
    assert torch.equal(windows[0], picture[0, :, 0:16, 24:40])
    assert torch.equal(windows[1], picture[1, :, 9:25, 12:28])


def test_a_run_learns_keeps_the_cnn_logs_and_draws(start, flat_photos, monkeypatch):
    monkeypatch.setattr("engine.training.run._LOG_EVERY", 20)
    run, trainer, said = start(steps=30)
    before = seeded_loss(trainer.average, flat_photos, "cpu")
    assert run.go() == "finished"
    rows = [json.loads(line) for line in (trainer.out / "metrics.jsonl").read_text().splitlines()]
    assert rows[-1]["held_out_l1"] < 0.8 * before
    assert [row["stage"] for row in rows if "stage" in row] == [32, 32, 48]
    logged = next(row for row in rows if row["step"] == 20 and "samples" in row)
    assert {"convincing", "sees_real", "pull", "pictures_per_second"} <= logged.keys()
    assert any("Saved at step 30" in line for line in said)
    assert cv2.imread(str(trainer.out / "preview.png")) is not None
    cnn, state = load_checkpoint(trainer.out / "cnn") or pytest.fail("the CNN was not kept")
    assert cnn.keys() == {"average"}
    assert (state["step"], state["adversarial_steps"]) == (15, 0)
    assert read_state(trainer.out)["adversarial_steps"] == 15


def test_a_resumed_run_continues_closely(tmp_path):
    """Weights lose their last 8 bits and moments all but 8: the next steps have to go nearly the same way."""
    trainer = InpaintTrainer(TINY, tmp_path)
    for step in range(24):
        trainer.stage = TINY.stages[step // 12]
        trainer.advance(*_batch(seed=step), 0.5)
    trainer.seconds = 33.0
    trainer.save()
    again = InpaintTrainer(TINY, tmp_path)
    assert again.resume()
    assert (again.step, again.samples, again.adversarial_steps, again.seconds) == (24, 96, 12, 33.0)
    before = [p.detach().clone() for p in trainer.model.parameters()]
    for one in (trainer, again):
        one.stage = TINY.stages[0]
        for step in range(8):
            one.advance(*_batch(seed=100 + step), 0.5)
    moved = [
        torch.cat([(p - b).flatten() for p, b in zip(t.model.parameters(), before, strict=True)])
        for t in (trainer, again)
    ]
    assert torch.cosine_similarity(*moved, dim=0) > 0.97
    losses = [float(t._reconstruct(*_batch(seed=7))["loss"]) for t in (trainer, again)]
    assert losses[1] == pytest.approx(losses[0], rel=0.1)


def test_a_checkpoint_of_the_first_layout_resumes_to_the_bit(tmp_path):
    trainer = InpaintTrainer(TINY, tmp_path)
    trainer.advance(*_batch(), 0.1)
    groups = {"model": trainer.model.state_dict(), "average": trainer.average.state_dict()}
    groups |= {"discriminator": trainer.discriminator.state_dict(), "painter": optimizer_tensors(trainer.painter)}
    for name, tensors in groups.items():
        save_file({key: value.contiguous() for key, value in tensors.items()}, tmp_path / f"{name}.safetensors")
    state = {"step": 1, "samples": 4, "seconds": 2.0, "adversarial_steps": 0}
    (tmp_path / "state.json").write_text(json.dumps({**state, "recipe": {}, "config": TINY.model.to_dict()}))
    again = InpaintTrainer(TINY, tmp_path)
    assert again.resume()
    for one in (trainer, again):
        one.advance(*_batch(seed=3), 0.2)
    for ours, theirs in zip(trainer.model.parameters(), again.model.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_a_run_starts_from_another_ones_cnn(tmp_path):
    first = InpaintTrainer(CNN, tmp_path / "first")
    first.advance(*_batch(), 0.1)
    first.keep_cnn()
    second = InpaintTrainer(TINY, tmp_path / "second")
    second.start_from(tmp_path / "first" / "cnn")
    for ours, theirs in zip(second.model.parameters(), first.average.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-6)
    assert (second.samples, second.seconds) == (4, 0.0)
    assert second.notes["before"][0]["step"] == 1
    with pytest.raises(BadInput, match="no checkpoint"):
        second.start_from(tmp_path / "nowhere")


def test_another_shape_is_refused(tmp_path):
    InpaintTrainer(TINY, tmp_path).save()
    other = replace(TINY, model=replace(TINY.model, latent=5))
    with pytest.raises(BadInput, match="another shape"):
        InpaintTrainer(other, tmp_path).resume()


def test_nothing_to_resume_starts_fresh(tmp_path):
    assert not InpaintTrainer(TINY, tmp_path / "none").resume()


def test_an_adversary_needs_something_to_look_through(tmp_path):
    with pytest.raises(BadInput, match="--vgg is missing"):
        InpaintTrainer(replace(TINY, eye="vgg"), tmp_path)
    assert InpaintTrainer(replace(CNN, eye="vgg"), tmp_path).features is None


def test_an_older_adversary_is_replaced_and_its_optimizer_forgotten(tmp_path):
    trainer = InpaintTrainer(TINY, tmp_path)
    trainer.stage = TINY.stages[1]
    trainer.advance(*_batch(), 0.6)
    trainer.save()
    wider = InpaintTrainer(replace(TINY, judge_width=5), tmp_path)
    assert wider.resume()
    assert (wider.step, wider.adversarial_steps) == (1, 0)
    assert not wider.judge.state
    wider.stage = TINY.stages[1]
    assert torch.isfinite(wider.advance(*_batch(), 0.6)["convincing"])
    assert wider.discriminator.scale.all()


def test_two_paintings_of_a_hole_are_told_apart():
    truth, hole = _batch(count=3)
    features = RandomFeatures()
    painted = torch.rand(3, 3, 32, 32)
    paintings = torch.cat([painted, painted[:1]])
    again, holes = torch.cat([truth, truth[:1]]), torch.cat([hole, hole[:1]])
    same = look(features, composite(paintings, again, holes), again, holes, 16, 1, lambda x: x)
    assert same.apart().item() == 0
    assert same.far() > 0
    paintings[3] = torch.rand(3, 32, 32)
    other = look(features, composite(paintings, again, holes), again, holes, 16, 1, lambda x: x)
    assert other.apart().item() > 0
    perfect = look(features, again, again, holes, 16, 1, lambda x: x)
    assert perfect.far() == 0


def test_bfloat16_trains_both_stages(tmp_path):
    trainer = InpaintTrainer(TINY, tmp_path, bf16=True)
    for stage in TINY.stages[:2]:
        trainer.stage = stage
        terms = trainer.advance(*_batch(), 0.5)
        assert all(torch.isfinite(value) for value in terms.values())


def test_compilation_is_used_only_where_gradients_agree(tmp_path, monkeypatch):
    trainer = InpaintTrainer(TINY, tmp_path)
    monkeypatch.setattr(torch, "compile", lambda model: lambda *inputs: model(*inputs))
    assert "agree" in trainer.use_compiled(*_batch())
    assert trainer.forward is not trainer.model
    trainer.forward = trainer.model

    def blind(model):
        def forward(picture, hole, z):
            painted = model(picture, hole, z)
            return painted.detach() + 0 * model.colour.weight.sum()

        return forward

    monkeypatch.setattr(torch, "compile", blind)
    assert "would be wrong" in trainer.use_compiled(*_batch())
    assert trainer.forward is trainer.model

    def broken(model):
        raise RuntimeError("no compiler")

    monkeypatch.setattr(torch, "compile", broken)
    assert trainer.use_compiled(*_batch()) == "Not compiled: RuntimeError."


def test_a_loss_that_is_not_a_number_ends_the_run_and_spares_the_checkpoint(start, monkeypatch):
    run, trainer, _ = start(CNN, steps=2)
    run.go()
    kept = read_state(trainer.out)
    monkeypatch.setattr(inpaint, "masked_mean", lambda error, where, shared: error.sum() * float("nan"))
    run, trainer, _ = start(CNN, trainer=trainer, steps=2)
    with pytest.raises(TrainingFailed, match=r"not a number at step 2\. The checkpoint of step 2 is whole"):
        run.go()
    assert read_state(trainer.out) == kept
    with pytest.raises(FloatingPointError):
        trainer.save()


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), WriteFailed, "the disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), WriteFailed, "Permission denied"),
        (RuntimeError("CUDA error: device-side assert triggered\nmore"), TrainingFailed, "cuda:0 was lost"),
        (RuntimeError("CUDA out of memory. Tried to allocate"), OutOfMemory, "ran out of memory"),
        (FloatingPointError("the loss is not a number at step 9"), TrainingFailed, "gone astray"),
    ],
)
def test_every_expected_end_is_one_clear_sentence(tmp_path, error, kind, words):
    plain = explained(error, tmp_path, "cuda:0", 1200)
    assert isinstance(plain, kind)
    assert words in plain.sentence
    assert "checkpoint of step 1,200 is whole" in plain.advice
    assert "\n" not in str(plain)
    assert "No checkpoint" in explained(error, tmp_path, "cuda:0", None).advice


def test_what_nobody_expects_is_not_explained_away(tmp_path):
    assert explained(KeyError("x"), tmp_path, "cpu", 1) is None
    assert explained(BadInput("x"), tmp_path, "cpu", 1) is None


def test_a_full_disk_ends_the_run_in_a_sentence(start, monkeypatch):
    run, _, _ = start(CNN, steps=1)

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(inpaint, "save_checkpoint", full)
    with pytest.raises(WriteFailed, match=r"the disk is full\. No checkpoint had been written yet"):
        run.go()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_saves_and_stops(start, number):
    with StopSign() as stop:
        run, trainer, _ = start(CNN, stop=stop)
        signal.raise_signal(number)
        assert run.go() == "stopped"
    assert read_state(trainer.out)["step"] == 0
    assert signal.getsignal(signal.SIGTERM) == signal.SIG_DFL


def test_a_second_interruption_does_not_wait():
    with StopSign() as stop:
        signal.raise_signal(signal.SIGINT)
        assert stop.asked
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_run_pauses_for_another_process_to_go_on(start):
    ticks = iter(range(0, 1000, 10))
    run, trainer, _ = start(CNN, clock=lambda: float(next(ticks)), pause_after=0.5, save_every=1e9)
    assert run.go() == "paused"
    assert 0 < trainer.step < 6
    assert 30 <= trainer.seconds <= 60
    again = InpaintTrainer(CNN, trainer.out)
    assert again.resume()
    run, _, _ = start(CNN, trainer=again, clock=lambda: float(next(ticks)))
    assert run.go() == "finished"
    assert again.seconds >= 60


def test_overfitting_is_said_once_and_again_when_it_grows():
    watch = OverfittingWatch()
    assert [watch.observe(0.1, 0.11) for _ in range(6)] == [None] * 6
    said = [watch.observe(0.1, loss) for loss in (0.13, 0.14, 0.15, 0.15, 0.15)]
    warnings = [text for text in said if text]
    assert len(warnings) == 2
    assert warnings[0].startswith("Overfitting: on held-out photos the loss is 1.27 times")
    later = OverfittingWatch(watch.history)
    assert later.observe(0.1, 0.15) is None


def test_a_harder_held_out_set_is_no_overfitting():
    watch = OverfittingWatch()
    assert [watch.observe(loss, 1.5 * loss) for loss in (0.3, 0.25, 0.2, 0.15, 0.1, 0.05)] == [None] * 6


def test_the_warning_reaches_log_and_terminal(start, monkeypatch):
    run, trainer, said = start(CNN, steps=1)
    trainer.notes["gaps"] = [1.0, 1.0, 1.0, 1.4, 1.4]
    run, trainer, said = start(CNN, trainer=trainer, steps=1)
    run._overfitting._said = 0.0
    run.go()
    rows = [json.loads(line) for line in (trainer.out / "metrics.jsonl").read_text().splitlines()]
    assert any(row.get("warning", "").startswith("Overfitting") for row in rows)
    assert any(line.startswith("Overfitting") for line in said)
    assert len(read_state(trainer.out)["notes"]["gaps"]) == 6


def test_scores_are_the_same_every_time(tmp_path, flat_photos):
    trainer = InpaintTrainer(TINY, tmp_path)
    first, second = (validate(trainer.average, flat_photos, "cpu", None) for _ in range(2))
    assert first == second
    assert first.keys() == {"val_psnr"}


def test_batches_are_seeded(flat_photos):
    import numpy as np

    pairs = [draw_batch(flat_photos, TINY.stages[0], np.random.default_rng(4)) for _ in range(2)]
    assert torch.equal(pairs[0][0], pairs[1][0])
    assert torch.equal(pairs[0][1], pairs[1][1])


@pytest.mark.parametrize("part", ["", "cnn"])
def test_a_run_becomes_a_model_that_loads(tmp_path, part):
    run, card = tmp_path / "run", tmp_path / "model.json"
    trainer = InpaintTrainer(TINY, run)
    trainer.advance(*_batch(), 0.1)
    trainer.notes["before"] = [{"step": 5}]
    trainer.save()
    trainer.keep_cnn()
    facts = {"name": "model", "label": "M", "purpose": "inpaint", "licence": "Apache-2.0", "architecture": "fill-comod"}
    facts |= {"needs": {"multiple": 16, "smallest": 32, "working": 64}, "recipe": {"script": "s"}}
    card.write_text(json.dumps(facts))
    export(run / part, card)
    model = load_model(read_card(card))
    truth, hole = _batch()
    with torch.inference_mode():
        torch.testing.assert_close(model(truth, hole), trainer.average(truth, hole), atol=0.02, rtol=0.02)
    recipe = json.loads(card.read_text())["recipe"]
    assert (recipe["script"], recipe["steps"], recipe["samples_seen"]) == ("s", 1, 4)
    assert recipe["before"] == [{"step": 5}]


def test_export_says_what_is_missing(tmp_path):
    card = tmp_path / "model.json"
    with pytest.raises(BadInput, match="no card"):
        export(tmp_path, card)
    card.write_text("{}")
    with pytest.raises(BadInput, match="lacks name and licence"):
        export(tmp_path, card)
    card.write_text('{"name": "m", "licence": "x"}')
    with pytest.raises(BadInput, match="no checkpoint"):
        export(tmp_path / "nothing", card)
    assert [path.name for path in tmp_path.iterdir()] == ["model.json"]


def test_the_best_weights_so_far_are_kept_and_worse_ones_do_not_replace_them(start, monkeypatch):
    scores = iter((0.20, 0.30, 0.19))
    monkeypatch.setattr(
        "engine.training.inpaint.validate",
        lambda *_: {"val_psnr": 20.0, "val_lpips": next(scores)} | {"val_between": 0.0},
    )
    run, trainer, said = start(CNN, steps=1)
    kept = []
    for step in (0, 5, 9):
        trainer.step = step
        run._take_stock()
        kept.append(read_state(trainer.out / "best")["step"])
    assert kept == [0, 0, 9]
    assert sum("filled worse than at step 0" in line for line in said) == 1
