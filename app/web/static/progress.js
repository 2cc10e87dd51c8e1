// Shows each step of a check as it is told; the browser itself comes back after a break and says where it left off.
const list = document.querySelector("#steps");
const now = document.querySelector("#now");
const events = new EventSource(list.dataset.events);
let run = "";
events.addEventListener("message", (event) => {
  const [step] = event.data.split(", page ");
  const [of] = event.lastEventId.split("-");
  if (of !== run) list.replaceChildren();
  run = of;
  let item = [...list.children].find((one) => one.dataset.step === step);
  if (!item) {
    for (const before of list.children) before.className = "done";
    item = list.appendChild(document.createElement("li"));
    item.dataset.step = step;
    now.textContent = step;
  }
  item.textContent = event.data;
});
events.addEventListener("end", () => {
  events.close();
  location.reload();
});
