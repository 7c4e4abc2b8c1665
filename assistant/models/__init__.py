from assistant.models.conversations import Conversation, DeletedConversation, Tenant, Turn
from assistant.models.endpoints import EndpointCheck
from assistant.models.jobs import Job
from assistant.models.knowledge import KnowledgeDocument, KnowledgeExcerpt
from assistant.models.processes import Command, Process
from assistant.models.queries import QueryAsk
from assistant.models.ratings import Rating
from assistant.models.reads import StaffRead
from assistant.models.traces import Block, PromptVersion, Round, ToolCall

__all__ = [
    "Block",
    "Command",
    "Conversation",
    "DeletedConversation",
    "EndpointCheck",
    "Job",
    "KnowledgeDocument",
    "KnowledgeExcerpt",
    "Process",
    "PromptVersion",
    "QueryAsk",
    "Rating",
    "Round",
    "StaffRead",
    "Tenant",
    "ToolCall",
    "Turn",
]
