"""The output formats, one file each. FORMATS is the only list; its keys are the extensions of the feeds' URLs."""

from syndicator.publish.format import Format
from syndicator.publish.formats.atom import Atom
from syndicator.publish.formats.jsonfeed import JsonFeed
from syndicator.publish.formats.newsml import NewsMl
from syndicator.publish.formats.ninjs import Ninjs
from syndicator.publish.formats.rdf import Rdf
from syndicator.publish.formats.rss import Rss

FORMATS: dict[str, Format] = {form.extension: form for form in (Rss(), Atom(), JsonFeed(), Rdf(), Ninjs(), NewsMl())}
