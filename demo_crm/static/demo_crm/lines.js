/** Makes the lines of the filter form fit what is chosen in them; the page brings every pattern. */

const FORM = "crm-filter";

/** The form as it stands, as pairs of name and value; what is blank or out of sight says nothing. */
export function readPairs() {
  const pairs = [...new FormData(document.getElementById(FORM))];
  const blank = new Set(
    pairs.filter(([name, value]) => name.endsWith(".field") && !value).map(([name]) => name.split(".")[0]),
  );
  const lines = pairs.some(([name]) => /^\d+\.(field|rest)$/.test(name) && !blank.has(name.split(".")[0]));
  return pairs.filter(
    ([name, value]) => value.trim() && !blank.has(name.split(".")[0]) && (name !== "and" || lines),
  );
}

/** Watch the form within `place`, also one that takes its place later. */
export function watchLines(place) {
  place.addEventListener("change", ({ target }) => {
    if (target.name?.endsWith(".field") && target.closest(".line")) changeField(target);
    fitForm();
  });
  place.addEventListener("input", fitForm);
  place.addEventListener("click", ({ target }) => {
    if (target.closest(".remove")) removeLine(target.closest(".line"));
  });
  new MutationObserver(fitForm).observe(place, { childList: true });
  fitForm();
}

function changeField(select) {
  const line = select.closest(".line");
  line.dataset.field = select.value;
  const pattern = findPattern(select.value);
  const fresh = pattern.querySelector(".comparison");
  place(fresh, line.dataset.place);
  line.querySelector(".comparison").replaceWith(fresh);
}

function findPattern(field) {
  const form = document.getElementById(FORM);
  return form.querySelector(`template[data-pattern="${CSS.escape(field)}"]`).content.cloneNode(true);
}

/** Give the inputs of a pattern the names of a line. */
function place(within, number) {
  for (const each of within.querySelectorAll("[name^='N.']")) each.name = each.name.replace("N", number);
}

function removeLine(line) {
  const next = line.nextElementSibling ?? line.previousElementSibling;
  line.remove();
  next?.querySelector("select")?.focus();
  fitForm();
}

/** One blank line at the end, room for the values of each, and only the inputs a time needs. */
function fitForm() {
  const form = document.getElementById(FORM);
  if (!form) return;
  form.classList.add("scripted");
  const lines = [...form.querySelectorAll(".line[data-place]")];
  lines.forEach(fitValues);
  for (const line of lines) line.querySelector(".remove").hidden = !line.dataset.field;
  if (!lines.length || lines.at(-1).dataset.field) addLine(form, lines);
  fitTime(form);
}

function addLine(form) {
  const line = findPattern("").querySelector(".line");
  const names = [...form.elements].map(({ name }) => /^(\d+)\.(?:field|rest)$/.exec(name)?.[1] ?? -1);
  line.dataset.place = Math.max(-1, ...names.map(Number)) + 1;
  place(line, line.dataset.place);
  form.querySelector(".lines").append(line);
}

function fitValues(line) {
  const op = line.querySelector("select[name$='.op']");
  const takes = op.selectedOptions[0]?.dataset.takes ?? "1";
  const values = [...line.querySelectorAll(".value")];
  const filled = values.filter((each) => each.firstElementChild.value.trim()).length;
  const wanted = takes === "many" ? filled + 1 : Number(takes);
  while (values.length < wanted) {
    const more = values[0].cloneNode(true);
    more.firstElementChild.value = "";
    values.at(-1).after(more);
    values.push(more);
  }
  const spare = takes === "many" ? values.filter((each) => !each.firstElementChild.value.trim()).slice(1) : values.slice(wanted);
  for (const each of values) show(each, !spare.includes(each));
}

function fitTime(form) {
  const field = form.elements["time.field"];
  const kind = form.elements["time.is"];
  show(kind, Boolean(field.value));
  for (const each of form.querySelectorAll("[data-for]")) {
    show(each, Boolean(field.value) && each.dataset.for.split(" ").includes(kind.value));
  }
}

/** What is out of sight says nothing either. */
function show(each, isShown) {
  each.hidden = !isShown;
  const inputs = each.matches("input, select") ? [each] : each.querySelectorAll("input, select");
  for (const input of inputs) input.disabled = !isShown;
}
