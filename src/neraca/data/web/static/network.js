// The network's days as sliders: the drawings of another day take the place of these without leaving the page.
const form = document.querySelector("form.days");
const MONTH = 30, DAY_MS = 86_400_000, AGAIN_MS = 2000, MOST_TRIES = 60;
let asked = 0;

const toDay = (text) => Math.round(Date.parse(`${text}T00:00:00Z`) / DAY_MS);
const toText = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

function addSlider(field) {
  const first = toDay(form.dataset.first), last = toDay(form.dataset.last);
  if (!(last > first)) return;
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: first, max: last, step: last - first > 3 * MONTH ? 7 : 1 });
  slider.value = field.value ? toDay(field.value) : first;
  slider.setAttribute("aria-label", field.closest("label").querySelector("span").textContent);
  const say = () => slider.setAttribute("aria-valuetext", toText(Number(slider.value)));
  say();
  slider.addEventListener("input", () => {
    field.value = toText(Number(slider.value) + Number(slider.step) > last ? last : Number(slider.value));
    say();
  });
  slider.addEventListener("change", show);
  field.addEventListener("change", () => {
    if (field.value) slider.value = toDay(field.value);
    say();
    show();
  });
  field.closest("label").after(slider);
}

async function show() {
  const values = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
  const place = document.querySelector("#net-state"), own = ++asked;
  const address = `/network?${values}`;
  for (let tries = 0; tries < MOST_TRIES && own === asked; tries += 1) {
    const answer = await fetch(address).catch(() => null);
    if (own !== asked) return;
    if (answer?.ok) {
      put(await answer.text());
      history.replaceState(null, "", address);
      place.textContent = "";
      return;
    }
    if (answer?.status !== 503) break;
    place.textContent = form.dataset.wait;
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  }
  if (own === asked) place.textContent = form.dataset.slow;
}

function put(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.querySelector("#net-view"), old = document.querySelector("#net-view");
  if (fresh && old) old.replaceWith(document.adoptNode(fresh));
}

if (form) {
  addSlider(form.elements.since);
  addSlider(form.elements.day);
}
