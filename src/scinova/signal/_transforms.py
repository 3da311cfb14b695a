# SPDX-License-Identifier: BSD-3-Clause
"""The Fourier transforms that signal processing stands on."""
from scinova.fft import fft, fftfreq, fftshift, ifft, irfft, rfft

__all__ = ["fft", "fftfreq", "fftshift", "ifft", "irfft", "rfft"]
