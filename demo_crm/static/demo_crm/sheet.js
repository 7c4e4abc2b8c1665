/** Lets the assistant cover the page where a narrow screen has room for one of them only. */

const chat = document.getElementById("weft-chat");
const button = document.getElementById("weft-sheet");

/** The style sheet says up to what width this changes anything. */
function show(isOpen) {
  chat.classList.toggle("crm-sheet", isOpen);
  button.textContent = isOpen ? "← Page" : "Open";
  button.setAttribute("aria-label", isOpen ? "Back to the page" : "Open the assistant");
}

button.addEventListener("click", () => show(!chat.classList.contains("crm-sheet")));
for (const deed of ["focus", "click"]) {
  document.getElementById("weft-text").addEventListener(deed, () => show(true));
}
