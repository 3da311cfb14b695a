# SPDX-License-Identifier: BSD-3-Clause
"""The table of public names that SciPy once had, and what answers them.

Consulted only when an ordinary look-up misses. A row is ``"old name": "module:name"``, the module relative to
``scinova``; several old names may share what answers. Code that exists only for old names lives beside this file, in
``compat/_<subpackage>.py``. A name whose meaning changed keeps its old meaning here.
"""
from __future__ import annotations

import importlib
import sys
from typing import Any

from scinova.compat.namespaces import namespace_attribute

TABLE: dict[str, dict[str, str]] = {
    "cluster.vq": {
        "py_vq": "compat._cluster:py_vq",
        "py_vq2": "compat._cluster:py_vq2",
    },
    "constants": {
        "C2F": "compat._constants:C2F",
        "C2K": "compat._constants:C2K",
        "F2C": "compat._constants:F2C",
        "F2K": "compat._constants:F2K",
        "K2C": "compat._constants:K2C",
        "K2F": "compat._constants:K2F",
    },
    "fftpack": {
    },
    "integrate": {
        "AccuracyWarning": "compat._integrate:AccuracyWarning",
        "cumtrapz": "compat._integrate:cumtrapz",
        "quad_explain": "compat._integrate:quad_explain",
        "quadrature": "compat._integrate:quadrature",
        "romberg": "compat._integrate:romberg",
        "simps": "compat._integrate:simps",
        "trapz": "compat._integrate:trapz",
    },
    "interpolate": {
        "interp2d": "compat._interpolate:interp2d",
    },
    "linalg": {
        "expm2": "compat._linalg_expm:expm2",
        "expm3": "compat._linalg_expm:expm3",
        "kron": "compat._linalg:kron",
        "pinv2": "compat._linalg:pinv2",
        "tri": "compat._linalg:tri",
        "tril": "compat._linalg:tril",
        "triu": "compat._linalg:triu",
    },
    "linalg.interpolative": {
        "rand": "compat._linalg:rand",
        "seed": "compat._linalg:seed",
    },
    "misc": {
        "comb": "special:comb",
        "factorial": "special:factorial",
        "factorial2": "special:factorial2",
        "factorialk": "special:factorialk",
        "logsumexp": "special:logsumexp",
        "pade": "interpolate:pade",
        "info": "compat.old_numpy:info",
        "who": "compat.old_numpy:who",
        "source": "compat.old_numpy:source",
    },
    "ndimage": {
        "imread": "misc:imread",
    },
    "optimize": {
        "anneal": "compat._optimize:anneal",
    },
    "signal": {
        "barthann": "signal.windows:barthann",
        "bartlett": "signal.windows:bartlett",
        "blackman": "signal.windows:blackman",
        "blackmanharris": "signal.windows:blackmanharris",
        "bohman": "signal.windows:bohman",
        "boxcar": "signal.windows:boxcar",
        "chebwin": "signal.windows:chebwin",
        "cosine": "signal.windows:cosine",
        "dpss": "signal.windows:dpss",
        "exponential": "signal.windows:exponential",
        "flattop": "signal.windows:flattop",
        "gaussian": "signal.windows:gaussian",
        "general_cosine": "signal.windows:general_cosine",
        "general_gaussian": "signal.windows:general_gaussian",
        "general_hamming": "signal.windows:general_hamming",
        "hamming": "signal.windows:hamming",
        "hann": "signal.windows:hann",
        "kaiser": "signal.windows:kaiser",
        "kaiser_bessel_derived": "signal.windows:kaiser_bessel_derived",
        "lanczos": "signal.windows:lanczos",
        "nuttall": "signal.windows:nuttall",
        "parzen": "signal.windows:parzen",
        "taylor": "signal.windows:taylor",
        "triang": "signal.windows:triang",
        "tukey": "signal.windows:tukey",
        "hanning": "signal.windows:hann",
    },
    "sparse": {
    },
    "spatial": {
    },
    "spatial.distance": {
        "kulczynski1": "compat._spatial:kulczynski1",
        "kulsinski": "compat._spatial:kulsinski",
        "matching": "spatial.distance:hamming",
        "sokalmichener": "spatial.distance:rogerstanimoto",
        "wminkowski": "compat._spatial:wminkowski",
    },
    "special": {
        "clpmn": "compat._special_legendre:clpmn",
        "lpmn": "compat._special_legendre:lpmn",
        "lpn": "compat._special_legendre:lpn",
        "sph_harm": "compat._special_legendre:sph_harm",
        "hyp1f2": "compat._special_hypergeometric:hyp1f2",
        "hyp2f0": "compat._special_hypergeometric:hyp2f0",
        "hyp3f0": "compat._special_hypergeometric:hyp3f0",
        "errprint": "compat._special:errprint",
        "btdtr": "special:betainc",
        "btdtri": "special:betaincinv",
        "bessel_diff_formula": "compat._special_spherical:bessel_diff_formula",
        "sph_in": "compat._special_spherical:sph_in",
        "sph_inkn": "compat._special_spherical:sph_inkn",
        "sph_jn": "compat._special_spherical:sph_jn",
        "sph_jnyn": "compat._special_spherical:sph_jnyn",
        "sph_kn": "compat._special_spherical:sph_kn",
        "sph_yn": "compat._special_spherical:sph_yn",
    },
    "stats": {
    },
}


def lookup(package: str, name: str) -> Any:
    """The object that answers the old ``name`` of ``package`` (a full module name); AttributeError when there is none.

    What is found is kept in the package, so that a name is looked up once.
    """
    inside = package.partition(".")[2]
    answer = TABLE.get(inside, {}).get(name)
    if answer is None:
        found = namespace_attribute(f"{inside}.{name}")
        if found is not None:
            return found
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    module, _, attribute = answer.partition(":")
    found = importlib.import_module(f"scinova.{module}")
    if attribute:
        found = getattr(found, attribute)
    setattr(sys.modules[package], name, found)
    return found
