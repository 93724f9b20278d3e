"""Stations of the new area with what they have, the plans for them, and how the first recruitment went.

Knows the wording of invented papers only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.demo.newarea.estate import Ward
    from generator.demo.shelf import Shelf
    from generator.demo.town import Plain

_HAVES = ("office", "sign", "equipment", "rules")
_LATE, _INCOMPLETE = ("c002", "x2"), ("c003", "x1")
_PREMISES = {"x1": "agreement", "x2": "rent"}


def open_stations(ward: Ward, shelf: Shelf) -> None:
    """Write stations, plan and the return of the first recruitment; one station was late, one still lacks something."""
    for compound in ward.heads:
        name = str(ward.building(compound)["name"]).removesuffix("小区")
        late = (ward.id, compound) == _LATE
        haves = _HAVES[:3] if (ward.id, compound) == _INCOMPLETE else _HAVES
        record: Plain = {
            "place": compound,
            "name": f"{name}小区网格工作站",
            "opened_on": "2022-02-01",
            "haves": [{"have": have, "on": "2022-02-12"} for have in haves],
            "premises": _PREMISES[compound],
            "premises_on": "2022-02-21" if late else "2022-02-11",
            "in_use_on": "2022-03-14" if late else "2022-02-24",
            "reviewed_on": "2022-02-08",
        }
        shelf.put("station", record, id=f"station-{compound}")
    plan: Plain = {"places": list(ward.heads), "approved_on": "2022-01-18"}
    if ward.id != _INCOMPLETE[0]:
        plan["filed_on"] = "2022-01-24"
    shelf.put("station-plan", plan, id="plan-2022")
    buildings = [place for place in ward.places if place["level"] == "building"]
    campaign: Plain = {"buildings": str(len(buildings)), "leaders_before": "3"}
    done = {"c001": "2022-02-14", "c002": "2022-02-22"}.get(ward.id)
    if done:
        campaign["done_on"] = done
    else:
        campaign["remark"] = "村组由换届选出的组长担任，小区还差一名"
    shelf.put("campaign", campaign | {"confirmed": "true"}, id="recruitment")
