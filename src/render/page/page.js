// What the page can do beyond a plain form: drop files, copy, keys. Everything else works without it.
"use strict";
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const say = words => { const said = $("#said"); if (said) said.textContent = words; };

for (const one of $$(".scripted")) one.hidden = false;

// Files become articles that can be read and changed before they are merged.
const form = $("#merge");
const slots = form && $(".slots", form);

function addSlot() {
  const slot = $(".slot", slots).cloneNode(true);
  const n = $$(".slot", slots).length + 1;
  $("legend", slot).textContent = `Article ${n}`;
  $("textarea", slot).id = `text-${n}`;
  $("textarea", slot).value = "";
  $("p label", slot).htmlFor = `text-${n}`;
  for (const input of $$("input", slot)) input.value = "";
  slots.append(slot);
  return slot;
}

async function take(files) {
  for (const file of files) {
    const empty = $$(".slot", slots).find(slot => !$("textarea", slot).value.trim());
    const slot = empty || addSlot();
    $("textarea", slot).value = await file.text();
    $("[name=name]", slot).value = file.name;
    await fillIn(slot, file);
  }
}

// What the service finds of an article goes into the fields that are empty.
async function fillIn(slot, file) {
  try {
    const answer = await fetch("/v1/extract", { method: "POST", body: file, headers: { "Content-Type": file.type || "text/plain" } });
    const found = answer.ok ? await answer.json() : {};
    for (const name of ["source", "published_at"]) {
      const field = $(`[name=${name}]`, slot);
      field.value ||= found[name] || "";
    }
  } catch {
    // The fields can be filled in by hand.
  }
}

if (form) {
  $("#more").addEventListener("click", event => {
    event.preventDefault();
    $("textarea", addSlot()).focus();
  });
  const files = $("#files");
  files.addEventListener("change", async () => { await take(files.files); files.value = ""; });
  form.addEventListener("dragover", event => { event.preventDefault(); form.classList.add("dropping"); });
  form.addEventListener("dragleave", () => form.classList.remove("dropping"));
  form.addEventListener("drop", async event => {
    event.preventDefault();
    form.classList.remove("dropping");
    await take(event.dataTransfer.files);
  });
}

// Copying: the account as it stands here, or as the service writes it with its sources.
function cleanText() {
  const text = root => $$(".words", root).map(words => {
    const copy = words.cloneNode(true);
    $$("del", copy).forEach(one => one.remove());
    return copy.textContent;
  }).join(" ");
  return $$("#account > .headline, #account > p").map(text).join("\n\n") + "\n";
}

async function written(format) {
  const data = new FormData(form);
  data.append("download", format);
  const answer = await fetch(form.action, { method: "POST", body: data });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

async function copy(how) {
  try {
    if (how === "clean") {
      await navigator.clipboard.writeText(cleanText());
    } else {
      const [html, text] = await Promise.all([written("html"), written("text")]);
      const blob = (words, type) => new Blob([words], { type });
      await navigator.clipboard.write([new ClipboardItem({ "text/html": blob(html, "text/html"), "text/plain": blob(text, "text/plain") })]);
    }
    say("Copied.");
  } catch (error) {
    say(`Not copied: ${error.message}`);
  }
}

for (const button of $$("[data-copy]")) button.addEventListener("click", () => copy(button.dataset.copy));

// Keys: one sentence on, one back. The box switches them off, and the choice is kept.
const statements = $$(".statement");
const keys = $("#keys");
if (keys) {
  keys.checked = localStorage.getItem("keys") !== "off";
  keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));
}

document.addEventListener("keydown", event => {
  const isTyping = event.target.closest?.("input, textarea, select") || event.ctrlKey || event.metaKey || event.altKey;
  const step = { j: 1, k: -1 }[event.key];
  if (!keys?.checked || isTyping || !step || !statements.length) return;
  const opened = $(":popover-open");
  const at = statements.findIndex(one => one.classList.contains("here"));
  const next = Math.min(Math.max(at + step, 0), statements.length - 1);
  statements[at]?.classList.remove("here");
  statements[next].classList.add("here");
  const button = $(".chips", statements[next]);
  opened?.hidePopover();
  button.focus();
  if (opened) document.getElementById(button.getAttribute("popovertarget")).showPopover();
});

// A link to a piece of an article opens the article.
function reveal() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const closed = target && target.closest("details:not([open])");
  if (closed) closed.open = true;
  if (target && $(":popover-open")) $(":popover-open").hidePopover();
  if (closed) target.scrollIntoView();
}
addEventListener("hashchange", reveal);
reveal();
