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

.PHONY: install build test tour lint bench conform sanitize stubs wheel clean
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
	$(VENV)/bin/mypy

stubs: build
	$(PY) tools/make_stubs.py

# SciPy and the peers are installed only for this.
bench: build
	$(PIP) scipy==1.17.1
	$(PY) -m bench $(SUB) $(ARGS)

conform: build
	$(PIP) scipy==1.17.1 pooch
	$(PY) $(CONFORMANCE) run $(or $(SUB),all) --jobs $(JOBS)

# Kernels and bindings under AddressSanitizer and UndefinedBehaviorSanitizer.
sanitize:
	$(MAKE) test BUILD=build/sanitize CMAKE_ARGS="-DSCINOVA_SANITIZE=ON" ARGS="-n0 $(ARGS)" \
	    LD_PRELOAD="$$(c++ -print-file-name=libasan.so) $$(c++ -print-file-name=libubsan.so)" \
	    ASAN_OPTIONS=detect_leaks=0

wheel: $(VENV)/.ready
	$(PIP) build
	$(PY) -m build --wheel

clean:
	rm -rf build dist
	find src -name '*.so' -delete
