"""The door's addresses for Django; `door.ROUTES` is the table."""

from django.urls import path

from tambon.openrosa import door

urlpatterns = [path("", door.answer), path("<path:rest>", door.answer)]
