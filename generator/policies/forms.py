"""Printed forms of a policy: what stands on each sheet, in closed kinds, with where a value comes from.

Knows the format of `forms.yaml`; knows neither records nor how a sheet is printed.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Flag, Id, Line, LongText, Whole

if TYPE_CHECKING:
    from collections.abc import Iterator

FormKind: TypeAlias = Literal[
    "agreement",
    "assessment_sheet",
    "badge",
    "certificate",
    "claim_sheet",
    "guide",
    "monthly_sheet",
    "recommendation_sheet",
    "record_sheet",
    "register",
]
Per: TypeAlias = Literal["jurisdiction", "community", "leader", "blank"]
PrivateSource: TypeAlias = Literal["id_number", "home_address", "private_phone", "birth_date", "bank_account"]
FieldSource: TypeAlias = Literal[
    "jurisdiction",
    "street",
    "community",
    "office",
    "office_phone",
    "office_address",
    "name",
    "role",
    "places",
    "reports_to",
    "since",
    "duties",
    "contact",
    "badge_number",
    "term_from",
    "term_to",
    "posts",
    "origins",
    "trainings",
    "honours",
    "scores",
    "balance",
    "month",
    "year",
    "printed_on",
    "policy",
    "id_number",
    "home_address",
    "private_phone",
    "birth_date",
    "bank_account",
]
TableSource: TypeAlias = Literal[
    "appeals",
    "balances",
    "campaign-progress",
    "catalogue",
    "claim-review",
    "evaluations",
    "kit",
    "last-place-runs",
    "leader-files",
    "monthly-allowances",
    "monthly-records",
    "record-book",
    "redemptions",
    "work-guide",
    "year-end-allowances",
]

NEEDED_PARTS: dict[FormKind, tuple[str, ...]] = {
    "agreement": ("parties", "sections", "signatures"),
    "assessment_sheet": ("fields", "signatures"),
    "badge": ("fields",),
    "certificate": ("sections",),
    "claim_sheet": ("fields", "columns", "signatures"),
    "guide": ("sections",),
    "monthly_sheet": ("fields", "columns"),
    "recommendation_sheet": ("fields", "columns"),
    "record_sheet": ("columns",),
    "register": ("columns",),
}
"""The parts without which a sheet of a kind is none."""

UNPRINTED_PARTS: dict[FormKind, tuple[str, ...]] = {
    "badge": ("parties", "columns", "signatures"),
    "certificate": ("parties", "columns"),
    "claim_sheet": ("parties",),
    "guide": ("parties",),
    "monthly_sheet": ("parties",),
    "recommendation_sheet": ("parties",),
    "record_sheet": ("parties",),
    "register": ("parties",),
}
"""The parts for which a sheet of a kind has no room."""

HANDED_OUT: frozenset[FormKind] = frozenset({"badge", "certificate", "guide"})
"""The kinds that people wear, frame or take home."""

FORM_FAULTS: dict[str, tuple[str, str]] = {
    "form-part-missing": (
        "A form of the kind {kind} needs {part}.",
        "Add this part, or choose another kind.",
    ),
    "form-part-surplus": (
        "A form of the kind {kind} has no room for {part}.",
        "Delete this part, or choose another kind.",
    ),
    "undeclared-amount": (
        "The text names the amount {name}, which the form does not declare.",
        "Declare it under amounts:, or correct the name between the braces.",
    ),
}


class FormField(Record):
    """A labelled place on a sheet: filled from a named source, or left blank for the pen."""

    label: Line = field("名目", "Label", "印在前面的字", "What is printed before it", PUBLIC)
    source: FieldSource | None = field(
        "取自", "Source", "填什么，不写则留空", "What fills it; absent means blank", PUBLIC, default=None
    )
    hint: Line | None = field("提示", "Hint", "空格里的浅色提示", "A pale hint in the blank", PUBLIC, default=None)
    wide: Flag = field("占整行", "Wide", "是否占一整行", "Whether it takes a whole line", PUBLIC, default=False)
    tall: Whole | None = field("行高", "Tall", "留几行的高度", "How many lines high", PUBLIC, default=None)


class FormColumn(Record):
    """A column of a sheet: a column of the form's table by its key, or blank for the pen."""

    label: Line = field("名目", "Label", "表头", "Head of the column", PUBLIC)
    key: Line | None = field(
        "取自", "Key", "表格中的列，不写则留空", "Column of the table; absent means blank", PUBLIC, default=None
    )
    width: Whole | None = field(
        "宽度", "Width", "占表宽的百分比", "Share of the width in per cent", PUBLIC, default=None
    )


class FormSection(Record):
    """A passage of text with numbered lines and places to fill in."""

    heading: Line | None = field("标题", "Heading", "小标题", "Heading", PUBLIC, default=None)
    text: LongText | None = field("文字", "Text", "一段话，不抄原文", "A passage, never a copy", PUBLIC, default=None)
    lines: tuple[Line, ...] = field("条目", "Lines", "逐条编号", "Numbered lines", PUBLIC, default=())
    fields: tuple[FormField, ...] = field("填空", "Fields", "填写的地方", "Places to fill in", PUBLIC, default=())


class Party(Record):
    """One side of an agreement."""

    label: Line = field("名目", "Label", "如甲方", "Such as party A", PUBLIC)
    fields: tuple[FormField, ...] = field("填空", "Fields", "填写的地方", "Places to fill in", PUBLIC)


class Amount(Record):
    """A sum of money that a text names, from the components of the policy's money."""

    id: Id = field("代码", "Code", "文字里花括号中的代码", "Code between the braces of a text", PUBLIC)
    components: tuple[Id, ...] = field("项目", "Components", "相加的补贴项目", "Components that are added", PUBLIC)


class Form(Record):
    """A form: one kind of sheet with what is printed on it."""

    id: Id = field("代码", "Code", "表格代码，即文件名", "Code, which is the file's name", PUBLIC)
    object: Line = field("对象", "Object", "编号，如 B-11", "Number of the object, such as B-11", PUBLIC)
    title: Line = field("名称", "Title", "印在顶上的名称", "Printed at the top", PUBLIC)
    kind: FormKind = field("版式", "Kind", "哪一种版式", "Which kind of sheet", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    per: Per = field(
        "每份", "Per", "辖区、社区、每位楼长一份，或空白", "One for whom; blank is filled by hand alone", PUBLIC
    )
    wide: Flag = field("横排", "Wide", "纸张是否横放", "Whether the paper lies on its side", PUBLIC, default=False)
    size: Literal["card", "sign"] = field(
        "大小", "Size", "胸牌每页八个，标牌每页两个", "Eight cards or two signs on a page", PUBLIC, default="card"
    )
    subtitle: Line | None = field("副题", "Subtitle", "名称下的一行字", "A line below", PUBLIC, default=None)
    preamble: LongText | None = field("开头", "Preamble", "正文前的话", "What comes first", PUBLIC, default=None)
    parties: tuple[Party, ...] = field("各方", "Parties", "协议的各方", "Sides of the agreement", PUBLIC, default=())
    fields: tuple[FormField, ...] = field("填空", "Fields", "表头的填空", "Places to fill in", PUBLIC, default=())
    table: TableSource | None = field(
        "表格", "Table", "填入各列的内部表格", "The internal table that fills the columns", PUBLIC, default=None
    )
    columns: tuple[FormColumn, ...] = field("列", "Columns", "表的各列", "Columns of the table", PUBLIC, default=())
    prompts: tuple[Line, ...] = field(
        "首栏", "Prompts", "印在首栏、其余手填的各行", "Rows whose first cell is printed", PUBLIC, default=()
    )
    rows: Whole | None = field("空行", "Rows", "留几个空行", "How many empty rows", PUBLIC, default=None)
    least_rows: Setting[Whole] | None = field(
        "至少空行", "Least rows", "政策要求的最少行数", "Rows that the policy asks for at least", PUBLIC, default=None
    )
    sections: tuple[FormSection, ...] = field("段落", "Sections", "正文", "The text", PUBLIC, default=())
    amounts: tuple[Amount, ...] = field(
        "金额", "Amounts", "文字中用到的金额", "Sums that the text names", PUBLIC, default=()
    )
    signatures: tuple[Line, ...] = field("签名", "Signatures", "谁签名", "Who signs", PUBLIC, default=())
    copies: Setting[Whole] | None = field("份数", "Copies", "一式几份", "How many originals", PUBLIC, default=None)

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Form:
        for fault, parts, present in (
            ("form-part-missing", NEEDED_PARTS[self.kind], True),
            ("form-part-surplus", UNPRINTED_PARTS.get(self.kind, ()), False),
        ):
            for part in parts:
                if bool(getattr(self, part)) is not present:
                    raise PydanticCustomError(fault, FORM_FAULTS[fault][0], {"kind": self.kind, "part": part})
        return self

    @model_validator(mode="after")
    def _amounts_are_declared(self) -> Form:
        known = {amount.id for amount in self.amounts}
        for text in self.texts():
            for name in named(text):
                if name not in known:
                    fault = "undeclared-amount"
                    raise PydanticCustomError(fault, FORM_FAULTS[fault][0], {"name": name})
        return self

    @property
    def is_handed_out(self) -> bool:
        """Tell whether the sheet is worn, given to people or empty, and so needs no mark of what is internal."""
        return self.kind in HANDED_OUT or self.per == "blank"

    @property
    def is_private(self) -> bool:
        """Tell whether the form has a place for something private."""
        groups = (self.fields, *(party.fields for party in self.parties), *(part.fields for part in self.sections))
        return any(place.source in get_args(PrivateSource) for group in groups for place in group)

    def texts(self) -> Iterator[str]:
        """Yield each passage that may name an amount."""
        if self.preamble:
            yield self.preamble
        for section in self.sections:
            if section.text:
                yield section.text
            yield from section.lines


class Forms(Record):
    """`forms.yaml`: the forms of a policy."""

    forms: tuple[Form, ...] = field("表格", "Forms", "各种表格", "The forms", PUBLIC)

    def form(self, form: str) -> Form | None:
        """Return the form with that code."""
        return next((known for known in self.forms if known.id == form), None)


def named(text: str) -> tuple[str, ...]:
    """Return the names between braces in a text; a lone brace names what cannot be declared."""
    try:
        return tuple(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return ("",)
