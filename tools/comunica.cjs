// Answer SPARQL queries by Comunica over several endpoints as if they were one store. tools/comunica.py starts it:
//
//     node tools/comunica.cjs FOLDER_OF_COMUNICA SECONDS URL...  < QUERIES
//
// Each line of stdin is a JSON string, a query. Each line of stdout is its answer in the same order: {results} as SPARQL results in
// JSON, or {error}, with {seconds, requests, bytes}. A query that takes longer than SECONDS ends the process, as Comunica cannot stop one.

const path = require('node:path');
const readline = require('node:readline');

const [folder, limit, ...urls] = process.argv.slice(2);
const load = (name) => require(require.resolve(`@comunica/${name}`, { paths: [folder] }));
const other = (name) => require(require.resolve(name, { paths: [folder] }));

const { QueryEngine } = load('query-sparql');
const { failTest, passTestWithSideData } = load('core');
const { wrap } = other('asynciterator');
const { RdfStore } = other('rdf-stores');
const { termToString } = other('rdf-string-ttl');
const { SparqlEndpointFetcher } = other('fetch-sparql-endpoint');

/**
 * All endpoints as one RDF/JS source. What a pattern is about is read once, the whole of its predicate, into a store of its own, which is
 * complete before Comunica sees it. So a triple that two endpoints hold counts once.
 */
class Endpoints {
  constructor() {
    this.stores = new Map();
    this.requests = this.bytes = 0;
    this.fetcher = new SparqlEndpointFetcher({ method: 'POST', fetch: (...what) => this.fetch(...what) });
  }

  async fetch(...what) {
    this.requests += 1;
    const answer = await fetch(...what);
    const count = new TransformStream({ transform: (chunk, to) => { this.bytes += chunk.length; to.enqueue(chunk); } });
    return new Response(answer.body.pipeThrough(count), { status: answer.status, headers: answer.headers });
  }

  async copied(pattern) {
    const store = RdfStore.createDefault();
    await Promise.all(urls.map(async (url) => {
      for await (const triple of await this.fetcher.fetchTriples(url, `CONSTRUCT { ${pattern} } WHERE { ${pattern} }`)) {
        store.addQuad(triple);
      }
    }));
    return store;
  }

  about(subject, predicate, object) {
    const text = (term, name) => (!term || term.termType === 'Variable' ? name : termToString(term));
    const known = predicate && predicate.termType !== 'Variable';
    const pattern = known ? `?s ${termToString(predicate)} ?o` : `${text(subject, '?s')} ?p ${text(object, '?o')}`;
    if (!this.stores.has(pattern)) {
      this.stores.set(pattern, this.copied(pattern));
    }
    return this.stores.get(pattern);
  }

  match(...terms) {
    return wrap(this.about(...terms).then((store) => store.match(...terms)), { autoStart: false });
  }

  matchBindings(bindings, ...terms) {
    return wrap(this.about(...terms).then((store) => store.matchBindings(bindings, ...terms)), { autoStart: false });
  }

  async countQuads(...terms) {
    return (await this.about(...terms)).countQuads(...terms);
  }
}

/** What Comunica 4.5.0 gets wrong or does too slowly here; docs/federation.md lists it. */
function repair() {
  // SortIterator puts an item among its equals, not behind them: an ORDER BY of several keys, done key by key, needs a stable sort.
  const { SortIterator } = load('actor-query-operation-orderby/lib/SortIterator');
  SortIterator.prototype._read = function (count, done) {
    for (let item = this.source.read(); item !== null; item = this.source.read()) {
      this.sorted.push(item);
    }
    done();
  };
  SortIterator.prototype._flush = function (done) {
    this.sorted.sort(this.sort).forEach((item) => this._push(item));
    done();
  };
  // One row in which the counted is unbound makes COUNT an error: SPARQL 1.1, 18.5.1.2, counts what is no error.
  load('actor-bindings-aggregator-factory-count').CountAggregator.prototype.safeThrow = () => undefined;
  // Where a pattern within FILTER NOT EXISTS has no triple, this takes the whole query to have no row.
  const prune = 'actor-optimize-query-operation-prune-empty-source-operations';
  const { ActorOptimizeQueryOperationPruneEmptySourceOperations: Prune } = load(prune);
  Prune.prototype.run = async ({ operation, context }) => ({ operation, context });
  // Rows that do not go together have no merge: a bind join leaves out a null, but hands an undefined on, and Comunica ends.
  const { Bindings } = load('utils-bindings-factory');
  const merge = Bindings.prototype.merge;
  Bindings.prototype.merge = function (row) { return merge.call(this, row) ?? null; };
  // Strings are compared by the rules of the machine's language, where SPARQL has code points: "~" before "1", so MIN was another.
  String.prototype.localeCompare = function (to) { return this < to ? -1 : this > to ? 1 : 0; };
  // A bind join plans what is left of the query anew for every row: only where nothing else can do the OPTIONAL, and for a path from a
  // variable to a variable. Without, * starts from every term there is, and ? forgets that everything has a path of length 0 to itself.
  const { ActorRdfJoinOptionalBind: Optional } = load('actor-rdf-join-optional-bind');
  const optional = Optional.prototype.test;
  Optional.prototype.test = async function (action) {
    return action.entries.some((entry) => entry.operationRequired) ? optional.call(this, action) : failTest('not for every row');
  };
  const open = ({ type, subject, object, predicate }) => type === 'path' && /^ZeroOr/.test(predicate.type)
    && subject.termType === 'Variable' && object.termType === 'Variable';
  for (const Path of [
    load('actor-query-operation-path-zero-or-more').ActorQueryOperationPathZeroOrMore,
    load('actor-query-operation-path-zero-or-one').ActorQueryOperationPathZeroOrOne,
  ]) {
    const run = Path.prototype.runOperation;
    Path.prototype.runOperation = async function (operation, context) {
      const found = await run.call(this, operation, context);
      const last = async () => ({ ...await found.metadata(), cardinality: { type: 'estimate', value: 1e9 } });
      return open(operation) ? { ...found, metadata: last } : found;
    };
  }
  const { ActorRdfJoinMultiBind: Bind } = load('actor-rdf-join-inner-multi-bind');
  const bind = Bind.prototype.test;
  Bind.prototype.test = async function (action) {
    const found = action.entries.length === 2 && action.entries.some(({ operation }) => open(operation))
      ? await bind.call(this, action) : failTest('not for every row');
    return found.isPassed()
      ? passTestWithSideData({ iterations: 0, persistedItems: 0, blockingItems: 0, requestTime: 0 }, found.getSideData()) : found;
  };
}

async function main() {
  repair();
  const engine = new QueryEngine();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const source = new Endpoints();
    const start = performance.now();
    const answer = (async () => {
      const { data } = await engine.resultToString(
        await engine.query(JSON.parse(line), { sources: [source] }), 'application/sparql-results+json');
      let text = '';
      for await (const piece of data) {
        text += piece;
      }
      return { results: JSON.parse(text) };
    })().catch((error) => ({ error: String(error.message ?? error) }));
    let timer;
    const late = new Promise((done) => {
      timer = setTimeout(() => done({ error: `no answer within ${limit} s`, late: true }), limit * 1000);
    });
    const found = await Promise.race([answer, late]);
    clearTimeout(timer);
    const seconds = (performance.now() - start) / 1000;
    await new Promise((done) => {
      process.stdout.write(`${JSON.stringify({ ...found, seconds, requests: source.requests, bytes: source.bytes })}\n`, done);
    });
    if (found.late) {
      process.exit(1);
    }
  }
}

main().then(() => process.exit(0));
