"""Addresses of the desk, under /desk/."""

from __future__ import annotations

from django.urls import path

from tambon.desk.views import areas_matching, entering, overview, work

app_name = "desk"
urlpatterns = [
    path("", work.home, name="home"),
    path("sign-in", entering.sign_in, name="sign-in"),
    path("sign-out", entering.sign_out, name="sign-out"),
    path("first/<str:token>", entering.first, name="first"),
    path("queue/<int:office_id>", work.queue, name="queue"),
    path("queue/<int:office_id>/confirm", work.confirm, name="confirm"),
    path("cells/<int:record_id>/<slug:variable>", work.cell, name="cell"),
    path("progress", overview.progress, name="progress"),
    path("areas/matching", areas_matching.matching, name="areas-matching"),
    path("quarantine", overview.quarantine, name="quarantine"),
    path("journal", overview.events, name="journal"),
]
