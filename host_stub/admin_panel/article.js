// One message of a conversation: who said what to whom, where, and how its delivery went.
import { delivery } from './delivery.js';
import { clock, element, outside, when } from './dom.js';
import { messageActions } from './message_actions.js';

// "search_term: #acme" and whatever else the channel tells about why it took the message.
function reason(match) {
  if (!match) return null;
  const detail = match.detail ? `: ${match.detail}` : '';
  return element('small', { class: 'match' }, `taken as ${String(match.source).replaceAll('_', ' ')}${detail}`);
}

function file(ticket, article, attachment) {
  const href = `/api/v1/ticket_attachment/${ticket.id}/${article.id}/${attachment.id}`;
  const type = attachment.preferences['Content-Type'] || '';
  const alt = attachment.preferences.alt || attachment.filename;
  const shown = type.startsWith('image/') ? element('img', { src: href, alt, loading: 'lazy' })
    : type.startsWith('video/') ? element('video', { src: href, controls: true, preload: 'metadata' }) : null;
  return element('figure', {}, shown, element('figcaption', {},
    element('a', { href, target: '_blank', rel: 'noopener' }, attachment.filename)));
}

function kind(ticket, article, surfaces) {
  if (article.internal) return 'internal';
  const surface = surfaces.find((one) => one.article_type === article.type);
  return surface ? surface.visibility : ticket.visibility;
}

function links(message, surface) {
  return (message.preferences.links || []).map((link) => outside(link.url, surface ? `View on ${surface.channel}` : link.name));
}

// When it was edited, and what it said before.
function edits(article) {
  if (!article.edited_at) return null;
  const line = ['edited, ', clock(article.edited_at)];
  if (article.versions.length === 0) return element('p', { class: 'edited' }, line);
  return element('details', { class: 'edited' }, element('summary', {}, line), article.versions.map((version) =>
    element('div', {}, element('small', {}, clock(version.created_at)), element('div', { class: 'body', dir: 'auto' }, version.body))));
}

// `act`: {changed, takeBack, articles} of the conversation.
export function articleCard(ticket, article, surfaces, act) {
  const surface = surfaces.find((one) => one.article_type === article.type);
  const own = article.sender !== 'Customer';
  const label = !surface ? article.type : own ? `${surface.label} (${surface.audience_label})` : surface.audience_label;
  const [link] = article.preferences.links || [];
  const time = when(article.created_at);
  return element('section', { class: `article ${kind(ticket, article, surfaces)} ${article.sender.toLowerCase()}` },
    element('header', {}, element('strong', {}, article.from), article.to ? ` to ${article.to}` : '', ' · ',
      article.internal ? 'internal note' : label, ' · ', link ? outside(link.url, time) : time),
    element('div', { class: 'body', dir: 'auto' }, article.body),
    edits(article),
    element('div', { class: 'files' }, article.attachments.map((one) => file(ticket, article, one))),
    element('p', { class: 'links' }, links(article, surface), ' ', reason(article.preferences.match)),
    delivery(article, act), article.read_at && element('p', { class: 'delivery' }, 'read ', clock(article.read_at)),
    messageActions(article, surface, act.changed));
}

// A post that the ticket is about and that nobody said in it.
export function contextCard(post, surfaces) {
  const surface = surfaces.find((one) => one.article_type === post.type);
  return element('section', { class: 'article context' },
    element('header', {}, element('strong', {}, post.from), ' · not part of this ticket · ', when(post.created_at)),
    element('div', { class: 'body', dir: 'auto' }, post.body),
    element('p', { class: 'links' }, links(post, surface)));
}
