"""The words in which provisions are cited, in English, German, French and Danish."""

from __future__ import annotations

import re

from ingest.references import ORDINALS

_LINE = r"\n[^\S\n]{0,8}(?:>[^\S\n]?)?"
GAP = rf"(?:[^\S\n]{{1,8}}(?:{_LINE})?|{_LINE})"
"""White space, with at most one line break in it: a citation never spans a blank line."""
GAP_OR_NONE = rf"(?:{GAP})?"
_DASH = r"[-‐‑–—]"
_AND = "and/or|and|or|as well as|und|oder|sowie|et|ou|og|eller|&"

STEP = r"\(\s?(?:\d{1,3}[a-z]?|[a-z]{1,2}|[ivx]{3,5})\s?\)"
STEPS = re.compile(rf"(?:{GAP_OR_NONE}{STEP}){{1,6}}")
HALF_STEP = re.compile(rf"(?:,?{GAP})?([a-z]{{1,2}})\)")
"""A letter with a closing bracket only: "Article 5(1) a)", "article 5, § 1, a)"."""
BARE_LETTER = re.compile(r"(?<=\))[^\S\n]?([a-z])(?![\w(])")
"""A letter without brackets: "Article 5(1)a", "Article 5 (1) a"."""
AFTER_BARE_LETTER = re.compile(
    rf"$|[,;.:\])]|(?:{_DASH}|/)[a-z](?!\w)"
    r"|[^\S\n](?:of|and|or|to|der|des|du|und|oder|bis|et|ou|à|og|til)(?!\w)"
    r"|[^\S\n](?![a-z])"
)
ROMAN_PARAGRAPH = re.compile(
    rf"{GAP}(?P<roman>[IVX]{{1,4}})(?:{GAP}\d(?={GAP}(?:lit|Buchst)))?"
    rf"(?={GAP}(?:lit\b|Buchst|UAbs|S\.|DS-?GVO|KI-VO))"
)
"""A paragraph in the short German form: "Art. 6 I 1 lit. f DSGVO"."""

JOIN = re.compile(
    rf"{GAP_OR_NONE}(?:,{GAP_OR_NONE}(?:(?:{_AND}){GAP})?"
    rf"|(?P<to>(?:to|through|until|bis|à|til){GAP}|{_DASH}{GAP_OR_NONE})"
    rf"|(?:{_AND}){GAP}|(?P<slash>/))"
)

_PARAGRAPH = (
    r"paragraphs?|paras?\b\.?|pars?\b\.?|abs\b\.?|absatz(?:es)?|absätzen?|paragraphes?"
    r"|stk\b\.?|stykkerne|stykke|§§?"
)
_POINT = (
    r"points?|pts?\.|letters?|lits?\b\.?|litt\.|litra|buchst\b\.?|buchstaben?|lettres?"
    r"|nrn?\b\.?|nummern?|ziff\b\.?|ziffern?|nos?\b\.?|n[°º]|punkt(?:er)?|items?"
    rf"|sub-?para(?:graph)?s?\b\.?(?={GAP_OR_NONE}\(?[a-z]{{1,2}}\))"
)
LEVEL = re.compile(
    rf",?{GAP_OR_NONE}(?<!\w)(?:(?P<par>{_PARAGRAPH})|(?P<pnt>{_POINT}))(?![^\W\d_]){GAP_OR_NONE}(?=[\d(a-z])",
    re.I,
)
MANY = re.compile(
    r"(?:s|§§|absätzen?|buchstaben|nrn\.?|nummern|ziffern|punkter|stykkerne|nos\.|pts\."
    r"|abs\.?|lit\.?|buchst\.?|nr\.?|ziff\.?|stk\.?|litra|punkt|paras?\.?|pars?\.?)$",
    re.I,
)
"""Words after which a list may stand: plurals, and short forms that have none."""

_ORDINAL = (
    "|".join((*ORDINALS, "last", "final", "introductory", "opening"))
    + r"|1st|2nd|3rd|[4-9]th|erste[rsn]?|zweite[rsn]?|dritte[rsn]?|letzte[rsn]?"
    + "|première?|premier|deuxième|seconde|troisième|quatrième|dernière?|dernier"
    + "|første|andet|anden|tredje|fjerde|sidste"
)
_PIECE = (
    r"sub-?paragraphs?|sub-?paras?\b\.?|(?:half-?)?sentences?|indents?|part|phrases?|wording|limb"
    r"|alternative|unterabsatz(?:es)?|satz(?:es)?|halbsatz|gedankenstrich|alinéas?|tirets?"
    r"|afsnit|punktum|led|pkt\b\.?"
)
PIECE = re.compile(
    rf",?{GAP_OR_NONE}(?<!\w)(?:the{GAP})?(?:"
    rf"(?P<ordinal>{_ORDINAL})(?:(?:,{GAP}|{GAP}(?:and|or|to|und|et|og){GAP})(?:{_ORDINAL}))?{GAP}"
    rf"(?:(?P<par>paragraph)\b|(?:{_PIECE})(?!\w))"
    r"|(?:sub-?paragraphs?|sub-?paras?\.?|sentences?|indents?|unterabsatz|unterabs\.|uabs\.?|satz"
    rf"|s\.|hs\.|halbsatz|alinéa|al\.|alt\.|var\.){GAP_OR_NONE}\d{{1,2}}(?![\d/])"
    rf"|\d\.{GAP_OR_NONE}(?:pkt\b\.?|afsnit|punktum|led)"
    r"|in\sfine\b|chapeau\b)",
    re.I,
)
"""Parts of a paragraph that have no number of their own in a label: they are read, not kept."""

ITEM = re.compile(
    rf"(?P<steps>{STEP}(?:{GAP_OR_NONE}{STEP})*)"
    r"|(?P<number>\d{1,3}(?:[a-z](?![\w]))?(?:\.\d{1,2}(?!\d))*)(?![\d/\w]|[.,]\d)"
    rf"(?P<below>(?:{GAP_OR_NONE}{STEP})+|[^\S\n]?[a-z]\))?"
    r"|(?P<letter>(?:[a-z]{1,2}|[ivx]{3,5})\)|(?:[a-z]|[ivx]{2,5})(?![\w’']))"
)

_MONTH = (
    "Jan(?:uary|uar|vier)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|April?|May|June?|July?|Aug(?:ust)?"
    "|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?|März|Mai|Juni|Juli"
    "|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
)
COUNTED = re.compile(
    rf"{GAP_OR_NONE}(?:%|€|\$|£|\d|[A-Za-z]+{GAP}(?:later|earlier|after|before)\b"
    r"|(?:calendar |working |business )?(?:months?|days?|years?|hours?|weeks?|minutes?)\b"
    r"|(?:per ?cent|million|billion|thousand|EUR|USD|euros?|dollars?|Member States?|employees)\b"
    r"|(?:Monaten?|Tagen?|Jahren?|Stunden?|Wochen?|Millionen|Prozent|Mitgliedstaaten)\b"
    r"|(?:mois|jours?|ans|années?|heures?|semaines?|måneder|dage|år|timer|uger)\b"
    rf"|(?:{_MONTH})(?!\w))"
)
"""What shows that a number counts things or begins a date."""

ARTICLE = rf"(?:l['’])?(?:articles?|arts?\b\.?|artikel[ns]?|artiklerne|artikler)(?={GAP_OR_NONE}\d)"
RECITAL = (
    r"(?:recitals?|recs?\b\.?|erwägungsgr(?:undes|unds|und|ünden?)|erwgr?\b\.?"
    rf"|considérants?|betragtning(?:erne|er)?)(?={GAP_OR_NONE}\(?\d)"
)
ANNEX = rf"(?:l['’])?(?:annexe?s?|anh\.|anhangs?|anhänge[n]?|bilag)(?={GAP}[IVX\d]|{GAP}[ivx]+\b)"
HEAD = re.compile(
    rf"(?<!\w)(?:(?P<art>{ARTICLE})|(?P<rct>{RECITAL})|(?P<anx>{ANNEX})){GAP_OR_NONE}", re.I
)
PLURAL = re.compile(
    r"(?:articles|arts\.?|artikeln|artiklerne|artikler|recitals|recs\.?|erwägungsgründen?"
    r"|considérants|betragtninger(?:ne)?|annexe?s|anhängen?)$",
    re.I,
)
EITHER = re.compile(r"(?:art\.?|artikel|rec\.?|erwgr?\.?|betragtning|bilag)$", re.I)
"""Forms that stand for one and for several."""
NUMBER = re.compile(
    rf"(?P<number>\d{{1,3}}(?!\d)|(?!(?:19|20)\d\d(?!\())[1-9]\d{{3}})(?:{GAP_OR_NONE}(?P<latin>bis|ter|quater|quinquies)\b(?!{GAP}\d)"
    r"|(?P<letter>[a-z])(?!\w))?"
    r"(?:\.(?P<dotted>\d{1,2}[a-z]?)(?:\.(?P<last>[a-z]))?(?![\w]|\.\d))?"
    r"(?!\w|[.,]\d|/\d{3,4}|/\d+/|-[A-Z]\b)",
    re.I,
)
LATIN = {"bis": "a", "ter": "b", "quater": "c", "quinquies": "d"}
ANNEX_NUMBER = re.compile(
    r"(?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?!\w)|(?P<arabic>\d{1,2})(?![\w/])", re.I
)
RECITAL_NUMBER = re.compile(r"(?P<open>\(\s?)?(?P<number>\d{1,3})(?(open)\s?\))(?!\w|[.,]\d|/\d)")
SECTION = re.compile(
    rf",?{GAP_OR_NONE}(?<!\w)(?:(?:section|sect\.|part|abschnitt|teil|afsnit|del|partie){GAP}"
    r"(?-i:(?P<section>[A-H]|\d{1,2}|[IVX]{1,5}))(?!\w)|\.(?P<dotted>[A-H])(?!\w))",
    re.I,
)
OF = re.compile(
    rf"{GAP}(?:(?:of|in|to|under|des|der|von|du|de|d['’]|i|af){GAP_OR_NONE}"
    rf"(?:(?:the|den|la|le){GAP}|l['’])?)",
    re.I,
)
TO_UNIT = re.compile(
    rf"(?:{GAP_OR_NONE},)?{OF.pattern}(?:that{GAP}|the{GAP}same{GAP}|this{GAP}|section{GAP}\w+{GAP}of{GAP})?"
    r"(?:l['’])?(?:articles?|arts?\b|artikel|recital|annex|annexe|anhang|bilag)(?!\w)",
    re.I,
)
"""What shows that paragraphs and points belong to a unit named behind them."""
THAT_UNIT = re.compile(
    rf"(?P<of>{GAP}(?:of|in){GAP})?(?:that|[Tt]he{GAP}same|That|[Tt]he{GAP}said){GAP}"
    r"(?P<what>Article|Annex|paragraph|point)\b(?!\s+[\dIVX(])"
)
THEREOF = re.compile(rf"{GAP}thereof\b")
