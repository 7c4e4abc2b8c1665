"""The words to draw from."""

import pytest

from demo_crm.invention import vocabulary

LISTS = [name for name in vars(vocabulary) if name.isupper()]


@pytest.mark.parametrize("name", LISTS)
def test_no_word_is_there_twice(name):
    words = getattr(vocabulary, name)
    assert len(set(words)) == len(words)
