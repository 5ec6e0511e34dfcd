/* Connects allauth's passkey code with the forms that ask for it, without inline script.
   <form data-passkey="loginForm" data-login="id" data-credential="id" data-data="id">: every other
   data attribute is an id that allauth's function of that name wants. */
(() => {
  "use strict";

  const makers = globalThis.allauth?.webauthn?.forms ?? {};
  const notice = document.querySelector("[data-passkey-error]");

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    if (notice) {
      notice.hidden = false;
    }
  });

  for (const form of document.querySelectorAll("[data-passkey]")) {
    const { passkey, ...ids } = form.dataset;
    makers[passkey]?.({ ids });
  }
})();
