// One Carbone with one warm LibreOffice, asked over stdin and stdout, one JSON object a line:
//   {"template": "…", "data": {…}, "target": "…", "pdf": true}  →  {"ms": 12.3} or {"error": "…"}
// Time is taken here, around render() alone, so that no message counts against Carbone.

import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [carbonePath, tempPath] = process.argv.slice(2);
const carbone = createRequire(import.meta.url)(carbonePath);

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

function answer(line) {
  const { template, data, target, pdf } = JSON.parse(line);
  const begun = process.hrtime.bigint();
  carbone.render(template, data, pdf ? { convertTo: 'pdf' } : {}, (error, result) => {
    const ms = Number(process.hrtime.bigint() - begun) / 1e6;
    if (error) {
      say({ error: String(error) });
      return;
    }
    writeFileSync(target, result);
    say({ ms });
  });
}

// Options that start LibreOffice go to the converter alone, for it tells when it is ready.
carbone.set({ tempPath, renderPath: `${tempPath}/render`, lang: 'vi-vn' });
const converter = createRequire(import.meta.url)(`${carbonePath}/lib/converter.js`);
converter.init({ factories: 1, startFactory: true }, () => {
  const requests = createInterface({ input: process.stdin });
  requests.on('line', answer);
  requests.on('close', () => converter.exit(() => process.exit(0)));
  say({ ready: true });
});
