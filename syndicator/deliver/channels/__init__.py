"""Delivery channels, one file each.

Takes a Parcel and where it goes.
Gives it to its receiver, or a DeliverError.
Never imports a neighbour; this file is the only list.
"""

from syndicator.deliver.channel import Channel
from syndicator.deliver.channels.mail import MailChannel
from syndicator.deliver.channels.webhook import WebhookChannel

CHANNELS: dict[str, type[Channel]] = {channel.name: channel for channel in (MailChannel, WebhookChannel)}
