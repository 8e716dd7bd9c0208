// Original and cleaned: one row per line of the file; left the line and its kind, right what counts.
const SHOWN = new WeakMap();

export default function (component) {
  const root = component.parentElement.querySelector(".lines");
  const content = JSON.parse(component.data.json);
  const state = SHOWN.get(root) || {};
  SHOWN.set(root, state);
  state.decide = (line, kind) => component.setTriggerValue("decision", { quote: line.quote, nth: line.nth, kind });
  if (state.id === content.id) return;
  state.id = content.id;
  show(root, content, state);
}

function show(root, content, state) {
  const before = root.querySelector(".scroller");
  const top = before ? before.scrollTop : 0;
  const held = before && before.contains(root.getRootNode().activeElement) ? root.getRootNode().activeElement : null;
  const focus = held ? [...before.querySelectorAll("select")].indexOf(held) : -1;
  const scroller = node("div", "scroller");
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", "Original and cleaned, line by line");
  const table = node("div", "table");
  table.setAttribute("role", "table");
  const names = row("row names");
  names.append(head("Kind"), head("As it was found"), head("What counts", content.size));
  table.append(names);
  for (const line of content.lines) table.append(makeLine(line, content, state));
  scroller.append(table);
  const all = [scroller];
  if (content.more) all.push(node("p", "more", `${content.more.toLocaleString("en")} more lines are not shown here.`));
  root.replaceChildren(...all);
  scroller.scrollTop = top;
  if (focus >= 0) scroller.querySelectorAll("select")[focus]?.focus({ preventScroll: true });
}

function makeLine(line, content, state) {
  const made = row(`row line ${line.story ? "kept" : "aside"} ${line.kind} ${line.decided ? "decided" : ""}`);
  const kind = cell("cell kind");
  kind.append(makeSelect(line, content.kinds, state));
  const found = cell("cell");
  found.append(words(line.text, content.language));
  if (line.reason) found.append(node("p", "why", line.reason));
  const clean = cell("cell clean");
  clean.append(line.story ? words(line.text, content.language) : node("span", "slot", "set aside"));
  made.append(kind, found, clean);
  return made;
}

function makeSelect(line, kinds, state) {
  const made = node("select");
  made.setAttribute("aria-label", `Kind of the line “${line.text.slice(0, 60)}”`);
  for (const [kind, called] of Object.entries(kinds)) {
    const option = node("option", "", called);
    option.value = kind;
    option.selected = kind === line.kind;
    made.append(option);
  }
  if (line.decided) {
    const back = node("option", "", "as it was found");
    back.value = "";
    made.append(back);
  }
  made.addEventListener("change", () => state.decide(line, made.value));
  return made;
}

function words(text, language) {
  const made = node("p", "text", text);
  made.dir = "auto";
  if (language) made.lang = language;
  return made;
}

function head(text, beside) {
  const made = node("div", "cell", text);
  made.setAttribute("role", "columnheader");
  if (beside) made.append(node("span", "size", beside));
  return made;
}

function row(name) {
  const made = node("div", name);
  made.setAttribute("role", "row");
  return made;
}

function cell(name) {
  const made = node("div", name);
  made.setAttribute("role", "cell");
  return made;
}

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}
