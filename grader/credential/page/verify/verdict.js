// What a certificate is worth today: signature, issuer, days, and the newest list, in that order.

const PAPER = /^(?:SEBAYA:|[^#\s]*#)?1\.([\w-]+)$/;
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Check what was pasted, dropped or scanned: the text of a QR code, its address, or a compact JWT.
 *
 * Returns { verdict } and, once the signature holds, what the certificate says: `achievement`, `issuer` (the name in our
 * list, never the certificate's own), `from`, `until`, `since`, `list` (the day of the list, in seconds), `nameFits`.
 * Verdicts: valid; stale, unknown (genuine, but its status is not known today); expired, revoked, suspended, early;
 * foreign, key, changed, document, unreadable.
 */
async function verify(given, trust, now = Date.now() / 1000) {
  try {
    const text = given.replace(/\s+/g, "");
    if (/^{.*"proof":/.test(text)) return { verdict: "document" };
    const paper = text.match(PAPER);
    if (!paper && !JWT.test(text)) return { verdict: "unreadable" };
    return await judged(paper ? await parsePaper(paper[1], trust.dictionary) : parseJwt(text), trust, now);
  } catch (fault) {
    if (fault instanceof Unreadable) return { verdict: "changed" };
    throw fault;
  }
}

async function judged(jwt, { issuers, lists }, now) {
  const { header, payload } = jwt;
  if (header.typ === STATUS) return { verdict: "status" };
  const issuer = issuerOf(jwt, issuers);
  if (!issuer) return { verdict: "foreign" };
  const key = keyOf(jwt, issuer);
  if (!key) return { verdict: "key" };
  if (!(await isSignedBy(jwt, key, "JWT")) || !isConsistent(payload)) return { verdict: "changed" };
  if (!countsOn(key, dayOf(payload.nbf))) return { verdict: "key" };

  const list = lists.of(issuer.id);
  const index = Number(payload.credentialStatus.statusListIndex);
  const since = list?.suspended[index];
  const subject = payload.credentialSubject;
  const hash = subject.identifier?.find?.((one) => one.hashed === true && one.identityType === "name")?.identityHash;
  const found = {
    issuer: issuer.name,
    achievement: subject.achievement.name,
    from: payload.validFrom.slice(0, 10),
    until: payload.validUntil.slice(0, 10),
    list: list?.iat,
    isStale: Boolean(list) && now > list.exp,
    nameFits: jwt.salt && hash ? (name) => nameFits(name, jwt.salt, hash) : null,
  };
  if (list && index >= list.bits.length * 8) return { verdict: "changed" };
  if (list && isRevoked(list, index)) return { ...found, verdict: "revoked" };
  if (now > payload.exp) return { ...found, verdict: "expired" };
  if (typeof since === "string" && DAY.test(since)) return { ...found, verdict: "suspended", since };
  if (now < payload.nbf) return { ...found, verdict: "early" };
  if (!list) return { ...found, verdict: "unknown" };
  return { ...found, verdict: found.isStale ? "stale" : "valid" };
}

/** Whether what stands twice in a credential says the same both times, and all that we rely on is there. */
function isConsistent(payload) {
  const { iss, issuer, jti, id, sub, nbf, exp, validFrom, validUntil, credentialSubject, credentialStatus } = payload;
  const status = credentialStatus ?? {};
  return [iss, id, sub, validFrom, validUntil].every((text) => typeof text === "string")
    && (issuer?.id ?? issuer) === iss && jti === id && credentialSubject?.id === sub
    && Number.isSafeInteger(nbf) && Number.isSafeInteger(exp) && nbf < exp
    && Date.parse(validFrom) === nbf * 1000 && Date.parse(validUntil) === exp * 1000
    && typeof credentialSubject.achievement?.name === "string"
    && status.type === "BitstringStatusListEntry" && status.statusPurpose === "revocation"
    && /^(0|[1-9]\d{0,8})$/.test(status.statusListIndex);
}

/** Whether a typed name is the one that was hashed into the certificate with the salt that only the paper has. */
async function nameFits(name, salt, hash) {
  const plain = name.normalize("NFC").trim().replace(/\s+/gu, " ");
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(plain + hex(salt)));
  return hash === `sha256$${hex(new Uint8Array(digest))}`;
}
