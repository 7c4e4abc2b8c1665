from assistant.admin import conversations, prompts, queries, reads, turns

__all__ = ["conversations", "prompts", "queries", "reads", "turns"]
