"""What the cells of a lesson call, except exercises: conversations, reflections, talk practice, tables, terms, help."""

from scenarios.content import MissingContentError, dialogue, read_compiled, reflection, self_check_of
from scenarios.text import DEFAULT_LANGUAGE
from scenarios.widgets.dialogue import DialogueWidget
from scenarios.widgets.drill import DrillWidget
from scenarios.widgets.glossary import GlossaryWidget
from scenarios.widgets.help_card import HelpCardWidget
from scenarios.widgets.notice import Notice
from scenarios.widgets.referral import ReferralWidget
from scenarios.widgets.reflection import ReflectionWidget
from scenarios.widgets.reporting import ReportingWidget
from scenarios.widgets.self_check import SelfCheckWidget
from scenarios.widgets.silence import SilenceWidget
from scenarios.widgets.tally import TallyWidget
from scenarios.workspace import Workspace

__all__ = [
    "drill",
    "glossary",
    "help_card",
    "play",
    "referral_table",
    "reflect",
    "reporting_routes",
    "self_check",
    "silence",
    "tally",
]


def play(name: str, lang: str = DEFAULT_LANGUAGE) -> DialogueWidget | Notice:
    """Show the practice dialogue `name`, where it was left."""
    try:
        return DialogueWidget(dialogue(name), lang, Workspace.find())
    except MissingContentError:
        return Notice("missing_content", lang)


def reflect(name: str, lang: str = DEFAULT_LANGUAGE) -> ReflectionWidget | Notice:
    """Show the private reflection `module/id` with what was written."""
    try:
        return ReflectionWidget(name, reflection(name)["prompt"], lang, Workspace.find())
    except MissingContentError:
        return Notice("missing_content", lang)


def silence(lang: str = DEFAULT_LANGUAGE) -> SilenceWidget:
    """Practise a five-second silence."""
    return SilenceWidget(lang)


def tally(lang: str = DEFAULT_LANGUAGE) -> TallyWidget:
    """Count reflections and questions in a pair talk."""
    return TallyWidget(lang)


def referral_table(lang: str = DEFAULT_LANGUAGE) -> ReferralWidget | Notice:
    """Show the referral table, with the school's own adults."""
    try:
        return ReferralWidget(lang)
    except MissingContentError:
        return Notice("missing_content", lang)


def reporting_routes(lang: str = DEFAULT_LANGUAGE) -> ReportingWidget | Notice:
    """Show to whom violence is passed on, past the suspected person."""
    try:
        return ReportingWidget(lang)
    except MissingContentError:
        return Notice("missing_content", lang)


def drill(module: str, lang: str = DEFAULT_LANGUAGE) -> DrillWidget | Notice:
    """Practise zone and adult on the cases of `module`."""
    try:
        return DrillWidget(module, lang)
    except MissingContentError:
        return Notice("missing_content", lang)


def self_check(name: str, lang: str = DEFAULT_LANGUAGE) -> SelfCheckWidget | Notice:
    """Show the private self-check `module/id`."""
    try:
        return SelfCheckWidget(self_check_of(name), lang)
    except MissingContentError:
        return Notice("missing_content", lang)


def glossary(module: str, lang: str = DEFAULT_LANGUAGE) -> GlossaryWidget | Notice:
    """Show the terms of the lesson of `module` with their meaning."""
    try:
        found = read_compiled("glossary")
    except MissingContentError:
        return Notice("missing_content", lang)
    return GlossaryWidget(found["terms"], found["used"].get(module, ()), lang)


def help_card(lang: str = DEFAULT_LANGUAGE) -> HelpCardWidget:
    """Show whom to go to for help."""
    return HelpCardWidget(lang)
