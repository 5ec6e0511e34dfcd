/* Leaving at once, and leaving nothing on the screen. Everything works without this file. */
(() => {
  "use strict";

  const root = document.documentElement;
  const SHIFT_WINDOW_MS = 5000;
  const IDLE_CHECK_MS = 5000;
  const LOOK_MS = 4000;
  const SHIFTS = 3;

  root.classList.add("js");

  /* The browser knows the clock; the attribute stands only where nobody has chosen one yet. */
  const zone = document.querySelector("select[data-guess-zone]");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && [...zone.options].some((option) => option.value === here)) {
    zone.value = here;
  }

  /* What answers a form once: Back and reload ask for the empty form then, and send nothing again. */
  if (document.querySelector("[data-once]")) {
    history.replaceState(null, "", location.href);
  }

  const button = document.querySelector("[data-exit-button]");
  const status = document.querySelector("[data-exit-status]");
  const dots = document.querySelector("[data-exit-dots]");

  function blank() {
    root.classList.add("is-blank");
    document.body.replaceChildren();
    document.title = button?.dataset.blankTitle ?? "";
  }

  function leave() {
    const { beacon, target } = button.dataset;
    const link = button.href;
    blank();
    if (beacon) {
      navigator.sendBeacon(beacon);
    }
    // Without a target of its own the server's exit address ends the session and redirects.
    location.replace(target || link);
  }

  /* The exit link, and the one among the skip links. */
  document.addEventListener("click", (event) => {
    if (button && event.target instanceof Element && event.target.closest("[data-exit]")) {
      event.preventDefault();
      leave();
    }
  });

  /* Shift three times, each within five seconds, with nothing else between. */
  let presses = 0;
  let shiftIsAlone = false;
  let timer = 0;

  function show(count, words) {
    if (dots) {
      dots.hidden = count === 0;
      dots.textContent = "●".repeat(count) + "○".repeat(SHIFTS - count);
    }
    if (status) {
      status.textContent = words;
    }
  }

  function stop(words) {
    clearTimeout(timer);
    presses = 0;
    show(0, words);
  }

  document.addEventListener("keydown", (event) => {
    if (event.repeat) {
      return;
    }
    shiftIsAlone = event.key === "Shift";
    if (!shiftIsAlone && presses > 0) {
      stop("");
    }
  });

  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !shiftIsAlone || !button) {
      return;
    }
    shiftIsAlone = false;
    presses += 1;
    clearTimeout(timer);
    if (presses >= SHIFTS) {
      leave();
      return;
    }
    show(presses, presses === 1 ? button.dataset.twoMore : button.dataset.oneMore);
    timer = setTimeout(() => stop(button.dataset.stopped), SHIFT_WINDOW_MS);
  });

  /* A page the browser kept is blanked first, then asked for again. */
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      blank();
      location.reload();
    }
  });

  /* A page that waits looks whether something has come: while it is seen, and not behind other tabs. */
  const look = () => {
    if (document.visibilityState === "visible") {
      document.body.dispatchEvent(new CustomEvent("look"));
    }
  };
  setInterval(look, LOOK_MS);
  document.addEventListener("visibilitychange", look);

  /* Idle: blank at the limit, whether the tab was asleep or not. */
  const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content;
  const limit = Number(meta("idle-seconds")) * 1000;
  if (limit > 0) {
    const target = meta("idle-target");
    let last = Date.now();
    const isOver = () => Date.now() - last >= limit;
    const act = () => {
      if (!isOver()) {
        last = Date.now();
      }
    };
    const check = () => {
      if (isOver()) {
        clearInterval(interval);
        blank();
        location.replace(target);
      }
    };
    const interval = setInterval(check, IDLE_CHECK_MS);
    for (const name of ["pointerdown", "keydown"]) {
      document.addEventListener(name, act, { passive: true });
    }
    // A fragment that turned out to be the sign-in page: the session is over, so is this page.
    document.addEventListener("htmx:beforeSwap", (event) => {
      const came = event.detail.xhr.responseURL;
      if (came && new URL(came).pathname === target) {
        event.preventDefault();
        blank();
        location.replace(target);
      }
    });
    document.addEventListener("visibilitychange", check);
    addEventListener("focus", check);
  }
})();
