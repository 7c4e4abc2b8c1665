/** Draws the demo CRM's own widgets the way its pages draw the same records. */

const STATUSES = { active: "Active", pending: "Pending", sold: "Sold" };

/** Widget name -> `(block, pencils) -> Node`; null leaves the block to the assistant. */
export const drawings = {
  listing_card: onceReady(drawListingCard),
  listing_list: onceReady(drawListingList),
  contact_card: onceReady(drawContactCard),
  email_draft: drawEmailDraft,
  task: onceReady(drawTask),
};

function onceReady(draw) {
  return (block, pencils) => (block.state === "ready" ? draw(block, pencils) : null);
}

function drawListingCard(block, pencils) {
  const { element, findRecord } = pencils;
  const { listing: id, note } = block.payload;
  const listing = findRecord(block, "listing", id);
  const { summary, courtesy_of: office } = listing.values;
  return element(
    "section",
    { class: "crm-card" },
    drawListing(listing, pencils),
    summary && element("p", { class: "crm-summary" }, summary),
    note && drawNote(note, pencils),
    office && element("p", { class: "crm-courtesy" }, `Courtesy of ${office}`),
  );
}

function drawListingList(block, pencils) {
  const { element, findRecord } = pencils;
  const { listings, title } = block.payload;
  const items = listings.map((id) => {
    return element("li", {}, drawListing(findRecord(block, "listing", id), pencils));
  });
  return element(
    "section",
    { class: "crm-card crm-list" },
    title && element("h3", { class: "crm-heading" }, title),
    element("ul", {}, items),
  );
}

function drawListing({ title, route, values }, pencils) {
  const { element, link, formatMoney } = pencils;
  const place = joinPresent(", ", values.neighbourhood, joinPresent(" ", values.town, values.zip));
  return element(
    "div",
    { class: "crm-listing" },
    element(
      "div",
      { class: "crm-about" },
      element("p", { class: "crm-title" }, link(route, title)),
      element("p", { class: "crm-facts" }, describeHome(values, pencils)),
      element("p", { class: "crm-facts" }, place),
    ),
    element(
      "div",
      { class: "crm-aside" },
      element("p", { class: "crm-price" }, formatMoney(values.price, values.currency)),
      drawStatus(values.status, pencils),
    ),
  );
}

function describeHome({ beds, baths, square_feet: area, year_built: year }, { formatNumber }) {
  const facts = [`${beds} bd`, `${formatNumber(baths)} ba`, `${formatNumber(area)} sq ft`];
  if (year) facts.push(`built ${year}`);
  // A line may break between two facts, never inside one.
  return facts.map((fact) => fact.replaceAll(" ", "\u00a0")).join(" · ");
}

function drawStatus(status, { element }) {
  const words = STATUSES[status] ?? status;
  return element("span", { class: `crm-status crm-status-${status}` }, words);
}

function drawContactCard(block, pencils) {
  const { element, link, findRecord } = pencils;
  const { contact: id, note } = block.payload;
  const { title, route, values } = findRecord(block, "contact", id);
  const { email, phone } = values;
  const tags = (values.tags ?? []).map((tag) => element("span", { class: "crm-tag" }, tag));
  return element(
    "section",
    { class: "crm-card crm-person" },
    element("span", { class: "crm-initials", "aria-hidden": "true" }, readInitials(title)),
    element(
      "div",
      { class: "crm-about" },
      element("p", { class: "crm-title" }, link(route, title)),
      drawFacts(joinPresent(", ", values.job, values.company, values.town), pencils),
      email && element("p", {}, link(`mailto:${email}`, email)),
      phone && element("p", {}, phone),
      tags.length > 0 && element("p", { class: "crm-tags" }, tags),
      note && drawNote(note, pencils),
    ),
  );
}

function readInitials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return words.length > 1 ? [...words[0]][0] + [...words.at(-1)][0] : name.slice(0, 1);
}

/** An e-mail is read while it is written: its body streams. */
function drawEmailDraft(block, pencils) {
  const { element } = pencils;
  if (block.state !== "ready") return drawUnfinishedEmail(block, pencils);
  const { draft: id, subject, body } = block.payload;
  const { values } = pencils.findRecord(block, "email_draft", id);
  const address = values.to_email && `<${values.to_email}>`;
  return element(
    "section",
    { class: "crm-card crm-email" },
    element(
      "dl",
      {},
      drawField("To", joinPresent(" ", values.to_name, address), pencils),
      drawField("Subject", element("strong", {}, subject), pencils),
    ),
    element("div", { class: "crm-body" }, pencils.paragraphs(body)),
  );
}

function drawUnfinishedEmail(block, { element, paragraphs }) {
  const { body } = block.preview;
  if (!body) return null;
  return element(
    "section",
    { class: "crm-card crm-email crm-unfinished", "aria-label": "An e-mail, still being written" },
    element("p", { class: "crm-facts" }, "Writing the e-mail…"),
    element("div", { class: "crm-body" }, paragraphs(body)),
  );
}

function drawField(label, value, { element }) {
  return element("div", {}, element("dt", {}, label), element("dd", {}, value));
}

function drawTask(block, pencils) {
  const { element, link, findRecord, formatDate } = pencils;
  const { task: id, note: remark } = block.payload;
  const { title, route, values } = findRecord(block, "task", id);
  const { due, note, done } = values;
  return element(
    "section",
    { class: `crm-card crm-task${done ? " crm-done" : ""}` },
    element("span", { class: "crm-check", role: "img", "aria-label": done ? "Done" : "To do" }),
    element(
      "div",
      { class: "crm-about" },
      element("p", { class: "crm-title" }, link(route, title)),
      drawFacts(due && `Due ${formatDate(due)}`, pencils),
      note && element("p", { class: "weft-lines" }, note),
      remark && drawNote(remark, pencils),
    ),
  );
}

function drawFacts(words, { element }) {
  return words ? element("p", { class: "crm-facts" }, words) : null;
}

/** What the assistant adds to a record, set apart from the CRM's own words. */
function drawNote(note, { element }) {
  return element("p", { class: "crm-note" }, note);
}

function joinPresent(between, ...words) {
  return words.filter(Boolean).join(between);
}
