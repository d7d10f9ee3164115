/* Passkeys, by the script of django-allauth that stands beside this; and copying a link. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-passkey]");
  if (form && window.allauth && window.PublicKeyCredential) {
    var options = JSON.parse(form.dataset.options);
    var ids = { add: "passkey", authenticate: "passkey", credential: "credential" };
    var make = form.dataset.passkey === "make";
    window.allauth.webauthn.forms[make ? "addForm" : "authenticateForm"]({ ids: ids, data: options });
  }
  // A finger taken away is no fault of the page: it is said under the button, not on the console.
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    var said = document.querySelector("[data-passkey-failed]");
    if (said) said.textContent = said.dataset.passkeyFailed;
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-copy]");
    var box = button && document.getElementById(button.dataset.copy);
    if (!box) return;
    box.select();
    var note = document.getElementById("da-chep");
    function done() { if (note) note.textContent = note.dataset.said; }
    if (navigator.clipboard) navigator.clipboard.writeText(box.value).then(done, function () {});
    else if (document.execCommand("copy")) done();
  });
})();
