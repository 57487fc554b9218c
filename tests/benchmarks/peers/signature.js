// The check of a webhook's signature, as both servers make it.
'use strict';

const { createHmac, timingSafeEqual } = require('node:crypto');

function signatureFits(secret, body, given) {
  const wanted = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('base64')}`);
  const actual = Buffer.from(given ?? '');
  return actual.length === wanted.length && timingSafeEqual(actual, wanted);
}

// What an application would go on with; reading it keeps the parser from being idle work.
function postIdOf(event) {
  return event.tweet_create_events?.[0]?.id_str;
}

module.exports = { signatureFits, postIdOf };
