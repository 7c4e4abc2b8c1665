"""The CRM's pages by address."""

from django.urls import path

from demo_crm import logins, views

urlpatterns = [
    path("", views.show_home, name="home"),
    path("login/", logins.MemberLogin.as_view(), name="login"),
    path("logout/", logins.MemberLogout.as_view(), name="logout"),
    path("crm/listings/", views.show_listings, name="listings"),
    path("crm/listings/<str:listing>/", views.show_listing, name="listing"),
    path("crm/contacts/", views.show_contacts, name="contacts"),
    path("crm/contacts/<str:contact>/", views.show_contact, name="contact"),
    path("crm/tasks/", views.show_tasks, name="tasks"),
    path("crm/calendar/", views.show_calendar, name="calendar"),
    path("crm/marketing/", views.show_marketing, name="marketing"),
    path("crm/drafts/<str:draft>/", views.edit_draft, name="draft"),
]
