// Small things that the screens of items, of the introduction and of the hand-in share.

/** Listen to the model until the signal ends. */
function listen(model, event, act, signal) {
  model.on(event, act);
  signal.addEventListener("abort", () => model.off(event, act));
}

/** Draw now and again at each of `events`; draw(signal) returns its frame. Returns what ends it all. */
function redrawn(model, draw, events = ["change:lang"]) {
  let drawing = null;
  let shell = null;
  const end = () => {
    drawing?.abort();
    shell?.dispose();
  };
  const again = () => {
    end();
    drawing = new AbortController();
    shell = draw(drawing.signal);
  };
  again();
  events.forEach((event) => model.on(event, again));
  return () => {
    events.forEach((event) => model.off(event, again));
    end();
  };
}
