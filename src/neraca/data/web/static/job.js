// Follows work that goes on beside the page, and loads the page anew when there is more to see.
const place = document.querySelector("#job");

async function look() {
  try {
    const answer = await fetch(place.dataset.path);
    if (!answer.ok) return location.reload();
    const job = await answer.json();
    if (job.settled || job.state !== place.dataset.state) return location.reload();
    if (job.total) {
      document.querySelector("#job-count").textContent = `${job.done} / ${job.total}`;
      const bar = document.querySelector("#job-bar");
      bar.max = job.total;
      bar.value = job.done;
    }
  } catch {
    // The server has gone, or the machine sleeps; the next look may find it again.
  }
  return setTimeout(look, 1000);
}

if (place) setTimeout(look, 700);
