"""The language of what a runner reads and hears; English until another one is used."""

from runwalk_tui.language.text import Plural as Plural
from runwalk_tui.language.text import current as current
from runwalk_tui.language.text import decimal as decimal
from runwalk_tui.language.text import in_context as in_context
from runwalk_tui.language.text import mark as mark
from runwalk_tui.language.text import table as table
from runwalk_tui.language.text import tr as tr
from runwalk_tui.language.text import use as use
