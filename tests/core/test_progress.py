# SPDX-License-Identifier: BSD-3-Clause
import io

import scinova
from scinova._core.progress import PlainReporter, meter, track


class Recorder:
    def __init__(self, label, total):
        self.label, self.total, self.steps, self.closed = label, total, 0, False

    def update(self, by=1):
        self.steps += by

    def close(self):
        self.closed = True


def test_reports_only_inside_the_context():
    made = []

    def reporter(label, total):
        made.append(Recorder(label, total))
        return made[-1]

    assert list(track([1, 2, 3], "outside")) == [1, 2, 3]
    with scinova.progress(reporter):
        assert list(track([1, 2, 3], "inside")) == [1, 2, 3]
        with meter("open ended") as step:
            step()
            step()
    assert not list(track([], "after"))
    assert [(m.label, m.total, m.steps, m.closed) for m in made] == [("inside", 3, 3, True),
                                                                     ("open ended", None, 2, True)]


def test_plain_text():
    out = io.StringIO()
    report = PlainReporter("search", 10, out)
    for _ in range(10):
        report.update()
    report.close()
    assert out.getvalue().endswith("search: 10/10\n")
