/** Listens on a free port of the loopback, tells the benchmark the address, and ends when asked to. */
export function listen(server, path) {
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`answers at http://127.0.0.1:${server.address().port}${path}\n`);
  });
  process.on('SIGTERM', () => process.exit(0));
}
