// The AiToEarn service, as far as a client can tell: Express with its `extended` query parser, which is
// qs, and zod. Started with the name of the Express package; prints its port.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const { default: express } = await import(process.argv[2]);

// How each platform pages. Today all that list works page by cursor; the other modes are for the walks.
const MODES = { KWAI: 'cursor', youtube: 'cursor', tiktok: 'cursor', bilibili: 'page', wxGzh: 'none' };
const PLATFORMS = [...Object.keys(MODES), 'douyin', 'xhs', 'wxSph', 'twitter', 'facebook', 'instagram', 'threads',
  'pinterest', 'linkedin', 'google_business'];
const COUNT = 45;
const USUAL = 20;
const MOST = 50;

const positive = z.coerce.number().int().positive();
const next = z.literal('next');
const query = z.object({
  accountId: z.string().min(1),
  pagination: z.union([
    z.object({ page: positive, pageSize: positive }),
    z.object({ cursor: z.string(), limit: positive.optional(), direction: z.enum(['next', 'previous']).optional() }),
    z.object({ limit: positive, direction: next.optional() }),
    z.object({ direction: next }),
  ]).optional(),
});

class Refusal extends Error {
  constructor(code, message, data = {}) {
    super(message);
    Object.assign(this, { code, data });
  }
}

const app = express();
app.set('query parser', 'extended');

app.use((request, response, go) => {
  const id = request.get('x-request-id') ?? randomUUID();
  response.set('x-request-id', id);
  // What the parser made of the query, for the tests.
  response.set('x-query', encodeURIComponent(JSON.stringify(request.query)));
  response.locals.id = id;
  if (request.get('x-api-key') !== 'secret-key') {
    throw new Refusal(401, 'Unauthorized');
  }
  go();
});

app.get('/api/v2/channels/works/:platform', (request, response) => {
  const parsed = query.safeParse(request.query);
  if (!parsed.success) {
    throw new Refusal(400, 'Bad Request');
  }
  const { accountId, pagination } = parsed.data;
  const { platform } = request.params;
  if (TROUBLE[accountId]) {
    return TROUBLE[accountId](response, platform);
  }
  const data = { platform, ...list(platform, accountId, pagination, request.get('accept-language')) };
  response.json({ data, code: 0, message: '请求成功', requestId: response.locals.id });
});

app.use(() => {
  throw new Refusal(404, 'Not Found');
});

app.use((error, request, response, _) => {
  const known = error instanceof Refusal;
  const { code, message, data } = known ? error : { code: 500, message: 'Internal Server Error', data: {} };
  response.json({ data, code, message, requestId: response.locals.id, timestamp: Date.now() });
});

function list(platform, account, pagination, language) {
  if (!PLATFORMS.includes(platform)) {
    throw new Refusal(15032, 'PlatformNotSupported', { platform });
  }
  const mode = MODES[platform];
  if (!mode) {
    throw new Refusal(15080, `${platform} does not support this`, { platform, capability: 'listWorks' });
  }
  const asked = pagination && ('page' in pagination ? 'page' : 'cursor');
  if (asked && asked !== mode) {
    throw new Refusal(15088, 'ChannelPaginationModeNotSupported',
      { platform, expectedMode: mode, actualMode: asked });
  }
  if (account !== 'acc_1') {
    throw new Refusal(12600, language === 'zh' ? '账号未找到' : 'Account not found');
  }
  if (mode === 'none') {
    return { items: works(0, 3), pagination: { mode } };
  }
  return mode === 'page' ? byPage(platform, pagination) : byCursor(platform, pagination);
}

function byPage(platform, { page, pageSize } = { page: 1, pageSize: USUAL }) {
  if (pageSize > MOST) {
    throw new Refusal(15090, 'ChannelPaginationPageSizeExceeded', { platform, pageSize, maxPageSize: MOST });
  }
  const start = (page - 1) * pageSize;
  return {
    items: works(start, start + pageSize),
    pagination: { mode: 'page', page, pageSize, total: COUNT, hasNext: start + pageSize < COUNT, hasPrevious: page > 1 },
  };
}

// A cursor names the work where a page begins.
function byCursor(platform, { cursor, limit = USUAL, direction = 'next' } = {}) {
  if (limit > MOST) {
    throw new Refusal(15089, 'ChannelPaginationLimitExceeded', { platform, limit, maxLimit: MOST });
  }
  if (platform === 'tiktok' && direction === 'previous') {
    throw new Refusal(15091, 'ChannelPaginationDirectionNotSupported', { platform, direction });
  }
  const at = cursor === undefined ? 0 : Number(Buffer.from(cursor, 'base64').toString().slice('at:'.length));
  const start = direction === 'previous' ? Math.max(0, at - limit) : at;
  const end = direction === 'previous' ? at : at + limit;
  const named = (place) => Buffer.from(`at:${place}`).toString('base64');
  return {
    items: works(start, end),
    pagination: {
      mode: 'cursor', limit, hasNext: end < COUNT, hasPrevious: start > 0, nextCursor: named(end),
      ...(start > 0 && { previousCursor: named(start) }),
    },
  };
}

function works(start, end) {
  const all = Array.from({ length: COUNT }, (_, at) => ({
    platformWorkId: `work ${at + 1}`,
    contentMode: 'video',
    publishedAt: '2026-07-02T12:00:00.000Z',
    metrics: { viewCount: at, watchTimeSeconds: at + 0.5 },
  }));
  return all.slice(start, end);
}

// Accounts with which something is wrong on the way.
const TROUBLE = {
  crash: () => {
    throw new Error('a defect');
  },
  limited: (response, platform) => {
    throw new Refusal(15071, 'ChannelPlatformRateLimited',
      { platform, category: 'rate_limit', retryable: true, accountId: 'limited', endpoint: 'list' });
  },
  relayed: (response) => response.status(409).json('the upstream says no'),
  busy: (response) => response.status(429).set('retry-after', '7').send('slow down'),
  html: (response) => response.status(502).type('html').send('<html><body><h1>502 Bad Gateway</h1></body></html>'),
  cut: (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
    response.write('{"data":{"platform":"KWAI",', () => response.socket.destroy());
  },
};

const server = app.listen(0, '127.0.0.1', () => console.log(`listening on 127.0.0.1:${server.address().port}`));
