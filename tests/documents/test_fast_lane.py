"""The fast lanes say exactly what the gate, the YAML parser and the types say, or step aside."""

from __future__ import annotations

import pytest

from generator.documents import LOG_LIMITS, RECORD_LIMITS, Limits, read_plain
from generator.documents.characters import SUSPECT
from generator.documents.composer import compose
from generator.documents.fast_lane import is_written_canonically, read_nodes
from generator.documents.one_line import _UNUSUAL, text_of
from generator.documents.reader import read_slowly
from generator.records.activity import ENTRY_KEYS, ActivityLog, Entry, WrittenEntry
from generator.records.base import written_fields
from generator.records.log_lane import read_log
from tests.tools.fuzz_lanes import LOG_PATH, Pattern, compare, fitting, full_log, run

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
SOUND = LOG.replace("2026-02-30", "2026-02-28").replace("h走3", "ha3")
"""The same without a fault."""


def lanes_agree(text: str, path: str = PATH) -> bool:
    """Hold the lanes against the ordinary way; tell whether the one for every record took the text."""
    return bool(compare(Pattern(path, text, ActivityLog), text.encode()))


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
        ("  - ha2\n  - h走3\n", ""),
        ("  event: e3\n", "  households:\n  - h4\n"),
        ("patrol\n", "patrol\nentries:\n- id: 004\n"),
    ],
)
def test_the_lane_steps_aside_where_the_parser_must_judge(old: str, new: str) -> None:
    """Repeated keys, empty values, comments, wrapped and oddly indented lines are not the lane's."""
    data = LOG.replace(old, new, 1).replace("2026-02-30", "2026-02-28").replace("h走3", "ha3").encode()
    assert read_nodes(PATH, data, LOG_LIMITS) is None
    assert read_log(PATH, data, LOG_LIMITS) is None


def test_the_lanes_count_values_like_the_parser() -> None:
    """At the limit all take the log, one below it none does."""
    log = SOUND
    values = 1 + 2 * log.count("\n") + log.count("\n- ") - log.count("\n  - ")
    just, tight = Limits(LOG_LIMITS.size, values), Limits(LOG_LIMITS.size, values - 1)
    assert read_nodes(PATH, log.encode(), just) == compose(PATH, log, just)[0] is not None
    assert read_log(PATH, log.encode(), just) is not None
    assert read_nodes(PATH, log.encode(), tight) is None
    assert read_log(PATH, log.encode(), tight) is None
    assert [problem.check for problem in compose(PATH, log, tight)[1]] == ["too-many-values"]


RECORD = """\
# 通知

kind: points
title: 'it''s: 一季度'
body: |
  第一段

    缩进 # 不是备注
places:
- id: b01
  at: 09:30

# 二栋
- id: b02
  tags:
  - "a # b"
  contact:
    post: '岗位'
    lines: |-
      一
      二
last: x
"""


def test_a_canonical_record_is_taken_and_read_alike() -> None:
    """Groups in lists, lists in groups, quotes, text blocks and remarks are read as the parser reads them."""
    document = read_nodes("records/x.yaml", RECORD.encode(), RECORD_LIMITS)
    assert document is not None
    assert (document, ()) == read_slowly("records/x.yaml", RECORD.encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    缩进", "   \n    缩进"),
        ("  第一段\n", "    第一段\n"),
        ("  第一段\n", " 第一段\n"),
        ("  第一段\n", "\n  第一段\n"),
        ("不是备注\n", "不是备注\n\n"),
        ("body: |\n", "body: |+\n"),
        ("body: |\n", "body: >\n"),
        ("body: |\n", "body: | # x\n"),
        ("last: x\n", "last: |\n  x\n\n"),
        ("last: x\n", "last: |\n  x\n# y\n"),
        ("last: x\n", "last: |\n"),
        ("last: x\n", "last: x"),
        ("last: x\n", "last:\n"),
        ("last: x\n", "last: x\n  # y\n"),
        ("last: x\n", "last:\n  # y\n  a: b\n"),
        ("last: x\n", "last: ''\n"),
        ("last: x\n", "last: a\tb\n"),
        ("last: x\n", "last: a\ufe0fb\n"),
        ("last: x\n", "last: x\n# a\u200bb\n"),
        ("last: x\n", "kind: x\n"),
        ("last: x\n", "origin: x\n"),
        ("last: x\n", "a1_-b: x\n"),
        ("last: x\n", "1-2: x\n"),
        ("last: x\n", "-a: x\n"),
        ("last: x\n", "null: x\n"),
        ("last: x\n", "名: x\n"),
        ("\n", "\r\n"),
        ("last: x\n", "last: x\r\n"),
        ("last: x\n", "last: x\r"),
        ("last: x\n", "  last: x\n"),
        ("places:\n", "places:\n\n# c\n"),
        ("- id: b02\n", "-\n  id: b02\n"),
        ("- id: b02\n", "- - id: b02\n"),
        ("- id: b02\n  tags:", "- tags:"),
        ('  - "a # b"\n', "    - a\n"),
        ("    post:", "     post:"),
    ],
)
def test_a_changed_record_is_read_like_the_parser_reads_it_or_left_to_it(old: str, new: str) -> None:
    """No single change of form makes the lane say something else than gate and parser."""
    assert old in RECORD
    data = RECORD.replace(old, new).encode()
    quick = read_nodes("records/x.yaml", data, RECORD_LIMITS)
    assert quick is None or (quick, ()) == read_slowly("records/x.yaml", data)


def test_the_lane_never_goes_deeper_than_the_parser() -> None:
    """A text that is as deep as may be is read by both, one level more by neither."""
    for levels, taken in ((RECORD_LIMITS.depth - 1, True), (RECORD_LIMITS.depth, False)):
        text = "".join(f"{'  ' * level}a:\n" for level in range(levels - 1)) + "  " * (levels - 1) + "a: b\n"
        slow, _ = compose("records/x.yaml", text, RECORD_LIMITS)
        assert (slow is not None) is taken
        assert read_nodes("records/x.yaml", text.encode(), RECORD_LIMITS) == slow


def test_a_key_for_places_that_is_written_is_not_the_lanes() -> None:
    """A record in which a person wrote the key under which places travel is left to the ordinary way."""
    assert read_plain("x", b"a: b\n", RECORD_LIMITS, "origin") is not None
    assert read_plain("x", b"a: b\norigin: c\n", RECORD_LIMITS, "origin") is None


def test_characters_that_need_no_second_look_are_none_of_the_suspect_ones() -> None:
    """What the quick look lets pass would not be named by the gate, and is no blank but the ordinary one."""
    for code in range(0x110000):
        character = chr(code)
        if not _UNUSUAL.match(character):
            assert not SUSPECT.match(character)
            assert not character.isspace() or character in " \n"


@pytest.mark.parametrize("written", ["x", "0302", "a:b", "a#b", "'it''s'", '"a: b"', "（一）", "-5"])
def test_what_every_reader_reads_alike_is_taken(written: str) -> None:
    """Times, addresses, negative numbers and simple quotes need no parser."""
    assert text_of(written) == {"'it''s'": "it's", '"a: b"': "a: b"}.get(written, written)


@pytest.mark.parametrize(
    "text", ["a: \n- x\n", "a: x \n", "a:  x\n", "# x\na: x\n", "a: x\n\nb: x\n", "a: x\n\n", "a: x"]
)
def test_what_fmt_would_change_is_not_canonical(text: str) -> None:
    """Blanks too many, blank lines, remarks and a missing line end are the round trip's business."""
    assert not is_written_canonically(text.encode(), RECORD_LIMITS)


def test_only_the_letter_of_the_canonical_form_is_left_as_it_is() -> None:
    """Remarks and Windows line ends may come out otherwise, so `fmt` writes such a file again."""
    assert is_written_canonically(LOG.encode(), LOG_LIMITS)
    assert not is_written_canonically(RECORD.encode(), RECORD_LIMITS)
    assert not is_written_canonically(LOG.replace("\n", "\r\n").encode(), LOG_LIMITS)


def test_the_log_lane_knows_every_key_of_an_entry() -> None:
    """A log that gives each key that an entry can have goes straight to entries; the sample texts reach them all."""
    log = read_log(LOG_PATH, full_log().encode(), LOG_LIMITS)
    assert log is not None
    assert all(getattr(log.entries[1], name) is not None for name in ENTRY_KEYS)
    assert all(fitting(key) for key in written_fields(WrittenEntry))
    assert lanes_agree(full_log(), LOG_PATH)


def test_an_entry_holds_what_is_declared_and_where_it_stands() -> None:
    """The light type has the keys of the declared one in their order, first the required ones, then the place."""
    required = [name for name in ENTRY_KEYS if WrittenEntry.model_fields[name].is_required()]
    rest = [name for name in ENTRY_KEYS if name not in required]
    assert Entry.__struct_fields__ == (*required, "path", "line", "column", *rest)
    assert Entry.__struct_defaults__ == ("", 1, 1, *(WrittenEntry.model_fields[name].default for name in rest))


def test_nothing_but_its_fields_judges_an_entry() -> None:
    """The log lane judges field by field; a rule about the whole of an entry would escape it."""
    for model in (WrittenEntry, ActivityLog):
        rules = model.__pydantic_decorators__
        found = [rules.model_validators, rules.field_validators, rules.root_validators, rules.validators]
        assert found == [{}, {}, {}, {}]
        assert model.__pydantic_post_init__ is None
        assert not model.__private_attributes__


@pytest.mark.parametrize("seed", range(6))
def test_lanes_and_parser_agree_on_records_of_every_kind(seed: int) -> None:
    """Random changes of values and of structure never make a lane differ, and many files are still taken."""
    assert run(250, seed) > 50
