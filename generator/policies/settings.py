"""A setting: one value of a policy with its dates, clause, unit and status.

Knows provenance only; what a value is for is said by the type that holds the setting.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

from pydantic import ConfigDict, RootModel, model_validator
from pydantic_core import PydanticCustomError

from generator.records.base import PUBLIC, Deferred, Record, field
from generator.records.scalars import Day, Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

T = TypeVar("T")

Unit = Literal[
    "points",
    "points/household",
    "points/time",
    "points/place",
    "percent",
    "days",
    "working_days",
    "months",
    "people",
    "per_year",
    "hours",
    "yuan",
    "households",
    "years",
]

SETTING_FAULTS: dict[str, tuple[str, str]] = {
    "value-without-status": (
        "The value has the status unset, or the status is set and the value is missing.",
        "Give a value with the status stated or assumed, or no value with the status unset.",
    ),
    "assumption-unnamed": (
        "An assumed value does not say on which default it rests.",
        "Add assumption: with the number of the default, such as G-07.",
    ),
    "overlapping-values": (
        "The dated values are not in order: only the first has no start, each later one starts later.",
        "Sort the values by from:, earliest first; only the first has no from:.",
    ),
    "proration-incomplete": (
        "The base is prorated by month and it is not said which day counts, or to which step it is rounded.",
        "Add month_day: and step: to the base.",
    ),
    "no-values": ("The setting has no value at all.", "List one value, or one with the status unset."),
}


class DatedValue(Record, Generic[T]):
    """A value from a day on, with its clause and status (G-16, G-20)."""

    from_: Day | None = field(
        "起",
        "From",
        "生效的日子；首个值不写，表示自政策施行起",
        "First day; the first value has none",
        PUBLIC,
        alias="from",
        default=None,
    )
    value: T | None = field("值", "Value", "数值或选项", "The number or choice", PUBLIC, default=None)
    unit: Unit | None = field("单位", "Unit", "数值的单位", "Unit of a number", PUBLIC, default=None)
    clause: Line = field("条款", "Clause", "条款编号，须在 articles.yaml 中", "Id of an article", PUBLIC)
    status: Literal["stated", "assumed", "unset"] = field(
        "状态", "Status", "原文写明、按默认推定、未定", "Stated, assumed or unset", PUBLIC
    )
    assumption: Line | None = field(
        "默认", "Assumption", "推定所依据的默认编号", "Number of the default", PUBLIC, default=None
    )
    note: Line | None = field("说明", "Note", "给居民的一句解释", "A word of explanation", PUBLIC, default=None)

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle as the plain class, as a setting does."""
        return restored_value, (self.__getstate__(),)

    @model_validator(mode="after")
    def _status_agrees(self) -> DatedValue[T]:
        if (self.status == "unset") != (self.value is None):
            raise PydanticCustomError("value-without-status", SETTING_FAULTS["value-without-status"][0])
        if self.status == "assumed" and self.assumption is None:
            raise PydanticCustomError("assumption-unnamed", SETTING_FAULTS["assumption-unnamed"][0])
        return self


class Setting(RootModel[tuple[DatedValue[T], ...]], Generic[T]):
    """The values of one setting, earliest first; the first holds from the policy's first day."""

    model_config = ConfigDict(frozen=True, strict=True, defer_build=True)

    if not TYPE_CHECKING:

        def __class_getitem__(cls, values: Any) -> Any:
            """Name the type for one type of value, which is made when records are first validated by it."""
            return Annotated[cls, SettingOf(values)]

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle as the plain class: pydantic's class for one type of value has no name to be found by."""
        return restored_setting, (self.__getstate__(),)

    @model_validator(mode="after")
    def _in_order(self) -> Setting[T]:
        if not self.root:
            raise PydanticCustomError("no-values", SETTING_FAULTS["no-values"][0])
        starts = [dated.from_ for dated in self.root]
        later = [start for start in starts[1:] if start is not None]
        if starts[0] is not None or len(later) != len(starts) - 1 or sorted(set(later)) != later:
            raise PydanticCustomError("overlapping-values", SETTING_FAULTS["overlapping-values"][0])
        return self

    def dated(self, day: date) -> DatedValue[T]:
        """Return the value in force on a day, with its clause and status."""
        values = self.root
        found = values[0]
        for dated in values[1:] if len(values) > 1 else ():
            if dated.from_ is not None and dated.from_ <= day:
                found = dated
        return found

    def on(self, day: date) -> T | None:
        """Return the bare value in force on a day; None where it is unset."""
        return self.dated(day).value

    def required(self, day: date) -> T:
        """Return the value in force on a day.

        Raises:
            UnsetSetting: the policy leaves it open; the check `unset-setting` reports it before use.
        """
        found = self.dated(day)
        if found.value is None:
            raise UnsetSettingError(found)
        return found.value

    def __iter__(self) -> Iterator[DatedValue[T]]:  # type: ignore[override]
        """Iterate over the dated values, earliest first."""
        return iter(self.root)


class SettingOf(Deferred):
    """A setting whose values are of one type; a pack has some eighty such types, and what is kept is read without."""

    def __init__(self, values: Any) -> None:
        self._values = values

    @property
    def type(self) -> type[Setting[Any]]:
        """The type itself."""
        return _setting_of(self._values)


@cache
def _setting_of(values: Any) -> type[Setting[Any]]:
    made: type[Setting[Any]] = RootModel.__class_getitem__.__func__(Setting, values)  # type: ignore[attr-defined]
    return made


def restored_value(state: dict[Any, Any]) -> DatedValue[Any]:
    """Return the dated value that was pickled; it was valid when it was read."""
    value: DatedValue[Any] = DatedValue.__new__(DatedValue)
    value.__setstate__(state)
    return value


def restored_setting(state: dict[Any, Any]) -> Setting[Any]:
    """Return the setting that was pickled; it was valid when it was read."""
    setting: Setting[Any] = Setting.__new__(Setting)
    setting.__setstate__(state)
    return setting


class UnsetSettingError(LookupError):
    """A value that the policy leaves open was asked for."""

    def __init__(self, dated: DatedValue[T]) -> None:
        super().__init__(f"unset setting at {dated.origin}")
        self.dated = dated
