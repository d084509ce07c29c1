"""What counts as a Han character where nothing finer is asked: the unified ideographs and their Extension A."""

import re

# Unicode 16, blocks 3400–4DBF and 4E00–9FFF. The rarer ones beyond the BMP stand in names only, beside others.
HAN = re.compile("[\u3400-\u9fff]")
