// What every page does beyond plain HTML: a slider over the days of publication, and word of newer articles.
const form = document.querySelector(".asof");
const days = form.dataset.days.split(" ").filter(Boolean);

function addSlider() {
  if (days.length < 2) return;
  const field = form.elements.as_of;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = 0;
  slider.max = days.length - 1;
  slider.setAttribute("aria-label", form.dataset.word);
  const place = days.findLastIndex((day) => day <= (field.value || days.at(-1)));
  slider.value = Math.max(0, place);
  const say = () => slider.setAttribute("aria-valuetext", days[slider.value]);
  say();
  let waiting;
  slider.addEventListener("input", () => {
    clearTimeout(waiting);
    field.value = days[slider.value];
    say();
  });
  // Every press of an arrow key is a change: the page is asked for when the hand rests.
  slider.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => form.requestSubmit(), 600);
  });
  field.after(slider);
}

async function look() {
  const asked = new URLSearchParams(form.elements.as_of.defaultValue ? { as_of: form.elements.as_of.defaultValue } : {});
  try {
    const answer = await fetch(`/state.json?${asked}`);
    if (!answer.ok) return;
    const { serial } = await answer.json();
    if (serial > Number(form.dataset.serial)) tell();
  } catch {
    // The server has gone, or the machine sleeps; the next look may find it again.
  }
}

function tell() {
  const place = document.querySelector("#news");
  if (place.firstChild) return;
  const words = document.createElement("span");
  words.textContent = form.dataset.fresh;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = form.dataset.reload;
  button.addEventListener("click", () => location.reload());
  place.append(words, button);
}

addSlider();
setInterval(() => document.visibilityState === "visible" && look(), 5000);
