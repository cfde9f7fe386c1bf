// Bytes and text: base64url in its one canonical form, and inflating within limits.

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** What cannot be read, with a code of `words.json` that says why. */
class Unreadable extends Error {}

function base64url(bytes) {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes of unpadded base64url. Unused bits must be zero: else two texts would be one certificate. */
function fromBase64url(text) {
  if (!/^[\w-]+$/.test(text)) throw new Unreadable("damaged");
  let binary;
  try {
    binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    throw new Unreadable("damaged");
  }
  const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
  if (base64url(bytes) !== text) throw new Unreadable("damaged");
  return bytes;
}

/** Inflate `bytes` ("deflate-raw", "deflate" or "gzip"); more than `most` bytes are refused. */
async function inflate(bytes, format, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format)).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => { throw new Unreadable("damaged"); });
    if (done) break;
    length += value.length;
    if (length > most) {
      reader.cancel().catch(() => {});
      throw new Unreadable("damaged");
    }
    parts.push(value);
  }
  return joined(...parts);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The object that JSON bytes hold; a key that stands twice in one object is refused, for readers differ on it. */
function fromJson(bytes) {
  let value, text;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw new Unreadable("damaged");
  }
  if (typeof value !== "object" || value === null || hasDoubleKey(text)) throw new Unreadable("damaged");
  return value;
}

/** Whether an object in this valid JSON has a key twice. */
function hasDoubleKey(text) {
  const open = [];
  let before = "";
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (token[0] === '"' && (before === "{" || before === ",") && open.at(-1)) {
      const key = JSON.parse(token);
      if (open.at(-1).has(key)) return true;
      open.at(-1).add(key);
    }
    before = token;
  }
  return false;
}
