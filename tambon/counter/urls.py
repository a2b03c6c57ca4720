"""Addresses of the counter, under /counter/."""

from __future__ import annotations

from django.urls import path

from tambon.counter.views import challenge, village

app_name = "counter"
urlpatterns = [
    path("", challenge.index, name="index"),
    path("village/<str:token>", village.village, name="village"),
    path("challenge", challenge.ask, name="challenge"),
    path("challenge/<str:code>", challenge.told, name="told"),
]
