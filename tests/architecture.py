"""Where the house rules bend, and why: the one place for exceptions from test_architecture."""

ROOMS = ("config", "demo_crm", "review", "finetune", "evals", "assistant", "widgets")

# Modules that say nothing a test could hold them to.
NOTHING_TO_TEST = {
    "apps.py": "Django's entry",
    "urls.py": "addresses; the rights matrix visits every one",
    "errors.py": "a tree of classes",
    "config/settings.py": "values; what can be wrong with them is in test_checks",
    "assistant/core/facts.py": "values",
    "assistant/engine/journal.py": "a protocol",
    "demo_crm/offline_model/intents.py": "values",
}

# Modules whose behaviour is seen only through a door above them, and the test that looks there.
SEEN_THROUGH = {
    "assistant/engine/cancellation.py": "assistant/engine/test_calls.py",
    "assistant/engine/turn.py": "assistant/engine/test_endings.py",
    "assistant/runtime/commands.py": "assistant/test_consumers_commands.py",
    "assistant/runtime/journal.py": "assistant/engine/test_blocks.py",
    "assistant/runtime/runtime.py": "assistant/engine/test_stop.py",
    "assistant/services/journal.py": "assistant/engine/test_endings.py",
    "assistant/services/orders.py": "assistant/test_consumers_commands.py",
    "assistant/services/processes.py": "assistant/engine/test_endings.py",
    "assistant/models/conversations.py": "journeys/test_rights.py",
    "assistant/models/processes.py": "journeys/test_rights.py",
    "assistant/models/traces.py": "assistant/services/test_undo.py",
    "assistant/services/turns.py": "assistant/test_consumers_commands.py",
    "assistant/services/snapshots.py": "assistant/runtime/test_snapshots.py",
    "assistant/services/history.py": "assistant/runtime/test_snapshots.py",
    "config/asgi.py": "assistant/test_consumers_handshake.py",
}

# Doors that load a heavy package at its first use.
LATE_IMPORTS = {"assistant/llm.py"}

# Rooms and folders that may speak of the demo's trade.
TRADE = ("demo_crm/", "tests/", "docs/", "bench/", "README.md", "CHANGELOG.md")
