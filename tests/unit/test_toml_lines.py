import tomllib

from syndicator.text.toml_lines import lines, locate

TEXT = '''title = "x"
[rights]
holder = "海川县" # [not.a.table]
names = [
  "a",
  "every = 1",
]
[[source]]
kind = "html"
note = """
kind = "inside"
"""
[source.text]
script = "hans"
[[source]]
url."a b" = { every = "1m" }
'''


def test_every_key_has_its_line():
    tomllib.loads(TEXT)
    found = lines(TEXT)
    assert found[("title",)] == 1
    assert found[("rights", "holder")] == 3
    assert found[("rights", "names")] == 4
    assert found[("source", 0)] == 8
    assert found[("source", 0, "kind")] == 9
    assert found[("source", 0, "text", "script")] == 14
    assert found[("source", 1)] == 15
    assert found[("source", 1, "url", "a b")] == 16
    assert ("source", 0, "every") not in found
    assert ("rights", "every") not in found


def test_a_missing_key_is_located_at_its_table():
    assert locate(lines(TEXT), ("source", 1, "kind")) == 15
    assert locate(lines(TEXT), ("nothing", 3)) == 1
