'use strict';

// Runs before anything is compiled, on any Node: so plain old JavaScript and no package. Where all is well it tells what its
// argument says, so that nobody looks at an empty screen.
var fs = require('fs');
var path = require('path');

var LEAST = [20, 19];

var version = process.versions.node.split('.').map(Number);
var isOld = version[0] < LEAST[0] || (version[0] === LEAST[0] && version[1] < LEAST[1]);
if (isOld) {
  fail('Ambit needs Node ' + LEAST.join('.') + ' or newer, and this is Node ' + process.versions.node + '.');
}
// npm writes this file last.
if (!fs.existsSync(path.join(__dirname, '..', 'node_modules', '.package-lock.json'))) {
  fail('The packages of Ambit are not installed: run npm ci first.');
}

if (process.argv[2] !== undefined) process.stdout.write(process.argv[2] + '\n');

function fail(message) {
  process.stderr.write(message + '\n');
  process.exit(78);
}
