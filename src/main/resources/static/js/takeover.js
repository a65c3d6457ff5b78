// Shows how far the takeover has come; without scripts the page's own link does the same.
(function () {
  "use strict";
  function look() {
    fetch(window.location.href, { credentials: "same-origin", headers: { Accept: "text/html" } })
      .then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject(new Error(String(answer.status)));
      })
      .then(function (text) {
        var now = new DOMParser().parseFromString(text, "text/html").getElementById("stand");
        var shown = document.getElementById("stand");
        if (!now || now.getAttribute("data-running") !== "true") {
          window.location.reload();
          return;
        }
        shown.replaceChildren.apply(shown, Array.from(now.childNodes));
        window.setTimeout(look, 3000);
      })
      .catch(function () {
        window.setTimeout(look, 10000);
      });
  }
  window.setTimeout(look, 3000);
})();
