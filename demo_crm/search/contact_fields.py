"""What members may ask the contacts by. No I/O."""

from assistant.host import Choice, Collection, Example, Field, FieldType

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

CONTACTS = Collection(
    name="contacts",
    title="Contacts",
    description="People the member knows: their own contacts and those shared in the house.",
    fields=(
        Field(name="name", label="Name", type=FieldType.TEXT, synonyms=("person", "who")),
        Field(name="email", label="E-mail", type=FieldType.TEXT, synonyms=("mail", "email")),
        Field(
            name="phone", label="Phone", type=FieldType.TEXT, synonyms=("number", "mobile", "cell")
        ),
        Field(
            name="company",
            label="Company",
            type=FieldType.TEXT,
            synonyms=("employer", "works at", "firm"),
        ),
        Field(name="job", label="Job", type=FieldType.TEXT, synonyms=("profession", "works as")),
        Field(name="town", label="Town", type=FieldType.TEXT, synonyms=("city", "lives in")),
        Field(name="address", label="Address", type=FieldType.TEXT, synonyms=("street",)),
        Field(
            name="partner",
            label="Partner",
            type=FieldType.TEXT,
            synonyms=("spouse", "wife", "husband"),
        ),
        Field(
            name="tags",
            label="Tags",
            type=FieldType.TAGS,
            description="Such as buyer, seller, investor, first home, past client, relocating, "
            "cash, landlord.",
            synonyms=("tag", "labels", "kind of client"),
        ),
        Field(
            name="birthday_month",
            label="Birthday in",
            type=FieldType.CHOICE,
            choices=tuple(Choice(name.lower(), name, (name[:3],)) for name in MONTHS),
            description="The month of the birthday, whatever the year.",
            synonyms=("birthday month",),
        ),
        Field(
            name="next_birthday",
            label="Next birthday",
            type=FieldType.DATE,
            description="The day it comes next, today included.",
            synonyms=("birthday", "upcoming birthday"),
        ),
        Field(
            name="born",
            label="Born on",
            type=FieldType.DATE,
            description="With the year of birth; for ages.",
            synonyms=("date of birth", "age"),
        ),
        Field(
            name="last_contact",
            label="Last contact",
            type=FieldType.MOMENT,
            description="When they were last spoken with, as the newest note says.",
            synonyms=("last call", "called", "last note", "spoke", "contacted", "in touch"),
        ),
        Field(
            name="shared",
            label="Shared",
            type=FieldType.FLAG,
            description="Whether colleagues see this contact too.",
        ),
        Field(
            name="mine",
            label="Mine",
            type=FieldType.FLAG,
            description="Whether the member owns this contact.",
            synonyms=("my own",),
        ),
        Field(
            name="do_not_contact",
            label="Do not contact",
            type=FieldType.FLAG,
            description="Whether they asked to be left alone.",
        ),
        Field(
            name="remark",
            label="Private remark",
            type=FieldType.TEXT,
            description="What the owner noted for themselves alone.",
        ),
    ),
    examples=(
        Example(
            text="buyers in San Jose",
            answer={
                "filter": {
                    "and": [
                        {"field": "tags", "op": "=", "value": "buyer"},
                        {"field": "town", "op": "=", "value": "San Jose"},
                    ]
                }
            },
        ),
        Example(
            text="birthdays in the next two weeks",
            answer={
                "time": {"field": "next_birthday", "next": 2, "unit": "week"},
                "sort": [{"field": "next_birthday", "order": "ascending"}],
            },
        ),
        Example(
            text="my contacts without a phone",
            answer={
                "filter": {
                    "and": [
                        {"field": "mine", "op": "=", "value": True},
                        {"field": "phone", "op": "missing"},
                    ]
                }
            },
        ),
        Example(
            text="how many by town, most first",
            answer={
                "group": ["town"],
                "measures": [{"op": "count"}],
                "sort": [{"op": "count", "order": "descending"}],
            },
        ),
        Example(text="1", answer={"question": "Whom are you looking for: a name, a town, a tag?"}),
    ),
    hints=(
        '"Not called for 60 days" is last_contact before that day, or missing: join both by "or".',
        '"Birthday this month" is birthday_month = the month it is now.',
    ),
)
