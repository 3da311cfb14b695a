# SPDX-License-Identifier: BSD-3-Clause
"""The tour: that it runs, that its checks are checks, and that the page is whole."""
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

pytest.importorskip("matplotlib")
pytest.importorskip("PIL")

from scinova._tour import CHAPTERS, chapter, main  # noqa: E402
from scinova._tour.page import highlight  # noqa: E402
from scinova._tour.sections import Tour, run_section, section, sections_of  # noqa: E402


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.filterwarnings("default")
def test_chapter(name):
    for part in sections_of(chapter(name)):
        outcome = run_section(part)
        assert outcome.error is None, f"{part.title}\n{outcome.error}"
        assert outcome.checks, f"{part.title} checks nothing"
        failed = [f"{c.what}: got {c.got}, wanted {c.wanted}" for c in outcome.checks if not c.holds]
        assert not failed, f"{part.title}: {failed}"


def test_chapters_are_all_the_files_there_are():
    folder = Path(chapter(CHAPTERS[0]).__file__).parent
    assert {p.stem for p in folder.glob("*.py")} == {*CHAPTERS, "__init__", "data"}


class Page(HTMLParser):
    """Looks for unclosed elements and repeated ids."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.outside = [], [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.outside += [v for k, v in attrs if k in ("src", "href", "xlink:href") and v and v.startswith("http")]
        if tag not in ("meta", "path", "use", "rect", "image", "br", "circle", "stop"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.ids += [v for k, v in attrs if k == "id"]

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass


@pytest.mark.filterwarnings("default")
def test_page(tmp_path, capsys):
    assert main(["--out", str(tmp_path), "--only", "linear_algebra"]) == 0
    text = (tmp_path / "index.html").read_text()
    page = Page()
    page.feed(text)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids))
    assert page.outside == []
    assert "prefers-color-scheme: dark" in text
    assert "currentColor" in text
    assert "checks hold" in capsys.readouterr().out


@pytest.mark.filterwarnings("default")
def test_own_picture(tmp_path):
    from PIL import Image
    picture = tmp_path / "own.png"
    Image.linear_gradient("L").resize((120, 90)).save(picture)
    part = next(p for p in sections_of(chapter("input_output")) if p.title == "Reading pictures")
    outcome = run_section(part, picture)
    assert outcome.good, outcome.error
    assert "(90, 120, 3)" in outcome.printed
    with pytest.raises(SystemExit):
        main(["--image", str(tmp_path / "none.png")])


@section("fails")
def _failing(tour: Tour) -> None:
    """Words."""
    x = 1  # shown
    tour.check("hidden", x, 2)
    tour.check("close", 1.0 + 1e-9, 1.0)
    tour.check("shape", [1.0, 1.0], 1.0)
    tour.check_raises("raises nothing", ValueError, lambda: None)


@section("breaks")
def _breaking(tour: Tour) -> None:
    """Words."""
    print("before")
    raise ValueError("no")


def test_checks_can_fail():
    outcome = run_section(_failing)
    assert [c.holds for c in outcome.checks] == [False, True, False, False]
    assert not outcome.good
    assert _failing.code == "x = 1  # shown"
    broken = run_section(_breaking)
    assert broken.printed == "before\n"
    assert "ValueError: no" in broken.error
    assert not broken.good


def test_highlighting_keeps_the_text():
    code = 'def f(x):\n    """Doc < 3."""\n    return x & 1.5e3  # why\n'
    marked = highlight(code)
    assert re.sub("<[^>]*>", "", marked).replace("&lt;", "<").replace("&amp;", "&") .replace("&quot;", '"') == code
    assert '<span class="k">return</span>' in marked
    assert '<span class="n">1.5e3</span>' in marked


def test_a_chapter_runs_as_a_script():
    folder = Path(chapter("linear_algebra").__file__).parent
    done = subprocess.run([sys.executable, "-m", f"{folder.name}.linear_algebra"], cwd=folder.parent, text=True,
                          capture_output=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "FAILED" not in done.stdout
