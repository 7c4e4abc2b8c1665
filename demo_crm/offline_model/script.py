"""The offline demo's script: from the messages it is sent to its next move. No I/O.

It is a table of rules and a handful of scenes, not a language model. It knows nothing but the
messages: a scene asks for tool calls one by one, and is played again from its start, with the
results so far, each time the next round is asked for.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from demo_crm.offline_model import (
    appointment_scene,
    change_scenes,
    contact_scenes,
    email_scene,
    listing_scenes,
    marketing_scenes,
    policy_scene,
    replies,
    task_scene,
)
from demo_crm.offline_model.intents import (
    AddContact,
    AddTask,
    AnalyzeMarket,
    AskKnowledge,
    Beyond,
    BookAppointment,
    BuildWebsite,
    CompleteTask,
    Intent,
    LookUp,
    MoveAppointment,
    OpenListing,
    PickBest,
    PickListing,
    PickListingById,
    SearchListings,
    Several,
    ShowChart,
    ShowTable,
    ShowTask,
    SmallTalk,
    Steering,
    TakeBack,
    UpdateContact,
    WriteEmail,
    WritePost,
)
from demo_crm.offline_model.moves import Reply, Say, Scene, ToolRefused
from demo_crm.offline_model.reading import read_turn
from demo_crm.offline_model.request import Message
from demo_crm.offline_model.together import play_together
from demo_crm.offline_model.turn import Fault, Outcome, Result, Turn
from demo_crm.offline_model.understanding import understand


def reply(messages: Sequence[Message], usable_tools: AbstractSet[str]) -> Reply:
    """Return the script's next move; the same messages always get the same one."""
    turn = read_turn(messages)
    if turn.is_repair:
        return Say(replies.CANNOT_REPAIR)
    opening = _open_scene(understand(turn.said), turn)
    return opening if isinstance(opening, Say) else _play(opening, turn.outcomes, usable_tools)


def _open_scene(intent: Intent, turn: Turn) -> Scene | Say:
    match intent:
        case SearchListings():
            return listing_scenes.search(intent)
        case OpenListing(filters=filters):
            return listing_scenes.open_match(filters)
        case PickListing(position=position):
            return listing_scenes.pick(position, turn)
        case PickListingById(listing=listing):
            return listing_scenes.open_listing(listing)
        case PickBest():
            return marketing_scenes.pick_best(intent, turn)
        case AnalyzeMarket(topic=topic):
            return marketing_scenes.analyze(topic, turn)
        case BuildWebsite(topic=topic):
            return marketing_scenes.build_website(topic, turn)
        case WritePost():
            return marketing_scenes.write_post(intent, turn)
        case CompleteTask() | ShowTask() | MoveAppointment() | UpdateContact() | TakeBack():
            return change_scenes.change(intent, turn)
        case ShowTable(side_by_side=side_by_side):
            return listing_scenes.compare(turn, side_by_side=side_by_side)
        case ShowChart(chart=chart):
            return listing_scenes.draw_shown(chart, turn)
        case AddContact(values=values):
            return contact_scenes.add_contact(values)
        case LookUp():
            return contact_scenes.look_up(intent, turn)
        case WriteEmail():
            return email_scene.write_email(intent, turn)
        case AddTask(words=words):
            return task_scene.add_task(words, turn)
        case BookAppointment():
            return appointment_scene.book(intent, turn)
        case AskKnowledge(question=question):
            return policy_scene.ask_knowledge(question)
        case Several():
            return play_together(intent, turn, _open_scene)
        case SmallTalk(courtesy=courtesy):
            return Say(replies.COURTESIES[courtesy])
        case Steering():
            return Say(replies.STEERING)
        case Beyond():
            return Say(replies.BEYOND)


def _play(scene: Scene, outcomes: Sequence[Outcome], usable_tools: AbstractSet[str]) -> Reply:
    """The move that follows the outcomes so far. A scene that catches a refusal tells the rest."""
    try:
        move = next(scene)
        for outcome in outcomes:
            match outcome:
                case Fault(message=message, code=code):
                    move = scene.throw(ToolRefused(replies.tell_fault(message, code)))
                case Result():
                    move = scene.send(outcome)
        if move.name not in usable_tools:
            move = scene.throw(ToolRefused(replies.CANNOT_USE_TOOL))
        return move
    except StopIteration as end:
        ending: Say = end.value
        return ending
    except ToolRefused as refusal:
        return Say(str(refusal))
