// Takes posts over TLS and answers each as X answers statuses/update: the other end of the reply
// benchmark, the same for all clients.
// node tls_answers.js PORT KEY_FILE CERTIFICATE_FILE http1|http2
'use strict';

const { readFileSync } = require('node:fs');
const { createSecureServer } = require('node:http2');
const { createServer } = require('node:https');

const [port, keyFile, certificateFile, protocol] = process.argv.slice(2);
const answer = JSON.stringify({
  created_at: 'Fri Dec 09 14:20:05 +0000 2022',
  id: 1601234567890123520,
  id_str: '1601234567890123457',
  text: '@jo_harper Sorry Jo! Which order? /AS',
  truncated: false,
  in_reply_to_status_id_str: '1601234567890120000',
  in_reply_to_user_id_str: '2871234567',
  in_reply_to_screen_name: 'jo_harper',
  user: { id: 1497182655123456768, id_str: '1497182655123456789', name: 'Acme Help Desk', screen_name: 'AcmeHelp' },
  entities: { hashtags: [], symbols: [], urls: [], user_mentions: [
    { screen_name: 'jo_harper', name: 'jo harper', id: 2871234567, id_str: '2871234567', indices: [0, 10] }] },
  lang: 'en',
});

const server = (protocol === 'http2' ? createSecureServer : createServer)(
  { key: readFileSync(keyFile), cert: readFileSync(certificateFile) },
  (request, response) => {
    request.resume();
    request.on('end', () => {
      const signed = request.headers.authorization?.startsWith('OAuth ');
      response.writeHead(signed ? 200 : 401, {
        'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
      response.end(answer);
    });
  });
server.keepAliveTimeout = 60_000;
server.listen(Number(port), '127.0.0.1', () => console.log(`ready at ${port}`));
