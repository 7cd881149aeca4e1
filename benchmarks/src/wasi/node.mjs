// Runs a WASI preview 1 command under Node's WASI, with the arguments that `frankenterm wasi` takes. Node has no read-only
// folders, so `:ro` does nothing.
// usage: node --no-warnings node.mjs FILE.wasm [--dir HOST[::GUEST][:ro]]... [--env K=V]... [-- ARG...]
// Exit status: the guest's, 134 for a trap.
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const [file, ...rest] = process.argv.slice(2);
const preopens = {};
const env = {};
const args = [file.split('/').pop()];
while (rest.length > 0) {
  const option = rest.shift();
  if (option === '--') {
    args.push(...rest.splice(0));
  } else if (option === '--dir') {
    const [host, guest] = rest.shift().replace(/:ro$/, '').split('::');
    preopens[guest ?? host] = host;
  } else if (option === '--env') {
    const [, name, value] = rest.shift().match(/^([^=]*)=(.*)$/s);
    env[name] = value;
  } else {
    throw new Error(`unknown option ${option}`);
  }
}
const wasi = new WASI({ version: 'preview1', args, env, preopens, returnOnExit: true });
const module = await WebAssembly.compile(await readFile(file));
const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
try {
  process.exitCode = wasi.start(instance);
} catch (trap) {
  console.error(`node: ${trap}`);
  process.exitCode = 134;
}
