import { createRequire } from 'node:module';
import { mkdir, rm, writeFile, copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { changedAt, newest } from './newest.mjs';

/**
 * Builds what browsers get, the desk and GraphiQL, into dist/; nothing where that is newer than all it is made of. Plain
 * JavaScript, since it is not worth a start of the compiler's output to find that there is nothing to do.
 */
const SOURCES = ['desk', 'client/src', 'package-lock.json', 'scripts/build-pages.mjs'];
const BUILT = 'dist/desk/index.html';

if ((await newest(SOURCES)) > (await changedAt(BUILT))) {
  await writeGraphiql('dist/graphiql');
  const { build } = await import('vite');
  await build({ configFile: 'desk/vite.config.mjs', logLevel: 'warn' });
}

/** The parts of GraphiQL as files, so that the page needs no script of its own within it. */
async function writeGraphiql(folder) {
  const require = createRequire(import.meta.url);
  const packed = require(join(dirname(require.resolve('@graphql-yoga/render-graphiql')), 'graphiql.js'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = {
    'graphiql.js': packed.js,
    'graphiql.css': packed.css,
    'worker-editor.js': packed.editorWorkerService,
    'worker-json.js': packed.jsonWorker,
    'worker-graphql.js': packed.graphqlWorker,
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  for (const name of ['start.js', 'page.css'])
    await copyFile(join('desk/graphiql', name), join(folder, name));
}
