// Verdicts of other makers' programs, with the network off.
// Standard input: {now, issuers: [DID], documents: {DID: JSON}, lists: {id: [text]}, cases: [{name, text}]}. A `text`
// is a credential as it is handed over: JSON with a Data Integrity proof, or a VC-JWT. `documents` are those of did:web,
// `lists` the status lists, in either form or both.
// Standard output, a JSON line each: what was tried of the network, then {name, accepted, step, reason} of each case.
import {webcrypto} from 'node:crypto';
import {text as everything} from 'node:stream/consumers';
import {takeNetworkAway, tryNetwork} from './network.mjs';

globalThis.crypto ??= webcrypto; // Node 18 has it, under another name
takeNetworkAway();

const {DataIntegrityProof} = await import('@digitalbazaar/data-integrity');
const {cryptosuite} = await import('@digitalbazaar/eddsa-rdfc-2022-cryptosuite');
const {checkStatus} = await import('@digitalbazaar/vc-bitstring-status-list');
const vc = await import('@digitalbazaar/vc');
const jose = await import('jose');
const {loaderOf, p256Key} = await import('./resolve.mjs');

const {now: moment, issuers, documents, lists, cases} = JSON.parse(await everything(process.stdin));
const now = new Date(moment);
const documentLoader = loaderOf(documents);
const clock = {now, maxClockSkew: 0};

class Refused extends Error {
  constructor(step, cause) {
    super(String(cause?.errors?.[0]?.message ?? cause?.message ?? cause));
    this.step = step;
  }
}

async function verdict(text) {
  const credential = await verified(text);
  const issuer = credential.issuer?.id ?? credential.issuer;
  if(!issuers.includes(issuer)) {
    throw new Refused('issuer', `${issuer} is not a listed issuer`);
  }
  await refuseRevoked(credential, isJwt(text));
}

function verified(text) {
  return isJwt(text) ? verifiedJwt(text) : verifiedDocument(text);
}

function isJwt(text) {
  return text.startsWith('eyJ');
}

async function verifiedDocument(text) {
  const credential = await step('read', async () => JSON.parse(text));
  const suite = new DataIntegrityProof({cryptosuite, date: now});
  const later = async () => ({verified: true}); // the status comes last, see refuseRevoked
  const result = await step('proof', () => {
    return vc.verifyCredential({credential, suite, documentLoader, checkStatus: later, ...clock});
  });
  if(!result.verified) {
    throw new Refused('proof', result.error);
  }
  return credential;
}

async function verifiedJwt(text) {
  const {kid} = await step('read', async () => jose.decodeProtectedHeader(text));
  const {payload} = await step('signature', async () => {
    const key = await jose.importJWK(await p256Key(kid, documentLoader), 'ES256');
    return jose.jwtVerify(text, key, {algorithms: ['ES256'], issuer: kid.split('#')[0], currentDate: now});
  });
  const {iss, jti, sub, nbf, exp, ...credential} = payload;
  const {issuer, id, credentialSubject} = credential;
  if(iss !== (issuer?.id ?? issuer) || jti !== id || sub !== credentialSubject?.id) {
    throw new Refused('claims', 'the JWT and the credential in it name different things');
  }
  await step('credential', async () => vc._checkCredential({credential, ...clock}));
  return credential;
}

// The list must be of the same issuer, and in the same form: with did:key each form has an issuer of its own.
async function refuseRevoked(credential, asJwt) {
  const id = credential.credentialStatus?.statusListCredential;
  const text = lists[id]?.find(form => isJwt(form) === asJwt);
  if(text === undefined) {
    throw new Refused('status', `there is no list ${id}`);
  }
  const list = await step('status list', () => verified(text));
  const result = await step('status', () => checkStatus({
    credential,
    documentLoader: async url => url === list.id ? {document: list} : documentLoader(url),
    verifyBitstringStatusListCredential: false // it is, above, and at the time that the tests choose
  }));
  if(!result.verified) {
    throw new Refused('status', result.error);
  }
  if(result.results.some(({status}) => status)) {
    throw new Refused('status', 'revoked');
  }
}

async function step(name, work) {
  try {
    return await work();
  } catch(error) {
    throw new Refused(name, error);
  }
}

function tell(line) {
  process.stdout.write(JSON.stringify(line) + '\n');
}

tell({network: await tryNetwork()});
for(const {name, text} of cases) {
  try {
    await verdict(text);
    tell({name, accepted: true});
  } catch(error) {
    if(!(error instanceof Refused)) {
      throw error;
    }
    tell({name, accepted: false, step: error.step, reason: error.message});
  }
}
