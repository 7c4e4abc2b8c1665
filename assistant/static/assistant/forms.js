/** Draws a form with real controls, which nobody can send yet. */

import { element } from "./elements.js";
import { formatMoney } from "./formats.js";

const NOT_YET = "This form cannot be sent yet. Write the details as a message instead.";

/** Kind of field -> `(field, attributes) -> control`. */
const CONTROLS = {
  text: drawInput("text"),
  long_text: drawLongText,
  number: drawInput("number", { step: "any" }),
  money: drawMoney,
  date: drawInput("date"),
  choice: drawChoice,
  checkbox: drawCheckbox,
};

/** The node of a ready block. */
export function drawForm(block) {
  const { title, fields, submit } = block.payload;
  const hint = `${block.id}-hint`;
  const drawn = fields.map((field, index) => drawField(field, `${block.id}-${index}`));
  const onsubmit = (event) => event.preventDefault();
  return element(
    "form",
    { class: "weft-fields", "aria-label": title, "aria-describedby": hint, onsubmit },
    // Disabled as a whole, so that no one fills in what would be lost.
    element("fieldset", { disabled: true }, element("legend", {}, title), drawn),
    element("button", { type: "submit", class: "weft-submit", disabled: true }, submit),
    element("p", { class: "weft-hint", id: hint }, NOT_YET),
  );
}

function drawField(field, id) {
  const { kind, label, required, hint } = field;
  const described = hint && `${id}-hint`;
  const attributes = { id, name: field.name, required, "aria-describedby": described };
  const control = CONTROLS[kind](field, attributes);
  const words = required ? [label, element("span", {}, " (required)")] : [label];
  const named = element("label", { for: id }, words);
  const isTicked = kind === "checkbox";
  return element(
    "div",
    { class: `weft-field${isTicked ? " weft-ticked" : ""}` },
    isTicked ? [control, named] : [named, control],
    hint && element("p", { class: "weft-hint", id: described }, hint),
  );
}

function drawInput(type, more = {}) {
  return ({ value }, attributes) => element("input", { type, value, ...attributes, ...more });
}

function drawLongText({ value }, attributes) {
  return element("textarea", { rows: "3", ...attributes }, value);
}

function drawMoney({ value }, attributes) {
  const words = value === undefined ? undefined : formatMoney(Number(value));
  return element("input", { type: "text", inputmode: "decimal", value: words, ...attributes });
}

function drawChoice({ value, options }, attributes) {
  const offered = options.map((option) => {
    return element("option", { value: option, selected: option === value }, option);
  });
  const none = element("option", { value: "", selected: !options.includes(value) }, "Choose…");
  return element("select", attributes, none, offered);
}

function drawCheckbox({ value }, attributes) {
  return element("input", { type: "checkbox", checked: value === "yes", ...attributes });
}
