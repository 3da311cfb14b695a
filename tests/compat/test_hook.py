# SPDX-License-Identifier: BSD-3-Clause
"""``import scipy`` answered by scinova. Each case runs in a process of its own: the hook is for the whole process."""
import os
import subprocess
import sys
import textwrap

import pytest

from scinova.compat.legacy import TABLE
from scinova.compat.namespaces import NAMESPACES


def run(code, *words, **env):
    done = subprocess.run([sys.executable, *words, *(["-c", textwrap.dedent(code)] if code else [])], text=True,
                          capture_output=True, env={**os.environ, **env})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split()


START = "import scinova; scinova.install_as_scipy()\n"


def test_versions_and_identity():
    assert run(START + """
import importlib, sys
import scipy
import scipy.misc
from scipy import misc
from scipy.misc import face
import scipy.version
print(scipy.__version__, scipy.version.version, misc is scinova.misc, importlib.import_module("scipy.misc") is misc,
      face is scinova.misc.face, sys.modules["scipy.misc"] is scinova.misc)
""") == ["1.17.1", "1.17.1", "True", "True", "True", "True"]


@pytest.mark.parametrize("statement", ["import scipy.nope", "from scipy import nope", "import scipy.misc.nope",
                                       "import scipy.compat", "import scipy._core.lazy", "from scipy.misc import nope",
                                       "import scipy._lib"])
def test_what_does_not_exist_is_an_import_error(statement):
    assert run(START + f"""
try:
    {statement}
except ImportError as e:
    print("ImportError")
""") == ["ImportError"]


def test_an_installed_scipy_is_not_reached():
    pytest.importorskip("scipy")
    assert run("""
import scipy.special, sys
import scinova; scinova.install_as_scipy(); scinova.install_as_scipy()
import scipy
print(scipy.cos is __import__("numpy").cos, any("site-packages/scipy/" in (getattr(m, "__file__", "") or "")
      for n, m in sys.modules.items() if n.startswith("scipy")))
""") == ["True", "False"]


def test_numpy_names_of_the_root():
    assert run(START + """
import numpy as np, scipy
print(scipy.cos is np.cos, scipy.array is np.array, scipy.sqrt(-1), scipy.log10(-1).imag > 1, scipy.product is np.prod,
      scipy.random is np.random, scipy.rand(2).shape == (2,), scipy.Inf, hasattr(scipy, "nope"))
""") == ["True", "True", "1j", "True", "True", "True", "True", "inf", "False"]


def test_scipy_fft_is_a_module_and_a_function():
    assert run(START + """
import numpy as np, scipy
from scipy import fft
print(abs(scipy.fft([1.0, 2, 3]) - np.fft.fft([1.0, 2, 3])).max() < 1e-15, scipy.fft.fft is fft.fft)
""") == ["True", "True"]


def test_old_module_names_forward():
    assert run(START + """
import scipy.misc.pilutil, scipy.ndimage.filters
from scipy import misc, ndimage
from scipy.ndimage.filters import gaussian_filter
print(scipy.misc.pilutil.imread is misc.imread, gaussian_filter is ndimage.gaussian_filter,
      ndimage.filters.median_filter is ndimage.median_filter)
""") == ["True", "True", "True"]


@pytest.mark.parametrize("module", TABLE)
def test_every_old_name_is_answered(module):
    assert run(f"""
import importlib
module = importlib.import_module("scinova.{module}")
print([name for name in {list(TABLE[module])} if not hasattr(module, name)])
""") == ["[]"]


def test_old_namespaces_name_subpackages():
    import scinova
    assert {home.split(".")[0] for homes in NAMESPACES.values() for home in homes.split()} <= set(scinova.__all__)


def test_run_script(tmp_path):
    script = tmp_path / "old.py"
    script.write_text("import sys, scipy, numpy as np, helper\nprint(scipy.__version__, sys.argv[1:], __name__)\n"
                      "print(np.float, np.histogram([1, 2], bins=2, normed=True)[0][0])\n")
    (tmp_path / "helper.py").write_text("")
    assert run("", "-m", "scinova", "run", "--year", "2015", str(script), "a", "--b") \
        == ["1.17.1", "['a',", "'--b']", "__main__", "<class", "'float'>", "1.0"]


def test_a_recent_script_gets_numpy_as_it_is(tmp_path):
    script = tmp_path / "new.py"
    script.write_text("import numpy as np\nprint(hasattr(np, 'float'))\n")
    assert run("", "-m", "scinova", "run", str(script)) == ["False"]


def test_run_module_and_exit_code(tmp_path):
    (tmp_path / "program.py").write_text("import sys, scipy\nprint(scipy.__version__)\nsys.exit(len(sys.argv))\n")
    done = subprocess.run([sys.executable, "-m", "scinova", "run", "-m", "program", "x", "y"], cwd=tmp_path, text=True,
                          capture_output=True)
    assert (done.stdout.strip(), done.returncode) == ("1.17.1", 3)


def test_run_says_what_is_missing():
    done = subprocess.run([sys.executable, "-m", "scinova", "run", "no_such.py"], text=True, capture_output=True)
    assert done.returncode == 2
    assert "no such script" in done.stderr
