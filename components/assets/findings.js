// The findings: one line each, the most telling first, filtered by kind and by version here, without asking the server.
const FIRST_FOUND = 12;
const KEPT = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".findings");
  const content = JSON.parse(component.data.json);
  const before = KEPT.get(root);
  if (before && before.content.id === content.id) return;
  // What a person has switched off stays off when the base changes.
  const off = before ? before.off : new Set();
  KEPT.set(root, { content, off, version: "" });
  show(root);
}

function show(root) {
  const { content } = KEPT.get(root);
  const section = node("section", "found");
  section.setAttribute("aria-labelledby", "found");
  const head = node("h2", "", content.words.title);
  head.id = "found";
  section.append(head, filters(root), node("div", "list"), about(content));
  root.replaceChildren(section);
  fill(root);
}

function filters(root) {
  const { content, off } = KEPT.get(root);
  const bar = node("div", "filters");
  const kinds = node("div", "kinds");
  kinds.setAttribute("role", "group");
  kinds.setAttribute("aria-label", content.words.kinds);
  for (const kind of content.kinds) {
    const button = node("button", "kind", `${kind.name} ${kind.count}`);
    button.type = "button";
    button.title = kind.about;
    button.setAttribute("aria-pressed", String(!off.has(kind.key)));
    button.addEventListener("click", () => {
      if (!off.delete(kind.key)) off.add(kind.key);
      button.setAttribute("aria-pressed", String(!off.has(kind.key)));
      fill(root);
    });
    kinds.append(button);
  }
  const label = node("label", "which", `${content.words.version} `);
  const select = node("select");
  for (const [value, text] of [["", content.words.every], ...content.versions.map((name, i) => [String(i), name])]) {
    const option = node("option", "", text);
    option.value = value;
    select.append(option);
  }
  select.addEventListener("change", () => {
    KEPT.get(root).version = select.value;
    fill(root);
  });
  label.append(select);
  bar.append(kinds, label);
  return bar;
}

function fill(root) {
  const { content, off, version } = KEPT.get(root);
  const wanted = content.lines.filter((line) => !off.has(line.kind) && (version === "" || line.versions.includes(Number(version))));
  const place = root.querySelector(".list");
  const names = new Map(content.kinds.map((kind) => [kind.key, kind.name]));
  const make = (line) => found(line, names.get(line.kind));
  const list = node("ul", "lines");
  list.append(...wanted.slice(0, FIRST_FOUND).map(make));
  place.replaceChildren(wanted.length ? list : node("p", "none", content.words.none));
  const held = content.lines.length - wanted.length;
  if (wanted.length > FIRST_FOUND) place.append(more(wanted, list, make, FIRST_FOUND));
  const why = [held ? `${held} ${content.words.filtered}` : "", content.hidden].filter(Boolean).join(" ");
  const status = node("p", "held", why);
  status.setAttribute("role", "status");
  place.append(status);
}

function found(line, name) {
  const made = node("li");
  const text = node("p", "text");
  text.dir = "auto";
  text.append(line.to.length ? link(line.text, line.to, `${name}: ${line.text}`, line.name) : tied(line.text));
  made.append(node("p", "size", name), text);
  return made;
}

function about(content) {
  const made = node("details", "about");
  made.append(node("summary", "", content.words.how), node("p", "", content.about));
  return made;
}
