from assistant.models.conversations import Conversation, Tenant, Turn
from assistant.models.processes import Command, Process
from assistant.models.traces import Block, PromptVersion, Round, ToolCall

__all__ = [
    "Block",
    "Command",
    "Conversation",
    "Process",
    "PromptVersion",
    "Round",
    "Tenant",
    "ToolCall",
    "Turn",
]
