"""Delivery channels, one file each.

Takes a Parcel and where it goes, or Files and where they stand.
Gives them to their receiver, or a DeliverError.
Never imports a neighbour; this file is the only list.
"""

from syndicator.deliver.channel import Channel, Tree
from syndicator.deliver.channels.files import FilesTree
from syndicator.deliver.channels.mail import MailChannel
from syndicator.deliver.channels.s3 import S3Tree
from syndicator.deliver.channels.webhook import WebhookChannel

CHANNELS: dict[str, type[Channel]] = {channel.name: channel for channel in (MailChannel, WebhookChannel)}
TREES: dict[str, type[Tree]] = {tree.name: tree for tree in (FilesTree, S3Tree)}
