// Carbone with several warm LibreOffices, as many renders at once: one JSON object a line on stdin,
//   {"template": "…", "data": {…}, "count": 200, "folder": "…"}  →  {"ms": 1234.5} or {"error": "…"}
// Every PDF is written to the folder, as ours are stored.

import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [carbonePath, tempPath, factories] = process.argv.slice(2);
const carbone = createRequire(import.meta.url)(carbonePath);

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const render = (template, data) =>
  new Promise((resolve, reject) => {
    carbone.render(template, data, { convertTo: 'pdf' }, (error, result) =>
      error ? reject(error) : resolve(result),
    );
  });

async function answer(line) {
  const { template, data, count, folder } = JSON.parse(line);
  const begun = process.hrtime.bigint();
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const number = (next += 1);
      writeFileSync(`${folder}/${number}.pdf`, await render(template, data));
    }
  };
  try {
    // one more than there are LibreOffices, so that none waits for Node.js
    await Promise.all(Array.from({ length: Number(factories) + 1 }, worker));
    say({ ms: Number(process.hrtime.bigint() - begun) / 1e6 });
  } catch (error) {
    say({ error: String(error) });
  }
}

carbone.set({ tempPath, renderPath: `${tempPath}/render`, lang: 'vi-vn' });
const converter = createRequire(import.meta.url)(`${carbonePath}/lib/converter.js`);
converter.init({ factories: Number(factories), startFactory: true }, () => {
  const requests = createInterface({ input: process.stdin });
  requests.on('line', answer);
  requests.on('close', () => converter.exit(() => process.exit(0)));
  say({ ready: true });
});
