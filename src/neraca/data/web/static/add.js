// Choosing files: they can be dropped, and what is too much is said before anything is sent.
const form = document.querySelector("#upload");
const field = form.elements.files;
const target = form.querySelector(".drop");
const chosen = document.querySelector("#chosen");

function say() {
  const files = [...field.files];
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const much = files.length > Number(form.dataset.files) || size > Number(form.dataset.bytes);
  field.setCustomValidity(much ? form.dataset.many : "");
  chosen.textContent = much ? form.dataset.many : files.map((file) => file.name).join(", ");
}

field.addEventListener("change", say);
for (const kind of ["dragenter", "dragover"]) {
  target.addEventListener(kind, (event) => {
    event.preventDefault();
    target.classList.add("over");
  });
}
for (const kind of ["dragleave", "drop"]) target.addEventListener(kind, () => target.classList.remove("over"));
target.addEventListener("drop", (event) => {
  event.preventDefault();
  field.files = event.dataTransfer.files;
  say();
});
