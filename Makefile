# SPDX-License-Identifier: BSD-3-Clause
# Everything runs from a fresh clone with Python 3.11+, a C++20 compiler and make: the rest goes into $(VENV).
PYTHON ?= python3
VENV ?= .venv
BUILD ?= build/dev
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
CONFORMANCE ?= ../shared/conformance/conform.py

PY := $(VENV)/bin/python
PIP := $(PY) -m pip install -q --disable-pip-version-check
CMAKE := $(VENV)/bin/cmake

# Packages whose public names mypy looks up, and those that it checks throughout.
TYPED_THROUGHOUT := _core compat _tour constants datasets io misc
TYPED_API := $(filter-out $(TYPED_THROUGHOUT) io.%,$(subst /,.,$(patsubst src/scinova/%/__init__.pyi,%,\
    $(wildcard src/scinova/*/__init__.pyi src/scinova/*/*/__init__.pyi))))

.PHONY: install build test tour lint accuracy bench conform conformance-floors oracle sanitize stubs wheel check-wheel clean
.DEFAULT_GOAL := build

# The tools and run-time needs of the package, and a .pth that puts src/ on the path.
$(VENV)/.ready: pyproject.toml
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade pip
	$(PIP) cmake ninja $$($(PY) tools/requirements.py build run test lint tour)
	$(PY) -c "import site, pathlib; pathlib.Path(site.getsitepackages()[0], 'scinova-dev.pth').write_text('$(CURDIR)/src\n')"
	touch $@

$(BUILD)/build.ninja: $(VENV)/.ready
	PATH="$(abspath $(VENV))/bin:$$PATH" $(CMAKE) -S . -B $(BUILD) -G Ninja -DSCINOVA_INPLACE=ON \
	    -DPython_EXECUTABLE=$(abspath $(PY)) $(CMAKE_ARGS) > /dev/null

# make build, or one extension alone: make build SUB=ndimage
build: $(BUILD)/build.ninja
	PATH="$(abspath $(VENV))/bin:$$PATH" $(CMAKE) --build $(BUILD) -j $(JOBS) $(if $(SUB),--target scinova_$(SUB))

install: build

test: build
	$(PY) -m pytest $(if $(SUB),tests/$(SUB)) -n $(JOBS) --dist worksteal $(ARGS)

tour: build
	$(PY) -m scinova tour $(ARGS)

lint: $(VENV)/.ready
	$(VENV)/bin/ruff check .
	$(PY) tools/make_stubs.py --check
	$(PY) tools/make_readme.py --check
	$(VENV)/bin/mypy $(addprefix -m scinova.,$(TYPED_API)) $(addprefix -p scinova.,$(TYPED_THROUGHOUT))

# What is generated from the tables of public names: type stubs, README's table, docs/names.md.
stubs: $(VENV)/.ready
	$(PY) tools/make_stubs.py
	$(PY) tools/make_readme.py

# Side by side with SciPy; PEERS names specialised libraries to install and compare with too.
bench: build oracle
	$(if $(PEERS),$(PIP) $(PEERS))
	$(PY) -m bench $(SUB) $(ARGS)

# The published table of errors: make accuracy, or of some functions: make accuracy ARGS="--only erf gamma".
accuracy: build oracle
	mkdir -p build/accuracy
	$(PY) tools/accuracy.py --jobs $(JOBS) --cache build/accuracy $(or $(ARGS),--output docs/accuracy-special.md)

# SciPy's own tests against scinova; the floors are the passed counts that CI holds.
conform: build oracle
	$(PY) $(CONFORMANCE) run $(or $(SUB),all) --jobs $(JOBS)

conformance-floors: build oracle
	$(PY) tools/conformance_floors.py $(CONFORMANCE) --jobs $(JOBS) $(ARGS)

oracle: $(VENV)/.ready
	$(PIP) scipy==1.17.1 pooch threadpoolctl

# Kernels and bindings under AddressSanitizer and UndefinedBehaviorSanitizer, in a copy of the package.
SANITIZE := build/sanitize
sanitize: $(VENV)/.ready
	rm -rf $(SANITIZE)/tree && mkdir -p $(SANITIZE)/tree && cp -r src/scinova $(SANITIZE)/tree/
	find $(SANITIZE)/tree -name '*.so' -delete
	PATH="$(abspath $(VENV))/bin:$$PATH" $(CMAKE) -S . -B $(SANITIZE)/cmake -G Ninja -DSCINOVA_INPLACE=ON \
	    -DSCINOVA_PLACE=$(CURDIR)/$(SANITIZE)/tree/scinova -DSCINOVA_SANITIZE=ON \
	    -DPython_EXECUTABLE=$(abspath $(PY)) > /dev/null
	PATH="$(abspath $(VENV))/bin:$$PATH" $(CMAKE) --build $(SANITIZE)/cmake -j $(JOBS)
	PYTHONPATH=$(SANITIZE)/tree ASAN_OPTIONS=detect_leaks=0 \
	    LD_PRELOAD="$$(c++ -print-file-name=libasan.so) $$(c++ -print-file-name=libubsan.so) $$(c++ -print-file-name=libstdc++.so)" \
	    $(PY) -m pytest $(if $(SUB),tests/$(SUB),$(SANITIZED)) -p no:cacheprovider $(ARGS)
# The tests that run native code; those of start-up, wheels and the tour gain nothing from it.
SANITIZED := $(filter-out tests/core tests/compat tests/tour tests/tutorial tests/support tests/misc tests/constants \
    tests/io tests/conformance.json,$(wildcard tests/*)) tests/core/test_threads.py

wheel: $(VENV)/.ready
	$(PIP) build
	$(PY) -m build --wheel

# The wheel installs where there is nothing else, works, and holds the extensions and the examples.
check-wheel: $(VENV)/.ready
	rm -rf build/wheelhouse build/wheel-venv
	PATH="$(abspath $(VENV))/bin:$$PATH" $(PY) -m pip wheel -q . --no-deps --no-build-isolation -w build/wheelhouse
	$(PYTHON) -m venv build/wheel-venv
	build/wheel-venv/bin/python -m pip install -q --disable-pip-version-check build/wheelhouse/*.whl
	cd build && wheel-venv/bin/python -c "import scinova.linalg as l; assert abs(l.det([[1, 2], [3, 4]]) + 2) < 1e-12"
	cd build && wheel-venv/bin/python -c "import scinova, importlib.util as u; scinova.show_config(); \
	    assert u.find_spec('scinova.examples.images')"

clean:
	rm -rf build dist
	find src -name '*.so' -delete
