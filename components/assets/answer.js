// The answer in words. A link tells the reader where to go; nothing is sent.
const FIRST_SAID = 6;
const SHOWN = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".answer");
  const content = JSON.parse(component.data.json);
  const before = SHOWN.get(root);
  if (before && before.id === content.id) return;
  SHOWN.set(root, { id: content.id });
  root.replaceChildren(said(content));
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
  const made = node("div", "statement");
  const line = node("p", "say");
  line.dir = "ltr";
  made.append(line);
  for (const part of statement.parts) {
    line.append(part.to.length ? link(part.t, part.to, `${statement.name}: ${part.t}`, statement.name) : tied(part.t));
    if (part.sorts) sorted(made, line, part, statement.name);
  }
  return made;
}

// A count that opens into its sorts, each with its places.
function sorted(made, line, part, name) {
  const list = node("ul", "sorts");
  list.hidden = true;
  for (const sort of part.sorts) {
    const item = node("li");
    const about = `${name}: ${sort.t}`;
    item.append(link(sort.t, sort.to, about, name));
    if (sort.to.length > 1) item.append(" ", numbers(sort.to, about, name));
    list.append(item);
  }
  const button = node("button", "open", "show");
  button.type = "button";
  button.setAttribute("aria-label", `${name}: ${part.t}, by sort`);
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => {
    list.hidden = !list.hidden;
    button.setAttribute("aria-expanded", String(!list.hidden));
    button.textContent = list.hidden ? "show" : "hide";
  });
  line.append(" (", button, ")");
  made.append(list);
}
