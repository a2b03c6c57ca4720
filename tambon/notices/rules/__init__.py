"""Which kinds of notice there are, their sentences, and when the next may go out. Pure."""

from tambon.notices.rules.kinds import Channel, MessageKind

__all__ = ["Channel", "MessageKind"]
