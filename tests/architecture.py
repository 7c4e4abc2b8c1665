"""Where the house rules bend, and why: the one place for exceptions from test_architecture."""

ROOMS = ("config", "demo_crm", "review", "finetune", "evals", "assistant", "widgets")

# Modules that say nothing a test could hold them to.
NOTHING_TO_TEST = {
    "apps.py": "Django's entry",
    "urls.py": "addresses; the rights matrix visits every one",
    "errors.py": "a tree of classes",
    "config/settings.py": "values; what can be wrong with them is in test_checks",
    "assistant/core/turn/facts.py": "values",
    "assistant/core/wire/answers.py": "values",
    "assistant/core/assertions/figures/values.py": "values",
    "assistant/core/query/asks.py": "values",
    "assistant/engine/journal.py": "a protocol",
    "assistant/engine/orders.py": "values",
    "demo_crm/offline_model/intents.py": "values",
}

_LOGS = "assistant/eventlogs/test_contract.py"
_READING = "assistant/core/assertions/figures/test_reading.py"
_CHECKING = "assistant/core/query/test_checking.py"

# Modules whose behaviour is seen only through a door above them, and the test that looks there.
SEEN_THROUGH = {
    "assistant/core/assertions/figures/amounts.py": _READING,
    "assistant/core/assertions/figures/currencies.py": _READING,
    "assistant/core/assertions/figures/days.py": _READING,
    "assistant/core/assertions/figures/moments.py": _READING,
    "assistant/core/assertions/figures/numerals.py": _READING,
    "assistant/core/assertions/figures/phones.py": _READING,
    "assistant/core/assertions/figures/times.py": _READING,
    "assistant/models/full_text.py": "assistant/services/test_retrieval.py",
    "assistant/models/knowledge.py": "assistant/services/test_importing.py",
    "assistant/core/assertions/assignment.py": "assistant/core/assertions/test_altered_value.py",
    "assistant/core/assertions/claims.py": "assistant/core/assertions/test_altered_value.py",
    "assistant/core/assertions/comparing.py": "assistant/core/assertions/test_altered_value.py",
    "assistant/core/assertions/counts.py": "assistant/core/assertions/test_unsourced_fact.py",
    "assistant/core/assertions/diary.py": "assistant/core/assertions/test_unsourced_fact.py",
    "assistant/core/assertions/documents.py": "assistant/core/assertions/test_sources.py",
    "assistant/core/assertions/evidence.py": "assistant/core/assertions/test_sources.py",
    "assistant/core/assertions/labels.py": "assistant/core/assertions/test_altered_value.py",
    "assistant/core/assertions/layout.py": "assistant/core/assertions/test_altered_value.py",
    "assistant/core/assertions/matching.py": "assistant/core/assertions/test_unsourced_fact.py",
    "assistant/core/assertions/naming.py": "assistant/core/assertions/test_altered_value.py",
    "assistant/core/assertions/search.py": "assistant/core/assertions/test_sources.py",
    "assistant/core/assertions/speech.py": "assistant/core/assertions/test_unsourced_fact.py",
    "assistant/core/assertions/texts.py": "assistant/core/assertions/test_unsourced_fact.py",
    "assistant/core/query/conditions.py": _CHECKING,
    "assistant/core/query/corrections.py": _CHECKING,
    "assistant/core/query/fields.py": _CHECKING,
    "assistant/core/query/filters.py": _CHECKING,
    "assistant/core/query/language.py": _CHECKING,
    "assistant/core/query/notes.py": _CHECKING,
    "assistant/core/query/orders.py": _CHECKING,
    "assistant/core/query/shapes.py": _CHECKING,
    "assistant/core/query/times.py": _CHECKING,
    "assistant/core/query/values.py": _CHECKING,
    "assistant/core/assertions/told_figures.py": "assistant/core/assertions/test_unsourced_fact.py",
    "assistant/eventlogs/keys.py": _LOGS,
    "assistant/eventlogs/memory.py": _LOGS,
    "assistant/eventlogs/mirror.py": _LOGS,
    "assistant/eventlogs/reading.py": _LOGS,
    "assistant/eventlogs/scripts.py": _LOGS,
    "assistant/eventlogs/telling.py": _LOGS,
    "assistant/eventlogs/link.py": "assistant/eventlogs/test_streams.py",
    "assistant/eventlogs/opening.py": "journeys/test_two_processes.py",
    "assistant/services/locks.py": "journeys/test_two_processes.py",
    "assistant/engine/cancellation.py": "assistant/engine/test_calls.py",
    "assistant/engine/turn.py": "assistant/engine/test_endings.py",
    "assistant/runtime/asking.py": "assistant/views/test_queries.py",
    "assistant/runtime/commands.py": "assistant/test_consumers_commands.py",
    "assistant/runtime/telling.py": "assistant/views/test_conversations.py",
    "assistant/runtime/journal.py": "assistant/engine/test_blocks.py",
    "assistant/services/orders.py": "assistant/test_consumers_commands.py",
    "assistant/services/queries.py": "assistant/views/test_queries.py",
    "assistant/services/reads.py": "assistant/admin/test_pages.py",
    "assistant/models/arrays.py": "assistant/admin/test_conversations.py",
    "assistant/models/reads.py": "assistant/admin/test_reads.py",
    "assistant/models/conversations.py": "journeys/test_rights.py",
    "assistant/models/processes.py": "journeys/test_rights.py",
    "assistant/models/endpoints.py": "assistant/management/commands/test_check_model.py",
    "assistant/services/endpoints.py": "assistant/management/commands/test_check_model.py",
    "assistant/engine/probing.py": "assistant/management/commands/test_check_model.py",
    "assistant/admin/endpoints.py": "assistant/management/commands/test_check_model.py",
    "assistant/models/ratings.py": "assistant/views/test_turns.py",
    "assistant/services/ratings.py": "assistant/views/test_turns.py",
    "assistant/views/declaring.py": "assistant/views/test_manuals.py",
    "assistant/models/queries.py": "assistant/admin/test_queries.py",
    "assistant/models/traces.py": "assistant/services/test_undo.py",
    "assistant/serializers.py": "assistant/views/test_conversations.py",
    "assistant/views/serving.py": "assistant/views/test_health.py",
    "assistant/services/snapshots.py": "assistant/runtime/test_snapshots.py",
    "assistant/services/history.py": "assistant/runtime/test_snapshots.py",
    "demo_crm/assertions/steering_words.py": "demo_crm/assertions/test_fair_housing.py",
    "config/asgi.py": "assistant/test_consumers_handshake.py",
}

# Doors that load a heavy package at its first use.
LATE_IMPORTS = {"assistant/llm.py", "assistant/pdfs.py", "assistant/eventlogs/opening.py"}

# Rooms and folders that may speak of the demo's trade.
TRADE = (
    "demo_crm/",
    "tests/",
    "docs/",
    "bench/",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
)
