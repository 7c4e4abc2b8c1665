"""What a browser without scripts sends of the filter form of a page."""

from html.parser import HTMLParser


class _Inputs(HTMLParser):
    """The names and values of the controls that count."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self._within = False
        self._templates = 0
        self._options: list[tuple[str, bool]] = []
        self._select = ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._within = given.get("id") == "crm-filter"
        self._templates += tag == "template"
        if not self._within or self._templates:
            return
        if tag == "select":
            self._select, self._options = given["name"], []
        elif tag == "option":
            self._options.append((given["value"], "selected" in given))
        elif tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self.pairs.append((given["name"], given.get("value") or ""))

    def handle_endtag(self, tag):
        self._templates -= tag == "template"
        if tag == "form":
            self._within = False
        elif tag == "select" and self._within and not self._templates:
            chosen = [value for value, is_chosen in self._options if is_chosen]
            self.pairs.append((self._select, (chosen or [self._options[0][0]])[-1]))


def read_inputs(page: str) -> list[tuple[str, str]]:
    """The pairs that pressing Apply would send."""
    inputs = _Inputs()
    inputs.feed(page)
    assert inputs.pairs
    return inputs.pairs
