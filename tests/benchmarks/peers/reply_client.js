// npm twitter-api-v2: signs and posts replies one after the other over one kept connection, and
// prints the processor time and the time of each, after the warm-up.
// node reply_client.js PORT CERTIFICATE_FILE WARM_UP COUNT
'use strict';

const { readFileSync } = require('node:fs');
const { Agent } = require('node:https');
const { TwitterApi } = require('twitter-api-v2');

const [port, certificateFile, warmUp, count] = process.argv.slice(2);
const agent = new Agent({ ca: readFileSync(certificateFile), keepAlive: true, maxSockets: 1 });
const client = new TwitterApi({
  appKey: 'benchmark-key', appSecret: 'benchmark-key-secret',
  accessToken: '1497182655123456789-benchmark', accessSecret: 'benchmark-token-secret',
}, { httpAgent: agent }).v1;
client.setPrefix(`https://127.0.0.1:${port}/1.1/`);

async function send(replies) {
  for (let sent = 0; sent < replies; ++sent) {
    const post = await client.reply(
      `@jo_harper Sorry Jo! Which order? ${sent} /AS`, '1601234567890120000',
      { auto_populate_reply_metadata: true });
    if (!post.id_str) throw new Error('the answer names no post');
  }
}

async function main() {
  await send(Number(warmUp));
  const began = process.hrtime.bigint();
  const before = process.cpuUsage();
  await send(Number(count));
  const used = process.cpuUsage(before);
  const took = Number(process.hrtime.bigint() - began) / 1000;
  console.log(JSON.stringify({ cpu_us: (used.user + used.system) / count, took_us: took / count }));
  agent.destroy();
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
