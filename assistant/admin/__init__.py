from assistant.admin import conversations, endpoints, prompts, queries, reads, turns

__all__ = ["conversations", "endpoints", "prompts", "queries", "reads", "turns"]
