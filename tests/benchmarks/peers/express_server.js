// express: verifies a webhook over its raw body, parses it, answers 200. Stores nothing.
// node express_server.js PORT SECRET_FILE
'use strict';

const { readFileSync } = require('node:fs');
const express = require('express');
const { signatureFits, postIdOf } = require('./signature.js');

const [port, secretFile] = process.argv.slice(2);
const secret = readFileSync(secretFile, 'utf8').trim();

const app = express();
app.post('/webhook', express.json({
  verify(request, response, body) {
    if (!signatureFits(secret, body, request.headers['x-twitter-webhooks-signature'])) {
      throw Object.assign(new Error('wrong signature'), { status: 403 });
    }
  },
}), (request, response) => {
  response.sendStatus(postIdOf(request.body) ? 200 : 400);
});
app.use((error, request, response, next) => {
  response.sendStatus(error.status ?? 500);
});
app.listen(Number(port), '127.0.0.1', () => console.log(`ready at ${port}`));
