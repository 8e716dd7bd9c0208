// The answer in words and the list of what is missing where. A link tells the reader where to go; nothing is sent.
const FIRST = 8;
const FIRST_SAID = 6;
const LONG = 240;
const SHOWN = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".answer");
  const content = JSON.parse(component.data.json);
  const before = SHOWN.get(root);
  if (before && before.id === content.id) return;
  SHOWN.set(root, { id: content.id });
  root.replaceChildren(said(content), missing(content));
}

function said(content) {
  const section = node("section", "said");
  section.setAttribute("aria-labelledby", "said");
  const head = node("h2", "", "In short");
  head.id = "said";
  section.append(head);
  const list = node("div", "says");
  list.append(...content.answer.slice(0, FIRST_SAID).map(say));
  section.append(list);
  if (content.answer.length > FIRST_SAID) section.append(more(content.answer, list, say, FIRST_SAID));
  return section;
}

function say(statement) {
  const line = node("p", "say");
  line.dir = "ltr";
  for (const part of statement.parts) {
    line.append(part.to.length ? link(part.t, part.to, `${statement.name}: ${part.t}`, statement.name) : tied(part.t));
  }
  return line;
}

function missing(content) {
  const section = node("section", "lacks");
  section.setAttribute("aria-labelledby", "lacks");
  const head = node("h2", "", "What is missing where");
  head.id = "lacks";
  section.append(head);
  if (!content.missing.length) {
    section.append(node("p", "none", "No passage: every passage stands in every version, in the same or in other words."));
    return section;
  }
  const list = node("ul", "missing");
  list.append(...content.missing.slice(0, FIRST).map(item));
  section.append(list);
  for (const note of content.notes) section.append(node("p", "note", note));
  if (content.missing.length > FIRST) section.append(more(content.missing, list, item, FIRST));
  return section;
}

function item(entry) {
  const made = node("li");
  const quote = node("p", "quote");
  quote.dir = "auto";
  if (entry.lang) quote.lang = entry.lang;
  const away = link(entry.quote, [entry.to], entry.say, entry.name);
  away.classList.toggle("long", entry.quote.length > LONG);
  quote.append(away);
  made.append(node("p", "size", entry.size), quote, node("p", "who", entry.say));
  made.lastChild.dir = "ltr";
  return made;
}
