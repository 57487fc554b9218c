// X as its clients see it, HTTP/2 over TLS and nothing else, in front of the simulator: takes posts
// itself, at once and without a limit that matters, and hands everything else on.
// node x_front.js PORT KEY_FILE CERTIFICATE_FILE SIMULATOR_PORT FIGURES_PORT
//
// On the port of figures, plain HTTP: GET / tells how many connections there were and how many posts,
// GET /posts of each post when it came, over which connection, and its id, text and parent.
'use strict';

const http = require('node:http');
const { readFileSync } = require('node:fs');
const { createSecureServer } = require('node:http2');

const [port, keyFile, certificateFile, simulatorPort, figuresPort] = process.argv.slice(2);
const LIMIT = 1_000_000;
const NOT_HTTP2 = new Set(['connection', 'keep-alive', 'transfer-encoding']);

let connections = 0; // so far
let lastId = 1_900_000_000_000_000_000n;
const posts = [];

function limits() {
  const reset = String(Math.floor(Date.now() / 1000) + 86_400);
  const headers = { 'content-type': 'application/json' };
  for (const window of ['x-rate-limit', 'x-user-limit-24hour', 'x-app-limit-24hour']) {
    headers[`${window}-limit`] = String(LIMIT);
    headers[`${window}-remaining`] = String(LIMIT - posts.length);
    headers[`${window}-reset`] = reset;
  }
  return headers;
}

function answer(response, status, content) {
  const body = JSON.stringify(content);
  response.writeHead(status, { ...limits(), 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function takePost(request, response, body) {
  if (!request.headers.authorization?.startsWith('Bearer ')) {
    return answer(response, 401, { title: 'Unauthorized', type: 'about:blank', status: 401, detail: 'Unauthorized' });
  }
  const { text, reply } = JSON.parse(body);
  const id = String(++lastId);
  posts.push({
    at_ms: performance.now(), connection: request.stream.session.number, id, text,
    in_reply_to: reply?.in_reply_to_tweet_id });
  answer(response, 201, { data: { id, text, edit_history_tweet_ids: [id] } });
}

function handOn(request, response, body) {
  const headers = { host: request.authority, 'x-forwarded-proto': 'https' };
  for (const [name, value] of Object.entries(request.headers)) {
    if (!name.startsWith(':')) headers[name] = value;
  }
  const onward = http.request({ port: simulatorPort, host: '127.0.0.1', method: request.method, path: request.url, headers });
  onward.on('response', (answered) => {
    const kept = Object.entries(answered.headers).filter(([name]) => !NOT_HTTP2.has(name));
    response.writeHead(answered.statusCode, Object.fromEntries(kept));
    answered.pipe(response);
  });
  onward.on('error', () => response.stream.close());
  onward.end(body);
}

const server = createSecureServer(
  { key: readFileSync(keyFile), cert: readFileSync(certificateFile) },
  (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const isPost = request.method === 'POST' && request.url === '/2/tweets';
      (isPost ? takePost : handOn)(request, response, Buffer.concat(chunks));
    });
  });
server.on('session', (session) => { session.number = ++connections; });

const figures = http.createServer((request, response) => {
  response.end(JSON.stringify(request.url === '/posts' ? posts : { connections, posts: posts.length }));
});

server.listen(Number(port), '127.0.0.1', () => {
  figures.listen(Number(figuresPort), '127.0.0.1', () => console.log(`ready at ${port}`));
});
