from assistant.admin import conversations, prompts, reads, turns

__all__ = ["conversations", "prompts", "reads", "turns"]
