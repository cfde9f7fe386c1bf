// The signed lists of what was revoked or paused: the newest of each issuer counts.

const STATUS = "sebaya-status+jwt";
const MOST_LIST_BYTES = 1_048_576;
const CLOCK_SECONDS = 86_400;

/** The lists that this page has, by issuer; `add` takes a newer one. */
function statusLists(issuers) {
  const lists = new Map();
  return {
    of: (issuer) => lists.get(issuer),

    /** Take a signed list. Returns "new", "known" (we have this or a newer one), or why it does not count. */
    async add(text, now) {
      const jwt = parseJwt(text);
      const { header, payload } = jwt;
      if (header.typ !== STATUS) return "not-a-list";
      const issuer = issuerOf(jwt, issuers);
      if (!issuer) return "foreign-list";
      const { iat, exp, list, suspended } = payload;
      const key = keyOf(jwt, issuer);
      if (![iat, exp].every(Number.isSafeInteger) || !key || !countsOn(key, dayOf(iat))) return "bad-list";
      if (!(await isSignedBy(jwt, key, STATUS)) || exp <= iat || iat > now + CLOCK_SECONDS) return "bad-list";
      if (typeof list !== "string" || list[0] !== "u" || typeof suspended !== "object" || !suspended) return "bad-list";
      const bits = await inflate(fromBase64url(list.slice(1)), "gzip", MOST_LIST_BYTES);
      if (lists.has(issuer.id) && lists.get(issuer.id).iat >= iat) return "known";
      lists.set(issuer.id, { iat, exp, bits, suspended });
      return "new";
    },
  };
}

/** Whether bit `index` is set; index 0 is the most significant bit of the first byte. */
function isRevoked(list, index) {
  return ((list.bits[index >> 3] >> (7 - (index & 7))) & 1) === 1;
}
