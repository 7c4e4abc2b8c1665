from assistant.admin import conversations, jobs, prompts, queries, reads, turns

__all__ = ["conversations", "jobs", "prompts", "queries", "reads", "turns"]
