// What npm's twitter-text says of texts, in the form of text_facts.cpp. Argument: a node_modules folder.
const readline = require('readline');
const path = require('path');
const text = require(path.resolve(process.argv[2], 'twitter-text'));

const ranges = (entities) => entities.map((entity) => entity.indices);

// Of a link without protocol in a longer domain ("a.com" in "a.com中.com/b"), parseTweet skips fewer
// characters than the package's own range of the link has: it takes the text without "中.com" for it.
const isMiscounted = (urls) => urls.some((entity) => entity.url.length !== entity.indices[1] - entity.indices[0]);

const factsOf = (line) => {
  const parsed = text.parseTweet(line);
  const urls = text.extractUrlsWithIndices(line);
  return {
    length: parsed.weightedLength,
    valid: parsed.valid,
    miscounted: isMiscounted(text.extractUrlsWithIndices(line.normalize())),
    urls: ranges(urls),
    mentions: ranges(text.extractMentionsOrListsWithIndices(line)),
    hashtags: ranges(text.extractHashtagsWithIndices(line, { checkUrlOverlap: false })),
    cashtags: ranges(text.extractCashtagsWithIndices(line)),
    entities: ranges(text.extractEntitiesWithIndices(line)),
  };
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  process.stdout.write(`${JSON.stringify(factsOf(JSON.parse(line)))}\n`);
});
