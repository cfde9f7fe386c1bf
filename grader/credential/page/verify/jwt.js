// Compact JWTs signed with ES256, and the text on paper that holds one.

const MOST_BYTES = 16_384;
const MOST_LENGTH = 65_536;
const SALT_BYTES = 16;
const SIGNATURE_BYTES = 64;

/** Take a compact JWT apart. Its signature is not checked yet. */
function parseJwt(text) {
  const parts = text.split(".");
  if (parts.length !== 3 || text.length > MOST_LENGTH) throw new Unreadable("damaged");
  const [header, payload, signature] = parts.map(fromBase64url);
  if (signature.length !== SIGNATURE_BYTES) throw new Unreadable("damaged");
  return { header: fromJson(header), payload: fromJson(payload), signature, signed: `${parts[0]}.${parts[1]}` };
}

/** Take the text of a QR code apart: salt, signature, and the JWT's two parts deflated with our dictionary. */
async function parsePaper(text, dictionary) {
  const body = fromBase64url(text);
  if (body.length <= SALT_BYTES + SIGNATURE_BYTES) throw new Unreadable("damaged");
  const salt = body.subarray(0, SALT_BYTES);
  const signature = body.subarray(SALT_BYTES, SALT_BYTES + SIGNATURE_BYTES);
  // A stored block that holds the dictionary gives the blocks after it the window that they were made with.
  const length = dictionary.length;
  const stored = new Uint8Array([0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255]);
  const deflated = joined(stored, dictionary, body.subarray(SALT_BYTES + SIGNATURE_BYTES));
  const plain = (await inflate(deflated, "deflate-raw", length + MOST_BYTES)).subarray(length);
  const end = plain.indexOf(10);
  if (end < 0) throw new Unreadable("damaged");
  return { ...parseJwt([plain.subarray(0, end), plain.subarray(end + 1), signature].map(base64url).join(".")), salt };
}

/** Whether `key` (on P-256) signed `jwt` with ES256 as a JWT of the kind `typ`; other header fields are refused. */
async function isSignedBy(jwt, { jwk: { x, y } }, typ) {
  const { header } = jwt;
  if (Object.keys(header).length !== 3 || header.alg !== "ES256" || header.typ !== typ) return false;
  const curve = { name: "ECDSA", namedCurve: "P-256" };
  const key = await crypto.subtle.importKey("jwk", { kty: "EC", crv: "P-256", x, y }, curve, false, ["verify"]);
  return crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, jwt.signature, new TextEncoder().encode(jwt.signed));
}

/** The day of a time in seconds, in UTC, as issuers write the days of their keys. */
function dayOf(seconds) {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** Whether `key` signed on `day`: it had begun, had not been replaced, and had not been stolen. */
function countsOn(key, day) {
  if (day < key.from || (key.until && day > key.until)) return false;
  return !key.revoked || day < key.revoked;
}

/** The listed issuer that a JWT says it is from, by its id now or an older one; undefined when there is none. */
function issuerOf({ payload }, issuers) {
  return issuers.find(({ id, also = [] }) => id === payload.iss || also.includes(payload.iss));
}

/** The key of that issuer which the header names; it must belong to the very id that the JWT is from. */
function keyOf({ header, payload }, issuer) {
  return issuer.keys.find(({ kid, jwk }) => kid === header.kid && kid.split("#")[0] === payload.iss && jwk.crv === "P-256");
}
