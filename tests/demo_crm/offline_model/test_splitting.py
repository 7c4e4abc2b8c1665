"""Where a message asks for something else."""

import pytest

from demo_crm.offline_model.splitting import split_others, split_wishes


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Remind me to call Jo tomorrow and book a showing on Friday at 3 pm",
            ["Remind me to call Jo tomorrow", "book a showing on Friday at 3 pm"],
        ),
        (
            "Find the cheapest home, draft an email about it to Jo, remind me to call him "
            "and then schedule a second visit",
            [
                "Find the cheapest home",
                "draft an email about it to Jo",
                "remind me to call him",
                "schedule a second visit",
            ],
        ),
        (
            "Create a task to order signs; also please write a letter to Jo",
            ["Create a task to order signs", "write a letter to Jo"],
        ),
        (
            "Tomorrow at noon, book a call and remind me to prepare it",
            ["Tomorrow at noon, book a call", "remind me to prepare it"],
        ),
    ],
)
def test_a_message_is_cut_at_each_command(text: str, parts: list[str]) -> None:
    assert split_wishes(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "Create a contact named Ada Byrne, email ada@byrne.example",
        "homes in Campbell with a garden and a pool, under $2M",
        "remind me to book the flight and call Jo",
        "Write an email to Jo about the offer and the deadline",
        "compare them in a table",
        "",
    ],
)
def test_one_wish_stays_whole(text: str) -> None:
    assert split_wishes(text) == ([text] if text else [])


def test_what_reads_like_a_command_is_cut_off() -> None:
    assert split_others("homes in Campbell, and then sing me a song") == [
        "homes in Campbell",
        "sing me a song",
    ]
    assert split_others("homes with a garden and a pool") == ["homes with a garden and a pool"]
