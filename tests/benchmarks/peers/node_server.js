// Bare node: verifies a webhook over its raw body, parses it, answers 200. Stores nothing.
// node node_server.js PORT SECRET_FILE
'use strict';

const { createServer } = require('node:http');
const { readFileSync } = require('node:fs');
const { signatureFits, postIdOf } = require('./signature.js');

const [port, secretFile] = process.argv.slice(2);
const secret = readFileSync(secretFile, 'utf8').trim();

function statusOf(headers, body) {
  if (!signatureFits(secret, body, headers['x-twitter-webhooks-signature'])) return 403;
  try {
    return postIdOf(JSON.parse(body)) ? 200 : 400;
  } catch {
    return 400;
  }
}

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.writeHead(statusOf(request.headers, Buffer.concat(chunks)), { 'content-length': 0 });
    response.end();
  });
}).listen(Number(port), '127.0.0.1', () => console.log(`ready at ${port}`));
