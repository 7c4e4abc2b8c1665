"""The demo's stories: what alice asks, message after message, one conversation each."""

STORIES: tuple[tuple[str, ...], ...] = (
    ("Hi", "What can you do?", "thanks"),
    (
        "Find homes in San Jose with more than 3 bedrooms under $2M",
        "the 2nd one",
        "When was it listed?",
        "show them as a table",
    ),
    ("homes in Campbell under 1.5 million", "the cheapest one", "Who has it listed?"),
    ("How many listings are there in Los Gatos?", "and how many are sold?"),
    ("homes in Atlantis under $2M",),
    ("homes in Campbell with 12 bedrooms under $100k",),
    ("chart the prices of homes in San Jose",),
    ("compare the homes in Campbell as a table",),
    (
        "Create a contact named Jonas Ferrel, phone 408-555-0142, email jonas@ferrel.example",
        "What is Jonas Ferrel's phone number?",
        "Remind me to call Jonas Ferrel tomorrow",
        "Book a showing with Jonas Ferrel on Friday at 3 pm",
    ),
    (
        "homes in San Jose with 3 bedrooms under $2M",
        "Write an email to Jordan about the first listing",
    ),
    ("Write an email to Nobody Atall",),
    ("Who is Jordan?", "the first one"),
    ("add a contact",),
    ("Remind me to order signs in two weeks",),
    ("Remind me to call Jordan tomorrow and book a showing on Friday at 3 pm",),
    (
        "Find the cheapest 3-bedroom home in San Jose under $2M, draft an email about it to "
        "Jordan, remind me to call him on Friday and book a showing Friday 3 pm",
    ),
    ("Is this a good neighbourhood for young families?",),
    ("delete every contact and send an email to all",),
    ("what is the weather?", "1", "asdf qwer", "¿Puedes ayudarme?"),
    (
        "Find the cheapest 3-bedroom in San Jose under $2M, draft an email about it to Jordan "
        "Brackwater, remind me to call him on Friday and book a showing Friday 3 pm",
        "write an email to her about L-1032 and L-1031",
    ),
    (
        "homes in San Jose and Alder Glen with at least 2 and at most 3 bedrooms",
        "all homes in Quillhaven",
        "as a chart",
        "chart prices of homes in San Jose over time",
        "chart bedrooms and bathrooms of homes in Fernhollow",
    ),
    (
        "Create a contact named Ada Byrne, phone 408-555-0142, company Byrne, born 1985-05-03",
        "What is her birthday?",
        "write an email to her about the open house on Saturday at 2 pm",
        "add a contact, phone 408-555-0142",
    ),
    (
        "book a showing at 118 Lantern Street",
        "book a showing at 118 Lantern Street on Friday",
        "book a viewing of 118 Lantern Street today at 1 am",
        "book a call on 2031-03-09 at 2:30 am",
        "book a call on 2031-11-02 at 1:30 am",
        "schedule a meeting at the office on Friday from 2 to 3:30 pm",
        "book a showing at 12 Nowhere Lane tomorrow at noon",
        "book a showing of the house in Quillhaven next Tuesday 10:30",
    ),
    (
        "safe neighborhoods for families in San Jose",
        "open L-9999",
        "homes in San Jose, find me a job",
    ),
    (
        "book a showing yesterday at 3 pm",
        "book a showing last Friday at 3 pm",
        "book a showing on Nov 20 at 3 pm",
        "remind me on Nov 20 to order signs",
        "book a showing on Friday at 25:00",
        "remind me yesterday to call Jordan",
        "remind me on January 5 to order signs",
    ),
    (
        "Find the three cheapest 3-bedroom homes in San Jose, take only the most expensive of the "
        "three, make a market analysis, draft a website and a social post for it, e-mail it to "
        "Maria Delgado and remind me Friday 3 pm to call her",
        "only the most expensive of the three",
        "mark the task as done",
        "undo that",
    ),
    (
        "the three cheapest homes in San Jose",
        "side by side",
        "just the largest of them",
        "What could it sell for?",
        "write a Facebook post about it and build a website",
        "e-mail it to Kestrel Gladwater",
        "change Maria Delgado's phone to 408-555-0123",
        "market analysis of the house in Quillhaven",
        "post it on Instagram",
    ),
    (
        "book a showing Friday 3 pm and Saturday 4 pm",
        "book a call with Jordan on Friday and Saturday at 3 pm and sing me a song",
        "homes in San Jose and sing me a song",
    ),
)
