// Files dropped anywhere on the zone are chosen; what was chosen is listed; that it is being sent is said.
for (const zone of document.querySelectorAll(".drop")) {
  const input = zone.querySelector("input[type=file]");
  const chosen = zone.querySelector(".chosen");
  const show = () => {
    chosen.replaceChildren(...[...input.files].map((file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
  };
  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => { event.preventDefault(); zone.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    const all = new DataTransfer();
    const dropped = [...event.dataTransfer.files];
    for (const file of input.multiple ? [...input.files, ...dropped] : dropped.slice(0, 1)) all.items.add(file);
    input.files = all.files;
    show();
  });
}
for (const form of document.querySelectorAll("form[data-receives]")) {
  form.addEventListener("submit", () => {
    form.querySelector(".sending").textContent = "Sending and looking at the files. This can take a few seconds a file.";
    form.querySelector("button").disabled = true;
  });
}
document.querySelector("[role=alert][tabindex]")?.focus();
