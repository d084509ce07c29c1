// Text size and the reading counter: what a news page usually brings along.
document.addEventListener("click", (event) => {
  const size = event.target.dataset && event.target.dataset.size;
  const story = document.querySelector(".story-body");
  if (size && story) story.style.fontSize = size;
});
const hits = document.getElementById("hits");
if (hits) hits.textContent = 300 + (document.title.length * 137) % 4200;
