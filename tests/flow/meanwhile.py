"""What happens to a home while it is backed up, as a program of its own code."""

ERASE_MEANWHILE = """
import json, sys
import django; django.setup()
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from django.conf import settings
from tambon.blobs.folder import Folder
from tambon.cli import backing
from tambon.host import backup
from tambon.lib.days import thai_day
from tambon.submissions import actions
from tambon.submissions.models import Submission
from tambon.submissions.rules import Part
folder, at = Folder(settings.HOME.blobs), datetime.now(UTC)
with folder.draft() as draft:
    draft.write(b"event,node,start,end,latitude,longitude")
    blob = draft.keep()
sent = Submission.objects.order_by("id")[0]
old = f'<data id="water"><meta><instanceID>uuid:{at.timestamp()}</instanceID></meta></data>'.encode()
actions.receive(xml=old, person_id=sent.person_id, at=at - timedelta(days=400),
                attachments=[Part("audit.csv", blob.sha256, blob.size, "text/csv")])
source = backing.source(settings.HOME)
def opened(name):
    actions.erase_traces(folder=folder, days=90, by="system", on=thai_day(at), at=at)
    return source.open_blob(name)
made = backup.make(replace(source, open_blob=opened), Path(sys.argv[1]), at=at, tell=lambda *_: None)
print(json.dumps({"absent": made.absent, "erased": made.erased, "track": blob.sha256}))
"""
