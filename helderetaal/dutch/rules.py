"""The Dutch about rules: the list, the page of one rule, and what is wrong in a rule file. At B1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from helderetaal.dutch import SEVERITY, count, harmless, percent, shortened

if TYPE_CHECKING:
    from helderetaal.examples import Broken
    from helderetaal.records import Rule
    from helderetaal.ruleset import Score

TOPIC = {
    "word": "Woorden",
    "sentence": "Zinnen",
    "structure": "Opbouw",
    "page": "De hele pagina",
    "site": "De hele site",
}
RULE, LEVEL, RIGHT, ABOUT = "Regel", "Niveau", "Terecht", "Waarover"
MORE = "Meer over een regel: helderetaal rules REGEL"
NOT_MEASURED = "niet gemeten"
OPTIONS = "Instellingen"
OPTION_TABLE = "een lijst met {}"
RANGE = ("1 regel", "{} regels")
FEW = 10

RULE_ERRORS = {
    "unknown-key": "{place} staat ‘{what}’. Dat kennen wij niet.{hint}",
    "missing-key": "{place} staat geen ‘{what}’. Vul dat in.",
    "wrong-type": "{place} klopt de waarde van ‘{what}’ niet. Kijk hoe het in een andere regel staat.",
    "unknown-value": "{place} staat ‘{what}’. Die waarde bestaat niet.{hint}",
    "unknown-check": "{place} staat de check ‘{what}’. Die bestaat niet.{hint}",
    "broken-check": "{place} staat de check ‘{what}’. Die werkt niet. Kijk of Python het bestand kan lezen.",
    "no-find": "{place} staat de check ‘{what}’. Daarin ontbreekt de functie find.",
    "unknown-option": "{place} staat de instelling ‘{what}’. Die heeft deze check niet.{hint}",
    "missing-option": "{place} ontbreekt de instelling ‘{what}’. Zet die bij options.",
    "wrong-option": "{place} klopt de waarde van ‘{what}’ niet. Kijk of het een getal, tekst of lijst moet zijn.",
    "wrong-placeholder": "{place} staat iets tussen accolades dat wij niet kunnen vullen: ‘{what}’.{hint}",
    "wrong-example": "{place} klopt een voorbeeld niet. Een voorbeeld heeft ‘bad’, ‘good’ of allebei.",
    "unknown-rule": "{place} staat ‘{what}’. Die regel is er niet.{hint}",
    "no-table": '{place} moet onder ‘{what}’ een lijst met instellingen staan, zoals severity = "note".',
    "unknown-profile": "De schrijfwijzer ‘{what}’ is er niet.{hint}",
    "broken-line": "{place} kloppen de velden niet. Bovenaan staan er {what}. "
    "Staat er een komma in een veld? Zet het dan tussen aanhalingstekens.",
    "broken-table": "{place} kunnen wij de lijst niet lezen. Kijk of elk aanhalingsteken een tweede heeft.",
    "empty-table": "{place} staat een lijst zonder regels. Zet er minstens één regel in.",
    "no-column": "{place} ontbreekt de kolom ‘{what}’. Zet die in de eerste regel.",
    "unknown-column": "{place} staat de kolom ‘{what}’. Die kennen wij niet.{hint}",
    "wrong-cell": "{place} staat ‘{what}’. Dat kan niet in deze kolom. Kijk hoe het in een andere regel staat.",
    "not-utf-8": "Wij kunnen {file} niet lezen. Bewaar het bestand als UTF-8.",
    "no-file": "Wij kunnen {file} niet lezen. Controleer de naam en de map.",
    "no-folder": "De map {file} met regels is er niet. Controleer de naam.",
    "syntax": "{place} staat een fout. Kijk of de aanhalingstekens en haken kloppen.",
}
"""What may be wrong with a rule file, a word list or a profile, by the code of the error."""


def rule_list(rules: Iterable[Rule], scores: Mapping[str, Score]) -> str:
    """All rules as a table, by what they are about: name, level, how often right, title."""
    found = list(rules)
    width = max((len(rule.id) for rule in found), default=0) + 2
    lines: list[str] = []
    for topic, title in TOPIC.items():
        inside = [rule for rule in found if rule.topic == topic]
        if inside:
            lines += [*([""] if lines else []), title, f"  {RULE:<{width}}{LEVEL:<13}{RIGHT:<13}{ABOUT}"]
            lines += [_row(rule, scores.get(rule.id), width) for rule in inside]
    return "\n".join([*lines, "", MORE])


def _row(rule: Rule, score: Score | None, width: int) -> str:
    right = percent(score.precision) if score and score.precision is not None and score.found >= FEW else "-"
    return f"  {harmless(rule.id):<{width}}{SEVERITY[rule.severity]:<13}{right:<13}{harmless(rule.title)}"


def rule_page(rule: Rule, score: Score | None) -> str:
    """One rule with all that it says: advice, why, how often it is right, options, sources and examples."""
    parts = [f"{rule.title} ({rule.id})", f"Niveau: {SEVERITY[rule.severity]}", f"Advies: {rule.advice}"]
    parts += [f"Waarom: {rule.why}", f"Hoe vaak klopt de regel? {measured(score)}", "Bronnen:"]
    parts += [f"  - {source}" for source in rule.sources]
    if options := [line for name, value in rule.options.items() if (line := _option(name, value))]:
        parts += [f"{OPTIONS} (zo past u ze aan in helderetaal.toml):", f"  [{rule.id}]", *options]
    parts.append("Voorbeelden:")
    for example in rule.examples:
        if example.bad is not None:
            parts += _shown("Niet: ", example.bad)
        if example.good is not None:
            parts += _shown("Wel:  " if example.bad is not None else "Goed: ", example.good)
    return harmless("\n".join(parts).replace("\n", "\x00")).replace("␀", "\n")


def measured(score: Score | None) -> str:
    """How often a rule was right, and how much it missed, with the numbers behind it."""
    if score is None or not score.found or score.precision is None:
        return f"Dat hebben wij nog {NOT_MEASURED}."
    few = " Dat zijn er weinig, dus dit zegt niet veel." if score.found < FEW else ""
    said = f"Van {count(score.found, 'punt', 'punten')} in onze test klopte {percent(score.precision)}.{few}"
    if score.recall is None:
        return said
    return f"{said} Van {score.marked} plekken met deze fout vond de regel {percent(score.recall)}."


def _option(name: str, value: Any) -> str:
    """An option as it is written in a config file; long lists cut."""
    if isinstance(value, bool):
        return f"  options.{name} = {str(value).lower()}"
    if isinstance(value, int):
        return f"  options.{name} = {value}"
    if isinstance(value, str):
        return f'  options.{name} = "{shortened(value)}"'
    if isinstance(value, tuple):
        first = ", ".join(f'"{each}"' for each in value[:5])
        return f"  options.{name} = [{first}{', …' if len(value) > 5 else ''}]"
    rows = len(getattr(value, "rows", ()))
    return (
        f'  options.{name}.also = "eigen.csv"   # uw regels komen bij onze {count(rows, "regel", "regels")}'
        if rows
        else ""
    )


def _shown(label: str, text: str) -> list[str]:
    """An example; HTML as its lines of text."""
    if not text.lstrip().startswith("<"):
        return [f"  {label} {text}"]
    text = re.sub(r"<h([1-6])[^>]*>", lambda match: "\n" + "#" * int(match[1]) + " ", text)
    text = re.sub(r"<li[^>]*>", "\n- ", text)
    text = re.sub(r"<a [^>]*href=[\"']?([^\"' >]*)[^>]*>(.*?)</a>", r"\2 (link naar \1)", text)
    text = re.sub(r"</?(?:b|strong|i|em|u)>", "*", text)
    text = re.sub(r"<(?:p|div|tr|summary|dt|dd|button)[^>]*>", "\n", text)
    lines = [line.strip() for line in re.sub(r"<[^>]*>", "", text).splitlines() if line.strip()]
    return [f"  {label} {line}" if number == 0 else f"         {line}" for number, line in enumerate(lines)]


def unknown_rule(rule_id: str, known: list[str], near: str = "") -> str:
    """That there is no such rule, and which is meant, or which there are."""
    hint = f"Bedoelt u ‘{near}’?" if near else f"Kies uit: {', '.join(known)}."
    return f"Er is geen regel ‘{harmless(rule_id)}’. {hint}"


def rule_error(where: str, line: int | None, code: str, detail: str, near: str) -> str:
    """What is wrong with a rule file, a word list or a profile, where, and what to do about it."""
    file = f"‘{shortened(harmless(where))}’"
    place = f"In {file}, regel {line}" if line else f"In {file}"
    what = shortened(harmless(detail))
    hint = f" Bedoelt u ‘{harmless(near)}’?" if near else ""
    return RULE_ERRORS[code].format(place=place, file=file, what=what, hint=hint)


def broken_example(broken: Broken) -> str:
    """Which example of a rule does not hold, where it stands, and what is wrong with it."""
    rule, example = broken.rule, broken.example
    line = f", regel {example.line}" if example.line else ""
    start = (
        f"In ‘{shortened(harmless(rule.file))}’{line} klopt een voorbeeld niet:\n  {shortened(harmless(broken.text))}\n"
    )
    missed = [f"‘{harmless(shortened(text))}’" if text else "een punt over de hele pagina" for text in broken.missed]
    found = [f"‘{harmless(shortened(text))}’" if text else "een punt over de hele pagina" for text in broken.found]
    said = f"De regel vindt dit niet: {', '.join(missed)}. " if missed else ""
    return start + said + (f"De regel vindt wel: {', '.join(found)}." if found else "")


def all_hold(examples: int) -> str:
    """That all examples hold."""
    return f"Alle {examples} voorbeelden kloppen." if examples != 1 else "Het voorbeeld klopt."
