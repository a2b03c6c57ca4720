"""The tests' own ground: the embedded server answers, and the network does not."""

from __future__ import annotations

import socket

import pytest
from django.conf import settings
from django.db import connection


@pytest.mark.django_db
def test_the_database_is_the_embedded_postgresql_18_or_the_one_that_was_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_database()")
        version, name = cursor.fetchone()
    assert version >= 150000
    assert name.startswith("test_")


def test_a_test_cannot_reach_beyond_this_machine() -> None:
    with pytest.raises(RuntimeError, match="reached for the network"):
        socket.create_connection(("198.51.100.1", 9), timeout=1)


def test_each_process_has_its_home() -> None:
    assert settings.HOME.root.is_absolute()
