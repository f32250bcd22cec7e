import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Served by the program at /desk; `npx vite desk` serves it by itself and passes requests on to a program at port 4000. */
export default {
  root: folder,
  base: '/desk/',
  resolve: { alias: { '@ambit/client': fileURLToPath(new URL('../client/src', import.meta.url)) } },
  build: { outDir: '../dist/desk', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  oxc: { jsx: { runtime: 'automatic' } },
  server: { proxy: { '/graphql': 'http://127.0.0.1:4000', '/desk/settings.json': 'http://127.0.0.1:4000' } },
};
