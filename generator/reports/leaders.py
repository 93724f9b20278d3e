"""The leaders as they stand: information files, sources, chat groups, kit (B-06).

Knows people and their posts; identity numbers, addresses and telephones stay in the private vault.
"""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from generator.awards.chosen import chosen_by
from generator.periods import Period
from generator.problems import Words
from generator.reports import columns as c
from generator.reports.context import at, place_name
from generator.reports.report import Sheet
from generator.reports.table import Column

if TYPE_CHECKING:
    from generator.ledger import CommunityBook
    from generator.records.people import Appointment, Consent
    from generator.reports.context import Context
    from generator.reports.report import Row
    from generator.scoring import CommunityScores

_HUNDREDTH = Decimal("0.01")
_TAGS: dict[str, Words] = {
    "retired_official": Words("retired official", "离退休干部"),
    "party_member": Words("Party member", "在职党员"),
    "civil_servant": Words("civil servant", "机关干部"),
    "volunteer": Words("volunteer", "志愿者"),
    "enterprise_staff": Words("staff of an enterprise or institution", "企事业单位人员"),
    "community_retiree": Words("community retiree", "社区退休人员"),
    "property_manager": Words("property manager", "物业管理人员"),
    "keen_resident": Words("keen resident", "热心居民"),
    "party_group_head": Words("head of a Party group", "党小组长"),
    "model_worker": Words("model worker", "模范、先进个人"),
    "lane_steward": Words("lane steward", "小巷管家"),
    "community_talent": Words("community talent", "社区达人"),
    "party_liaison": Words("Party liaison", "党建联络员"),
}
_CONSENTS: dict[str, Words] = {
    "phone": Words("telephone", "电话"),
    "photo": Words("photo", "照片"),
    "story": Words("story", "事迹"),
    "name": Words("name", "姓名"),
    "web": Words("web", "网页"),
    "board": Words("board", "公示牌"),
}
_ADDRESS = Column("home_address", Words("Home address (from the vault)", "家庭住址（另从保密库填入）"))
_TELEPHONE = Column("telephone", Words("Telephone (from the vault)", "电话（另从保密库填入）"))


def leader_files(context: Context) -> Sheet:
    """List everybody who ever held a post with posts, trainings, honours and scores (R18-2.4.1-1, B-06)."""
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, c.ID_NUMBER, _ADDRESS, _TELEPHONE),
        *(Column("posts", Words("Posts", "任职")), Column("tags", Words("Source", "来源"))),
        *(Column("trainings", Words("Trainings", "培训")), Column("consents", Words("Consents", "同意公开"))),
        *(Column("honours", Words("Honours", "荣誉")), Column("scores", Words("Scores", "历年得分")), c.SOURCE),
    )
    rows = []
    for community in context.communities:
        book = community.book
        for person, record in sorted(book.people.items()):
            posts = [post for post in record.appointments if post.from_ <= context.as_of]
            if not posts:
                continue
            held = "；".join(_post(context, book, post) for post in sorted(posts, key=lambda p: (p.from_, p.id)))
            trainings = [t for t in sorted(record.trainings, key=lambda t: t.on) if context.known(t.on)]
            consents = [k for k in record.consents if context.known(k.given_on) and not context.known(k.withdrawn_on)]
            rows.append(
                (
                    *(book.community.name, person, record.name, None, None, None, held),
                    _joined([_TAGS[tag] for tag in record.tags], "、"),
                    "；".join(f"{t.on} {t.topic}" for t in trainings) or None,
                    _joined([_consent(known) for known in consents], "；"),
                    "；".join(_honours(context, person)) or None,
                    "；".join(_scores(context, community, person)) or None,
                    at(record.origin),
                )
            )
    return Sheet(columns, tuple(rows), private_columns=(c.ID_NUMBER.key, _ADDRESS.key, _TELEPHONE.key))


def _joined(words: list[Words], comma: str) -> Words | None:
    return Words("; ".join(w.en for w in words), comma.join(w.zh for w in words)) if words else None


def _consent(consent: Consent) -> Words:
    channels = [_CONSENTS[channel] for channel in consent.channels]
    to = _CONSENTS[consent.to]
    return Words(
        f"{to.en}: {', '.join(c.en for c in channels)}",
        f"{to.zh}（{'、'.join(c.zh for c in channels)}）",
    )


def _post(context: Context, book: CommunityBook, post: Appointment) -> str:
    places = "、".join(place_name(book, place) or place for place in post.places)
    until = context.known(post.ended.on) if post.ended else None
    return f"{context.role(post.role)} {places} {post.from_}—{until or ''}"


def _honours(context: Context, person: str) -> list[str]:
    """Return the tiers a person holds in confirmed rounds, such as 2018 五星楼长."""
    found: list[str] = []
    for held in context.rounds:
        for result in held.honours if held.confirmed else ():
            code = result.tier_of(person)
            found.extend(f"{held.year.text} {tier.label}" for tier in result.honour.tiers if tier.id == code)
    return found + _chosen(context, person)


def _chosen(context: Context, person: str) -> list[str]:
    """Return the honours without a ranking: chosen by place in a confirmed round, or on an office's list."""
    service = context.policy.pack.service
    by_place = {rule.id: rule.label for rule in (service.place_honours if service else ())}
    by_office = {rule.id: rule.label for rule in context.policy.pack.chosen_honours}
    found = [
        f"{year.text} {by_place[choice.honour]}"
        for year, award in sorted(context.book.awards.items())
        for choice in (award.choices if context.known(award.confirmed_on) else ())
        if person in choice.chosen and choice.honour in by_place
    ]
    lists = chosen_by(context.book.award_lists, context.as_of)
    found += [
        f"{one.period.text} {by_office[one.honour]}"
        for one in lists
        if one.person == person and one.honour in by_office
    ]
    return found


def _scores(context: Context, community: CommunityScores, person: str) -> list[str]:
    """Return a person's score of each logged year and role, such as 2018 楼长 127.5."""
    years = sorted({Period.of("year", month.first) for month in community.book.logs})
    found: list[str] = []
    for year in years:
        for holder in community.holders(year.first, min(year.last, context.as_of)):
            if holder.leader == person:
                _, score = community.year_score(holder, year, context.as_of)
                found.append(f"{year.text} {context.role(holder.role)} {score.normalize():f}")
    return found


def sources(context: Context) -> Sheet:
    """Count serving leaders by where they come from; shares are exact, two decimals, half up (R18-2.2-3, G-06)."""
    columns = (
        *(Column("tag", Words("Tag", "标签")), Column("label", Words("Source", "来源"))),
        *(
            Column("leaders", Words("Leaders", "人数"), "whole"),
            Column("share", Words("Share %", "占比（%）"), "percent"),
        ),
    )
    people = {post.person: book.people[post.person].tags for book, post in context.serving()}
    counts = Counter[str](tag for tags in people.values() for tag in tags)
    selection = context.policy.pack.selection
    preferred = [known.tag for known in (selection.preferred if selection else ())]
    tags = [*preferred, *(tag for tag in _TAGS if tag in counts and tag not in preferred)]
    untagged = sum(1 for tags_of in people.values() if not tags_of)
    rows: list[Row] = [(tag, _TAGS[tag], counts[tag], share(counts[tag], len(people))) for tag in tags]
    rows.append((None, Words("none recorded", "未记来源"), untagged, share(untagged, len(people))))
    totals: Row = (None, Words("Leaders in post", "在任人数"), len(people), None)
    note = Words("A leader may have several sources.", "一人可有几种来源。")
    return Sheet(columns, tuple(rows), totals, (note,))


def share(part: int, whole: int) -> Decimal | None:
    """Return a share in per cent with two decimals, half up; None of nothing."""
    return (Decimal(100 * part) / whole).quantize(_HUNDREDTH, ROUND_HALF_UP) if whole else None


def chat_groups(context: Context) -> Sheet:
    """List each grid with its chat group, missing ones marked; join codes are never recorded (R18-2.4.1-2)."""
    columns = (
        *(c.COMMUNITY, c.PLACE, Column("exists", Words("Exists", "已建群"), "flag")),
        *(Column("owner", Words("Run by", "群主")), c.STATE, c.SOURCE),
    )
    rows = []
    for community in context.communities:
        for place in sorted(community.book.community.places, key=lambda known: known.id):
            if place.level != "grid":
                continue
            group = place.chat_group
            exists = group is not None and group.exists
            state = Words("in place", "已建") if exists else Words("missing", "缺")
            owner = context.actor(group.owner) if group else None
            rows.append((community.book.community.name, place.name, exists, owner, state, at(place.origin)))
    return Sheet(columns, tuple(rows))


_KIT = {
    "badge": Words("Badge", "工作证"),
    "sign": Words("Sign", "工作标牌"),
    "handbook": Words("Handbook", "工作指导手册"),
    "record_book": Words("Record book", "记录簿"),
    "clothes": Words("Clothes", "工作服"),
    "bag": Words("Bag", "挎包"),
    "notebook": Words("Notebook", "笔记本"),
    "armband": Words("Armband", "袖标"),
    "cap": Words("Cap", "帽子"),
    "torch": Words("Torch", "手电筒"),
}
_USUAL = ("badge", "sign", "handbook", "record_book")
"""What leaders carry where the policy lists nothing else."""


def _groups(context: Context) -> tuple[tuple[str, ...], ...]:
    """Return what every leader is to have, as the policy lists it; of a group one thing suffices."""
    pack, day = context.policy.pack, context.as_of
    if pack.service is not None and pack.service.kit:
        return tuple(group.one_of for group in pack.service.kit)
    wanted = pack.readiness.kit.on(day) if pack.readiness is not None else None
    return tuple((item,) for item in wanted or _USUAL)


def kit(context: Context) -> Sheet:
    """List which serving leader got what the policy gives out, and when (R18-2.4.1-3, R18-2.4.1-4)."""
    groups = _groups(context)
    items = [item for group in groups for item in group]
    columns = (
        *(c.COMMUNITY, c.PERSON, c.NAME, *(Column(item, _KIT[item], "day") for item in items)),
        *(
            Column("badge_number", Words("Badge number", "证件号码")),
            Column("missing", Words("Missing", "未领"), "whole"),
        ),
        c.SOURCE,
    )
    rows = []
    for community, person in dict.fromkeys((book.id, post.person) for book, post in context.serving()):
        book = context.book.communities[community]
        record = book.people[person]
        given = {thing.item: thing for thing in record.kit if context.known(thing.on)}
        badge = given.get("badge")
        missing = sum(not any(item in given for item in group) for group in groups)
        rows.append(
            (
                *(book.community.name, person, record.name),
                *(given[item].on if item in given else None for item in items),
                *(badge.number if badge else None, missing, at(record.origin)),
            )
        )
    return Sheet(columns, tuple(rows))
