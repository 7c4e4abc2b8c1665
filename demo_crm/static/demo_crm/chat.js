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
    list: find("list"),
    conversations: find("conversations"),
    title: find("title"),
    status: find("status"),
  },
  {
    page: root.dataset.page,
    drawings,
    greeting:
      "Ask about homes and people, have prices charted, or have an e\u2011mail, a task or an " +
      "appointment prepared.",
  },
);
