/** Mounts the assistant in the demo CRM's pages. */

import { mount } from "../assistant/chat.js";
import { drawings } from "./drawings.js";

function find(name) {
  return document.getElementById(`weft-${name}`);
}

const root = find("chat");

mount(
  {
    root,
    log: find("log"),
    form: find("form"),
    text: find("text"),
    send: find("send"),
    stop: find("stop"),
    fresh: find("new"),
    status: find("status"),
  },
  {
    page: root.dataset.page,
    drawings,
    greeting: "Ask about homes and people, or have an e\u2011mail or a task prepared.",
  },
);
