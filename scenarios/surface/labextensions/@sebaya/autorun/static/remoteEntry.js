// The module-federation container of @sebaya/autorun, written by hand: two functions, so no bundler is needed.
// Jupyter calls init(scope) with the modules that the application shares, then get("./extension").
(() => {
  const CORE = "_JUPYTERLAB.CORE_OUTPUT";
  let scope;

  /** The application's own copy of a shared module: its tokens must be the very same objects. */
  const shared = async (name) => {
    const offered = Object.values(scope[name]);
    const entry = offered.find(({ from }) => from === CORE) ?? offered[0];
    return (await entry.get())();
  };

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["@sebaya/autorun"] = {
    init: (shareScope) => { scope = shareScope; },
    get: async () => {
      const [{ plugin }, notebook, cells, coreutils, widgets] = await Promise.all([
        import("./autorun.js"),
        ...["@jupyterlab/notebook", "@jupyterlab/cells", "@jupyterlab/coreutils", "@lumino/widgets"].map(shared),
      ]);
      const made = plugin({ ...notebook, ...cells, ...coreutils, ...widgets });
      return () => ({ __esModule: true, default: made });
    },
  };
})();
