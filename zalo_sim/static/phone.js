// Keeps the page fresh: fetches the changing parts and puts in what is new, piece by piece, so that
// focus, scrolling and what a screen reader has already said stay as they are.
(() => {
  "use strict";
  const table = document.querySelector("[data-person]");
  if (!table) return;
  const here = `/dien-thoai/${table.dataset.person}/`;
  const chat = table.classList.contains("in-chat");

  function merge(old, fresh) {
    const kept = new Map([...old.children].map((child) => [child.id, child]));
    let place = old.firstElementChild;
    for (const piece of [...fresh.children]) {
      const known = kept.get(piece.id);
      kept.delete(piece.id);
      if (known && known.outerHTML === piece.outerHTML) {
        if (known !== place) old.insertBefore(known, place);
        else place = place.nextElementSibling;
      } else if (known) {
        const focused = known.contains(document.activeElement) && document.activeElement.id;
        if (known === place) place = place.nextElementSibling;
        known.replaceWith(piece);
        if (focused) document.getElementById(focused)?.focus();
      } else {
        old.insertBefore(piece, place);
      }
    }
    for (const gone of kept.values()) gone.remove();
  }

  async function refresh() {
    const search = new URLSearchParams(location.search);
    if (!chat) search.set("ve", "tin");
    search.set("the", table.dataset.tab);
    const answer = await fetch(`${here}manh/?${search}`);
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const old of document.querySelectorAll("[data-live]")) {
      const now = fresh.getElementById(old.id);
      if (now) merge(old, now);
    }
    look();
  }

  function look() {
    if (chat && !table.dataset.tab && !document.hidden && document.querySelector("[data-unseen]"))
      fetch(`${here}da-xem/`, { method: "POST" }).catch(() => {});
  }

  function again() {
    const pause = new Promise((done) => setTimeout(done, 1000));
    const work = document.hidden ? Promise.resolve() : refresh();
    Promise.allSettled([pause, work]).then(again);
  }
  look();
  again();
})();
