"""The report of a judgement: one HTML file that needs nothing else, in the look of the evaluation's."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape

import cv2
import numpy as np

from engine.errors import WriteFailed
from engine.evaluation import sheets
from engine.evaluation.generators import Judgement, Neighbours
from engine.evaluation.report import STYLE

_QUALITY = 90
_BARS = 520, 120  # width and height of the chart, px


def sheets_of(found: Judgement) -> Mapping[str, np.ndarray]:
    """Pictures of the judgement by name: samples, rebuilt, strips, neighbours, as far as there are any."""
    pages = {"samples": sheets.sheet(found.samples)}
    if found.rebuilt:
        pages["rebuilt"] = sheets.in_pairs(found.rebuilt)
    if found.strips:
        pages["strips"] = sheets.strips(found.strips)
    if found.neighbours is not None:
        near = found.neighbours
        pages["neighbours"] = sheets.in_pairs(list(zip(near.samples, near.nearest, strict=True)))
    return pages


def as_html(found: Judgement) -> str:
    """The page."""
    pages = sheets_of(found)
    sections = [_figures(found), _samples(found, pages), _rebuilt(found, pages), _strips(found)]
    sections += [_neighbours(found.neighbours, pages), _method(found)]
    body = "".join(f"<section>{section}</section>\n" for section in sections if section)
    title = escape(found.name)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Tratteggio: judgement of {title}</title>\n"
        f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f'<body><main>\n<header><p class="soft">Tratteggio, judgement of a {found.kind.upper()}</p><h1>{title}</h1>'
        f"</header>\n{body}</main></body>\n</html>\n"
    )


def _figures(found: Judgement) -> str:
    lines = []
    names = {"psnr": ("PSNR, dB", 2, "↑"), "ssim": ("SSIM", 3, "↑")}
    for key, estimate in found.scores.items():
        name, digits, arrow = names.get(key, (key, 3, "↓"))
        told = f"{estimate.value:.{digits}f} <small>± {estimate.margin:.{digits}f}, {estimate.count} pictures</small>"
        lines.append((f"Given back: {escape(name)} {arrow}", told))
    if found.kl:
        told = f"{sum(found.kl):.1f} nats <small>{found.used_latents} of {len(found.kl)} latents say .1 or more</small>"
        lines.append(("KL of the latents", told))
    for name, far in found.frechet.items():
        told = f"{far['distance']:.3f} <small>halves of the data: {far['floor']:.3f}; {far['samples']} samples</small>"
        lines.append((f"Our Fréchet distance, {escape(name)} ↓", told))
    if found.diversity:
        d = found.diversity
        told = f"{d['ratio']:.2f} × <small>{d['samples']:.3f} between samples, {d['data']:.3f} in the data</small>"
        lines.append((f"Diversity, {escape(found.settings['difference'])}", told))
    rows = "".join(f'<tr><th scope="row">{name}</th><td>{told}</td></tr>' for name, told in lines)
    table = f'<table style="max-width: 640px"><tbody>{rows}</tbody></table>'
    return f"<h2>Figures</h2>{table}{_bars(found.kl)}"


def _bars(nats: list[float]) -> str:
    """Nats of each latent, largest first."""
    if not nats:
        return ""
    width, height = _BARS
    step, top = width / len(nats), max(max(nats), 1e-9)
    bars = "".join(
        f'<rect class="bar" x="{index * step:.2f}" y="{height * (1 - value / top):.2f}" width="{step * 0.8:.2f}" '
        f'height="{height * value / top:.2f}"><title>{value:.3f} nats</title></rect>'
        for index, value in enumerate(sorted(nats, reverse=True))
    )
    return (
        f'<h3 style="margin-top: 18px">KL of each latent, nats, largest first ({top:.2f})</h3>'
        f'<svg viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="KL of each latent" style="--c: var(--c1); max-width: {width}px">{bars}</svg>'
    )


def _samples(found: Judgement, pages: Mapping[str, np.ndarray]) -> str:
    words = f"Seeds 0 to {len(found.samples) - 1}, row by row, none left out and none chosen."
    return f'<h2>Samples</h2><p class="note">{words}</p>{_image(pages["samples"], "samples")}'


def _rebuilt(found: Judgement, pages: Mapping[str, np.ndarray]) -> str:
    if not found.rebuilt:
        return ""
    words = "Held-out pictures, and below each what the encoder and the generator make of it."
    return f'<h2>Given back</h2><p class="note">{words}</p>{_image(pages["rebuilt"], "held-out pictures, given back")}'


def _strips(found: Judgement) -> str:
    if not found.strips:
        return ""
    lines = "".join(
        f"<h3>{escape(name)}</h3>{_image(sheets.rows([list(line)]), name)}"
        f'<p class="note">{found.walks[name]["whole"]:.3f} from end to end; {found.walks[name]["steady"]:.0%} of the '
        "steps lead further away from the first picture.</p>"
        for name, line in found.strips.items()
    )
    words = f"From −3 to +3 standard deviations; differences are {escape(found.settings['difference'])}."
    return f'<h2>Directions</h2><p class="note">{words}</p>{lines}'


def _neighbours(near: Neighbours | None, pages: Mapping[str, np.ndarray]) -> str:
    if near is None:
        return ""
    usual = f"{np.median(near.usual):.3f}" if near.usual else "unknown"
    copies = ", ".join(map(str, near.copies)) or "none"
    words = (
        "Samples, and below each the training picture that is most like it, mirrored or not. Median distance "
        f"{np.median(near.distances):.3f}; of held-out pictures {usual}. Seeds nearer than half of that, "
        f"likely copies: {copies}."
    )
    page = _image(pages["neighbours"], "samples and their nearest training pictures")
    return f'<h2>Nearest training pictures</h2><p class="note">{words}</p>{page}'


def _method(found: Judgement) -> str:
    facts = "".join(f"<dt>{escape(key)}</dt><dd>{escape(str(value))}</dd>" for key, value in found.settings.items())
    return (
        "<h2>How it was measured</h2><p>Reconstructions start from the encoder's mean, in 8-bit sRGB; intervals are "
        "95 % (Student’s t over pictures). The Fréchet distance is a metric of our own on features of networks that "
        "are at hand, as a share of the data’s variance: it compares with no published figure. Diversity is the mean "
        f"difference within pairs of samples over that within pairs of training pictures.</p><dl>{facts}</dl>"
    )


def _image(picture: np.ndarray, words: str) -> str:
    encoded, data = cv2.imencode(
        ".webp", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_WEBP_QUALITY, _QUALITY]
    )
    if not encoded:
        raise WriteFailed("A picture of the report could not be encoded.", "Try again without --report.")
    uri = f"data:image/webp;base64,{base64.b64encode(data.tobytes()).decode()}"
    width = picture.shape[1]
    return f'<img src="{uri}" alt="{escape(words)}" loading="lazy" style="width: {width}px; max-width: 100%">'
