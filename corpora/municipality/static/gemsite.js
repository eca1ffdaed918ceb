function gsSize(n) { document.body.style.fontSize = (12 + 2 * n) + "px"; return false; }
