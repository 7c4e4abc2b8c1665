"""Wishes about one home, in the ways people word them."""

import pytest

from demo_crm.offline_model.intents import AnalyzeMarket, BuildWebsite, WritePost
from demo_crm.offline_model.marketing_words import read_marketing, spread_products


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("make a market analysis", AnalyzeMarket("")),
        ("run a CMA on it", AnalyzeMarket("it")),
        ("comps for 118 Lantern Street", AnalyzeMarket("118 Lantern Street")),
        ("what is 118 Lantern Street worth", AnalyzeMarket("118 Lantern Street")),
        ("how much is it worth", AnalyzeMarket("it")),
        ("what could the last one sell for", AnalyzeMarket("the last one")),
        ("draft a website for it", BuildWebsite("it")),
        ("build a landing page", BuildWebsite("")),
        ("create a one-page web site about the first one", BuildWebsite("the first one")),
        ("write a social post", WritePost("", None)),
        ("a social media post for it", WritePost("it", None)),
        ("an Instagram post about the last one", WritePost("the last one", "instagram")),
        ("a post for Facebook", WritePost("", "facebook")),
        ("draft an insta post", WritePost("", "instagram")),
        ("a post on LinkedIn for it", WritePost("it", "linkedin")),
    ],
)
def test_a_wish_about_a_home_is_understood(text, intent):
    assert read_marketing(text) == intent


@pytest.mark.parametrize(
    "text", ["post it", "publish the website", "the post office", "analyse this", "Hello"]
)
def test_anything_else_is_no_such_wish(text):
    assert read_marketing(text) is None


@pytest.mark.parametrize(
    ("text", "spread"),
    [
        (
            "draft a website and a social post for it",
            "draft a website for it, draft a social post for it",
        ),
        (
            "make a market analysis, a website and a post, e-mail it to Jo",
            "make a market analysis, make a website, make a post, e-mail it to Jo",
        ),
        (
            "make a market analysis for it, a website and a social media post. Remind me",
            "make a market analysis for it, make a website for it, make a social media post for it."
            " Remind me",
        ),
        ("draft a website for it", "draft a website for it"),
        ("draft a website and call Jo", "draft a website and call Jo"),
    ],
)
def test_the_verb_is_said_with_each_of_several(text, spread):
    assert spread_products(text) == spread


def test_a_long_text_takes_no_time():
    assert spread_products("draft a website, " * 20)
