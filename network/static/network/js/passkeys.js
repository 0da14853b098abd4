/* Passkeys: shows what needs them where the browser has them, and says when the device gave none. allauth's own scripts do the rest. */

(() => {
  const canUsePasskeys = Boolean(window.PublicKeyCredential);

  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll("[data-needs-passkeys]")) {
      form.hidden = !canUsePasskeys;
    }
  });

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const notice = document.querySelector("[data-passkey-error]");
    if (notice) {
      notice.hidden = false;
    }
  });
})();
