"""The names under which acts are cited, and the laws that only look like them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from ingest.references import ACTS, ELSEWHERE

_MORE: Mapping[str, str] = MappingProxyType(
    {
        "AIA": "32024R1689",
        "KI-VO": "32024R1689",
        "KI-Verordnung": "32024R1689",
        "KI-Gesetz": "32024R1689",
        "RIA": "32024R1689",
        "règlement sur l'IA": "32024R1689",
        "règlement sur l'intelligence artificielle": "32024R1689",
        "AI-forordningen": "32024R1689",
        "DSGVO": "32016R0679",
        "DS-GVO": "32016R0679",
        "Datenschutz-Grundverordnung": "32016R0679",
        "RGPD": "32016R0679",
        "databeskyttelsesforordningen": "32016R0679",
        "GDPR-forordningen": "32016R0679",
        "NIS-2": "32022L2555",
        "NIS-2 Directive": "32022L2555",
        "NIS-2-Richtlinie": "32022L2555",
        "NIS2-Richtlinie": "32022L2555",
        "directive NIS 2": "32022L2555",
        "directive NIS2": "32022L2555",
        "NIS 2-direktivet": "32022L2555",
        "NIS2-direktivet": "32022L2555",
        "DORA-Verordnung": "32022R2554",
        "DORA-forordningen": "32022R2554",
        "DORA Regulation": "32022R2554",
        "règlement DORA": "32022R2554",
        "Cyberresilienz-Verordnung": "32024R2847",
        "Digital Omnibus Regulation on AI": "32026R1744",
        "Digital Markets Act": "32022R1925",
        "DMA": "32022R1925",
        "Data Governance Act": "32022R0868",
        "DGA": "32022R0868",
        "Cybersecurity Act": "32019R0881",
        "Medical Devices Regulation": "32017R0745",
        "Medical Device Regulation": "32017R0745",
        "MDR": "32017R0745",
        "IVDR": "32017R0746",
        "Machinery Regulation": "32023R1230",
        "Law Enforcement Directive": "32016L0680",
        "ePrivacy Directive": "32002L0058",
        "Data Protection Directive": "31995L0046",
        "EUDPR": "32018R1725",
        "MiCA": "32023R1114",
        "MiCAR": "32023R1114",
        "PSD2": "32015L2366",
        "NIS Directive": "32016L1148",
        "eIDAS": "32014R0910",
        "eIDAS Regulation": "32014R0910",
        "CER Directive": "32022L2557",
        "CSRD": "32022L2464",
        "CSDDD": "32024L1760",
        "SFDR": "32019R2088",
        "MiFID II": "32014L0065",
        "AVMSD": "32010L0013",
        "CDSM": "32019L0790",
        "CDSM Directive": "32019L0790",
        "DSM Directive": "32019L0790",
        "Copyright Directive": "32019L0790",
        "E-Commerce Directive": "32000L0031",
        "eCommerce Directive": "32000L0031",
        "Trade Secrets Directive": "32016L0943",
        "Product Liability Directive": "32024L2853",
        "General Product Safety Regulation": "32023R0988",
        "GPSR": "32023R0988",
        "Market Surveillance Regulation": "32019R1020",
        "Radio Equipment Directive": "32014L0053",
        "Machinery Directive": "32006L0042",
        "Whistleblower Directive": "32019L1937",
        "Platform Work Directive": "32024L2831",
        "Platform-to-Business Regulation": "32019R1150",
        "Cyber Solidarity Act": "32025R0038",
        "European Media Freedom Act": "32024R1083",
        "Consumer Rights Directive": "32011L0083",
        "Unfair Commercial Practices Directive": "32005L0029",
        "European Electronic Communications Code": "32018L1972",
        "EHDS": "32025R0327",
    }
)
"""Further names, as they are written, and the CELEX number of the act as published."""

TREATIES = (
    r"TFEU|TEU|TFUE|TUE|TEUF|AEUV|EUV|TEC|EC Treaty|EEC Treaty|Euratom Treaty|ECHR|EMRK|CEDH|EMRK"
    r"|GRCh|GRC|CFREU|EUCFR|CFR|CDFUE|ICCPR|UDHR|TRIPS|GATT|UCC|GG|BGB|BDSG|TDDDG|StGB|UWG"
    r"|Charter(?: of Fundamental Rights)?|Treaty|Treaties|Protocol|Charta|Charte|traité|chartret"
)
"""Short names of what has articles and is no act by number."""
_PLACES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    "|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
    "|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey"
    "|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington"
    "|West Virginia|Wisconsin|Wyoming|UK|U\\.K\\.|British|US|U\\.S\\.|American|federal|Federal"
    "|Korean?|South Korean?|Japan(?:ese)?|Chinese|China|Canad(?:a|ian)|Brazil(?:ian)?|Swiss"
    "|India|Indian|Vietnam(?:ese)?|Personal|Open|Italian|Irish|German|French|Spanish|Danish"
)
"""What before a name says that another law is meant: the UK GDPR, the Colorado AI Act."""
_AS_WRITTEN = frozenset({"DORA", "CRA", "DSA", "Data Act"})
"""Names of `ACTS` that are read in this form only: "Dora" is a person, "a data act" is none."""


def _spelt(name: str) -> str:
    spelt = re.escape(name).replace(r"\-", "[-‑]").replace("'", "['’]")
    return spelt.replace(r"\ ", r"[\s\-‑]")


def _pattern() -> re.Pattern[str]:
    exact = {*_AS_WRITTEN, *filter(_is_short, _MORE)}
    free = {*ACTS, *_MORE} - exact - {name.lower() for name in _AS_WRITTEN}
    spelt = [
        _spelt(name) if name in exact else f"(?ai:{_spelt(name)})"
        for name in sorted(exact | free, key=lambda name: (-len(name), name))
    ]
    return re.compile(
        rf"(?<!\w)(?:EU(?:['’]s)?\s|(?P<foreign>{_PLACES})(?:['’]s)?\s)?(?P<name>{'|'.join(spelt)})(?!\w|-[A-Z]?[a-z])"
    )


def _is_short(name: str) -> bool:
    return name.isupper() or len(name) < 6


NAME = _pattern()


def act_of(match: re.Match[str]) -> str:
    """Return the CELEX number of a matched name, `ELSEWHERE` for a law of another place."""
    return ELSEWHERE if match["foreign"] else _KEYS[_key(match["name"])]


def is_name(name: str) -> bool:
    """Tell whether an act of the Union is known by a name, however it is spaced."""
    return _key(name) in _KEYS


def _key(name: str) -> str:
    return re.sub(r"\W", "", name).lower()


_KEYS = {_key(name): act for name, act in (*ACTS.items(), *_MORE.items())}
