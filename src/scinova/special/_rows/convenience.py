# SPDX-License-Identifier: BSD-3-Clause
"""Small functions: means, powers minus one, losses, degrees."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "agm": Row(
        "a,b", "ff->f dd->d", "Arithmetic-geometric mean",
        "the common limit of the repeated arithmetic and geometric means of two numbers of the same sign, by the "
        "complete elliptic integral", "DLMF 19.8", "0.01:10,0.01:10 1e-300~1e300,1e-300~1e300", 4, "agm(a,b)",
        "1.0,2.0", "1.45679103105"),
    "powm1": Row(
        "x,y", "ff->f dd->d", "x**y - 1", "all digits where the power is near 1", "DLMF 4.2",
        "0.01:10,-10:10 1e-100~1e100,-1:1 0.9:1.1,1e-10~1", 4, "expm1(y*log(x))", "1.5,1e-8", "4.0546510893e-09"),
    "huber": Row(
        "delta,r", "ff->f dd->d", "Huber's loss",
        "r^2/2 for |r| <= delta, delta (|r| - delta/2) beyond, inf for delta < 0",
        "Huber, Ann. Math. Stat. 35 (1964) 73", "0.1:5,-10:10", 2, "r*r/2 if abs(r)<=delta else delta*(abs(r)-delta/2)",
        "1.0,3.0", "2.5"),
    "pseudo_huber": Row(
        "delta,r", "ff->f dd->d", "Smooth form of Huber's loss",
        "delta^2 (sqrt(1 + (r/delta)^2) - 1), inf for delta < 0", "Charbonnier et al., IEEE Trans. Image Process. 6 "
        "(1997) 298", "0.1:5,-10:10 1e-9~1e3,1e-9~1e3", 4,
        "r*r/(1+sqrt(1+(r/delta)**2))", "1.0,3.0", "2.16227766017"),
    "sindg": Row(
        "x", "d->d f->f", "Sine of an angle in degrees", "the angle is reduced exactly", "DLMF 4.14",
        "-720:720 1e-300~1e20", 4, "sine_of_degrees(x)", "30.0", "0.5"),
    "cosdg": Row(
        "x", "d->d f->f", "Cosine of an angle in degrees", "the angle is reduced exactly", "DLMF 4.14",
        "-720:720 1e-300~1e20", 4, "cosine_of_degrees(x)", "60.0", "0.5"),
    "tandg": Row(
        "x", "d->d f->f", "Tangent of an angle in degrees", "the angle is reduced exactly; inf at odd multiples of 90",
        "DLMF 4.14", "-720:720 1e-300~1e20", 4, "tangent_of_degrees(x)", "45.0", "1"),
    "cotdg": Row(
        "x", "d->d f->f", "Cotangent of an angle in degrees", "the angle is reduced exactly; inf at multiples of 180",
        "DLMF 4.14", "-720:720 1e-300~1e20", 4, "cotangent_of_degrees(x)", "45.0", "1"),
    "radian": Row(
        "d,m,s", "ddd->d fff->f", "Degrees, minutes and seconds to radians", "pi/180 (d + m/60 + s/3600)",
        "definition", "0:360,0:60,0:60", 2, "pi/180*(d+m/60+s/3600)", "1.0,2.0,3.0", "0.0180496133477"),
    "round": Row(
        "x", "f->f d->d", "Nearest whole number", "halves go to the even neighbour", "definition", "-100:100", 0,
        "nint(x)", "2.5", "2"),
}
HELPERS = {"_softplus": "f->f d->d"}
