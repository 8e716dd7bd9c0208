// The findings: one line each, the weightiest first, filtered by kind and by version here, without asking the server.
const FIRST_FOUND = 6;
const KEPT = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".findings");
  const content = JSON.parse(component.data.json);
  const before = KEPT.get(root);
  if (before && before.content.id === content.id) return;
  // What a person has switched off stays off, and whom they asked for, when the base changes.
  const off = before ? before.off : new Set();
  const version = before && content.versions.includes(before.version) ? before.version : "";
  KEPT.set(root, { content, off, version });
  show(root);
}

function show(root) {
  const { content } = KEPT.get(root);
  const section = node("section", "found");
  section.setAttribute("aria-labelledby", "found");
  const head = node("h2", "", content.words.title);
  head.id = "found";
  section.append(head);
  if (content.lines.length) section.append(filters(root));
  section.append(node("div", "list"), ...content.notes.map((note) => node("p", "note", note)));
  if (content.lines.length) section.append(about(content));
  root.replaceChildren(section);
  fill(root);
}

function filters(root) {
  const { content } = KEPT.get(root);
  const bar = node("div", "filters");
  const kinds = node("div", "kinds");
  kinds.setAttribute("role", "group");
  kinds.setAttribute("aria-label", content.words.kinds);
  kinds.append(...content.kinds.map((kind) => kindSwitch(root, kind)));
  bar.append(kinds);
  if (content.versions.length > 2) bar.append(versionChoice(root));
  return bar;
}

function kindSwitch(root, kind) {
  const { off } = KEPT.get(root);
  const button = node("button", "switch", kind.name);
  button.append(node("span", "many", kind.count));
  button.type = "button";
  button.title = kind.about;
  button.setAttribute("aria-pressed", String(!off.has(kind.key)));
  button.addEventListener("click", () => {
    if (!off.delete(kind.key)) off.add(kind.key);
    button.setAttribute("aria-pressed", String(!off.has(kind.key)));
    fill(root);
  });
  return button;
}

function versionChoice(root) {
  const { content, version } = KEPT.get(root);
  const label = node("label", "which", `${content.words.version} `);
  const select = node("select");
  for (const [value, text] of [["", content.words.every], ...content.versions.map((name) => [name, name])]) {
    const option = node("option", "", text);
    option.value = value;
    option.selected = value === version;
    select.append(option);
  }
  select.addEventListener("change", () => {
    KEPT.get(root).version = select.value;
    fill(root);
  });
  label.append(select);
  return label;
}

function fill(root) {
  const { content, off, version } = KEPT.get(root);
  const { words, lines } = content;
  const which = content.versions.indexOf(version);
  const shown = lines.filter((line) => !off.has(line.kind));
  const wanted = which < 0 ? shown : shown.filter((line) => line.versions.includes(which));
  const place = root.querySelector(".list");
  const names = new Map(content.kinds.map((kind) => [kind.key, kind.name]));
  const make = (line) => found(root, line, names.get(line.kind));
  const list = node("ul", "lines");
  list.append(...wanted.slice(0, FIRST_FOUND).map(make));
  place.replaceChildren(wanted.length ? list : node("p", "none", lines.length ? words.none : words.empty));
  if (wanted.length > FIRST_FOUND) place.append(more(wanted, list, make, FIRST_FOUND));
  const why = [];
  if (shown.length < lines.length) {
    const kinds = content.kinds.filter((kind) => off.has(kind.key)).map((kind) => kind.name);
    why.push(`${lines.length - shown.length} ${words.held} ${kinds.join(", ")} ${words.off}`);
  }
  if (wanted.length < shown.length) why.push(`${shown.length - wanted.length} ${words.held} ${words.others} ${version}`);
  const status = node("p", "held", [why.length ? `${why.join("; ")}.` : "", content.hidden].filter(Boolean).join(" "));
  status.setAttribute("role", "status");
  place.append(status);
}

function found(root, line, name) {
  const made = node("li");
  const text = node("p", "text");
  const said = `${name}: ${line.parts.map(([piece]) => piece).join("")}`;
  const pieces = line.parts.map(([piece, quoted]) => (quoted ? theirs(piece, line.lang) : tied(piece)));
  if (line.to.length) {
    const away = link("", line.to, said, line.name);
    away.append(...pieces);
    text.append(away);
  } else {
    text.append(...pieces);
  }
  if (line.to.length > 1) text.append(" ", numbers(line.to, said, line.name));
  // Where a person has been is marked, so that they find their way back into the list.
  text.addEventListener("click", (event) => {
    if (!event.target.closest("a")) return;
    root.querySelector(".lines [aria-current]")?.removeAttribute("aria-current");
    made.setAttribute("aria-current", "true");
  });
  made.append(node("p", "size", name), text);
  return made;
}

// Words of a version, in its language, its script and its direction.
function theirs(text, language) {
  const made = node("bdi", "words", text);
  if (language) made.lang = language;
  return made;
}

function about(content) {
  const made = node("details", "about");
  const list = node("dl");
  for (const kind of content.kinds) {
    list.append(node("dt", "", kind.name), node("dd", "", `${kind.about} Weight: ${kind.weighs}.`));
  }
  made.append(node("summary", "", content.words.how), node("p", "", content.about), list);
  return made;
}
