// A file that was dropped or chosen, and what in it is a certificate.

const PAPER_IN = /(?:SEBAYA:|#)1\.[\w-]{100,}/;
const JWT_IN = /eyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{86}/;
const MOST_FILE_BYTES = 50_000_000;
const MOST_STREAM_BYTES = 4_000_000;

/** The text of the certificate in a file, or null: a PDF, a photo of the QR code, or a file of text. */
async function textOf(file) {
  if (file.size > MOST_FILE_BYTES) return null;
  if (file.type.startsWith("image/")) return textOfImage(file);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (latin1(bytes.subarray(0, 1024)).includes("%PDF-")) return textOfPdf(bytes);
  const text = new TextDecoder().decode(bytes).trim();
  return text.startsWith("{") ? text.match(JWT_IN)?.[0] ?? text : text;
}

function latin1(bytes) {
  return new TextDecoder("latin1").decode(bytes);
}

/** Look through a PDF: the link of the QR code says most; else the JWT that is attached. */
async function textOfPdf(bytes) {
  const raw = latin1(bytes);
  let attached = raw.match(JWT_IN)?.[0] ?? null;
  const linked = raw.match(PAPER_IN);
  if (linked) return linked[0];
  for (const { index } of raw.matchAll(/stream\r?\n/g)) {
    if (raw.slice(index - 3, index) === "end") continue;
    const start = raw.indexOf("\n", index) + 1;
    const said = raw.slice(raw.lastIndexOf("obj", index), index).match(/\/Length (\d+)(?! \d+ R)/);
    const end = said ? start + Number(said[1]) : endOf(raw, start);
    const plain = await inflate(bytes.subarray(start, end), "deflate", MOST_STREAM_BYTES).then(latin1, () => "");
    const found = plain.match(PAPER_IN);
    if (found) return found[0];
    attached ??= plain.match(JWT_IN)?.[0] ?? null;
  }
  return attached;
}

function endOf(raw, start) {
  const end = raw.indexOf("endstream", start);
  return raw[end - 1] === "\n" ? end - (raw[end - 2] === "\r" ? 2 : 1) : end;
}
