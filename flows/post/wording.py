"""Every word of Matson's own that a reader of a digest sees, in Korean and in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.model import Form, Kind, Stage
from flows.post.particle import subject, topic

_KO_DAYS = "월화수목금토일"
_EN_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Wording:
    """One language's words. Fields in braces are filled with `str.format`."""

    language: str
    name: str
    new: str
    updates: str
    archived: str
    nothing_new: str
    since: str
    sources: str
    held_back: str
    update_heading: str
    archive_heading: str
    context_heading: str
    coverage_heading: str
    also_in: str
    earlier: str
    weak: str
    label_name: str
    label_parties: str
    label_topics: str
    label_people: str
    label_amount: str
    label_evidence: str
    label_readings: str
    continued: str
    goes_on: str
    footer: str
    forms: Mapping[Form, str]
    stages: Mapping[Stage, str]
    kinds: Mapping[Kind, str]
    opened: str  # what `started` is called for a joint centre

    def stage(self, form: Form, stage: Stage) -> str:
        """The stage's name; a joint centre opens where other things start."""
        if form is Form.JOINT_CENTER and stage is Stage.STARTED:
            return self.opened
        return self.stages[stage]

    def hub(self, name: str) -> str:
        """That `name` works with each of the others on its own."""
        if self.language == "ko":
            return f"{topic(name)} 나머지와 각각 협력"
        return " works with each of the others separately"

    def joined(self, name: str) -> str:
        """What follows the name of a party that joined."""
        return f"{subject(name)} 합류" if self.language == "ko" else " joined"

    def update(self, what: str) -> str:
        """An update's stable words ("ended", "denied", "earlier planned"), told to a reader."""
        known = _KO_UPDATES if self.language == "ko" else _EN_UPDATES
        return known.get(what, what)

    def stamp(self, moment: datetime, zone: ZoneInfo) -> str:
        """The day, its name and the minute in the zone: `11/24(화) 09:00`."""
        local = moment.astimezone(zone)
        if self.language == "ko":
            return f"{local:%m/%d}({_KO_DAYS[local.weekday()]}) {local:%H:%M}"
        return f"{_EN_DAYS[local.weekday()]} {local:%m/%d %H:%M}"


_KO_UPDATES = {"ended": "종료", "denied": "당사자 부인", "earlier planned": "앞서 계획으로 알려짐"}
_EN_UPDATES = {"ended": "Ended", "denied": "Denied", "earlier planned": "Planned earlier"}

KOREAN = Wording(
    language="ko",
    name="맞손",
    new="새 협력 {}",
    updates="변동 {}",
    archived="과거 자료 {}",
    nothing_new="새 협력 없음",
    since="{} 이후",
    sources="소스 {}/{} 정상",
    held_back="검토 대기 {}",
    update_heading="달라진 협력",
    archive_heading="과거 자료에서 등록 (새 소식 아님)",
    context_heading="참고: 기사에 나온 기존 협력",
    coverage_heading="이미 아는 협력의 다른 보도 {}",
    also_in="외 {}곳",
    earlier="이전",
    weak="확인 필요",
    label_name="이름",
    label_parties="당사자",
    label_topics="주제",
    label_people="담당",
    label_amount="규모",
    label_evidence="근거",
    label_readings="출처",
    continued="이어서 {}",
    goes_on="나머지 항목은 스레드에 이어집니다.",
    footer="id {} · 규칙 {} · 확신 {:.2f}",
    forms={
        Form.MOU: "업무협약(MOU)",
        Form.JOINT_RESEARCH: "공동연구",
        Form.JOINT_CENTER: "공동연구센터",
        Form.CONSORTIUM: "컨소시엄",
        Form.JOINT_DEVELOPMENT: "공동개발",
        Form.EDUCATION: "교육 협력",
        Form.INVESTMENT_WITH_COOPERATION: "투자·협력",
        Form.SUPPLY_OR_ADOPTION: "공급·도입",
        Form.OTHER: "협력",
    },
    stages={
        Stage.PLANNED: "예정",
        Stage.AGREED: "체결",
        Stage.STARTED: "시작",
        Stage.ENDED: "종료",
        Stage.DENIED: "부인",
    },
    kinds={
        Kind.COMPANY: "기업",
        Kind.UNIVERSITY: "대학",
        Kind.INSTITUTE: "연구기관",
        Kind.HOSPITAL: "병원",
        Kind.GOVERNMENT: "정부",
        Kind.ASSOCIATION: "협회",
        Kind.ALLIANCE: "연합체",
        Kind.OTHER: "기관",
    },
    opened="개소",
)

ENGLISH = Wording(
    language="en",
    name="Matson",
    new="{} new",
    updates="{} changed",
    archived="{} from the archive",
    nothing_new="Nothing new",
    since="since {}",
    sources="{}/{} sources well",
    held_back="{} waiting for review",
    update_heading="Changed collaborations",
    archive_heading="Registered from the archive (not news)",
    context_heading="Context: earlier collaborations that the articles mention",
    coverage_heading="Known collaborations reported again: {}",
    also_in="and {} more",
    earlier="earlier",
    weak="to be confirmed",
    label_name="Name",
    label_parties="Parties",
    label_topics="Topics",
    label_people="In charge",
    label_amount="Size",
    label_evidence="Evidence",
    label_readings="Read in",
    continued="continued, {}",
    goes_on="The other items follow in the thread.",
    footer="id {} · rule {} · confidence {:.2f}",
    forms={
        Form.MOU: "MOU",
        Form.JOINT_RESEARCH: "joint research",
        Form.JOINT_CENTER: "joint research center",
        Form.CONSORTIUM: "consortium",
        Form.JOINT_DEVELOPMENT: "joint development",
        Form.EDUCATION: "education",
        Form.INVESTMENT_WITH_COOPERATION: "investment and cooperation",
        Form.SUPPLY_OR_ADOPTION: "supply or adoption",
        Form.OTHER: "cooperation",
    },
    stages={
        Stage.PLANNED: "planned",
        Stage.AGREED: "agreed",
        Stage.STARTED: "started",
        Stage.ENDED: "ended",
        Stage.DENIED: "denied",
    },
    kinds={
        Kind.COMPANY: "company",
        Kind.UNIVERSITY: "university",
        Kind.INSTITUTE: "institute",
        Kind.HOSPITAL: "hospital",
        Kind.GOVERNMENT: "government",
        Kind.ASSOCIATION: "association",
        Kind.ALLIANCE: "alliance",
        Kind.OTHER: "organisation",
    },
    opened="opened",
)


def wording(language: str) -> Wording:
    """The words of a channel's language; Korean where there are none."""
    return ENGLISH if language.lower().startswith("en") else KOREAN


def short_date(date: str, today: datetime, zone: ZoneInfo) -> str:
    """`11/23` for a whole date of this year, the date as it is otherwise."""
    parts = date.split("-")
    is_this_year = len(parts) == 3 and parts[0] == f"{today.astimezone(zone):%Y}"
    return f"{parts[1]}/{parts[2]}" if is_this_year else date
