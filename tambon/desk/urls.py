"""Addresses of the desk, under /desk/."""

from __future__ import annotations

from django.urls import path, register_converter

from tambon.desk.months import MonthInAddress
from tambon.desk.views import (
    access,
    areas,
    areas_changing,
    areas_deciding,
    areas_matching,
    certificates,
    challenges,
    checks,
    completeness,
    disputed,
    district,
    entering,
    evidence,
    field,
    findings,
    forms,
    forms_draft,
    grants,
    handing,
    heads,
    leads,
    letters,
    loading,
    notices,
    offices,
    official,
    overview,
    own_values,
    people,
    personal,
    photos,
    plan,
    plan_loading,
    programme,
    quarantine_page,
    returned,
    returns,
    rules_of_values,
    samples,
    second_factor,
    sheets,
    sheets_of_office,
    signing,
    submissions,
    training,
    training_course,
    values,
    work,
    workforce,
    workforce_changing,
    workforce_loading,
)


class AreaCode:
    """A code of any scheme: the country's letters, or what begins with a digit."""

    regex = "TH|[0-9][0-9A-Za-z-]{1,19}"

    @staticmethod
    def to_python(value: str) -> str:
        return value

    @staticmethod
    def to_url(value: str) -> str:
        return value


class ContentHash:
    """A content's SHA-256 in hex."""

    regex = "[0-9a-f]{64}"

    @staticmethod
    def to_python(value: str) -> str:
        return value

    @staticmethod
    def to_url(value: str) -> str:
        return value


register_converter(AreaCode, "area")
register_converter(ContentHash, "sha256")
register_converter(MonthInAddress, "month")

app_name = "desk"
urlpatterns = [
    path("", work.home, name="home"),
    path("sign-in", entering.sign_in, name="sign-in"),
    path("sign-out", entering.sign_out, name="sign-out"),
    path("first/<str:token>", entering.first, name="first"),
    path("oidc/<slug:ministry_id>", entering.to_ministry, name="ministry"),
    path("oidc/<slug:ministry_id>/back", entering.back_from_ministry, name="ministry-back"),
    path("second-factor", second_factor.own, name="second-factor"),
    path("second-factor/code.svg", second_factor.code, name="second-factor-code"),
    path("second-factor/<slug:doing>", second_factor.change, name="second-factor-change"),
    path("offices", offices.index, name="offices"),
    path("offices/new", offices.new, name="office-new"),
    path("offices/nobody", offices.nobody, name="offices-nobody"),
    path("offices/<int:office_id>", offices.office, name="office"),
    path("people", people.people, name="people"),
    path("people/new", people.new, name="person-new"),
    path("people/<int:person_id>", people.person, name="person"),
    path("people/<int:person_id>/give", people.give, name="person-give"),
    path("people/<int:person_id>/grants/<int:grant_id>/end", people.end, name="person-end"),
    path("roles", people.roles, name="roles"),
    path("grants", grants.grants, name="grants"),
    path("people/sheets", sheets.sheets, name="sheets"),
    path("people/load", loading.load, name="people-load"),
    path("people/load/template.xlsx", loading.template, name="people-template"),
    path("people/<int:person_id>/access", access.access, name="access"),
    path("people/<int:person_id>/access/sheet.pdf", access.sheet, name="access-sheet"),
    path("people/<int:person_id>/access/link.svg", access.picture, {"what": "link"}, name="access-link"),
    path("people/<int:person_id>/access/phone.svg", access.picture, {"what": "phone"}, name="access-phone"),
    path("people/<int:person_id>/access/<slug:doing>", access.change, name="access-change"),
    path("queue/<int:office_id>", work.queue, name="queue"),
    path("queue/<int:office_id>/disputed", disputed.office, name="queue-disputed"),
    path("queue/<int:office_id>/confirm", work.confirm, name="confirm"),
    path("queue/<int:office_id>/enter", own_values.enter, name="queue-enter"),
    path("queue/<int:office_id>/handed", handing.office, name="queue-handed"),
    path("queue/<int:office_id>/sheet.xlsx", sheets_of_office.taken, name="queue-sheet"),
    path("queue/<int:office_id>/sheet", sheets_of_office.back, name="queue-sheet-back"),
    path("handed", handing.administrators, name="handed"),
    path("handed/<int:hand_over_id>", handing.answer, name="handed-answer"),
    path("cells/<int:record_id>/<slug:variable>", work.cell, name="cell"),
    path(
        "cells/<int:record_id>/<slug:variable>/<sha256:sha256>-<int:side>.jpg",
        evidence.photo,
        name="cell-photo",
    ),
    path("samples/<int:office_id>", samples.office, name="samples"),
    path("samples/<uuid:ref>", samples.sample, name="sample"),
    path("signing", signing.index, name="signing"),
    path("signing/<slug:dataset>/<slug:period>/<area:code>", signing.area, name="signing-area"),
    path("findings", findings.index, name="findings"),
    path("findings/one/<int:finding_id>", findings.one, name="finding"),
    path("findings/one/<int:finding_id>/photo", evidence.of_finding, name="finding-photo"),
    path("findings/one/<int:finding_id>/<sha256:sha256>.jpg", evidence.offered, name="finding-photo-offered"),
    path("findings/office/<int:office_id>", findings.of_office, name="findings-office"),
    path("findings/<area:code>", findings.in_area, name="findings-area"),
    path("leads", leads.index, name="leads"),
    path("leads/<int:lead_id>", leads.look, name="lead"),
    path("checks", checks.checks, name="checks"),
    path("rules", rules_of_values.index, name="rules"),
    path("rules/<slug:name>", rules_of_values.dataset, name="rules-dataset"),
    path("queue/<int:office_id>/return", returns.send_back, name="return-cells"),
    path("returns", returns.index, name="returns"),
    path("returns/<int:return_id>/withdraw", returns.withdraw, name="return-withdraw"),
    path("work/returned/<int:return_id>", returned.answer, name="work-returned"),
    path("challenges", challenges.index, name="challenges"),
    path("challenges/office/<int:office_id>", challenges.office, name="challenges-office"),
    path("challenges/<uuid:ref>", challenges.challenge, name="challenge"),
    path("heads", heads.index, name="heads"),
    path("heads/link.svg", heads.code, name="heads-code"),
    path("heads/link.pdf", heads.sheet, name="heads-sheet"),
    path("heads/<uuid:ref>/end", heads.end, name="heads-end"),
    path("heads/<area:code>/values.pdf", heads.values, name="heads-values"),
    path("values", values.index, name="values"),
    path("values/<area:code>", values.area, name="values-area"),
    path("official", official.index, name="official"),
    path("official/<str:version>/errata/<area:code>", official.errata, name="official-errata"),
    path("official/<str:version>/files/<path:path>", official.whole, name="official-file"),
    path(
        "official/<str:version>/<slug:dataset>/<slug:level>/<area:code>.csv",
        official.cut,
        name="official-cut",
    ),
    path("work", field.work, name="work"),
    path("work/day", field.save_day, name="work-day"),
    path("work/task", field.save_task, name="work-task"),
    path("work/month/<month:month>", field.month, name="work-month"),
    path("workers", district.index, name="workers-index"),
    path("workers/person/<int:person_id>", district.worker, name="worker"),
    path("workers/person/<int:person_id>/month/<month:month>", district.worker_month, name="worker-month"),
    path("workers/<area:code>", district.glance, name="workers"),
    path("workers/<area:code>/month/<month:month>", district.month, name="workers-month"),
    path("workers/<area:code>/month/<month:month>.pdf", district.month_pdf, name="workers-month-pdf"),
    path("plan", plan.index, name="plan"),
    path("plan/load", plan_loading.load, name="plan-load"),
    path("plan/<int:number>", plan.version, name="plan-version"),
    path("programmes/new", plan_loading.programme, name="programme-new"),
    path("programme", programme.index, name="programme"),
    path("programme/<area:code>", programme.area, name="programme-area"),
    path("progress", completeness.index, name="progress"),
    path("progress/office/<int:office_id>", completeness.office, name="progress-office"),
    path("progress/<area:code>", completeness.area, name="progress-area"),
    path("areas", areas.index, name="areas"),
    path("areas/editions", areas.editions, name="areas-editions"),
    path("areas/editions/<int:edition_id>", areas_deciding.edition, name="areas-edition"),
    path("areas/editions/<int:edition_id>/undo", areas_deciding.undo, name="areas-undo"),
    path("areas/drafts/<int:draft_id>", areas_deciding.draft, name="areas-draft"),
    path("areas/problems/<slug:which>", areas.oddities, name="areas-oddities"),
    path("areas/publish", areas_deciding.publish, name="areas-publish"),
    path("areas/<area:code>", areas.area, name="areas-area"),
    path("areas/<area:code>/<slug:doing>", areas_changing.change, name="areas-change"),
    path("areas/matching", areas_matching.matching, name="areas-matching"),
    path("notices", notices.index, name="notices"),
    path("notices/seen", notices.seen, name="notices-seen"),
    path("notices/wishes", notices.wishes, name="notices-wishes"),
    path("notices/letters", letters.index, name="letters"),
    path("notices/letters/<int:letter_id>.pdf", letters.printed, name="letter"),
    path("notices/letters/<area:code>", letters.area, name="letters-area"),
    path("notices/letters/<area:code>/<slug:day>.pdf", letters.printed_day, name="letters-day"),
    path("training", training.index, name="training"),
    path("training/new", training.new, name="training-new"),
    path("training/<slug:code>", training_course.course, name="training-course"),
    path("training/<slug:code>/list.csv", training_course.listing, name="training-list"),
    path("training/<slug:code>/certificates.pdf", training_course.papers, name="training-papers"),
    path("certificates", certificates.look_up, name="certificates"),
    path("certificates/<slug:number>", certificates.certificate, name="certificate"),
    path("certificates/<slug:number>.pdf", certificates.paper, name="certificate-paper"),
    path("my/certificates", certificates.mine, name="my-certificates"),
    path("people/<int:person_id>/personal", personal.personal, name="personal"),
    path("workforce/load", workforce_loading.load, name="workforce-load"),
    path("workforce/template.xlsx", workforce_loading.template, name="workforce-template"),
    path("workforce", workforce.index, name="workforce-index"),
    path("workforce/<area:code>", workforce.area, name="workforce"),
    path("workforce/<area:code>/<slug:doing>", workforce_changing.change, name="workforce-change"),
    path("forms", forms.index, name="forms"),
    path("forms-new", forms.new, name="form-new"),
    path("forms/drafts/<uuid:ref>", forms_draft.draft, name="form-draft"),
    path("forms/<path:form_id>", forms.form, name="form"),
    path("submissions", submissions.index, name="submissions"),
    path("submissions/<str:form_id>.zip", submissions.taken, {"kind": "zip"}, name="submissions-zip"),
    path("submissions/<str:form_id>.xlsx", submissions.taken, {"kind": "xlsx"}, name="submissions-xlsx"),
    path("submissions/<str:form_id>.ndjson", submissions.taken, {"kind": "ndjson"}, name="submissions-lines"),
    path("submissions/<str:form_id>", submissions.form, name="submissions-form"),
    path("quarantine", overview.quarantine, name="quarantine"),
    path("quarantine/<uuid:ref>", quarantine_page.submission, name="submission"),
    path("photos/<sha256:sha256>-<int:side>.jpg", photos.small, name="photo"),
    path("photos/<sha256:sha256>/original", photos.original, name="photo-original"),
    path("journal", overview.events, name="journal"),
]
