/** Draws the demo CRM's own widgets the way its pages draw the same records. */

const STATUSES = { active: "Active", pending: "Pending", sold: "Sold" };
const QUIET = "Asked not to be contacted";
const NETWORKS = { facebook: "Facebook", instagram: "Instagram", linkedin: "LinkedIn" };

/** Widget name -> `(block, pencils) -> Node`; null leaves the block to the assistant. */
export const drawings = {
  listing_card: onceReady(drawListingCard),
  listing_list: onceReady(drawListingList),
  contact_card: onceReady(drawContactCard),
  email_draft: drawEmailDraft,
  social_post: drawSocialPost,
  website: drawWebsite,
  task: onceReady(drawTask),
  appointment: onceReady(drawAppointment),
  market_analysis: onceReady(drawMarketAnalysis),
};

function onceReady(draw) {
  return (block, pencils) => (block.state === "ready" ? draw(block, pencils) : null);
}

function drawListingCard(block, pencils) {
  const { element, findRecord, written } = pencils;
  const { listing: id, note } = block.payload;
  const listing = findRecord(block, "listing", id);
  const { summary, courtesy_of: office } = listing.values;
  return element(
    "section",
    { class: "crm-card" },
    drawListing(listing, pencils),
    summary && element("p", { class: "crm-summary" }, summary),
    note && drawNote(written("/note"), pencils),
    office && element("p", { class: "crm-courtesy" }, "Courtesy of ", element("bdi", {}, office)),
  );
}

function drawListingList(block, pencils) {
  const { element, findRecord, written } = pencils;
  const { listings, title } = block.payload;
  const items = listings.map((id) => {
    return element("li", {}, drawListing(findRecord(block, "listing", id), pencils));
  });
  return element(
    "section",
    { class: "crm-card crm-list" },
    title && element("h3", { class: "crm-heading" }, written("/title")),
    element("ul", {}, items),
  );
}

function drawListing(listing, pencils) {
  const { title, route, values } = listing;
  const { element, link, figure, formatMoney } = pencils;
  const price = formatMoney(values.price, values.currency);
  const town = joinPresent(pencils, " ", values.town, values.zip);
  const place = joinPresent(pencils, ", ", values.neighbourhood, town);
  return element(
    "div",
    { class: "crm-listing" },
    element(
      "div",
      { class: "crm-about" },
      element("p", { class: "crm-title" }, link(route, title)),
      element("p", { class: "crm-facts" }, describeHome(listing, pencils)),
      element("p", { class: "crm-facts" }, place),
    ),
    element(
      "div",
      { class: "crm-aside" },
      element("p", { class: "crm-price" }, figure(price, { record: listing, field: "/price" })),
      drawStatus(values.status, pencils),
    ),
  );
}

function describeHome(listing, { figure, formatNumber }) {
  const { beds, baths, square_feet: area, year_built: year } = listing.values;
  // A line may break between two facts, never inside one.
  const tell = (words, field) => {
    return figure(words.replaceAll(" ", "\u00a0"), { record: listing, field });
  };
  const facts = [
    tell(`${beds} bd`, "/beds"),
    tell(`${formatNumber(baths)} ba`, "/baths"),
    tell(`${formatNumber(area)} sq ft`, "/square_feet"),
  ];
  if (year) facts.push(tell(`built ${year}`, "/year_built"));
  return facts.flatMap((fact, index) => (index ? [" · ", fact] : [fact]));
}

function drawStatus(status, { element }) {
  const words = STATUSES[status] ?? status;
  return element("span", { class: `crm-status crm-status-${status}` }, words);
}

function drawContactCard(block, pencils) {
  const { element, link, figure, findRecord, written } = pencils;
  const { contact: id, note } = block.payload;
  const contact = findRecord(block, "contact", id);
  const { title, route, values } = contact;
  const { email, phone } = values;
  const tell = (words, field) => figure(words, { record: contact, field });
  const tags = (values.tags ?? []).map((tag) => element("span", { class: "crm-tag" }, tag));
  return element(
    "section",
    { class: "crm-card crm-person" },
    element("span", { class: "crm-initials", "aria-hidden": "true" }, readInitials(title)),
    element(
      "div",
      { class: "crm-about" },
      element("p", { class: "crm-title" }, link(route, title)),
      drawFacts(joinPresent(pencils, ", ", values.job, values.company, values.town), pencils),
      email && element("p", {}, link(`mailto:${email}`, tell(email, "/email"))),
      phone && element("p", {}, tell(phone, "/phone")),
      values.do_not_contact && element("p", {}, drawWarning(QUIET, pencils)),
      tags.length > 0 && element("p", { class: "crm-tags" }, tags),
      note && drawNote(written("/note"), pencils),
    ),
  );
}

function drawWarning(words, { element }) {
  return element("span", { class: "crm-status crm-status-pending" }, words);
}

function readInitials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return words.length > 1 ? [...words[0]][0] + [...words.at(-1)][0] : name.slice(0, 1);
}

/** An e-mail is read while it is written: its body streams. */
function drawEmailDraft(block, pencils) {
  if (block.state !== "ready") return drawUnfinishedEmail(block, pencils);
  const { element, figure, paragraphs, written } = pencils;
  const { draft: id, body } = block.payload;
  const draft = pencils.findRecord(block, "email_draft", id);
  const { to_name: name, to_email: email, do_not_contact: isQuiet } = draft.values;
  const address = email && figure(email, { record: draft, field: "/to_email" });
  return element(
    "section",
    { class: "crm-card crm-email" },
    element(
      "dl",
      {},
      drawField("To", [element("bdi", {}, name), address && [" <", address, ">"]].flat(), pencils),
      drawField("Subject", element("strong", {}, written("/subject")), pencils),
      isQuiet && drawField("Mind", drawWarning(QUIET, pencils), pencils),
    ),
    element("div", { class: "crm-body" }, paragraphs(body, "/body")),
  );
}

function drawUnfinishedEmail(block, pencils) {
  return drawUnfinished(block.preview.body, "e-mail", pencils);
}

/** What there is of a text that is still being written; null before its first word. */
function drawUnfinished(words, noun, { element, paragraphs }) {
  if (!words) return null;
  const article = noun === "e-mail" ? "An" : "A";
  return element(
    "section",
    { class: "crm-card crm-unfinished", "aria-label": `${article} ${noun}, still being written` },
    element("p", { class: "crm-facts" }, `Writing the ${noun}…`),
    element("div", { class: "crm-body" }, paragraphs(words)),
  );
}

function drawSocialPost(block, pencils) {
  if (block.state !== "ready") return drawUnfinished(block.preview.text, "post", pencils);
  const { element, findRecord, link, paragraphs } = pencils;
  const { post: id, text } = block.payload;
  const { title, route, values } = findRecord(block, "social_post", id);
  const network = NETWORKS[values.network] ?? values.network;
  return element(
    "section",
    { class: "crm-card crm-post" },
    element(
      "header",
      {},
      element("p", { class: "crm-title" }, link(route, title)),
      element("span", { class: "crm-tag" }, network),
    ),
    element("div", { class: "crm-body" }, paragraphs(text, "/text")),
    element("p", { class: "crm-foot" }, "A draft. Nothing is published."),
  );
}

/** A page as it would look: what a visitor reads first stands first. */
function drawWebsite(block, pencils) {
  if (block.state !== "ready") return drawUnfinished(block.preview.text, "website", pencils);
  const { element, figure, findRecord, formatMoney, link, paragraphs, written } = pencils;
  const { website: id, text } = block.payload;
  const site = findRecord(block, "website", id);
  const { address, town, price, currency } = site.values;
  const asked = figure(formatMoney(price, currency), { record: site, field: "/price" });
  return element(
    "section",
    { class: "crm-card crm-site" },
    element("header", {}, element("p", { class: "crm-facts" }, link(site.route, site.title))),
    element(
      "div",
      { class: "crm-page" },
      element("h3", {}, written("/headline")),
      element("p", { class: "crm-title" }, joinPresent(pencils, ", ", address, town)),
      element("p", { class: "crm-facts" }, asked, " · ", describeHome(site, pencils)),
      element("div", { class: "crm-words" }, paragraphs(text, "/text")),
    ),
    element("p", { class: "crm-foot" }, "A draft. It is not online."),
  );
}

function drawField(label, value, { element }) {
  return element("div", {}, element("dt", {}, label), element("dd", {}, value));
}

function drawTask(block, pencils) {
  const { element, link, figure, findRecord, formatDate, written } = pencils;
  const { task: id, note: remark } = block.payload;
  const task = findRecord(block, "task", id);
  const { title, route, values } = task;
  const { due, note, done } = values;
  const dueDate = due && figure(formatDate(due), { record: task, field: "/due" });
  return element(
    "section",
    { class: `crm-card crm-task${done ? " crm-done" : ""}` },
    element("span", { class: "crm-check", role: "img", "aria-label": done ? "Done" : "To do" }),
    element(
      "div",
      { class: "crm-about" },
      element("p", { class: "crm-title" }, link(route, title)),
      drawFacts(due && ["Due ", dueDate], pencils),
      note && element("p", { class: "weft-lines" }, note),
      remark && drawNote(written("/note"), pencils),
    ),
  );
}

function drawAppointment(block, pencils) {
  const { element, link, figure, findRecord, written } = pencils;
  const { appointment: id, note: remark } = block.payload;
  const record = findRecord(block, "appointment", id);
  const { title, route, values } = record;
  const { starts, ends, person, place, note } = values;
  const when = figure(tellWhen(starts, ends, pencils), { record, field: "/starts" });
  return element(
    "section",
    { class: "crm-card crm-appointment" },
    drawDay(starts, pencils),
    element(
      "div",
      { class: "crm-about" },
      element("p", { class: "crm-title" }, link(route, title)),
      drawFacts(when, pencils),
      drawFacts(place, pencils),
      drawFacts(person && ["With ", element("bdi", {}, person)], pencils),
      values.do_not_contact && element("p", {}, drawWarning(QUIET, pencils)),
      note && element("p", { class: "weft-lines" }, note),
      remark && drawNote(written("/note"), pencils),
    ),
  );
}

/** A leaf of the calendar: it repeats what the words beside it say. */
function drawDay(starts, { element }) {
  const day = readClock(starts);
  const month = day.toLocaleDateString(undefined, { month: "short" });
  return element(
    "span",
    { class: "crm-day", "aria-hidden": "true" },
    element("small", {}, month),
    element("b", {}, String(day.getDate())),
  );
}

/** `Fri, Aug 14, 2026, 3:00 PM to 4:00 PM`, on the clocks of the offset that was given. */
function tellWhen(starts, ends, { formatDate }) {
  const weekday = readClock(starts).toLocaleDateString(undefined, { weekday: "short" });
  const isSameDay = starts.slice(0, 10) === ends.slice(0, 10);
  const until = isSameDay
    ? readClock(ends).toLocaleTimeString(undefined, { timeStyle: "short" })
    : formatDate(ends.slice(0, 19));
  return `${weekday}, ${formatDate(starts.slice(0, 19))} to ${until}`;
}

/** The time as its own clocks show it, wherever the browser is. */
function readClock(moment) {
  return new Date(moment.slice(0, 19));
}

function drawFacts(words, { element }) {
  return words ? element("p", { class: "crm-facts" }, words) : null;
}

/** What the assistant adds to a record, set apart from the CRM's own words. */
function drawNote(note, { element }) {
  return element("p", { class: "crm-note" }, note);
}

/** What there is of `words`, each read in its own direction; null where there is nothing. */
function joinPresent({ element }, between, ...words) {
  const present = words.filter(Boolean);
  const drawn = present.map((each) => (each instanceof Node ? each : element("bdi", {}, each)));
  const joined = drawn.flatMap((each, index) => (index ? [between, each] : [each]));
  return joined.length ? element("bdi", {}, joined) : null;
}

function drawMarketAnalysis(block, pencils) {
  const { element, figure, findRecord, formatMoney, link, table, written } = pencils;
  const { listing: id, note } = block.payload;
  const home = findRecord(block, "listing", id);
  const { price, currency, status } = home.values;
  const asked = figure(formatMoney(price, currency), { record: home, field: "/price" });
  const count = block.figures["/sales"].length;
  return element(
    "section",
    { class: "crm-card crm-market" },
    element(
      "div",
      { class: "crm-about" },
      element("p", { class: "crm-title" }, link(home.route, home.title)),
      element("p", { class: "crm-facts" }, status === "sold" ? "Sold for " : "Asking ", asked),
      drawEstimate(block, pencils),
      note && drawNote(written("/note"), pencils),
    ),
    count > 0 && table("/sales", "Like homes sold nearby"),
  );
}

/** Low, middle and high; no estimate is said in words and not left out. */
function drawEstimate(block, { element, figure, formatMoney }) {
  const rows = block.figures["/estimate"];
  const { from: handle, columns } = block.payload.estimate;
  if (!rows.length) {
    return element("p", { class: "crm-none" }, "Too few like homes were sold nearby: no estimate.");
  }
  const at = (path) => columns.findIndex((column) => column.path === path);
  const tell = (row, path) => {
    return figure(formatMoney(row[at(path)]), { handle, label: columns[at(path)].label });
  };
  const stops = rows.map((row) => {
    return element(
      "div",
      {},
      element("dt", {}, row[at("/name")]),
      element("dd", {}, element("b", {}, tell(row, "/price"))),
      element("dd", { class: "crm-facts" }, tell(row, "/price_per_foot"), " / sq ft"),
    );
  });
  return element("dl", { class: "crm-range" }, stops);
}
