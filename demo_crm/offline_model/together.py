"""The scene of a message that asks for several things: one after the other, each knowing the last.

No I/O.
"""

from collections.abc import Callable, Generator
from dataclasses import replace

from demo_crm.offline_model import replies
from demo_crm.offline_model.intents import Intent, Several
from demo_crm.offline_model.look_up_words import find_name
from demo_crm.offline_model.moves import Say, Scene, ToolRefused, Use
from demo_crm.offline_model.reading import parse_widgets
from demo_crm.offline_model.turn import Result, Turn

OpenScene = Callable[[Intent, Turn], Scene | Say]


def play_together(wish: Several, turn: Turn, open_scene: OpenScene) -> Scene:
    """Play the wishes in order; one that is left open, or that a tool refuses, ends the course."""
    said: list[str] = []
    is_open = False
    for index, each_wish in enumerate(wish.wishes, 1):
        rest = ", ".join(each.words for each in wish.wishes[index:])
        all_rest = ", ".join(filter(None, [rest, turn.rest]))
        opening = open_scene(each_wish.intent, replace(turn, rest=all_rest))
        try:
            say, found = yield from _play_one(opening)
        except ToolRefused as refusal:
            say, found = Say(str(refusal), is_open=True), []
        said.append(say.text)
        if say.is_open:
            said += [replies.REST_WAITS] if rest and replies.REST_WAITS not in say.text else []
            is_open = True
            break
        turn = turn.after(parse_widgets(say.text), found)
        turn = replace(turn, named=find_name(each_wish.words) or turn.named)
    said += [replies.tell_missed(words) for words in wish.missed]
    return Say(_say_hint_once(said), is_open=is_open)


def _play_one(opening: Scene | Say) -> Generator[Use, Result, tuple[Say, list[Result]]]:
    if isinstance(opening, Say):
        return opening, []
    found: list[Result] = []
    try:
        move = next(opening)
        while True:
            found.append((yield move))
            move = opening.send(found[-1])
    except StopIteration as end:
        return end.value, found


def _say_hint_once(said: list[str]) -> str:
    """What can be done with a list of listings is said once, at the end."""
    plain = [replies.drop_hint(text) for text in said]
    return replies.join(*plain, replies.OPEN_OR_COMPARE if plain != said else "")
