"""The assistant's own addresses."""

from django.urls import path

from assistant.views import (
    catalog,
    conversations,
    exports,
    health,
    manuals,
    queries,
    suggestions,
    turns,
)

urlpatterns = [
    path("healthz", health.show_health, name="healthz"),
    path("readyz", health.show_readiness, name="readyz"),
    path("api/mentions/", suggestions.MentionList.as_view(), name="mentions"),
    path("api/starters/", suggestions.StarterList.as_view(), name="starters"),
    path("api/conversations/", conversations.ConversationList.as_view(), name="conversations"),
    path(
        "api/conversations/<str:conversation>/",
        conversations.ConversationDetail.as_view(),
        name="conversation",
    ),
    path(
        "api/conversations/<str:conversation>/export/",
        exports.ConversationExport.as_view(),
        name="export",
    ),
    path("api/turns/<str:turn>/", turns.TurnDetail.as_view(), name="turn"),
    path("api/turns/<str:turn>/rating/", turns.TurnRating.as_view(), name="rating"),
    path("api/catalog/", catalog.CatalogDetail.as_view(), name="catalog"),
    path("api/records/", catalog.RecordKindList.as_view(), name="records"),
    path("api/schema/", manuals.show_openapi, name="schema"),
    path("api/docs/", manuals.show_docs, name="docs"),
    path("api/protocol/", manuals.show_protocol, name="protocol"),
    path("api/query/", queries.QueryEndpoint.as_view(), name="query"),
]
