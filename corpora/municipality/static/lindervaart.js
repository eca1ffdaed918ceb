document.querySelectorAll("button[aria-controls]").forEach(function (button) {
  button.addEventListener("click", function () {
    var open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    document.getElementById(button.getAttribute("aria-controls")).hidden = open;
  });
});
document.querySelectorAll("[data-cookie]").forEach(function (button) {
  button.addEventListener("click", function () { document.getElementById("cookies").hidden = true; });
});
