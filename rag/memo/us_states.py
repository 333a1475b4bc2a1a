"""Abbreviate the states and the words of their codes as the Bluebook does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_STATES = """
Alabama Ala. Alaska Alaska Arizona Ariz. Arkansas Ark. California Cal. Colorado Colo.
Connecticut Conn. Delaware Del. Florida Fla. Georgia Ga. Hawaii Haw. Idaho Idaho Illinois Ill.
Indiana Ind. Iowa Iowa Kansas Kan. Kentucky Ky. Louisiana La. Maine Me. Maryland Md.
Massachusetts Mass. Michigan Mich. Minnesota Minn. Mississippi Miss. Missouri Mo. Montana Mont.
Nebraska Neb. Nevada Nev. New_Hampshire N.H. New_Jersey N.J. New_Mexico N.M. New_York N.Y.
North_Carolina N.C. North_Dakota N.D. Ohio Ohio Oklahoma Okla. Oregon Or. Pennsylvania Pa.
Rhode_Island R.I. South_Carolina S.C. South_Dakota S.D. Tennessee Tenn. Texas Tex. Utah Utah
Vermont Vt. Virginia Va. Washington Wash. West_Virginia W._Va. Wisconsin Wis. Wyoming Wyo.
"""
_WORDS = [word.replace("_", " ") for word in _STATES.split()]
STATES: Mapping[str, str] = MappingProxyType(dict(zip(_WORDS[::2], _WORDS[1::2], strict=True)))
"""Names of the states and how citations abbreviate them (Bluebook, table T10)."""

_POSTAL: Mapping[str, str] = MappingProxyType({"CA": "Cal.", "NY": "N.Y.", "IL": "Ill."})
_NAMES = sorted({*STATES, *STATES.values()}, key=len, reverse=True)
STATE = rf"(?:{'|'.join(re.escape(name) for name in _NAMES)}|(?:CA|NY|IL)(?=\s))"
"""Pattern of a state's name or abbreviation."""

_SHORT: Mapping[str, str] = MappingProxyType(
    {
        "and": "&",
        "business": "Bus.",
        "civil": "Civ.",
        "commerce": "Com.",
        "compiled": "Comp.",
        "contract": "Cont.",
        "education": "Educ.",
        "general": "Gen.",
        "gov't": "Gov.",
        "government": "Gov.",
        "institutions": "Inst.",
        "insurance": "Ins.",
        "labor": "Lab.",
        "procedure": "Proc.",
        "professions": "Prof.",
        "public": "Pub.",
        "revised": "Rev.",
        "statutes": "Stat.",
        "welfare": "Welf.",
    }
)


def state(name: str) -> str:
    """Return how a state is abbreviated: "Cal." for "California", "Cal." or "CA"."""
    name = " ".join(name.split())
    return STATES.get(name) or _POSTAL.get(name) or name


def code(name: str) -> str:
    """Return how a code is abbreviated: "Bus. & Prof. Code"; Cal. gives "Gov." for government."""
    words = name.replace("’", "'").split()
    return " ".join(_SHORT.get(word.lower(), word) for word in words)
