# SPDX-License-Identifier: BSD-3-Clause
"""The tour's page: one self-contained HTML file."""
from __future__ import annotations

import html
import io
import keyword
import re
import tokenize
from itertools import groupby
from pathlib import Path
from types import ModuleType

from scinova._tour.sections import Outcome

_CSS = Path(__file__).with_name("page.css")


def write_page(folder: Path, done: list[tuple[ModuleType, Outcome]], seconds: float) -> Path:
    """Write ``folder/index.html``; returns its path."""
    chapters = [(module, [o for _, o in group]) for module, group in groupby(done, key=lambda pair: pair[0])]
    body = "".join(_chapter(module, outcomes) for module, outcomes in chapters)
    contents = "".join(_contents(module, outcomes) for module, outcomes in chapters)
    outcomes = [o for _, o in done]
    checks = [c for o in outcomes for c in o.checks]
    held, all_good = sum(c.holds for c in checks), all(o.good for o in outcomes)
    text = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>scinova: the tour</title>
<style>{_CSS.read_text(encoding="utf-8")}</style></head>
<body><div class="page"><nav><a href="#top"><strong>scinova</strong></a>{contents}</nav><main id="top">
<h1>A tour of scientific computing</h1>
<p class="lead">SciPy's tutorial from end to end, its exercises included, run on scinova. Every section shows its code,
what it printed, its figures, and its checks against the tutorial's printed numbers or a closed form.</p>
<p><span class="tally {'ok' if all_good else 'no'}">{held} of {len(checks)} checks hold</span>
<span class="lead">&ensp;{sum(o.good for o in outcomes)} of {len(outcomes)} sections good, in {seconds:.1f} s</span></p>
{body}</main></div></body></html>
"""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "index.html"
    target.write_text(text, encoding="utf-8")
    return target


def _anchor(*words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")


def _title(module: ModuleType) -> tuple[str, str]:
    first, _, rest = (module.__doc__ or module.__name__).strip().partition("\n")
    return first.rstrip("."), rest.strip()


def _contents(module: ModuleType, outcomes: list[Outcome]) -> str:
    title, _ = _title(module)
    links = "".join(f'<a href="#{_anchor(title, o.section.title)}">{html.escape(o.section.title)}</a>'
                    for o in outcomes)
    return f"<b>{html.escape(title)}</b>{links}"


def _chapter(module: ModuleType, outcomes: list[Outcome]) -> str:
    title, words = _title(module)
    return (f"<h2>{html.escape(title)}</h2>{_paragraphs(words, 'lead')}"
            + "".join(_section(title, o) for o in outcomes))


def _section(chapter: str, outcome: Outcome) -> str:
    part = outcome.section
    out = [f'<section id="{_anchor(chapter, part.title)}"><span class="badge">{1000 * outcome.seconds:.0f} ms</span>'
           f"<h3>{html.escape(part.title)}</h3>{_paragraphs(part.text)}<pre>{highlight(part.code)}</pre>"]
    if outcome.printed.strip():
        out.append(f'<pre class="out">{html.escape(outcome.printed.rstrip())}</pre>')
    out += [f"<figure>{svg}</figure>" for svg in outcome.figures]
    if outcome.error:
        out.append(f'<pre class="err">{html.escape(outcome.error)}</pre>')
    rows = "".join(f'<tr class="{"good" if c.holds else "bad"}"><td>{"✓" if c.holds else "✗"}</td>'
                   f"<td>{html.escape(c.what)}</td><td>{html.escape(c.got)}</td></tr>" for c in outcome.checks)
    out.append(f"<table>{rows}</table></section>" if rows else "</section>")
    return "".join(out)


def _paragraphs(text: str, kind: str = "") -> str:
    mark = f' class="{kind}"' if kind else ""
    parts = [p for p in re.split(r"\n\s*\n", text.strip()) if p]
    with_code = [re.sub(r"``(.+?)``", r"<code>\1</code>", html.escape(p)) for p in parts]
    return "".join(f"<p{mark}>{p}</p>" for p in with_code)


def highlight(code: str) -> str:
    """Python source as HTML with keywords, strings, numbers and comments marked."""
    lines = code.splitlines(keepends=True)
    out, at = [], (1, 0)

    def upto(row: int, column: int) -> str:
        nonlocal at
        (r, c), piece = at, ""
        while (r, c) < (row, column):
            if r < row:
                piece, r, c = piece + lines[r - 1][c:], r + 1, 0
            else:
                piece, c = piece + lines[r - 1][c:column], column
        at = (row, column)
        return html.escape(piece)

    kinds = {tokenize.STRING: "s", tokenize.NUMBER: "n", tokenize.COMMENT: "c"}
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        reserved = token.type == tokenize.NAME and keyword.iskeyword(token.string)
        mark = kinds.get(token.type) or ("k" if reserved else None)
        if mark is None:
            continue
        out.append(upto(*token.start))
        out.append(f'<span class="{mark}">{upto(*token.end)}</span>')
    out.append(upto(len(lines), len(lines[-1]) if lines else 0))
    return "".join(out)
