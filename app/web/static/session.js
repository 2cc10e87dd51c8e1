// Says five minutes ahead that a sign-in is about to end, and lets the person stay. Any page opened starts the half hour anew.
const minutes = Number(document.documentElement.dataset.signedIn);
const warning = document.getElementById("ending");
if (minutes && warning) {
  let timer;
  const begin = () => { clearTimeout(timer); timer = setTimeout(() => warning.showModal(), (minutes - 5) * 60000); };
  warning.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch("/stay", { method: "POST" });
    if (answer.ok) { warning.close(); begin(); } else { location.href = "/sign-in"; }
  });
  document.addEventListener("htmx:afterRequest", begin);
  begin();
}
