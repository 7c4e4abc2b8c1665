"""Invented names and turns of phrase that the seed draws from; none belongs to a real person."""

FIRST_NAMES = (
    "Adela", "Anselm", "Ariadne", "Bastian", "Beatrix", "Calla", "Caspian", "Celeste", "Corwin",
    "Dahlia", "Dorian", "Elowen", "Emeric", "Fable", "Finnian", "Greer", "Hollis", "Imogen",
    "Jasper", "Jordan", "Juno", "Kestrel", "Leander", "Linnea", "Lorcan", "Maren", "Marisol",
    "Nerys", "Niko", "Odette", "Orson", "Perrin", "Quill", "Rosalind", "Rowan", "Sorrel",
    "Tamsin", "Thaddeus", "Ursa", "Wystan",
)  # fmt: skip
LAST_NAMES = (
    "Amberfold", "Ashgrovely", "Birchmantle", "Brackwater", "Brindlecombe", "Coppergate",
    "Dovewright", "Elmsworthy", "Fairwindle", "Fennimarsh", "Gladwater", "Goldthistle",
    "Harrowmead", "Heathermoor", "Inkersole", "Juniperley", "Kettlebrook", "Larkenshaw",
    "Marrowby", "Mistlethwaite", "Nettlefold", "Oakensmith", "Pebbleton", "Quickbeam",
    "Ravenscrofty", "Saltonstile", "Silverthorpe", "Tallowby", "Thornwaite", "Underbough",
    "Vellacombe", "Wainfleet", "Wexcombe", "Whistlecroft", "Wrenfield", "Yarrowby",
)  # fmt: skip
STREETS = (
    "Alder Court", "Appleyard Lane", "Bellflower Way", "Bramble Row", "Candlewick Street",
    "Cooper's Rise", "Dovetail Drive", "Ferry Steps", "Foxglove Close", "Gable Street",
    "Harvest Terrace", "Hearthstone Road", "Ivy Passage", "Kingfisher Way", "Ladle Lane",
    "Lantern Street", "Mill Race Road", "Orchard Bend", "Paper Mill Lane", "Quarry Hill",
    "Ropewalk", "Sundial Avenue", "Tern Street", "Umber Lane", "Weathervane Road",
)  # fmt: skip

STYLES = (
    "craftsman", "ranch house", "Victorian", "townhouse", "bungalow", "farmhouse",
    "mid-century home", "cottage",
)  # fmt: skip
MOODS = (
    "A light-filled", "A quiet", "A carefully kept", "A freshly painted", "A generous",
    "A sunny", "A well-loved", "A thoughtfully restored",
)  # fmt: skip
FEATURES = (
    "a walled garden", "a workshop behind the house", "a south-facing deck", "an old lemon tree",
    "a kitchen that opens to the yard", "a study with built-in shelves", "solar panels",
    "a pool", "a fireplace of local stone", "a guest cottage", "a two-car garage",
    "a view of the hills", "a screened porch", "new windows throughout",
)  # fmt: skip
PLACES = (
    "on a street without through traffic", "a short walk from the library",
    "near the elementary school", "two blocks from the farmers market", "beside the creek path",
    "close to the train", "at the edge of the park", "on a corner lot",
)  # fmt: skip
OFFICES = ("Blue Door Homes", "Keystone Lane Realty", "Wicket Gate Properties", "North Porch")

COMPANIES = (
    "Amberline Robotics", "Bluefinch Dental", "Cloverleaf Logistics", "Driftwood Studios",
    "Everbright Schools", "Foxtrot Bakery", "Greywater Labs", "Hollow Oak Furniture",
    "Inkwell Press", "Juniper Clinic",
)  # fmt: skip
JOBS = (
    "accountant", "architect", "baker", "carpenter", "designer", "engineer", "nurse",
    "pharmacist", "photographer", "teacher",
)  # fmt: skip
TAGS = (
    "buyer", "seller", "investor", "first home", "past client", "relocating", "cash", "landlord",
)  # fmt: skip

NOTES = (
    "Prefers a call before nine in the morning.",
    "Has two large dogs; a fenced yard matters more than an extra bedroom.",
    "Wants to stay within walking distance of the school.",
    "Pre-approved; the letter is on file.",
    "Is in no hurry, would wait for the right garden.",
    "Asked for a quiet street and room for a piano.",
    "Met at the open house; liked the kitchen, not the stairs.",
    "Thinks about renting the place out for the first years.",
    "Will sell first, then buy.",
    "Loves old houses and does not mind a project.",
)
REMARKS = (
    "Would go ten percent higher.", "Has not told the family yet.", "Pays late.",
    "A friend of mine.", "Also speaks with another office.",
)  # fmt: skip
TASKS = (
    "Call back about the offer", "Send the disclosures", "Order new photos",
    "Prepare a price comparison", "Ask the lender for an update", "Book the home inspection",
    "Put up the sign", "Return the keys", "Review the purchase contract",
    "Write a thank-you note", "Check the flood map", "Plan the open house",
)  # fmt: skip
APPOINTMENTS = (
    "Showing", "Listing presentation", "Second visit", "Coffee", "Walk-through", "Contract signing",
)  # fmt: skip
SUBJECTS = (
    "Thank you for your time", "A home you may like", "Next steps", "Papers for your review",
)  # fmt: skip
