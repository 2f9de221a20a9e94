"""Plan a training run on a lent GPU machine: one to which a call carries little and lasts minutes.

    python packaging/gpu_train.py --data DIR --vgg FILE                     a run from the start
    python packaging/gpu_train.py --data DIR --vgg FILE --from RUN          from another run's weights
    python packaging/gpu_train.py --data DIR --vgg FILE --resume RUN        a run that was interrupted
    python packaging/gpu_train.py vae --data DIR --vgg FILE                 a VAE; gan likewise, best --from a VAE's run

Photos, weights and checkpoint are laid into pieces under .train/gpu that git ignores, each small enough for a call
beside the project's own files; then the calls are printed, and written to .train/gpu/PLAN.md: what to carry, what to
run, what comes back. The machine needs python3 with torch, numpy, opencv and safetensors.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from trouble import Trouble, say

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".train" / "gpu"
IMAGES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")
MIB = 2**20
CALL = 64 * MIB  # what a call carries, the project's files included
PIECE = 60 * MIB
SLACK = 1 * MIB
LONGEST_COMMAND = 2000
# What a training call needs besides training, in minutes: torch, decoding, the last validation and the way back.
OVERHEAD = 1.2
THERE = "/tmp/w"


@dataclass
class Piece:
    """What one call carries.

    Attributes:
        photos: (name, bytes, or path of the file) of the pictures of its tar.
        files: (where it goes under THERE, the file).
        size: bytes in all.
    """

    photos: list[tuple[str, bytes | Path]] = field(default_factory=list)
    files: list[tuple[str, Path]] = field(default_factory=list)
    size: int = 0


@dataclass(frozen=True)
class Call:
    """One call of the machine."""

    carry: tuple[str, ...]
    command: str
    seconds: int
    returns: str


def tree_bytes(root: Path) -> int:
    """Size of what travels in any case: tracked files, and untracked ones that git does not ignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=root, capture_output=True, check=True
    )
    paths = [root / os.fsdecode(name) for name in listed.stdout.split(b"\0") if name]
    return sum(path.stat().st_size for path in paths if path.is_file())


def pictures(folder: Path):
    """(name, path or bytes, size) of every picture in a folder and in the tars in it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".tar":
            with tarfile.open(path) as archive:
                for member in archive:
                    stream = archive.extractfile(member) if member.isfile() else None
                    if stream is not None and member.name.lower().endswith(IMAGES):
                        yield Path(member.name).name, stream.read(), member.size
        elif path.suffix.lower() in IMAGES and path.is_file():
            yield path.name, path, path.stat().st_size


def lay_out(data: Path, files: list[tuple[str, Path]], room: int) -> list[Piece]:
    """Pieces of at most `room` bytes: the files, largest first, then the pictures.

    Raises:
        Trouble: there are no pictures, or a file is larger than a piece.
    """
    pieces: list[Piece] = []

    def place(size: int, what: str) -> Piece:
        if size > room:
            raise Trouble(f"{what} has {size / MIB:.0f} MiB, a call has room for {room / MIB:.0f}: leave it out")
        for piece in pieces:
            if piece.size + size <= room:
                piece.size += size
                return piece
        pieces.append(Piece(size=size))
        return pieces[-1]

    for target, path in sorted(files, key=lambda entry: -entry[1].stat().st_size):
        place(path.stat().st_size, path.name).files.append((target, path))
    count = 0
    for name, content, size in pictures(data):
        place(-(-size // 512) * 512 + 1024, name).photos.append((name, content))  # a tar's header and padding
        count += 1
    if not count:
        raise Trouble(f"there are no pictures in {data}: name a folder of pictures, or of tar files of pictures")
    return pieces


def write(pieces: list[Piece], folder: Path) -> list[Path]:
    """The pieces as folders, each with what it holds under the path that it has to have on the machine."""
    shutil.rmtree(folder, ignore_errors=True)
    made = []
    for index, piece in enumerate(pieces, 1):
        home = folder / f"piece-{index}"
        home.mkdir(parents=True)
        for target, path in piece.files:
            (home / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, home / target)
        if piece.photos:
            (home / "photos").mkdir()
            with tarfile.open(home / "photos" / f"photos-{index}.tar", "w") as archive:
                for name, content in piece.photos:
                    _add(archive, name, content)
        made.append(home)
    return made


def _add(archive: tarfile.TarFile, name: str, content: bytes | Path) -> None:
    import io

    data = content.read_bytes() if isinstance(content, Path) else content
    member = tarfile.TarInfo(name)
    member.size = len(data)
    archive.addfile(member, io.BytesIO(data))


def calls(
    homes: list[Path],
    recipe: str,
    minutes: float,
    legs: int,
    begin: str,
    vgg: bool,
    keeps_cnn: bool,
    kind: str = "inpaint",
    more: tuple[str, ...] = (),
) -> list[Call]:
    """The calls in order: all pieces but the last are only carried, the last one starts the training.

    Args:
        kind: what is trained, as `main.py train` names it.
        more: further options of every training call.
        legs: training calls.
        begin: what the first of them adds: "--from DIR", "--resume" or "".
        keeps_cnn: whether the run has a stage without an adversary, whose weights the first call brings back.
    """
    planned = []
    for home in homes[:-1]:
        carry = (home.relative_to(ROOT).as_posix(),)
        planned.append(Call(carry, f"mkdir -p {THERE} && cp -r {carry[0]}/. {THERE}/", 120, "nothing"))
    last = homes[-1].relative_to(ROOT).as_posix()
    pause = minutes / legs
    for leg in range(legs):
        first = leg == 0
        options = [f"--data {THERE}/photos --out {THERE}/run --device cuda --minutes {minutes:g} --recipe {recipe}"]
        options += [f"--vgg {THERE}/vgg.safetensors"] if vgg else []
        options += more
        options += [begin if first else "--resume"] if begin or not first else []
        options += [f"--pause-after {pause:.2f}"] if leg < legs - 1 else []
        bring = "cp -r run/cnn run/metrics.jsonl run/preview.png" if first and keeps_cnn else "cp run/*.*"
        steps = [f"mkdir -p {THERE} && cp -r {last}/. {THERE}/ &&"] if first else []
        steps += [f"PYTHONUNBUFFERED=1 python3 main.py train {kind} {' '.join(options)};", "code=$?;"]
        steps += [f"cd {THERE} && {bring} $OUT/; exit $code"]
        returns = "the CNN's weights, log and preview" if first and keeps_cnn else "the checkpoint, log and preview"
        planned.append(Call((last,) if first else (), " ".join(steps), 600, returns))
    return planned


def plan_text(planned: list[Call]) -> str:
    """For people: one section a call."""
    lines = ["# Calls, back to back: a machine that waits is taken away, and all that is on it is lost", ""]
    for index, call in enumerate(planned, 1):
        carry = ", ".join(call.carry) or "nothing"
        lines += [f"## Call {index} of {len(planned)}", f"carry: {carry}", f"timeout_s: {call.seconds}", "command:"]
        lines += ["", f"    {call.command}", "", f"comes back: {call.returns}", ""]
    lines += ["After the last call copy what came back into a folder (part-*.safetensors, state.json, metrics.jsonl):"]
    lines += ["`main.py train export --run THAT_FOLDER --card resources/models/NAME.json` makes a model of it, and"]
    lines += ["`packaging/gpu_train.py --resume THAT_FOLDER`, or `--from`, goes on with it another day.", ""]
    return "\n".join(lines)


def repack(run: Path, folder: Path) -> list[Path]:
    """A run's checkpoint in the small layout, whatever layout it has; its files."""
    shutil.rmtree(folder, ignore_errors=True)
    script = "import sys; from pathlib import Path; from engine.training.checkpoint import repack; "
    script += "repack(Path(sys.argv[1]), Path(sys.argv[2]))"
    python = ROOT / ".venv" / "bin" / "python"
    command = [str(python if python.exists() else sys.executable), "-c", script, str(run.resolve()), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise Trouble(f"the checkpoint in {run} cannot be packed ({why}): name the folder of a run")
    return sorted(folder.iterdir())


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.minutes / options.legs > 10 - OVERHEAD:
        raise Trouble(f"{options.minutes:g} minutes in {options.legs} calls outlast ten minutes each: take more --legs")
    origin = options.resume or options.start_from
    fills = options.kind == "inpaint"
    recipe = options.recipe or ("gpu-gan" if options.start_from and fills else "gpu")
    needed = [path for path in (options.vgg, options.groups) if path is not None and not path.is_file()]
    if needed:
        raise Trouble(f"there is no file {needed[0]}: check its path")
    packed = [] if origin is None else repack(origin, FOLDER.with_name("gpu-packed"))
    files = [(f"{'run' if options.resume else 'from'}/{path.name}", path) for path in packed]
    files += [("vgg.safetensors", options.vgg)] if options.vgg else []
    files += [("groups.tsv", options.groups)] if options.groups else []
    more = [f"--groups {THERE}/groups.tsv"] if options.groups else []
    more += [f"--hold-out {options.hold_out:g}"] if options.hold_out else []
    travelling = Path(recipe)
    if travelling.suffix == ".json":
        files.append(("recipe.json", travelling))
        recipe = f"{THERE}/recipe.json"
    room = min(PIECE, CALL - tree_bytes(ROOT) - SLACK)
    homes = write(lay_out(options.data, files, room), FOLDER)
    begin = "--resume" if options.resume else f"--from {THERE}/from" if options.start_from else ""
    keeps_cnn = fills and recipe == "gpu" and origin is None
    vgg = options.vgg is not None
    planned = calls(homes, recipe, options.minutes, options.legs, begin, vgg, keeps_cnn, options.kind, tuple(more))
    text = plan_text(planned)
    (FOLDER / "PLAN.md").write_text(text, encoding="utf-8")
    print(text)
    say(f"{len(homes)} pieces of at most {room / MIB:.0f} MiB and PLAN.md are in {FOLDER.relative_to(ROOT)}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "kind", nargs="?", choices=("inpaint", "vae", "gan"), default="inpaint", help="what to train (default: inpaint)"
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of photos, or of tar files of photos")
    parser.add_argument("--vgg", type=Path, help="VGG16 features and LPIPS heads (safetensors)")
    parser.add_argument("--from", type=Path, dest="start_from", help="begin with this run's weights")
    parser.add_argument("--resume", type=Path, help="go on with this run")
    parser.add_argument("--recipe", help="name or JSON file (default: gpu; for inpaint with --from gpu-gan)")
    parser.add_argument("--groups", type=Path, help="table of which files are parts of one photo")
    parser.add_argument("--hold-out", type=float, help="share or number of photos held out")
    parser.add_argument("--minutes", type=float, default=22.0, help="training time in all (default: 22)")
    parser.add_argument("--legs", type=int, default=3, help="training calls to divide it into (default: 3)")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as trouble:
        say(str(trouble))
        sys.exit(1)
