from assistant.admin import conversations, endpoints, jobs, prompts, queries, reads, turns

__all__ = ["conversations", "endpoints", "jobs", "prompts", "queries", "reads", "turns"]
