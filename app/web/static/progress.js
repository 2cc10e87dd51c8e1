// Shows each step of a check as it is told; the browser itself comes back after a break and says where it left off.
const list = document.querySelector("#steps");
const now = document.querySelector("#now");
const events = new EventSource(list.dataset.events);
events.addEventListener("message", (event) => {
  const last = list.lastElementChild;
  const [step, page] = event.data.split(", page ");
  const item = last && last.dataset.step === step ? last : list.appendChild(document.createElement("li"));
  item.dataset.step = step;
  item.textContent = event.data;
  if (item !== last || !page) now.textContent = event.data;
});
events.addEventListener("end", () => {
  events.close();
  location.reload();
});
