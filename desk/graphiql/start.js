/* Starts GraphiQL on its page. The page says which tabs to open, and whether their headers may be kept. */
'use strict';

const root = document.querySelector('#root');
const { tabs, keepsHeaders, keptUnder } = JSON.parse(root.dataset.settings);
const WORKERS = {
  editorWorkerService: 'worker-editor.js',
  json: 'worker-json.js',
  graphql: 'worker-graphql.js',
};

globalThis.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => `/graphiql/${WORKERS[label]}`,
};

/** A part of the browser's storage of its own, so that the tabs of one demo do not come up in another. */
const storage = {
  getItem: (name) => localStorage.getItem(`${keptUnder}:${name}`),
  setItem: (name, value) => localStorage.setItem(`${keptUnder}:${name}`, value),
  removeItem: (name) => localStorage.removeItem(`${keptUnder}:${name}`),
  clear: () => {
    for (const name of Object.keys(localStorage))
      if (name.startsWith(`${keptUnder}:`)) localStorage.removeItem(name);
  },
  get length() {
    return Object.keys(localStorage).filter((name) => name.startsWith(`${keptUnder}:`)).length;
  },
};

/** GraphiQL opens an empty tab beside the kept ones unless what it kept of the editors is what the active tab says. */
const kept = JSON.parse(storage.getItem('graphiql:tabState') ?? 'null');
const active = kept?.tabs[kept.activeTabIndex];
for (const name of ['query', 'variables', 'headers'])
  if (active?.[name] != null) storage.setItem(`graphiql:${name}`, active[name]);

globalThis.YogaGraphiQL.renderYogaGraphiQL(root, {
  title: 'Ambit',
  logo: '<a href="/" aria-label="Ambit, start page"><img src="/desk/icon.svg" width="28" height="28" alt=""></a>',
  endpoint: '/graphql',
  defaultTabs: tabs,
  headers: tabs[0].headers,
  defaultEditorToolsVisibility: 'headers',
  shouldPersistHeaders: keepsHeaders,
  storage,
});
