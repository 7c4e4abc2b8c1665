"""Questions about the house, and what only looks like one."""

import time

import pytest

from demo_crm.offline_model.intents import AskKnowledge
from demo_crm.offline_model.policy_words import read_policy
from demo_crm.offline_model.understanding import understand


@pytest.mark.parametrize(
    "text",
    [
        "What is our commission split?",
        "How long do we keep earnest money?",
        "commission policy",
        "Who pays for the HOA documents?",
        "Can we serve alcohol at an open house?",
        "Do I have to disclose a death on the property?",
        "How many days can a home be coming soon?",
        "Please tell me how often the lockbox code is changed",
        "Am I allowed to photoshop the pictures?",
        "what does the open house checklist say?",
        "What does our dress code say?",
    ],
)
def test_a_question_about_the_house_is_looked_up(text):
    assert isinstance(understand(text), AskKnowledge)


def test_the_question_is_kept():
    assert understand("Hi, what is our commission split?") == AskKnowledge(
        "what is our commission split"
    )


@pytest.mark.parametrize(
    "text",
    [
        "What homes do we have?",
        "Find homes in San Jose under $2M",
        "What is our cheapest listing?",
        "What is Ada Byrne's e-mail?",
        "Do we have Ada Byrne's e-mail?",
        "Remind me to read the commission policy",
        "Write an e-mail to Ada Byrne about the deposit",
        "Book a call with Ada Byrne on Friday at 3 pm about our split",
        "Which homes in Campbell have HOA dues under $400?",
        "any open houses this weekend?",
        "Who won the world cup?",
        "What is the weather?",
        "Can we delete this contact?",
    ],
)
def test_other_wishes_stay_what_they_are(text):
    assert not isinstance(understand(text), AskKnowledge)


@pytest.mark.parametrize("fragment", ["what ", "our ", "do i have to ", "commission ", "a", " "])
def test_long_texts_take_no_time(fragment):
    began = time.process_time()
    read_policy((fragment * 400)[:400])
    assert time.process_time() - began < 1
