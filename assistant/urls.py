"""The assistant's own addresses."""

from django.urls import path

from assistant.views import conversations, health, queries, suggestions

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
    path("api/query/", queries.QueryEndpoint.as_view(), name="query"),
]
