"""The fast lane for logs says exactly what the YAML parser says, or steps aside."""

from __future__ import annotations

import random

import pytest

from generator.documents.composer import compose
from generator.documents.fast_lane import read_log
from generator.documents.gate import admit
from generator.documents.limits import LOG_LIMITS, Limits
from generator.problems import has_errors

PATH = "records/jurisdictions/x/communities/y/logs/2026-03.yaml"
LOG = """\
recorder: p01
entries:
- id: 001
  date: 2026-03-01
  leader: l0001
  activity: visit
  count: 3
  place: b03
  event: e1
  note: 走访3栋：核对（2户）, 无异常
- id: 002
  date: 2026-02-30
  leader: l0002
  activity: patrol
- id: 003
  date: 2026-03-02
  leader: l0001
  activity: household-info
  households:
  - ha2
  - h走3
  event: e3
"""


def lanes_agree(text: str, limits: Limits = LOG_LIMITS) -> bool:
    """Hold the lane against the parser; tell whether the lane took the text."""
    quick = read_log(PATH, text, limits)
    if quick is None:
        return False
    slow, problems = compose(PATH, text, limits)
    assert problems == (), text
    assert quick == slow, text
    return True


def test_a_canonical_log_is_taken_and_read_alike() -> None:
    """Texts, places and plainness of a canonical log are those of the parser."""
    assert lanes_agree(LOG)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  - ha2\n", ""),
        ("  - ha2\n  - h走3\n", ""),
        ("  - ha2", "- ha2"),
        ("  - ha2", "    - ha2"),
        ("  - ha2", "  -  ha2"),
        ("  - ha2", "  - - ha2"),
        ("  - ha2", "  - a: ha2"),
        ("  - ha2", "  - null"),
        ("  - ha2", "  -"),
        ("  - ha2", "  - ha2\n    more"),
        ("households:", "households: x"),
        ("  event: e3\n", ""),
        ("  event: e3\n", "  households:\n  - h4\n"),
        ("  - ha2\n", "  - ha2\n\n"),
        ("\n- id: 001", "\n# c\n- id: 001"),
        ("activity: visit", "activity: visit # c"),
        ("note: 走访", "note: null #走访"),
        ("event: e1", "event: null"),
        ("event: e1", "event: ~"),
        ("event: e1", "event:"),
        ("event: e1", 'event: "e1"'),
        ("event: e1", "event: 12:30"),
        ("event: e1", "event: a: b"),
        ("event: e1", "event: e1 "),
        ("event: e1", "event:  e1"),
        ("event: e1", "event: e1\n    more"),
        ("event: e1", "event: -1"),
        ("event: e1", "event: [a]"),
        ("event: e1", "event: e1\n  event: e2"),
        ("  event: e1", "   event: e1"),
        ("  event: e1", "event: e1"),
        ("- id: 002", "  - id: 002"),
        ("- id: 002", "-  id: 002"),
        ("- id: 002", "\n- id: 002"),
        ("recorder: p01\n", ""),
        ("recorder: p01\n", "recorder: p01\nrecorder: p02\n"),
        ("recorder: p01\n", "entries: p01\n"),
        ("recorder: p01\n", "recorder: p01\nnote: x\n"),
        ("patrol\n", "patrol"),
        ("patrol\n", "patrol\n\n"),
        ("patrol\n", "patrol\nmore: x\n"),
        ("patrol\n", "patrol\nentries:\n- id: 004\n"),
        ("id: 001", "id: ００１"),
        ("id: 001", "id: １01"),
        ("走访3栋", "走访\u3000"),
        ("无异常", "无异常\u3000"),
        ("无异常", "无异常\u00a0"),
        ("date: 2026-03-01", "Date: 2026-03-01"),
    ],
)
def test_a_changed_log_is_read_like_the_parser_reads_it_or_left_to_it(old: str, new: str) -> None:
    """No single change of form makes the lane say something else than the parser."""
    assert old in LOG
    lanes_agree(LOG.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("event: e1", "event: null"),
        ("event: e1", "event: e1\n  event: e2"),
        ("recorder: p01\n", "recorder: p01\nrecorder: p02\n"),
        ("activity: visit", "activity: visit # c"),
        ("  event: e1", "   event: e1"),
        ("event: e1", "event: e1\n    more"),
        ("event: e1", "event: a: b"),
        ("  - ha2", "  - null"),
        ("  - ha2", "  - a: ha2"),
        ("  - ha2\n  - h走3\n", ""),
        ("  event: e3\n", "  households:\n  - h4\n"),
        ("patrol\n", "patrol\nentries:\n- id: 004\n"),
    ],
)
def test_the_lane_steps_aside_where_the_parser_must_judge(old: str, new: str) -> None:
    """Repeated keys, empty values, comments, wrapped and oddly indented lines are not the lane's."""
    assert read_log(PATH, LOG.replace(old, new, 1), LOG_LIMITS) is None


def test_the_lane_counts_values_like_the_parser() -> None:
    """At the limit both take the log, one below it neither does."""
    values = 1 + 2 * LOG.count("\n") + LOG.count("\n- ") - LOG.count("\n  - ")
    assert lanes_agree(LOG, Limits(LOG_LIMITS.size, values))
    tight = Limits(LOG_LIMITS.size, values - 1)
    assert read_log(PATH, LOG, tight) is None
    assert [problem.check for problem in compose(PATH, LOG, tight)[1]] == ["too-many-values"]


PIECES = (
    *"{}[],&*!|>'\"%@`?:-#~= \\\n",
    *("null", "Null", "no", "y", "true", "1e3", "0x1F", ".5", "2026-02-30", "１", "：", "，", "\u3000", "\u00a0", "é"),
    *(
        ": ",
        " #",
        "- ",
        "\n- ",
        "\n  ",
        "  ",
        "\n\n",
        "\nentries:\n",
        "entries: ",
        "note: ",
        "\nnote: 走访\n",
        "<<: a\n",
        "  - h4\n",
        "  households:\n",
    ),
    *("- id: 003\n", "  count: 2\n", "# c\n", "\r\n", "𠮷", "㐀", "〇", "é", "_", "a_b: c\n", "---\n", "\ufeff"),
)


@pytest.mark.parametrize("seed", range(10))
def test_lane_and_parser_agree_on_mutated_logs(seed: int) -> None:
    """Random changes of values and of structure never make lane and parser differ, and many are still taken."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable fuzz, no secret
    taken = 0
    for _ in range(400):
        text = _mutated(chance)
        admitted, problems = admit(PATH, text.encode(), LOG_LIMITS)
        if not has_errors(problems):
            taken += lanes_agree(admitted)
    assert taken > 20


def _mutated(chance: random.Random) -> str:
    lines = LOG.splitlines(keepends=True)
    for _ in range(chance.randint(1, 3)):
        number = chance.randrange(len(lines))
        line = lines[number]
        kind = chance.randrange(6)
        if kind == 0:
            lines.insert(chance.randrange(len(lines) + 1), line)
        elif kind == 1 and len(lines) > 1:
            del lines[number]
        elif kind == 2:
            other = chance.randrange(len(lines))
            lines[number], lines[other] = lines[other], line
        elif kind == 3:
            lines[number] = chance.choice((" ", "  ", "- ", "", "\n")) + line.lstrip(chance.choice((" ", " -", "")))
        else:
            start = chance.randrange(len(line) + 1)
            lines[number] = line[:start] + chance.choice(PIECES) + line[start + chance.randrange(3) :]
    return "".join(lines)
