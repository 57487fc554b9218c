// What waits, what failed, what could not be read, and how the host is.
import { api } from './api.js';
import { button, element, show, table, when } from './dom.js';

function jobTable(jobs, again) {
  const unfinished = jobs.filter((job) => job.state !== 'done');
  if (unfinished.length === 0) return element('p', {}, 'Nothing waits.');
  return table(['Job', 'Lane', 'State', 'Tries', 'Next', 'Last outcome', ''], unfinished.map((job) => [
    job.job_id, job.lane, job.state, String(job.attempts), when(job.run_at), job.last_message || '',
    job.state === 'running' ? '' : button('Run now', async () => { await api('POST', `/api/v1/jobs/${job.id}/retry`); await again(); })]));
}

// Never the text, only that it is there.
function quarantineTable(items, again) {
  if (items.length === 0) return element('p', {}, 'Everything that came could be read.');
  const act = (method, path) => async () => { await api(method, path); await again(); };
  return table(['Received', 'Reason', 'Bytes', ''], items.map((item) => [when(item.received_at), item.reason, String(item.size), [
    button('Try again', act('POST', `/api/v1/quarantine/${item.id}/replay`)), ' ',
    button('Delete', async () => {
      if (confirm('Delete it? What was in it is lost.')) await act('DELETE', `/api/v1/quarantine/${item.id}`)();
    })]]));
}

export async function workPage() {
  const [jobs, items, health] = await Promise.all([api('GET', '/api/v1/jobs'), api('GET', '/api/v1/quarantine'),
    api('GET', '/api/v1/monitoring/health_check')]);
  const issues = health.issues || [];
  show('Work and health',
    element('h2', {}, 'Health'), element('p', { class: health.healthy ? '' : 'wrong' }, health.healthy ? 'Everything is well.' : 'Something needs attention:'),
    issues.length > 0 && element('ul', {}, issues.map((issue) => element('li', {}, issue))),
    element('small', {}, 'The same as JSON: /api/v1/monitoring/health_check · as OpenMetrics: /metrics'),
    element('h2', {}, 'Jobs'), jobTable(jobs, workPage), element('h2', {}, 'Quarantine'), quarantineTable(items, workPage));
}
