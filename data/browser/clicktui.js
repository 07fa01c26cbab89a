// What the page does beside showing the terminal (textual.js): the browser's clipboard in both
// directions, downloads, and saying that the app has ended. Loaded before textual.js.
"use strict";

(() => {
  const FULL = 4001; // serving/sessions.py
  const FONT_WAIT_MS = 3000;
  const COPIED_MS = 2000;
  const TYPING_MS = 5000;
  let socket = null;
  let waiting = null; // text that the browser has not taken yet
  let hiding = 0;
  let typed = -TYPING_MS; // when

  const at = (id) => document.getElementById(id);
  const focusTerminal = () => document.querySelector(".xterm-helper-textarea")?.focus();

  // The terminal makes its own socket: this one lets us hear and speak by it too.
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      socket = this;
      this.addEventListener("open", focusTerminal);
      this.addEventListener("message", heard);
      this.addEventListener("close", closed);
    }
  };

  // The terminal draws with a canvas, but sets up WebGL before; where there is none (no graphics
  // card) it gives up the canvas too, for a coarser way. So it gets a WebGL that does nothing.
  const nothing = new Proxy(() => {}, {
    get: (_target, name) => (name === Symbol.toPrimitive ? () => 1 : nothing),
    apply: () => nothing,
  });
  const getContext = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...given) {
    return kind === "webgl2" ? nothing : getContext.call(this, kind, ...given);
  };

  // The texts of others are on this page: no click on an address in them leads anywhere.
  window.open = () => null;

  function heard(event) {
    if (typeof event.data !== "string") return;
    const [kind, said] = JSON.parse(event.data);
    if (kind !== "clicktui") return;
    if (said.copy !== undefined) copy(said.id, said.copy);
    if (said.download !== undefined) download(said.download);
  }

  function closed(event) {
    at("ended").hidden = event.code === FULL;
    at("full").hidden = event.code !== FULL;
    at("closed").hidden = false;
    at("again").focus();
  }

  // Copying. A page that is not on this machine has no navigator.clipboard without https; some
  // browsers take nothing but in the very moment of a key or a click: then the next one does it.
  async function copy(id, text) {
    let copied = false;
    try {
      await navigator.clipboard.writeText(text);
      copied = true;
    } catch {
      copied = copyNow(text);
    }
    socket.send(JSON.stringify(["clicktui", { id, copied }]));
    waiting = copied ? null : text;
    at("not-copied").hidden = copied;
    at("copied").hidden = true;
  }

  function copyNow(text) {
    const focused = document.activeElement;
    const area = document.createElement("textarea");
    let taken = false;
    const give = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      event.stopImmediatePropagation();
      taken = true;
    };
    area.value = text;
    area.style.cssText = "position: fixed; top: 0; opacity: 0";
    document.body.append(area);
    area.select();
    document.addEventListener("copy", give, true);
    let done = false;
    try {
      done = document.execCommand("copy");
    } catch {
      // refused
    }
    document.removeEventListener("copy", give, true);
    area.remove();
    focused?.focus();
    return done && taken;
  }

  function copyWaiting() {
    if (waiting === null || !copyNow(waiting)) return;
    waiting = null;
    at("not-copied").hidden = true;
    at("copied").hidden = false;
    clearTimeout(hiding);
    hiding = setTimeout(() => { at("copied").hidden = true; }, COPIED_MS);
    focusTerminal();
  }

  function download(key) {
    const link = document.createElement("a");
    link.href = `download/${encodeURIComponent(key)}`;
    link.download = "";
    document.body.append(link);
    link.click();
    link.remove();
  }

  window.addEventListener("keydown", (event) => {
    if (!["Control", "Shift", "Alt", "Meta"].includes(event.key)) {
      typed = event.timeStamp;
      copyWaiting();
    }
    // The terminal would send Ctrl+V as a key; let the browser paste instead.
    if (event.ctrlKey && !event.altKey && !event.metaKey && event.key.toLowerCase() === "v") {
      event.stopImmediatePropagation();
    }
  }, true);
  window.addEventListener("click", copyWaiting, true);

  // Ctrl+W takes a word away in terminals, and the page in a browser: while one types, it asks.
  window.addEventListener("beforeunload", (event) => {
    const isOpen = socket?.readyState === Plain.OPEN;
    if (isOpen && performance.now() - typed < TYPING_MS) event.preventDefault();
  });

  // The terminal measures its letters when it begins: its font has to be there.
  window.addEventListener("load", () => {
    const begin = window.onload;
    window.onload = null;
    at("terminal").dataset.sessionWebsocketUrl =
      `${location.origin.replace(/^http/, "ws")}${location.pathname}ws`;
    at("again").addEventListener("click", () => location.reload());
    const faces = ["", "bold ", "italic "].map((how) => document.fonts.load(`${how}16px "Roboto Mono"`));
    const late = new Promise((done) => { setTimeout(done, FONT_WAIT_MS); });
    Promise.race([Promise.allSettled(faces), late]).then(() => begin?.call(window));
  });
})();
