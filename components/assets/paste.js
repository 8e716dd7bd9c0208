// Takes what is pasted or dropped as a page (its HTML as a string) and sends it. Nothing of it is put into this page.
const HINT = "Click here, then paste";
const MOST_CHARS = 40_000_000;

export default function (component) {
  const root = component.parentElement.querySelector(".paste");
  root.send = (page) => component.setTriggerValue("page", page);
  if (root.ready) return;
  root.ready = true;
  const label = node("label", "", "A text copied from a web page or a word processor, with its headings and links");
  label.id = "what";
  const sheet = node("div", "sheet", HINT);
  // editable, so that every way to paste works: keys, menus, a long press
  sheet.contentEditable = "true";
  sheet.spellcheck = false;
  sheet.setAttribute("role", "textbox");
  sheet.setAttribute("aria-multiline", "true");
  sheet.setAttribute("aria-labelledby", "what");
  const said = node("p", "said");
  said.setAttribute("role", "status");
  const take = (event, data) => {
    event.preventDefault();
    sheet.classList.remove("over");
    const html = data.getData("text/html");
    const text = data.getData("text/plain");
    if (!html && !text.trim()) {
      said.textContent = "There was no text in what was pasted.";
      return;
    }
    if (Math.max(html.length, text.length) > MOST_CHARS) {
      said.textContent = "This is too large to be pasted. Save it as a file, and choose it under “Upload files”.";
      return;
    }
    said.textContent = html ? "Taken with its headings and links; its result stands below." : "Taken as plain text; its result stands below.";
    root.send({ html, text });
  };
  sheet.addEventListener("paste", (event) => take(event, event.clipboardData));
  sheet.addEventListener("drop", (event) => take(event, event.dataTransfer));
  sheet.addEventListener("dragover", (event) => {
    event.preventDefault();
    sheet.classList.add("over");
  });
  sheet.addEventListener("dragleave", () => sheet.classList.remove("over"));
  sheet.addEventListener("beforeinput", (event) => event.preventDefault());
  root.append(label, sheet, said);
}

function node(tag, name, text) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
}
