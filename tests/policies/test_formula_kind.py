"""A formula is of one of two kinds, and a fault in it is told in the words of that kind alone."""

from __future__ import annotations

from generator.documents import read
from generator.policies.pack import Pack
from generator.policies.settings import SETTING_FAULTS
from generator.records.reading import read_record
from tests.tools.handbook_records import SAMPLED

PATH = "records/policies/n26/policy.yaml"
SAMPLE = next(sampled for sampled in SAMPLED if sampled.name == "policy").sample


def faults(old: str, new: str) -> list[tuple[str, int]]:
    """Read the sample pack with one line changed and return each problem's check and line."""
    text = SAMPLE.read_text("utf-8")
    assert old in text
    document, _ = read(PATH, text.replace(old, new, 1).encode())
    assert document is not None
    _, problems = read_record(Pack, document, SETTING_FAULTS)
    return [(problem.check, problem.source.line) for problem in problems]


def line_of(text: str) -> int:
    """Return the line of the sample that holds a text."""
    lines = SAMPLE.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_unknown_kind_of_formula_is_one_problem_at_its_place() -> None:
    """A kind that is none of the two is one fault, not every fault that each kind would find."""
    assert [check for check, _ in faults("    kind: rate\n", "    kind: rates\n")] == ["unknown-choice"]


def test_fault_within_a_formula_is_told_once() -> None:
    """A word in place of what is counted is a fault of the rate alone."""
    assert faults("    per: household\n", "    per: houses\n") == [("unknown-choice", line_of("    per: household"))]
